"""A dimension that is scored has at least three items.

Two answers say little, and a third tells whether they belong together. Where all dimensions of the line are scored in
a pooled instrument, their axis is the scale, and each of them is a facet of it: two items do. So do they for a facet
that the instrument names itself, which `own-names` looks at. A dimension whose lines are worth no points is passed
over.

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
        checks: fit
        short: two
        stem: Of your last five quotes, how many went out unasked?
        good: none
        rests_on: [balance-essay.21]
      - id: three
        type: count
        dimension: qualifying
        checks: urgency
        short: three
        stem: Of your last five quotes, how many named a day?
        good: five
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
        checks: fit
        short: two
        stem: Of your last five quotes, how many went out unasked?
        good: none
        rests_on: [balance-essay.21]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World

LEAST_FOR_A_SCORE = 3
LEAST_FOR_A_FACET = 2


def check(reading: Reading, world: World) -> Iterator[Finding]:
    """Yield a finding for each dimension with too few items to carry a score."""
    instrument = reading.instrument
    if instrument is None or not world.dimensions:
        return
    scales = world.scales(instrument.id, instrument.dimensions)
    for index, dimension in enumerate(instrument.dimensions):
        items = sum(item.measures == dimension for item in instrument.items)
        least = LEAST_FOR_A_SCORE if scales[dimension] == dimension else LEAST_FOR_A_FACET
        if 0 < items < least:
            message = (
                f"'{dimension}' has {items} item{'' if items == 1 else 's'}, too few for a score; "
                f"write {least - items} more or take the dimension out"
            )
            yield reading.finding(("dimensions", index), "enough-items", message)
