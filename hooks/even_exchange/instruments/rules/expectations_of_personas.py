"""What a persona expects is something a result can hold: scales, zones, patterns, notes and pages that exist.

PASS

    personas:
      - name: Somebody
        story: Who answers as most do.
        answers: {who-signs: 3}
        expect: {flags: {qualifying: unscored}}

FAIL

    personas:
      - name: Somebody
        story: Who answers as most do.
        answers: {who-signs: 3}
        expect: {zone: customer-focussed}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from even_exchange.findings import did_you_mean
from even_exchange.instruments.rules.world import ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World
    from even_exchange.source import Loc


def check(reading: Reading, world: World) -> Iterator[Finding]:
    """Yield a finding for each name that no result can hold."""
    facets = ids(reading.raw("facets"))
    scales = (*world.dimensions, *world.axes, *facets) if world.dimensions else ()
    bands = (*ids(reading.raw("bands", "zones")), *world.index_zones)
    tags = tuple(f"gap.{tag}" for tags in world.sub_checks.values() for tag in tags)
    notes = (*tags, "pressing", "blind-spot", *ids(reading.raw("notes"))) if tags else ()
    for index, persona in reading.personas.items():
        expect = persona.expect
        loc = ("personas", index, "expect")
        expected: list[tuple[Loc, str | None, tuple[str, ...], str]] = [
            ((*loc, "zone"), expect.zone, _or_none(world.zones), "zone"),
            ((*loc, "pattern"), expect.pattern, _or_none(world.patterns), "pattern"),
            ((*loc, "close_to"), expect.close_to, _or_none(world.patterns), "pattern"),
            ((*loc, "weakest"), expect.weakest, scales, "dimension"),
            ((*loc, "band"), expect.band, _or_none(bands), "band"),
        ]
        expected += [((*loc, "scores", name), name, scales, "scale") for name in expect.scores]
        expected += [
            ((*loc, "flags", name), name, tuple(world.sub_checks), "juncture") for name in expect.flags
        ]
        expected += [((*loc, "unscored", n), name, scales, "scale") for n, name in enumerate(expect.unscored)]
        expected += [
            ((*loc, "zone_close_to", n), name, world.zones, "zone")
            for n, name in enumerate(expect.zone_close_to or ())
        ]
        expected += [((*loc, "notes", n), name, notes, "note") for n, name in enumerate(expect.notes)]
        expected += [
            ((*loc, "playbooks", n), name, world.pages, "playbook") for n, name in enumerate(expect.playbooks)
        ]
        for place, name, known, what in expected:
            if name is not None and known and name not in known:
                message = f"there is no {what} '{name}'; {did_you_mean(name, known)}"
                yield reading.finding(place, "expectations-of-personas", message)


def _or_none(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names and 'none', which a result may hold in their place; nothing when no name is known."""
    return (*names, "none") if names else ()
