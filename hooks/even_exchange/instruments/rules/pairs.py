"""The two items of a planted pair exist, measure the same dimension and lie at least six items apart.

A pair asks nearly the same from two sides. Side by side, a reader sees through it.

PASS

    items:
      - id: who-signs
        type: count
        dimension: qualifying
        checks: authority
        short: who signs
        stem: Of your last five quotes, how many went to the person who signs?
        good: five
        rests_on: [balance-essay.21]

FAIL

    items:
      - id: who-signs
        type: count
        dimension: qualifying
        checks: authority
        short: who signs
        stem: Of your last five quotes, how many went to the person who signs?
        good: five
        contradicts: who-sings
        rests_on: [balance-essay.21]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from even_exchange.findings import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World


APART = 6


def check(reading: Reading, _world: World) -> Iterator[Finding]:
    """Yield a finding for each pair that cannot work as one."""
    known = reading.item_ids()
    place = {item.id: index for index, item in reading.items.items()}
    for index, item in reading.items.items():
        other = getattr(item, "contradicts", None)
        if not other:
            continue
        loc = ("items", index, "contradicts")
        if other not in known:
            yield reading.finding(loc, "pairs", f"there is no item '{other}'; {did_you_mean(other, known)}")
        elif other in place:
            partner = reading.items[place[other]]
            if getattr(partner, "dimension", None) != getattr(item, "dimension", None):
                message = f"'{other}' measures another dimension; pair two items of the same one"
                yield reading.finding(loc, "pairs", message)
            if abs(place[other] - index) < APART:
                apart = abs(place[other] - index)
                message = (
                    f"'{other}' stands only {apart} items away; move one so that {APART} lie between them"
                )
                yield reading.finding(loc, "pairs", message)
