"""The real site, built once -> what its pages weigh on the wire, gzipped as tightly as gzip can."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORE, OTHER = "where-you-stand", "three-junctures"
_ASSET = re.compile(r'(?:src|href)="([^"]*assets/even-exchange/[^"]+)"')
_BLOCK = re.compile(r'<div class="sa">.*</self-assessment>\s*</div>', re.DOTALL)


@dataclass(frozen=True)
class Weights:
    """Bytes after gzip -9."""

    first: int
    next: int
    without: int
    block: int
    items: int
    site_style: int


def measure(folder: Path) -> Weights | None:
    """Build the project into a folder and weigh it; None when its content is not in order just now."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    if subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode:
        return None
    pages = {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}
    first, other = (_assets(page_of(folder, id_), pages) for id_ in (CORE, OTHER))
    block = _BLOCK.search(pages[page_of(folder, CORE)])
    plain = [path for path, html in pages.items() if "<self-assessment" not in html]
    return Weights(
        first=sum(map(packed, first)),
        next=sum(map(packed, other - first)),
        without=max(sum(map(packed, _assets(path, pages))) for path in plain),
        block=_size(block[0].encode()) if block else 0,
        items=block[0].count("data-item=") if block else 0,
        site_style=sum(map(packed, (folder / "assets" / "stylesheets").glob("even-exchange*.css"))),
    )


def page_of(site: Path, id_: str) -> Path:
    """Return the page of an instrument in a built site, whichever way its addresses are written."""
    flat = site / "assess" / f"{id_}.html"
    return flat if flat.is_file() else site / "assess" / id_ / "index.html"


def packed(file: Path) -> int:
    """Return the size of a file after gzip -9."""
    return _size(file.read_bytes())


def _size(data: bytes) -> int:
    return len(gzip.compress(data, 9, mtime=0))


def _assets(page: Path, pages: dict[Path, str]) -> set[Path]:
    return {(page.parent / address).resolve() for address in _ASSET.findall(pages[page])}
