"""Every sentence is ours: no seven words in a row stand in a founding document too.

The documents are not here, only hashes of their word runs, so a finding can name the words and not the place.
Titles, names and the buyer's question are let through by `docs/_data/source-word-runs.txt`, which does not list them.

PASS

    body: |
      They ask early, and they ask because they want to know.

FAIL

    body: |
      Sooner or later somebody says: so, what can you do for us?
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.library.page import Page
    from even_exchange.library.rules.world import World

RUN = 7
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_NOT_OURS_TO_WORD = re.compile(r"\[\^[^\]]+\]|\]\([^)]*\)|<[^>]+>")


def check(page: Page, world: World) -> Iterator[Finding]:
    """Yield a finding for each run of words that stands in a source."""
    if not world.runs:
        return
    for number, text in enumerate(page.body.split("\n\n")):
        for run in shared(text, world.runs):
            line = page.first_line + page.body.count("\n", 0, _start(page.body, number))
            what = f"'{run}' stands in a founding document word for word; say it in words of your own"
            yield page.finding_at(line, "own-words", what)
            break


def shared(text: str, runs: frozenset[str]) -> list[str]:
    """Return the runs of words of a text whose hashes are in the list."""
    flat = unicodedata.normalize("NFKC", _NOT_OURS_TO_WORD.sub(" ", text)).lower().replace("’", "'")
    words = _WORD.findall(flat)
    found = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return [run for run in found if _hash(run) in runs]


def _hash(run: str) -> str:
    return hashlib.sha256(f"even-exchange {run}".encode()).hexdigest()[:16]


def _start(body: str, number: int) -> int:
    at = 0
    for _ in range(number):
        at = body.index("\n\n", at) + 2
    return at
