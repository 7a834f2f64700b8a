"""Facets, bands and notes refer to what is in the instrument: a dimension it scores, an item, a line, a tag.

A facet has at least two items, and each of its items measures the dimension of the facet. A note names a line only
together with the answer to it, and asks for "not met" only of an item that has such a box.

PASS

    notes:
      - id: seldom-asked
        when: {item: who-signs, points_at_most: 40}
        text: You seldom ask who signs.

FAIL

    notes:
      - id: seldom-asked
        when: {item: who-sings, points_at_most: 40}
        text: You seldom ask who signs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from even_exchange.findings import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.instruments.instrument import Instrument, When
    from even_exchange.instruments.items import Item
    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World
    from even_exchange.source import Loc

LEAST_ITEMS = 2


def check(reading: Reading, _world: World) -> Iterator[Finding]:
    """Yield a finding for each name that nothing in the instrument bears."""
    instrument = reading.instrument
    if instrument is None:
        return
    yield from _facets(reading, instrument)
    if instrument.bands and instrument.bands.of not in (*instrument.dimensions, *reading.item_ids()):
        known = (*instrument.dimensions, *reading.item_ids())
        message = f"there is no dimension or item '{instrument.bands.of}'; {did_you_mean(instrument.bands.of, known)}"
        yield reading.finding(("bands", "of"), "own-names", message)
    for index, note in enumerate(instrument.notes):
        for key, message in _when(note.when, instrument):
            yield reading.finding(("notes", index, "when", *key), "own-names", message)


def _facets(reading: Reading, instrument: Instrument) -> Iterator[Finding]:
    facets = {facet.id: facet for facet in instrument.facets}
    for number, facet in enumerate(instrument.facets):
        if facet.dimension not in instrument.dimensions:
            message = f"the instrument does not score '{facet.dimension}'; {did_you_mean(facet.dimension, instrument.dimensions)}"
            yield reading.finding(("facets", number, "dimension"), "own-names", message)
        items = sum(getattr(item, "facet", None) == facet.id for item in instrument.items)
        if items < LEAST_ITEMS:
            message = f"the facet '{facet.id}' has {items} item{'' if items == 1 else 's'}; give it two or take it out"
            yield reading.finding(("facets", number, "id"), "own-names", message)
    for index, item in enumerate(instrument.items):
        name = getattr(item, "facet", None)
        if name is None:
            continue
        if name not in facets:
            message = f"there is no facet '{name}' in this file; {did_you_mean(name, list(facets))}"
            yield reading.finding(("items", index, "facet"), "own-names", message)
        elif facets[name].dimension != item.measures:
            message = (
                f"'{name}' is a facet of '{facets[name].dimension}', and this item measures '{item.measures}'"
            )
            yield reading.finding(("items", index, "facet"), "own-names", message)


def _when(when: When, instrument: Instrument) -> Iterator[tuple[Loc, str]]:
    items = {item.id: item for item in instrument.items}
    for key in ("item", "said", "more_than"):
        name = getattr(when, key)
        if name is not None and name not in items:
            yield (key,), f"there is no item '{name}'; {did_you_mean(name, list(items))}"
    if when.line is not None and when.item in items and when.line not in items[when.item].lines_of_it():
        lines = items[when.item].lines_of_it()
        yield ("line",), f"the item has no line '{when.line}'; {did_you_mean(when.line, lines)}"
    if when.line is not None and when.answer is None:
        yield ("line",), "'line' goes with 'answer'; add what the line is answered, or take it out"
    if when.unmet and when.item in items and not _can_be_unmet(items[when.item]):
        yield ("unmet",), f"'{when.item}' has no box for a moment that is not met; ask for an answer"
    if when.said in items and when.more_than in items:
        said, paid = items[when.said].lines_of_it(), items[when.more_than].lines_of_it()
        if not said or set(said) != set(paid):
            yield ("more_than",), "the two tables have different lines; give them the same line ids"
    tags = {getattr(item, "checks", None) for item in instrument.items} - {None}
    for tag in when.tags or {}:
        if tag not in tags:
            yield ("tags",), f"no item carries the tag '{tag}'; {did_you_mean(tag, [t for t in tags if t])}"
    about_item = (when.points_at_most, when.figure_below, when.unmet, when.answer)
    if when.item is None and any(one is not None for one in about_item):
        yield (), "'item' is missing; name the item that this is about"
    if (when.said is None) != (when.more_than is None) or (when.said is None) != (when.by is None):
        yield (), "'said', 'more_than' and 'by' go together; give all three"
    if not when.tags and when.said is None and all(one is None for one in about_item):
        yield (), "this note has no condition; add one, or it would be said to everybody"


def _can_be_unmet(item: Item) -> bool:
    form = item.form()
    return form is not None and "ticks" not in form
