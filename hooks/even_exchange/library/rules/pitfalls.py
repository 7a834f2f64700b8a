"""When it goes wrong, it goes wrong on two sides: each has its own heading and a line that repairs it.

PASS

    body: |
      ## When it goes wrong

      ### Too much about you

      Five questions in a row make her a suspect.

      > That changes my plan.

      ### Too yielding

      You skip the question about who signs.

      > Who besides you has to agree?

FAIL

    body: |
      ## When it goes wrong

      ### Too much about you

      Five questions in a row make her a suspect.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from even_exchange.library.prose import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.library.page import Page
    from even_exchange.library.rules.world import World

SIDES = ("Too much about you", "Too yielding")


def check(page: Page, _world: World) -> Iterator[Finding]:
    """Yield a finding for a side that is missing and for one without a line that repairs it."""
    section = page.section("When it goes wrong")
    if page.head.format != "playbook" or section is None:
        return
    inside = [block for block in blocks(page) if section.line < block.line < section.end]
    sides = [block.text.removeprefix("### ") for block in inside if block.text.startswith("### ")]
    if sides != list(SIDES):
        what = f"the two sides are missing or misnamed; write '### {SIDES[0]}' and then '### {SIDES[1]}'"
        yield page.finding_at(section.line, "pitfalls", what)
        return
    starts = [block.line for block in inside if block.text.startswith("### ")]
    for name, start, end in zip(SIDES, starts, [*starts[1:], section.end], strict=True):
        if not any(block.kind == "quote" and start < block.line < end for block in inside):
            what = f"'{name}' has no line that repairs it; add one as a quotation ('> …')"
            yield page.finding_at(start, "pitfalls", what)
