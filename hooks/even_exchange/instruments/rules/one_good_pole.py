"""Exactly one pole of a trade-off is good: true.

PASS

    items:
      - id: quarter-hour
        type: trade-off
        dimension: qualifying
        checks: fit
        short: the start
        stem: In the first ten minutes I usually …
        left: {text: ask what would make us the wrong choice, good: true}
        right: {text: "keep that for later, when they know us"}
        rests_on: [balance-essay.21]

FAIL

    items:
      - id: quarter-hour
        type: trade-off
        dimension: qualifying
        checks: fit
        short: the start
        stem: In the first ten minutes I usually …
        left: {text: ask what would make us the wrong choice, good: true}
        right: {text: "keep that for later, when they know us", good: true}
        rests_on: [balance-essay.21]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World


def check(reading: Reading, _world: World) -> Iterator[Finding]:
    """Yield a finding for each trade-off with no good pole or two."""
    for index, item in reading.raw_items():
        if item.get("type") != "trade-off":
            continue
        poles = [item.get(side) for side in ("left", "right")]
        if not all(isinstance(pole, dict) and isinstance(pole.get("good", False), bool) for pole in poles):
            continue
        good = sum(pole.get("good", False) for pole in poles if isinstance(pole, dict))
        if good == 0:
            message = "neither pole is the good one; add 'good: true' to the pole that is worth 100 points"
            yield reading.finding(("items", index), "one-good-pole", message)
        if good > 1:
            message = "both poles are marked good; leave 'good: true' on the one that is worth 100 points"
            yield reading.finding(("items", index, "right", "good"), "one-good-pole", message)
