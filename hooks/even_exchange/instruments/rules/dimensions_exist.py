"""Every dimension is one of the model's, and every item measures one that the instrument names.

PASS

    dimensions: [qualifying]

FAIL

    dimensions: [qualifing]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from even_exchange.findings import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World


def check(reading: Reading, world: World) -> Iterator[Finding]:
    """Yield a finding for each dimension that is unknown, unnamed or without an item."""
    named = reading.raw("dimensions")
    named = named if isinstance(named, tuple) else ()
    for index, name in enumerate(named):
        if world.dimensions and isinstance(name, str) and name not in world.dimensions:
            message = f"there is no dimension '{name}' in model.yml; {did_you_mean(name, world.dimensions)}"
            yield reading.finding(("dimensions", index), "dimensions-exist", message)
    measured = set()
    for index, item in reading.raw_items():
        name = item.get("dimension")
        if not isinstance(name, str):
            continue
        measured.add(name)
        if world.dimensions and name not in world.dimensions:
            message = f"there is no dimension '{name}' in model.yml; {did_you_mean(name, world.dimensions)}"
            yield reading.finding(("items", index, "dimension"), "dimensions-exist", message)
        elif named and name not in named:
            message = f"the instrument does not name '{name}' under 'dimensions'; add it there or {_instead(name, named)}"
            yield reading.finding(("items", index, "dimension"), "dimensions-exist", message)
    for index, name in enumerate(named):
        if name in world.dimensions and name not in measured:
            message = f"no item measures '{name}'; write one or take the dimension out"
            yield reading.finding(("dimensions", index), "dimensions-exist", message)


def _instead(name: str, named: tuple[str, ...]) -> str:
    return f"change it here: {did_you_mean(name, [one for one in named if isinstance(one, str)])}"
