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


#: A gate is shut where the ground is held, and open where it is given.
GATES = {
    tier: {"bar": f"rotate({-angle} 4 12)", "dashes": "3 5" if tier == "unscored" else "none"}
    for tier, angle in {"strong": 80, "likely": 40, "watch": 14, "none": 0, "unscored": 0}.items()
}


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
    shown_pages = {page.slug: page for page in pages if page.slug in shown}
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
        "gates": GATES if pooled else {},
        "tiers": model.flags.names.model_dump() if pooled else {},
        "summary": {
            "all": model.flags.all,
            "some": model.flags.some,
            "some_clear": model.flags.some_clear,
            "clear": model.flags.clear,
            "watches": model.flags.watches,
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
        "refs": _refs(key, instruments, link),
        "leads": _leads(key, shown_pages, link) if pooled else {},
        "partner": _partner(key, model, instruments, link) if pooled else None,
        "begin": model.begin,
        "bands": _bands(own, model) if key["band"] else {},
        "notes": {note.id: {"text": note.text, "caution": note.text} for note in own.notes},
        "lines": _lines(own),
        "said": {**model.open_lines.model_dump(), "title": own.title} if not _scores(own) else {},
        "one_view": model.index.one_view,
        "compare": model.compare.model_dump(),
        "limits": list(model.limits),
        "hand_in": list(model.hand_in),
        "pages": {slug: _page(page, _drill_of(page, pages), link) for slug, page in shown_pages.items()},
    }


def _refs(
    key: ScoringKey, instruments: Mapping[str, Instrument], link: Callable[[str], str]
) -> dict[str, dict[str, Any]]:
    """Return what stands for an answer in a result, by its ref: number, short name, place, and whose it is if another's."""
    refs = {}
    for id_ in key["pool"]:
        other = {"title": instruments[id_].title} if id_ != key["id"] else {}
        page = link(id_) if other else ""
        items = [item for item in instruments[id_].items if item.form() is not None]
        for number, item in enumerate(items, 1):
            place = {"number": number, "short": item.short, "href": f"{page}#ee-{item.id}"}
            refs[f"{id_}/{item.id}"] = place | other
    return refs


def _leads(
    key: ScoringKey, pages: Mapping[str, Page], link: Callable[[str], str]
) -> dict[str, dict[str, str]]:
    """Return the first playbook of each juncture."""
    leads = {}
    for juncture in key["junctures"]:
        for page in key["pages"]:
            if page["format"] == "playbook" and juncture in page["primary"] and page["page"] in pages:
                leads[juncture] = {"title": pages[page["page"]].head.title, "href": link(page["page"])}
                break
    return leads


def _partner(
    key: ScoringKey,
    model: MeasurementModel,
    instruments: Mapping[str, Instrument],
    link: Callable[[str], str],
) -> dict[str, str] | None:
    """Return the other instrument of the pool, and what is said with its answers and without them."""
    for id_ in key["pool"]:
        if id_ != key["id"]:
            title, minutes = instruments[id_].title, counted_minutes(instruments[id_])
            return {
                "id": id_,
                "title": title,
                "href": link(id_),
                "pooled": model.pool.sentence.format(title=title),
                "text": model.flags.from_alone.format(title=title, minutes=minutes),
            }
    return None


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


def _drill_of(page: Page, pages: Iterable[Page]) -> Page | None:
    """Return the sheet of a playbook's drill, if it has one."""
    return next(
        (
            one
            for one in pages
            if one.head.format == "drill" and one.head.playbook == page.slug and one.head.status != "draft"
        ),
        None,
    )


def _page(page: Page, sheet: Page | None, link: Callable[[str], str]) -> dict[str, str]:
    drill, href = page.head.minutes.drill, link(page.slug)
    return {
        "title": page.head.title,
        "promise": page.head.promise,
        "href": href,
        "drill": f"{drill} minutes" if drill else "",
        "drill_title": sheet.head.title if sheet else page.head.title,
        "drill_href": link(sheet.slug) if sheet else f"{href}#practise",
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
