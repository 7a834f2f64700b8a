"""Shared model, instrument and library -> the sentences from which a page says its result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from even_exchange.instruments.minutes import counted_minutes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from even_exchange.instruments.instrument import Instrument
    from even_exchange.instruments.measurement_model import Axis, Dimension, Juncture, MeasurementModel
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
    scales: list[Axis | Dimension] = [axes[id_] for id_ in (key["across"], key["up"]) if id_]
    scales += [dimension for dimension in model.dimensions if dimension.id in key["dimensions"]]
    shown = {page["page"] for page in key["pages"]}
    junctures = {id_: model.junctures[id_] for id_ in key["junctures"]}
    return {
        "scales": {
            scale.id: {"name": scale.name, "moment": scale.moment, "low": scale.low, "high": scale.high}
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
        },
        "flags": {id_: _tiers(juncture) for id_, juncture in junctures.items()},
        "tiers": model.flags.names.model_dump(),
        "summary": {
            "all": model.flags.all,
            "some": model.flags.some,
            "some_clear": model.flags.some_clear,
            "clear": model.flags.clear,
            "from_alone": model.flags.from_alone,
        },
        "gaps": {
            tag: {
                "name": check.name,
                "note": check.note,
                "one": model.gap_note.from_one.format(note=check.note),
            }
            for juncture in junctures.values()
            for tag, check in juncture.sub_checks.items()
        },
        "pressing": model.pressing.sentence,
        "blind_spot": {"higher": model.blind_spot.higher, "lower": model.blind_spot.lower},
        "keeps": model.keeps_from_balanced.model_dump(),
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
        "pool": model.pool.sentence,
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
