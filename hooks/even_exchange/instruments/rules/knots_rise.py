"""The knots of a published line rise in value, and their points lie between 0 and 100.

PASS

    items:
      - id: given-away
        type: number
        dimension: qualifying
        checks: means
        short: given away
        stem: How many of the last ten?
        unit: of ten
        lowest: 0
        highest: 10
        line: [[0, 100], [8, 0]]
        rests_on: [balance-essay.24]

FAIL

    items:
      - id: given-away
        type: number
        dimension: qualifying
        checks: means
        short: given away
        stem: How many of the last ten?
        unit: of ten
        lowest: 0
        highest: 10
        line: [[8, 0], [0, 100]]
        rests_on: [balance-essay.24]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World


def check(reading: Reading, _world: World) -> Iterator[Finding]:
    """Yield a finding for each knot out of order or out of range, and for limits the wrong way round."""
    for index, item in reading.items.items():
        knots = getattr(item, "line", None)
        if knots is None:
            continue
        for number, (value, points) in enumerate(knots):
            if number and value <= knots[number - 1][0]:
                message = f"the value {value:.15g} does not rise after {knots[number - 1][0]:.15g}; order the knots by value"
                yield reading.finding(("items", index, "line", number), "knots-rise", message)
            if not 0 <= points <= 100:  # noqa: PLR2004
                message = f"{points:.15g} points are outside 0 to 100; change the knot"
                yield reading.finding(("items", index, "line", number, 1), "knots-rise", message)
        lowest, highest = getattr(item, "lowest", 0), getattr(item, "highest", 1)
        if lowest >= highest:
            message = f"'highest' is {highest:.15g}, not above 'lowest' {lowest:.15g}; turn them round"
            yield reading.finding(("items", index, "highest"), "knots-rise", message)
