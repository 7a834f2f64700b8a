"""An id is used once: items, facets and notes in a file, options and lines in an item, personas by name.

Answers are kept by id. Two of the same would share one answer.

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
        rests_on: [balance-essay.21]
      - id: who-signs
        type: count
        dimension: qualifying
        checks: urgency
        short: why now
        stem: Of your last five quotes, how many named a day?
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
    from even_exchange.source import Loc


def check(reading: Reading, _world: World) -> Iterator[Finding]:
    """Yield a finding for every id that stands a second time."""
    yield from _twice(reading, ("items",), "id")
    yield from _twice(reading, ("personas",), "name")
    for index, item in reading.raw_items():
        for parts in ("options", "lines", "tables"):
            if isinstance(item.get(parts), tuple):
                yield from _twice(reading, ("items", index, parts), "id")
    for parts in ("facets", "notes"):
        yield from _twice(reading, (parts,), "id")


def _twice(reading: Reading, loc: Loc, key: str) -> Iterator[Finding]:
    first: dict[str, int] = {}
    entries = reading.raw(*loc)
    for index, entry in enumerate(entries if isinstance(entries, tuple) else ()):
        name = entry.get(key) if isinstance(entry, dict) else None
        if not isinstance(name, str):
            continue
        if name in first:
            line = reading.document.at((*loc, first[name], key)).line
            message = f"the {key} '{name}' is taken, on line {line}; give this one another"
            yield reading.finding((*loc, index, key), "unique-ids", message)
        first.setdefault(name, index)
