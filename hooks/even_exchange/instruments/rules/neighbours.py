"""Of three dimensions or more, no two neighbouring items measure the same.

Else a reader learns what is asked, and answers the second item to agree with the first. Where all dimensions of the
line are scored in a pooled instrument, they share their axis as one scale. The rule rests when one of them holds half
of the items or more, since they cannot all be kept apart then; so an instrument about two things is free in its order.

PASS

    dimensions: [candour, reliability, qualifying]
    items:
      - {id: one, type: count, dimension: candour, short: one, stem: How many of five?, good: five, rests_on: [balance-essay.21]}
      - {id: two, type: count, dimension: reliability, short: two, stem: How many of five?, good: five, rests_on: [balance-essay.21]}
      - {id: three, type: count, dimension: candour, short: three, stem: How many of five?, good: none, rests_on: [balance-essay.21]}
      - {id: four, type: count, dimension: qualifying, short: four, stem: How many of five?, good: five, rests_on: [balance-essay.21]}
      - {id: five, type: count, dimension: reliability, short: five, stem: How many of five?, good: none, rests_on: [balance-essay.21]}

FAIL

    dimensions: [candour, reliability, qualifying]
    items:
      - {id: one, type: count, dimension: candour, short: one, stem: How many of five?, good: five, rests_on: [balance-essay.21]}
      - {id: three, type: count, dimension: candour, short: three, stem: How many of five?, good: none, rests_on: [balance-essay.21]}
      - {id: two, type: count, dimension: reliability, short: two, stem: How many of five?, good: five, rests_on: [balance-essay.21]}
      - {id: four, type: count, dimension: qualifying, short: four, stem: How many of five?, good: five, rests_on: [balance-essay.21]}
      - {id: five, type: count, dimension: reliability, short: five, stem: How many of five?, good: none, rests_on: [balance-essay.21]}
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World

LEAST_DIMENSIONS = 3


def check(reading: Reading, world: World) -> Iterator[Finding]:
    """Yield a finding, at the second of them, for each two neighbours on one scale."""
    instrument = reading.instrument
    if instrument is None or len(instrument.dimensions) < LEAST_DIMENSIONS:
        return
    scales = world.scales(instrument.id, instrument.dimensions)
    measured = [scales.get(item.measures or "", item.measures) for item in instrument.items]
    scored = [scale for scale in measured if scale is not None]
    if any(2 * scored.count(scale) >= len(scored) for scale in set(scored)):
        return
    for index, (one, other) in enumerate(pairwise(measured), 1):
        if one is not None and one == other:
            message = (
                f"this item and the one before it, '{instrument.items[index - 1].id}', both measure '{one}'; "
                "put one about something else between them"
            )
            yield reading.finding(("items", index, "dimension"), "neighbours", message)
