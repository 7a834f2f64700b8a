"""The rating items of a dimension are keyed both ways: at least a third of them each way, once there are three.

Rating items are trade-offs and counts. An item is keyed to the first place when the good pole stands on the left, or
when the count is of the unwanted behaviour (`good: none`); else to the last place. Else a habit of agreeing, or of
keeping to one side of the page, would pass for a score. Options of scenarios can be moved freely: `same-place` and
`best-option-varies` look after them.

PASS

    items:
      - {id: one, type: count, dimension: qualifying, checks: fit, short: one, stem: How many of five?, good: five, rests_on: [balance-essay.21]}
      - {id: two, type: count, dimension: qualifying, checks: fit, short: two, stem: How many of five?, good: none, rests_on: [balance-essay.21]}
      - {id: three, type: count, dimension: qualifying, checks: fit, short: three, stem: How many of five?, good: five, rests_on: [balance-essay.21]}

FAIL

    items:
      - {id: one, type: count, dimension: qualifying, checks: fit, short: one, stem: How many of five?, good: five, rests_on: [balance-essay.21]}
      - {id: two, type: count, dimension: qualifying, checks: fit, short: two, stem: How many of five?, good: five, rests_on: [balance-essay.21]}
      - {id: three, type: count, dimension: qualifying, checks: fit, short: three, stem: How many of five?, good: five, rests_on: [balance-essay.21]}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World

LEAST_ITEMS = 3


def check(reading: Reading, _world: World) -> Iterator[Finding]:
    """Yield a finding for each dimension whose rating items nearly all point one way."""
    instrument = reading.instrument
    if instrument is None:
        return
    for index, dimension in enumerate(instrument.dimensions):
        keyed = {"first": 0, "last": 0}
        for item in instrument.items:
            form = item.form() if item.measures == dimension and item.place == "rating" else None
            if form is not None:
                points = form["table"]["points"]
                keyed["first" if points[0] > points[-1] else "last"] += 1
        items = sum(keyed.values())
        if items >= LEAST_ITEMS and LEAST_ITEMS * min(keyed.values()) < items:
            turn = (
                "put the good pole on the left, or count the unwanted behaviour with 'good: none'"
                if keyed["first"] < keyed["last"]
                else "put the good pole on the right, or count the wanted behaviour with 'good: five'"
            )
            message = (
                f"of the {items} trade-offs and counts of '{dimension}' {keyed['first']} are best at the first "
                f"place and {keyed['last']} at the last; turn one round: {turn}"
            )
            yield reading.finding(("dimensions", index), "keyed-both-ways", message)
