"""Every sentence is ours: no page and no instrument shares seven words in a row with a founding document."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNS = {
    line
    for line in (ROOT / "docs/_data/source-word-runs.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
}
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_NOT_OURS_TO_WORD = re.compile(r"\[\^[^\]]+\]|\]\([^)]*\)|<[^>]+>")


def shared(text: str) -> list[str]:
    """Return the runs of seven words that stand in a founding document too."""
    plain = unicodedata.normalize("NFKC", _NOT_OURS_TO_WORD.sub(" ", text)).lower().replace("’", "'")
    words = _WORD.findall(plain)
    runs = (" ".join(words[at : at + 7]) for at in range(len(words) - 6))
    return [run for run in runs if hashlib.sha256(f"even-exchange {run}".encode()).hexdigest()[:16] in RUNS]


def test_the_runs_are_read_as_they_were_written():
    """A run that stands in the list is found; the buyer's question is one of them."""
    assert ["so what can you do for us"] == shared("So, what can you do for us?")


def test_no_page_and_no_item_copies_a_source():
    """Pages, items and the sentences of results are in our own words."""
    texts = [*(ROOT / "docs").rglob("*.md"), *(ROOT / "assessments").glob("*.yml"), ROOT / "README.md"]
    found = {path.name: shared(path.read_text(encoding="utf-8")) for path in texts}

    assert len(found) >= 25
    assert {} == {name: runs for name, runs in found.items() if runs}
