"""A playbook has two talks: the one that goes badly first (5 to 8 turns), then the one that goes well (10 to 18).

PASS

    head: {format: explainer}
    body: |
      No talk is needed here.

FAIL

    head: {format: playbook}
    body: |
      ## What it sounds like

      <div class="dialogue" markdown>

      Dalia
      :   Just send me a quote.

      Mara
      :   Gladly.

      </div>
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from even_exchange.library import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.library.page import Page
    from even_exchange.library.rules.world import World

#: Turns of the talk that goes badly, and of the one that goes well.
TURNS = ((5, 8), (10, 18))


def check(page: Page, _world: World) -> Iterator[Finding]:
    """Yield a finding for a talk that is missing, too short or too long."""
    section = page.section("What it sounds like")
    if page.head.format != "playbook" or section is None:
        return
    found = [talk for talk in prose.talks(page) if section.line < talk[0] < section.end]
    if len(found) != len(TURNS):
        what = f"{len(found)} talks stand here; a playbook has two: first the one that goes badly, then the other"
        yield page.finding_at(section.line, "talks", what)
        return
    for (line, turns), (fewest, most), kind in zip(found, TURNS, ("badly", "well"), strict=True):
        if not fewest <= turns <= most:
            what = f"the talk that goes {kind} has {turns} turns; give it {fewest} to {most}"
            yield page.finding_at(line, "talks", what)
