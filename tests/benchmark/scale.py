"""Many instruments at once -> what `check` takes for each of them, and how much memory all of them need.

Checking is compiling: reading, rules, keys, proofs and personas. No page is written, so nothing of MkDocs is measured.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from statistics import median

import builds
import content

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FEW, MANY = 50, 500
PAGES = 30


def measure(folder: Path, rounds: int) -> dict[int, builds.Took]:
    """Return what `check` took by number of instruments, 0 for the pages and the shared files alone."""
    took = {}
    for number in (0, FEW, MANY):
        root = folder / str(number)
        _write(root, number)
        runs = [_run(root) for _ in range(rounds)]
        took[number] = builds.Took(
            *(median(run[name] for run in runs) for name in ("wall", "cpu")),
            median(run["peak"] for run in runs) / 1024,
        )
    return took


def _write(root: Path, number: int) -> None:
    texts = {f"docs/{uri}": text for uri, text in content.pages(PAGES).items()}
    texts |= builds.shared_files()
    if number:
        forms = content.instruments(number)
        texts |= {f"assessments/{id_}.yml": content.as_yaml(form) for id_, form in forms.items()}
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _run(root: Path) -> dict[str, float]:
    command = [
        sys.executable,
        HERE / "measured.py",
        sys.executable,
        "-m",
        "even_exchange",
        "--root",
        root,
        "check",
    ]
    said = subprocess.run(command, cwd=ROOT / "hooks", capture_output=True, text=True, check=True)
    run: dict[str, float] = json.loads(said.stdout)
    if run["code"]:
        raise SystemExit(f"the benchmark's own instruments are not sound:\n{run['said']}")
    return run
