"""The best option of a scenario is worth 100 points and the worst 0.

Otherwise the item could not move a score as far as its neighbours can.

PASS

    items:
      - id: stall
        type: scenario
        dimension: qualifying
        checks: urgency
        short: when we are ready
        stem: "They say: 'We come back to you.' You …"
        options:
          - {id: wait, text: thank them and wait, points: 0}
          - {id: ask, text: ask what must happen first, points: 100}
        rests_on: [balance-essay.23]

FAIL

    items:
      - id: stall
        type: scenario
        dimension: qualifying
        checks: urgency
        short: when we are ready
        stem: "They say: 'We come back to you.' You …"
        options:
          - {id: wait, text: thank them and wait, points: 20}
          - {id: ask, text: ask what must happen first, points: 90}
        rests_on: [balance-essay.23]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World


def check(reading: Reading, _world: World) -> Iterator[Finding]:
    """Yield a finding for each scenario without a best or a worst option."""
    for index, item in reading.items.items():
        options = getattr(item, "options", None)
        if not options:
            continue
        points = [option.points for option in options]
        if max(points) != 100:  # noqa: PLR2004
            message = f"the best option is worth {max(points)} points; give the best one 100"
            yield reading.finding(("items", index, "options"), "graded-options", message)
        if min(points) != 0:
            message = f"the worst option is worth {min(points)} points; give the worst one 0"
            yield reading.finding(("items", index, "options"), "graded-options", message)
