"""No two pages share twelve words in a row: what could stand on two pages belongs on one.

PASS

    pages:
      - {head: {slug: a}, body: "Ask once, and wait until they say yes."}
      - {head: {slug: b}, body: "Say the price, and stop."}

FAIL

    pages:
      - {head: {slug: a}, body: "Take a call that you recorded with leave, write out two minutes of it."}
      - {head: {slug: b}, body: "Take a call that you recorded with leave, write out two minutes of it."}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from even_exchange.library.prose import blocks, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from even_exchange.findings import Finding
    from even_exchange.library.page import Page
    from even_exchange.library.rules.world import World

RUN = 12


def check_library(pages: Sequence[Page], _world: World) -> Iterator[Finding]:
    """Yield a finding for each paragraph with a run of words that an earlier page has too."""
    first: dict[tuple[str, ...], Page] = {}
    for page in sorted(pages, key=lambda page: page.path):
        mine: dict[tuple[str, ...], Page] = {}
        for block in blocks(page):
            said = [word.lower() for word in words(block.text)]
            told = False
            for at in range(len(said) - RUN + 1):
                run = tuple(said[at : at + RUN])
                mine[run] = page
                if run in first and not told:
                    told = True
                    what = f"'{' '.join(run)}' stands in {first[run].path} too; say it here in its own way, or only once"
                    yield page.finding_at(block.line, "shared-runs", what)
        first = mine | first
