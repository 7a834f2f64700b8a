"""Choosing the same place throughout lands every scale near its middle.

A scale (a dimension, or the axis that is the mean of all its items) with six or more items that have a place must
land within 10 points of 50, a shorter one within 20. Counted from the first option and from the last. Else somebody
who does not read would be placed.

PASS

    items:
      - id: one
        type: count
        dimension: qualifying
        checks: authority
        short: one
        stem: Of your last five quotes, how many went to the person who signs?
        good: five
        rests_on: [balance-essay.21]
      - id: two
        type: count
        dimension: qualifying
        checks: authority
        short: two
        stem: Of your last five quotes, how many went out unasked?
        good: none
        rests_on: [balance-essay.21]

FAIL

    items:
      - id: one
        type: count
        dimension: qualifying
        checks: authority
        short: one
        stem: Of your last five quotes, how many went to the person who signs?
        good: five
        rests_on: [balance-essay.21]
      - id: two
        type: count
        dimension: qualifying
        checks: authority
        short: two
        stem: Of your last five quotes, how many went out on the day?
        good: five
        rests_on: [balance-essay.21]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World


NEAR, NEAR_WHEN_SHORT, SHORT = 10, 20, 6


def check(reading: Reading, world: World) -> Iterator[Finding]:
    """Yield a finding for each scale that one place alone would carry away from its middle."""
    if reading.instrument is None or not world.dimensions:
        return
    scales: dict[str, list[tuple[int, list[int]]]] = {}
    for item in reading.instrument.items:
        form = item.form()
        if form is not None and "table" in form:
            dimension = getattr(item, "dimension", "")
            scale = world.item_axis.get(dimension, dimension)
            scales.setdefault(scale, []).append((getattr(item, "weight", 1), form["table"]["points"]))
    told = set()
    for index, dimension in enumerate(reading.instrument.dimensions):
        scale = world.item_axis.get(dimension, dimension)
        items = scales.get(scale, [])
        if scale in told or len(items) < 2:  # noqa: PLR2004 - one item cannot balance itself
            continue
        told.add(scale)
        allowed = NEAR if len(items) >= SHORT else NEAR_WHEN_SHORT
        for name, place in (("first", 0), ("last", -1)):
            landed = sum(weight * points[place] for weight, points in items) / sum(
                weight for weight, _ in items
            )
            if abs(landed - 50) > allowed:
                message = (
                    f"'{name} option everywhere' lands '{scale}' at {landed:.0f}, more than {allowed} from 50; "
                    "turn an item round or move an option"
                )
                yield reading.finding(("dimensions", index), "same-place", message)
