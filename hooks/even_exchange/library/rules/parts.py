"""A playbook has its parts, in their order, each with something in it; no level of heading is skipped.

PASS

    head: {format: explainer}
    body: |
      ## Two positions

      ### The first

      Words.

FAIL

    head: {format: explainer}
    body: |
      ## Two positions

      #### The first

      Words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from even_exchange.findings import did_you_mean
from even_exchange.library.page import ANATOMY
from even_exchange.library.prose import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.library.page import Page
    from even_exchange.library.rules.world import World


def check(page: Page, _world: World) -> Iterator[Finding]:
    """Yield a finding for each part that is missing, unknown, empty, doubled or out of order."""
    yield from _levels(page)
    if page.head.format == "playbook":
        yield from _anatomy(page)


def _levels(page: Page) -> Iterator[Finding]:
    above = 1
    for block in blocks(page):
        if block.kind != "heading":
            continue
        level = len(block.text) - len(block.text.lstrip("#"))
        if level == 1:
            yield page.finding_at(
                block.line, "parts", "the title comes from the head; begin headings with '##'"
            )
        elif level > above + 1:
            what = f"this heading skips a level; write it with {'#' * (above + 1)}"
            yield page.finding_at(block.line, "parts", what)
        above = max(level, 1)


def _anatomy(page: Page) -> Iterator[Finding]:
    titles = [title for title, _ in ANATOMY]
    sections = page.sections()
    present = [section.title for section in sections]
    for title, always in ANATOMY:
        if always and title not in present:
            what = f"the section '## {title}' is missing; add it"
            yield page.finding_at(page.first_line, "parts", what)
    last = -1
    for section in sections:
        if section.title not in titles:
            what = f"a playbook has no section '{section.title}'; {did_you_mean(section.title, titles)}"
            yield page.finding_at(section.line, "parts", what)
            continue
        place = titles.index(section.title)
        if place < last:
            what = (
                f"'{section.title}' stands after '{titles[last]}'; the order of sections is fixed: move it up"
            )
            yield page.finding_at(section.line, "parts", what)
        if place == last:
            yield page.finding_at(
                section.line, "parts", f"'{section.title}' stands here a second time; join the two"
            )
        last = max(last, place)
        if not section.text.strip():
            yield page.finding_at(
                section.line, "parts", f"'{section.title}' is empty; write it or take it out"
            )
