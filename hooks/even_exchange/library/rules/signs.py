"""A playbook ends with three signs that it works, in the talk, from the customer and in six weeks, and how they could be gamed.

PASS

    body: |
      ## How you know it works

      **In the talk.** Four of the five blanks hold their words.

      **From the customer.** They thank you for asking.

      **In six weeks.** Fewer deals die late.

      **How it could be gamed.** Blanks fill up with your own guesses.

FAIL

    body: |
      ## How you know it works

      **In the talk.** Four of the five blanks hold their words.

      **From the customer.** They thank you for asking.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from even_exchange.library.prose import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.library.page import Page
    from even_exchange.library.rules.world import World

SIGNS = ("**In the talk.**", "**From the customer.**", "**In six weeks.**", "**How it could be gamed.**")


def check(page: Page, _world: World) -> Iterator[Finding]:
    """Yield a finding for each sign that no paragraph begins with."""
    section = page.section("How you know it works")
    if page.head.format != "playbook" or section is None:
        return
    inside = [block.text for block in blocks(page) if section.line < block.line < section.end]
    for sign in SIGNS:
        if not any(text.startswith(sign) for text in inside):
            yield page.finding_at(section.line, "signs", f"no paragraph here begins with '{sign}'; add it")
