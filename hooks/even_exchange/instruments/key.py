"""Instrument, shared model and library -> scoring key."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from even_exchange.instruments.items.item import ScoredItem
from even_exchange.instruments.scoring_key import (
    UNMET,
    BandKey,
    IndexPartKey,
    InstrumentKey,
    ItemKey,
    NoteKey,
    PageKey,
    ScoringKey,
    ZoneKey,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic import BaseModel

    from even_exchange.instruments.instrument import Instrument, Note
    from even_exchange.instruments.items import Item
    from even_exchange.instruments.measurement_model import MeasurementModel, Zone


def compile_key(
    instrument: Instrument,
    model: MeasurementModel,
    others: Mapping[str, Instrument],
    pages: Sequence[PageKey],
    audiences: Mapping[str, Sequence[str]],
) -> ScoringKey:
    """Return all that scoring this instrument needs.

    `others` are the instruments of the site by id; `pages` the pages a result may lead to and `audiences` the
    readers of each of them, by page.
    """
    # An observer's answers are scored as those of the instrument are, and pooled with nobody's.
    pooled = (instrument.observes or instrument.id) in model.pool.instruments
    pool = [instrument.id]
    if pooled and not instrument.observes:
        pool = [id_ for id_ in model.pool.instruments if id_ == instrument.id or id_ in others]
    scored = {dimension.id for dimension in model.dimensions} & set(instrument.dimensions)
    dimensions = [dimension.id for dimension in model.dimensions if dimension.id in scored]
    facets = [d.id for d in model.on_axis(model.map.across)] if pooled else []
    band = _band(instrument, model, others)
    known = list(dict.fromkeys([*pool, *(part["instrument"] for part in band["parts"])])) if band else pool
    junctures = [d.id for d in model.on_axis(model.map.up) if d.id in scored] if pooled else []
    has_line = pooled and bool(facets) and scored.issuperset(facets)
    return {
        "id": instrument.id,
        "pool": pool,
        "pool_days": model.pool.days,
        "dimensions": dimensions,
        "facets": facets if has_line else [],
        "junctures": junctures,
        "tags": {juncture: list(model.junctures[juncture].sub_checks) for juncture in junctures},
        "across": model.map.across if has_line else None,
        "up": model.map.up if junctures else None,
        "target": model.map.target,
        "parts": [
            {
                "id": facet.id,
                "dimension": facet.dimension,
                "items": [item.id for item in instrument.items if getattr(item, "facet", None) == facet.id],
            }
            for facet in instrument.facets
        ],
        "band": band,
        "notes": [_note(note, instrument) for note in instrument.notes],
        "zones": _zones(model.line.zones) if has_line else [],
        "patterns": [
            {"id": pattern.id, "when": pattern.when.model_dump(exclude_defaults=True)}
            for pattern in model.patterns
        ]
        if has_line
        else [],
        "flags": _numbers(model.flags),
        "gap_at_most": model.gap_note.at_most,
        "pressing": {**_numbers(model.pressing), "page": model.pressing.page},
        "blind_spot_from": model.blind_spot.from_,
        "scoring": _numbers(model.scoring),
        "recommend": _numbers(model.recommend),
        "quality": {
            name: _numbers(getattr(model.quality, name))
            for name in ("straight_lining", "contradiction", "speed", "ideal")
        },
        "pages": [
            page
            for page in pages
            if set(audiences[page["page"]]) & set(instrument.for_) and not instrument.observes
        ],
        "instruments": {
            id_: instrument_key(instrument if id_ == instrument.id else others[id_]) for id_ in known
        },
    }


def _zones(zones: Sequence[Zone]) -> list[ZoneKey]:
    return [{"id": zone.id, "low": zone.from_} for zone in zones]


def _band(
    instrument: Instrument, model: MeasurementModel, others: Mapping[str, Instrument]
) -> BandKey | None:
    """Return the instrument's own bands, or those of the index on the page of its first part."""
    if instrument.bands:
        return {"of": instrument.bands.of, "zones": _zones(instrument.bands.zones), "parts": []}
    if instrument.id != model.index.parts[0].instrument:
        return None
    parts: list[IndexPartKey] = [
        {
            "instrument": part.instrument,
            "dimension": part.dimension,
            "item": part.item,
            "weight": part.weight,
        }
        for part in model.index.parts
        if part.instrument == instrument.id or part.instrument in others
    ]
    return {"of": None, "zones": _zones(model.index.zones), "parts": parts}


def _note(note: Note, instrument: Instrument) -> NoteKey:
    when = note.when
    tests: list[dict[str, Any]] = []
    if when.points_at_most is not None:
        tests.append({"item": when.item, "at_most": when.points_at_most})
    if when.figure_below is not None:
        tests.append({"item": when.item, "below": when.figure_below})
    if when.unmet:
        tests.append({"item": when.item, "is": UNMET, "line": None})
    if when.answer is not None:
        tests.append({"item": when.item, "is": when.answer, "line": when.line})
    tests += [{"tag": tag, "high": side == "high"} for tag, side in (when.tags or {}).items()]
    if when.said is not None:
        said = next(item for item in instrument.items if item.id == when.said)
        lines = list(said.lines_of_it())
        tests.append({"said": when.said, "paid": when.more_than, "lines": lines, "by": when.by})
    return {"id": note.id, "caution": note.caution, "tests": tests}


def instrument_key(instrument: Instrument) -> InstrumentKey:
    """Return the items of one instrument as the scorers read them."""
    place = {item.id: index for index, item in enumerate(instrument.items)}
    pairs = [
        [index, place[item.contradicts]]
        for index, item in enumerate(instrument.items)
        if isinstance(item, ScoredItem) and item.contradicts
    ]
    return {
        "id": instrument.id,
        "version": instrument.version,
        "title": instrument.title,
        "fingerprint": fingerprint(instrument),
        "items": [_item(item) for item in instrument.items],
        "pairs": pairs,
        "required": _required(instrument),
        "optional": [item.id for item in instrument.items if getattr(item, "optional", False)],
    }


def _required(instrument: Instrument) -> dict[str, list[str]]:
    required: dict[str, list[str]] = {}
    for item in instrument.items:
        if item.measures and getattr(item, "required", False):
            required.setdefault(item.measures, []).append(item.id)
    return required


def fingerprint(instrument: Instrument) -> str:
    """Return 8 hexadecimal figures over what reading an answer back depends on; not over wording or points."""
    forms = [(item, item.form()) for item in instrument.items]
    read_back = [
        instrument.id,
        instrument.version,
        [
            [
                item.id,
                item.type,
                form["table"]["values"]
                if form and "table" in form
                else [*item.lines_of_it(), *item.answers()],
            ]
            for item, form in forms
        ],
    ]
    text = json.dumps(read_back, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _item(item: Item) -> ItemKey:
    return {
        "id": item.id,
        "short": item.short,
        "dimension": item.measures,
        "weight": getattr(item, "weight", 1),
        "tag": getattr(item, "checks", None),
        "place": item.place,
        "form": item.form(),
        "self": getattr(item, "compare_with", None),
    }


def _numbers(part: BaseModel) -> dict[str, Any]:
    """Return the numbers of a part of the model without its sentences."""
    data = part.model_dump(by_alias=True)
    return {
        name: value
        for name, value in data.items()
        if isinstance(value, int | float | dict) and name != "names"
    }
