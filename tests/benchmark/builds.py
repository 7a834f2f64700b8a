"""Sites of one size, written four ways -> how long `mkdocs build` takes for each, and how much memory.

pages    the pages alone, without any instrument
floor    and every instrument's text as a plain Markdown page
limit    and every instrument as finished radios, put in by a hook of ten lines
project  and every instrument as a file that the engine compiles
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from html import escape
from pathlib import Path
from statistics import median
from typing import Any

import content

from even_exchange.library.page import split
from even_exchange.project_files import read_files
from even_exchange.site.build import Site, build_site

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
#: Pages and instruments by the name of the size.
SIZES = {"S": (30, 8), "M": (300, 50), "L": (3000, 500)}
VARIANTS = ("pages", "floor", "limit", "project")
SHARED = ("assessments/model.yml", "docs/_data/claims.yml", "docs/_data/taxonomy.yml")


@dataclass(frozen=True)
class Took:
    """Medians over the rounds: seconds by the clock and of the processor, and MiB at the peak."""

    wall: float
    cpu: float
    peak: float


def shared_files() -> dict[str, str]:
    """Return the files that all instruments and pages share, with those entries alone that the made-up content uses."""
    shared = {path: (ROOT / path).read_text(encoding="utf-8") for path in SHARED}
    shared["docs/_data/claims.yml"] = content.register(shared["docs/_data/claims.yml"])
    shared["docs/_data/taxonomy.yml"] = content.taxonomy(shared["docs/_data/taxonomy.yml"])
    return shared


def write_sites(folder: Path, size: str) -> None:
    """Write the four sites of a size."""
    pages, instruments = SIZES[size]
    texts = content.pages(pages)
    forms = content.instruments(instruments)
    sources = shared_files() | {f"docs/{uri}": text for uri, text in texts.items()}
    sources |= {f"assessments/{id_}.yml": content.as_yaml(form) for id_, form in forms.items()}
    _write(folder / "project", sources, "hooks/mkdocs_hooks.py")

    # The other three get the pages as the engine leaves them, so that only the instruments differ.
    site = build_site(read_files(folder / "project"))
    if site.findings:
        raise SystemExit(f"the benchmark's own content is not valid: {site.findings[0]}")
    plain = {f"docs/{uri}": _finished(site, uri, text) for uri, text in texts.items()}
    _write(folder / "pages", plain)
    _write(
        folder / "floor",
        plain | {f"docs/assess/{id_}.md": content.as_markdown(form) for id_, form in forms.items()},
    )
    marked = {
        f"docs/assess/{id_}.md": f"{content.head_of(form)}\n{form['introduction']}\n\n<!-- form {id_} -->\n"
        for id_, form in forms.items()
    }
    finished = {f"forms/{id_}.html": content.as_form(form, escape) for id_, form in forms.items()}
    _write(folder / "limit", plain | marked | finished, str(HERE / "finished_html.py"))


def measure(folder: Path, rounds: int) -> dict[str, Took]:
    """Build each of the sites, one after the other, round after round."""
    took: dict[str, list[dict[str, float]]] = {variant: [] for variant in VARIANTS}
    for number in range(rounds):
        for variant in VARIANTS if number % 2 == 0 else VARIANTS[::-1]:
            took[variant].append(build(folder / variant))
    return {
        variant: Took(*(median(one.get(name, 0) for one in runs) for name in ("wall", "cpu", "peak")))
        for variant, runs in took.items()
    }


def build(site: Path) -> dict[str, float]:
    """Build one site as `mkdocs build --strict` does and return what it took."""
    shutil.rmtree(site / "site", ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    said = subprocess.run(
        [sys.executable, str(HERE / "measured.py"), *command],
        cwd=site,
        capture_output=True,
        text=True,
        check=True,
    )
    took: dict[str, Any] = json.loads(said.stdout)
    if took.pop("code"):
        raise SystemExit(f"the site '{site.name}' of the benchmark does not build:\n{took['said']}")
    del took["said"]
    if "peak" in took:
        took["peak"] /= 1024
    return took


def _finished(site: Site, uri: str, text: str) -> str:
    matter, body, _ = split(text)
    written = site.page(uri, body)
    return f"---\n{matter}---\n{written}" if matter else written


def _write(folder: Path, files: dict[str, str], hook: str = "") -> None:
    hooks = [str(ROOT / hook)] if hook else []
    settings = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": "docs",
        "hooks": hooks,
        "nav": None,
        "watch": [],
        "theme": {"custom_dir": str(ROOT / "hooks" / "theme")},
    }
    for path, text in {"mkdocs.yml": json.dumps(settings), **files}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
