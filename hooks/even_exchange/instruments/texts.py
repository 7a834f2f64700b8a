"""Shared model, instrument and library -> the sentences from which a page says its result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from even_exchange.instruments.instrument import Facet
from even_exchange.instruments.minutes import counted_minutes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from even_exchange.instruments.instrument import Instrument
    from even_exchange.instruments.measurement_model import Axis, Dimension, Juncture, MeasurementModel, Zone
    from even_exchange.instruments.scoring_key import ScoringKey
    from even_exchange.library.page import Page


def texts_for(
    key: ScoringKey,
    model: MeasurementModel,
    instruments: Mapping[str, Instrument],
    pages: Iterable[Page],
    link: Callable[[str], str],
) -> dict[str, Any]:
    """Return the sentences that the page of the key's own instrument may need, placeholders unfilled.

    `link` gives the address of a page or instrument by its slug or id, relative to the page being written.
    """
    axes = {axis.id: axis for axis in model.axes}
    scales: list[Axis | Dimension | Facet] = [axes[id_] for id_ in (key["across"], key["up"]) if id_]
    own = instruments[key["id"]]
    # The parts of the index are named, too, whichever instrument they come from.
    named = {*key["dimensions"], *(part["dimension"] for part in (key["band"] or {"parts": []})["parts"])}
    scales += [dimension for dimension in model.dimensions if dimension.id in named]
    scales += own.facets
    shown = {page["page"] for page in key["pages"]}
    junctures = {id_: model.junctures[id_] for id_ in key["junctures"]}
    pooled = bool(junctures)
    return {
        "scales": {
            scale.id: {"name": scale.name, "moment": scale.moment, "low": scale.low, "high": scale.high}
            | ({"ask": scale.ask} if isinstance(scale, Facet) and scale.ask else {})
            for scale in scales
        },
        "zones": {zone.id: {"name": zone.name, "sentence": zone.sentence} for zone in model.line.zones}
        if key["across"]
        else {},
        "patterns": {
            pattern.id: {
                "name": pattern.name,
                "sentence": pattern.sentence,
                "tip": pattern.tip,
                "exception": pattern.exception or "",
            }
            for pattern in model.patterns
            if pooled
        },
        "flags": {id_: _tiers(juncture) for id_, juncture in junctures.items()},
        "tiers": model.flags.names.model_dump() if pooled else {},
        "summary": {
            "all": model.flags.all,
            "some": model.flags.some,
            "some_clear": model.flags.some_clear,
            "clear": model.flags.clear,
            "from_alone": model.flags.from_alone,
        }
        if pooled
        else {},
        "gaps": {
            tag: {
                "name": check.name,
                "note": check.note,
                "one": model.gap_note.from_one.format(note=check.note),
            }
            for juncture in junctures.values()
            for tag, check in juncture.sub_checks.items()
        },
        "pressing": model.pressing.sentence if pooled else "",
        "blind_spot": {"higher": model.blind_spot.higher, "lower": model.blind_spot.lower} if pooled else {},
        "keeps": model.keeps_from_balanced.model_dump() if pooled else {},
        "quality": {
            "straight-lining": _sign(model.quality.straight_lining),
            "contradiction": _sign(model.quality.contradiction),
            "speed": _sign(model.quality.speed),
            "ideal": _sign(model.quality.ideal),
        },
        "hold": model.quality.hold,
        "caution": model.quality.caution,
        "empty": model.quality.empty,
        "not_enough": model.quality.not_enough,
        "pool": model.pool.sentence if pooled else "",
        "begin": model.begin,
        "bands": _bands(own, model) if key["band"] else {},
        "notes": {note.id: {"text": note.text, "caution": note.text} for note in own.notes},
        "lines": _lines(own),
        "said": {**model.open_lines.model_dump(), "title": own.title} if not _scores(own) else {},
        "one_view": model.index.one_view,
        "compare": model.compare.model_dump(),
        "limits": list(model.limits),
        "hand_in": list(model.hand_in),
        "pages": {page.slug: _page(page, link(page.slug)) for page in pages if page.slug in shown},
        "instruments": {
            id_: {
                "title": instruments[id_].title,
                "href": link(id_),
                "minutes": counted_minutes(instruments[id_]),
            }
            for id_ in key["pool"]
            if id_ != key["id"]
        },
    }


def _scores(instrument: Instrument) -> bool:
    return any(item.measures for item in instrument.items)


def _bands(instrument: Instrument, model: MeasurementModel) -> dict[str, Any]:
    """Return the words for the instrument's own scale, or for the index."""
    if not instrument.bands:
        index = model.index
        ends = {"name": index.name, "low": index.low, "high": index.high, "made_of": index.made_of}
        return ends | {"missing": index.missing, "zones": _zones(index.zones)}
    of = instrument.bands.of
    item = next((item for item in instrument.items if item.id == of), None)
    scale = next(one for one in model.dimensions if one.id == (item.measures if item else of))
    ends = {"name": item.short if item else scale.name, "low": scale.low, "high": scale.high}
    return ends | {"zones": _zones(instrument.bands.zones)}


def _zones(zones: Iterable[Zone]) -> dict[str, dict[str, str]]:
    return {zone.id: {"name": zone.name, "sentence": zone.sentence} for zone in zones}


def _lines(instrument: Instrument) -> dict[str, dict[str, str]]:
    """Return the words of the lines that a result may name: those with a question, and those that are compared."""
    compared = {note.when.said for note in instrument.notes}
    return {
        line.id: {"text": line.text, "ask": getattr(line, "ask", None) or ""}
        for item in instrument.items
        for line in getattr(item, "lines", ())
        if getattr(line, "ask", None) or item.id in compared
    }


def _page(page: Page, href: str) -> dict[str, str]:
    drill = page.head.minutes.drill
    return {
        "title": page.head.title,
        "promise": page.head.promise,
        "href": href,
        "drill": f"{drill} minutes" if drill else "",
        "drill_href": f"{href}#practise",
    }


def _tiers(juncture: Juncture) -> dict[str, str]:
    habit = f"{juncture.habit} {juncture.protects} {juncture.look_at}"
    return {
        "strong": habit,
        "likely": habit,
        "watch": juncture.watch,
        "none": juncture.none,
        "unscored": juncture.unscored,
    }


def _sign(sign: Any) -> dict[str, str]:
    return {"hold": getattr(sign, "hold", sign.caution), "caution": sign.caution}
