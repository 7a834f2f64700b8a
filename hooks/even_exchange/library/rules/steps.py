"""A playbook has four to seven steps; each has something to do, a line to say, and what to listen for.

PASS

    body: &steps |
      ## Steps

      ### Ask leave

      Ask once, and wait until they say yes.

      > May I ask some blunt questions?

      Listen for: a flinch.

      ### Ask again

      Wait six seconds.

      > And why now?

      Listen for: a day.

      ### Follow the money

      Go on until you know what they would give up.

      > What would it displace?

      Listen for: the loser.

      ### Say it back

      Read the answers until they stop correcting you.

      > Did I get that right?

      Listen for: a fact you did not have.

FAIL

    body: |
      ## Steps

      ### Ask leave

      Ask once, and wait until they say yes.

      Listen for: a flinch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from even_exchange.library.prose import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.library.page import Page
    from even_exchange.library.prose import Block
    from even_exchange.library.rules.world import World

FEWEST, MOST = 4, 7


def check(page: Page, _world: World) -> Iterator[Finding]:
    """Yield a finding for too few or too many steps, and for each step that lacks one of its three."""
    section = page.section("Steps")
    if page.head.format != "playbook" or section is None:
        return
    steps: list[list[Block]] = []
    for block in blocks(page):
        if not section.line < block.line < section.end:
            continue
        if block.kind == "heading" and block.text.startswith("### "):
            steps.append([block])
        elif steps:
            steps[-1].append(block)
    if not FEWEST <= len(steps) <= MOST:
        what = f"{len(steps)} steps (### headings) stand here; a playbook has {FEWEST} to {MOST}"
        yield page.finding_at(section.line, "steps", what)
    for heading, *rest in steps:
        name = heading.text.removeprefix("### ")
        if not any(block.kind == "quote" for block in rest):
            what = f"the step '{name}' has no line to say; add one as a quotation ('> …')"
            yield page.finding_at(heading.line, "steps", what)
        if not any(block.text.startswith("Listen for: ") for block in rest):
            what = f"the step '{name}' does not say what to listen for; add a paragraph 'Listen for: …'"
            yield page.finding_at(heading.line, "steps", what)
        if not any(
            block.kind in {"text", "item"} and not block.text.startswith("Listen for: ") for block in rest
        ):
            what = f"the step '{name}' does not say what to do and until when; begin with that"
            yield page.finding_at(heading.line, "steps", what)
