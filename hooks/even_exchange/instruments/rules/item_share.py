"""No item decides a score by itself.

Of a scale with four items or more, none carries more than a third of the weight. On a scale of three, no answer alone
moves the score by more than 34 points. A `required` item is let off: the scale is about it, and is not scored without
it, as with a text of one's own or a table of ten points. Where all dimensions of the line are scored in a pooled
instrument, their axis is the scale. Of a scale with fewer items, `enough-items` tells.

PASS

    items:
      - {id: one, type: count, dimension: qualifying, checks: fit, short: one, stem: How many of five?, good: five, rests_on: [balance-essay.21]}
      - {id: two, type: count, dimension: qualifying, checks: fit, short: two, stem: How many of five?, good: none, rests_on: [balance-essay.21]}
      - {id: three, type: count, dimension: qualifying, checks: fit, short: three, stem: How many of five?, good: five, rests_on: [balance-essay.21]}
      - {id: four, type: count, dimension: qualifying, checks: fit, short: four, stem: How many of five?, good: none, rests_on: [balance-essay.21]}

FAIL

    items:
      - {id: one, type: count, dimension: qualifying, checks: fit, short: one, stem: How many of five?, good: five, weight: 2, rests_on: [balance-essay.21]}
      - {id: two, type: count, dimension: qualifying, checks: fit, short: two, stem: How many of five?, good: none, rests_on: [balance-essay.21]}
      - {id: three, type: count, dimension: qualifying, checks: fit, short: three, stem: How many of five?, good: five, rests_on: [balance-essay.21]}
      - {id: four, type: count, dimension: qualifying, checks: fit, short: four, stem: How many of five?, good: none, rests_on: [balance-essay.21]}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World

LEAST_ITEMS, MANY_ITEMS = 3, 4
LARGEST_SHARE = 3
FURTHEST = 34
WORTH = 100


def check(reading: Reading, world: World) -> Iterator[Finding]:
    """Yield a finding, at its weight, for each item that alone could carry its scale away."""
    instrument = reading.instrument
    if instrument is None or not world.dimensions:
        return
    scales = world.scales(instrument.id, instrument.dimensions)
    members: dict[str, list[tuple[int, Any]]] = {}
    for index, item in enumerate(instrument.items):
        if item.measures is not None:
            members.setdefault(scales.get(item.measures, item.measures), []).append((index, item))
    for scale, items in members.items():
        whole = sum(item.weight for _, item in items)
        for index, item in items:
            if item.required or len(items) < LEAST_ITEMS:
                continue
            if len(items) >= MANY_ITEMS and LARGEST_SHARE * item.weight > whole:
                message = (
                    f"this item carries {item.weight} of the weight of {whole} on '{scale}', more than a third; "
                    "lower its weight or write more items"
                )
            elif len(items) < MANY_ITEMS and WORTH * item.weight > FURTHEST * whole:
                moved = WORTH * item.weight / whole
                message = (
                    f"one answer to this item moves '{scale}' by {moved:.0f} points, more than {FURTHEST}; "
                    "lower its weight or write more items"
                )
            else:
                continue
            yield reading.finding(("items", index, "weight"), "item-share", message)
