"""The place and the length of the best option of a scenario tell nothing.

The best option never stands in the same place three times running. It is the first, the last, and either of the two no
more often than chance would have it, rounded up: of four options the first in one scenario of four, and at an end in one
of two. And it is the longest of its item in at most one scenario in three; in instruments with one or two scenarios, in one of them.

PASS

    items:
      - {id: one, type: scenario, dimension: qualifying, checks: fit, short: one, stem: You …, rests_on: [balance-essay.21],
         options: [{id: wait, text: thank them and wait, points: 0}, {id: ask, text: ask what happens, points: 100}]}
      - {id: two, type: scenario, dimension: qualifying, checks: fit, short: two, stem: You …, rests_on: [balance-essay.21],
         options: [{id: ask, text: ask what happens, points: 100}, {id: wait, text: thank them and wait, points: 0}]}
      - {id: three, type: scenario, dimension: qualifying, checks: fit, short: three, stem: You …, rests_on: [balance-essay.21],
         options: [{id: wait, text: thank them and wait, points: 0}, {id: ask, text: ask what happens, points: 100}]}

FAIL

    items:
      - {id: one, type: scenario, dimension: qualifying, checks: fit, short: one, stem: You …, rests_on: [balance-essay.21],
         options: [{id: wait, text: thank them and wait, points: 0}, {id: ask, text: ask what happens, points: 100}]}
      - {id: two, type: scenario, dimension: qualifying, checks: fit, short: two, stem: You …, rests_on: [balance-essay.21],
         options: [{id: wait, text: thank them and wait, points: 0}, {id: ask, text: ask what happens, points: 100}]}
      - {id: three, type: scenario, dimension: qualifying, checks: fit, short: three, stem: You …, rests_on: [balance-essay.21],
         options: [{id: wait, text: thank them and wait, points: 0}, {id: ask, text: ask what happens, points: 100}]}
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World

RUN = 3
ONE_IN = 3


@dataclass(frozen=True, slots=True)
class Best:
    """Where the best option of one scenario stands: item and option counted from 0, of so many options."""

    item: int
    place: int
    options: int
    longest: bool


def check(reading: Reading, _world: World) -> Iterator[Finding]:
    """Yield a finding for each run of one place, for too many firsts or lasts, and for too many that are longest."""
    if reading.instrument is None:
        return
    scenarios = list(_bests(reading))
    for number in range(RUN - 1, len(scenarios)):
        run = scenarios[number - RUN + 1 : number + 1]
        if len({best.place for best in run}) == 1:
            message = (
                f"the best option is number {run[0].place + 1}, as in the two scenarios before it; "
                "move it to another place"
            )
            yield reading.finding(("items", run[-1].item, "options"), "best-option-varies", message)
    chance = sum(1 / best.options for best in scenarios)
    first = [best for best in scenarios if best.place == 0]
    last = [best for best in scenarios if best.place == best.options - 1]
    ends = sorted([*first, *last], key=lambda best: best.item)
    too_often = False
    for name, found, share in (("first", first, 1), ("last", last, 1), ("first or last", ends, 2)):
        allowed = ceil(round(share * chance, 6))
        if len(found) > allowed and not (share > 1 and too_often):
            too_often = True
            message = (
                f"the best option is the {name} one in {len(found)} of {len(scenarios)} scenarios, chance allows "
                f"{allowed}; move it here or in another of them"
            )
            yield reading.finding(("items", found[-1].item, "options"), "best-option-varies", message)
    longest = [best for best in scenarios if best.longest]
    most = max(1, len(scenarios) // ONE_IN)
    if len(longest) > most:
        message = (
            f"the best option is the longest one in {len(longest)} of {len(scenarios)} scenarios, at most {most} go; "
            "shorten it here or in another of them"
        )
        yield reading.finding(("items", longest[-1].item, "options"), "best-option-varies", message)


def _bests(reading: Reading) -> Iterator[Best]:
    for index, item in reading.items.items():
        if item.type != "scenario":
            continue
        options = getattr(item, "options", ())
        points = [option.points for option in options]
        lengths = [len(option.text) for option in options]
        place = points.index(max(points))
        longest = lengths[place] == max(lengths) and lengths.count(max(lengths)) == 1
        yield Best(index, place, len(options), longest)
