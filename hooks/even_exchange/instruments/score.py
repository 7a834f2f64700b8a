"""Scoring key and answers -> result. The twin of ``client/score.mjs``; the two agree to the last bit.

It knows only the key. Arithmetic that both languages must share: sums by a plain loop in item order, squares as
``x * x``, `tidy` before a comparison with a cut and nowhere else, no ``sum()`` and no ``round()``.
Formulas: the project's page "How scoring works"; error band after Brennan (1998), pooled towards a prior scatter.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, sqrt
from typing import TYPE_CHECKING, Any, TypedDict

from even_exchange.instruments.points import points_of

if TYPE_CHECKING:
    from even_exchange.instruments.scoring_key import (
        InstrumentKey,
        ItemKey,
        PageKey,
        ScoringKey,
        Sittings,
        ZoneKey,
    )

HIGHEST_GUESS = 10
HIGHEST = 100
MIDDLE = 50


class Scale(TypedDict):
    """A score from 0 to 100 and its standard error, both None when there is not enough to say.

    `k` of `n` items are answered (for an axis made of dimensions: so many of them scored); `sources` are the
    instruments whose answers count.
    """

    score: float | None
    se: float | None
    k: int
    n: int
    sources: list[str]


class Result(TypedDict):
    """All that a page says about one respondent, described here for both scorers. A ref is "instrument-id/item-id".

    `quality` and the level of a sign go from
    ok over caution to hold, under which nothing is read; with no answer at all it is empty. `third` are patterns
    within reach beside `close_to`. `raised` holds the refs that raised a flag; `checks` the mean points of every
    sub-check that was answered, and `gaps` those among them that are told. `further` marks a playbook that only
    fills up the list, and `drill` is the first shown that has one. `strength` is a dimension or else one answer.
    """

    quality: str
    signs: list[dict[str, str]]
    scales: dict[str, Scale]
    zone: str | None
    zone_close_to: list[str]
    pattern: str | None
    close_to: str | None
    third: list[str]
    keeps_from_balanced: list[str]
    flags: dict[str, str]
    raised: dict[str, list[str]]
    checks: list[dict[str, Any]]
    gaps: list[dict[str, Any]]
    pressing: dict[str, Any] | None
    blind_spot: dict[str, Any] | None
    band: dict[str, Any] | None
    own_notes: list[dict[str, Any]]
    open: list[dict[str, Any]]
    notes: list[str]
    weakest: dict[str, Any] | None
    not_enough: list[str]
    say: dict[str, str] | None
    playbooks: list[dict[str, Any]]
    drill: str | None
    strength: dict[str, str | None] | None


@dataclass(frozen=True, slots=True)
class Given:
    """One scored answer: where it stands, the item, its points and the index of the option (-1 for a figure)."""

    ref: str
    item: ItemKey
    points: int
    index: int


def tidy(value: float) -> float:
    """Return the value to six decimals, for comparison with a cut and for print."""
    return floor(value * 1000000 + 0.5) / 1000000


def printed(value: float) -> int:
    """Return the whole points that a page prints."""
    return floor(tidy(value) + 0.5)


def score(key: ScoringKey, sittings: Sittings) -> Result:
    """Return the result of the key's own instrument, pooled with the others of its pool where they allow it."""
    given = {id_: _given(key["instruments"][id_], sittings) for id_ in key["pool"] if id_ in sittings}
    signs: list[dict[str, str]] = []
    for id_, answers in given.items():
        signs += _signs(key, id_, answers, fast=bool(sittings[id_]["fast"]))
    held = [sign["instrument"] for sign in signs if sign["level"] == "hold"]
    result = _blank(key)
    own = given.get(key["id"], [])
    if not own:
        if not any(item["dimension"] for item in key["instruments"][key["id"]]["items"]):
            _open_lines(key, sittings, result)
        return result
    result["signs"] = [sign for sign in signs if sign["instrument"] == key["id"]]
    if key["id"] in held:
        result["quality"] = "hold"
        return result

    used = _scales(key, sittings, given, held, result)
    pooled = _pooled(result)
    result["signs"] = [sign for sign in signs if sign["instrument"] in pooled]
    result["quality"] = "caution" if result["signs"] else "ok"
    everything = _in_order(key, used)
    pressing = _pressing(key, everything, result)
    _gaps(key, used, result)
    _flags(key, used, result)
    _zone(key, result)
    _pattern(key, pressing, result)
    _blind_spot(key, sittings, result)
    _band(key, sittings, given, result)
    _own_notes(key, sittings, result)
    result["notes"] = _notes(result)
    _weakest(key, used, result)
    _recommend(key, everything, result)
    _strength(key, everything, result)
    return result


def is_fast(instrument: InstrumentKey, quality: dict[str, dict[str, int]], seconds: dict[str, float]) -> bool:
    """Say whether answers came faster than reading: `seconds` holds item id -> time to the first answer."""
    rules = quality["speed"]
    items = quick_items = scenarios = quick_scenarios = 0
    for item in instrument["items"]:
        if item["id"] not in seconds:
            continue
        if item["place"] == "rating":
            items += 1
            quick_items += seconds[item["id"]] < rules["item_seconds"]
        elif item["place"] == "scenario":
            scenarios += 1
            quick_scenarios += seconds[item["id"]] < rules["scenario_seconds"]
    if items < rules["least_items"] or scenarios < rules["least_scenarios"]:
        return False
    return (
        10 * quick_items >= rules["tenths_of_items"] * items
        and 10 * quick_scenarios >= rules["tenths_of_scenarios"] * scenarios
    )


# Answers -> points


def _given(instrument: InstrumentKey, sittings: Sittings) -> list[Given]:
    answers = sittings[instrument["id"]]["answers"]
    given = []
    for item in instrument["items"]:
        if item["form"] is None or item["dimension"] is None or item["id"] not in answers:
            continue
        points, index = points_of(item["form"], answers[item["id"]])
        if points is not None:
            given.append(Given(f"{instrument['id']}/{item['id']}", item, points, index))
    return given


# Response quality


def _signs(key: ScoringKey, id_: str, given: list[Given], *, fast: bool) -> list[dict[str, str]]:
    rules = key["quality"]
    signs = []
    rating = [one for one in given if one.item["place"] == "rating"]
    scenarios = [one for one in given if one.item["place"] == "scenario"]
    run = _longest_run(rating)
    straight = rules["straight_lining"]
    if run >= _at_least(straight["least_run"], straight["tenths_of_items"], len(rating)) or _longest_run(
        scenarios
    ) >= _at_least(straight["least_run"], straight["tenths_of_scenarios"], len(scenarios)):
        signs.append(_sign(id_, "straight-lining", "hold"))

    pairs, gap = _gap_of_pairs(key["instruments"][id_], given)
    contradiction = rules["contradiction"]
    if pairs >= contradiction["pairs"]:
        if gap >= contradiction["hold_from"]:
            signs.append(_sign(id_, "contradiction", "hold"))
        elif gap >= contradiction["caution_from"]:
            signs.append(_sign(id_, "contradiction", "caution"))
    elif pairs >= contradiction["few_pairs"] and gap >= contradiction["few_caution_from"]:
        signs.append(_sign(id_, "contradiction", "caution"))

    if fast:
        speed = rules["speed"]
        alike = run >= speed["hold_with_run"]
        disagree = pairs >= contradiction["pairs"] and gap >= speed["hold_with_gap"]
        signs.append(_sign(id_, "speed", "hold" if alike or disagree else "caution"))

    table = best = 0
    for one in given:
        if one.index >= 0:
            table += 1
            best += one.points == HIGHEST
    ideal = rules["ideal"]
    if table >= ideal["least_items"] and 10 * best >= ideal["tenths_at_best"] * table:
        signs.append(_sign(id_, "ideal", "caution"))
    return signs


def _sign(instrument: str, sign: str, level: str) -> dict[str, str]:
    return {"instrument": instrument, "sign": sign, "level": level}


def _at_least(least: int, tenths: int, items: int) -> int:
    share = (tenths * items + 9) // 10
    return max(least, share)


def _longest_run(given: list[Given]) -> int:
    """Return the longest run of one place, counted from the first option and once more from the last."""
    longest = first_run = last_run = 0
    first = last = -1
    for one in given:
        form = one.item["form"]
        size = len(form["table"]["values"]) if form else 0
        first_run = first_run + 1 if one.index == first else 1
        first = one.index
        from_last = size - 1 - one.index
        last_run = last_run + 1 if from_last == last else 1
        last = from_last
        longest = max(longest, first_run, last_run)
    return longest


def _gap_of_pairs(instrument: InstrumentKey, given: list[Given]) -> tuple[int, float]:
    points = {one.item["id"]: one.points for one in given}
    pairs = total = 0
    for first, second in instrument["pairs"]:
        one, other = instrument["items"][first]["id"], instrument["items"][second]["id"]
        if one in points and other in points:
            pairs += 1
            total += abs(points[one] - points[other])
    return pairs, tidy(total / pairs) if pairs else 0.0


# Scales


def _blank(key: ScoringKey) -> Result:
    names = list(key["dimensions"])
    names += [part["id"] for part in key["parts"]]
    names += [axis for axis in (key["across"], key["up"]) if axis]
    return {
        "quality": "empty",
        "signs": [],
        "scales": {name: _unscored(0, 0, []) for name in names},
        "zone": None,
        "zone_close_to": [],
        "pattern": None,
        "close_to": None,
        "third": [],
        "keeps_from_balanced": [],
        "flags": dict.fromkeys(key["junctures"], "unscored"),
        "raised": {juncture: [] for juncture in key["junctures"]},
        "checks": [],
        "gaps": [],
        "pressing": None,
        "blind_spot": None,
        "band": None,
        "own_notes": [],
        "open": [],
        "notes": [],
        "weakest": None,
        "not_enough": list(key["dimensions"]),
        "say": None,
        "playbooks": [],
        "drill": None,
        "strength": None,
    }


def _unscored(k: int, n: int, sources: list[str]) -> Scale:
    return {"score": None, "se": None, "k": k, "n": n, "sources": sources}


def _estimate(key: ScoringKey, given: list[Given], n: int, sources: list[str]) -> Scale:
    """Weighted mean and its standard error from the scatter of the answers, drawn towards the prior scatter."""
    weights = weighted = squared_weights = total = 0
    for one in given:
        weight = one.item["weight"]
        weights += weight
        weighted += weight * one.points
        squared_weights += weight * weight
        total += one.points
    k = len(given)
    mean = total / k
    scatter = 0.0
    for one in given:
        scatter += (one.points - mean) * (one.points - mean)
    prior, items = key["scoring"]["prior_scatter"], key["scoring"]["prior_items"]
    variance = (scatter + items * prior * prior) / (k + items - 1)
    error = sqrt(variance * squared_weights) / weights
    return {"score": weighted / weights, "se": error, "k": k, "n": n, "sources": sources}


def _enough(key: ScoringKey, k: int, n: int) -> bool:
    least = key["scoring"]["least_answered"]
    return k > 0 and least["of"] * k >= least["at_least"] * n


def _count(key: ScoringKey, id_: str, dimensions: list[str]) -> int:
    """Return how many items of an instrument measure one of these dimensions, without those that may be missing."""
    instrument = key["instruments"][id_]
    return len(
        [
            1
            for item in instrument["items"]
            if item["form"] and item["dimension"] in dimensions and item["id"] not in instrument["optional"]
        ]
    )


def _scales(
    key: ScoringKey, sittings: Sittings, given: dict[str, list[Given]], held: list[str], result: Result
) -> dict[str, list[Given]]:
    """Fill the scales of the result; return the answers that count for each dimension."""
    own = key["id"]
    used: dict[str, list[Given]] = {}
    for dimension in key["dimensions"]:
        sources = [own]
        if dimension in key["junctures"]:
            sources = _sources(key, dimension, sittings, given, held)
        used[dimension] = [one for id_ in sources for one in given[id_] if one.item["dimension"] == dimension]
        result["scales"][dimension] = _scale(key, [dimension], sources, used[dimension])
    for part in key["parts"]:
        answers = [one for one in given[own] if one.item["id"] in part["items"]]
        used[part["id"]] = answers
        n = len(part["items"])
        result["scales"][part["id"]] = (
            _estimate(key, answers, n, [own])
            if _enough(key, len(answers), n)
            else _unscored(len(answers), n, [own])
        )
    if key["across"]:
        answers = [one for one in given[own] if one.item["dimension"] in key["facets"]]
        result["scales"][key["across"]] = _scale(key, key["facets"], [own], answers)
    if key["up"]:
        result["scales"][key["up"]] = _mean_of_junctures(key, result)
    result["not_enough"] = [name for name in key["dimensions"] if result["scales"][name]["score"] is None]
    return used


def _scale(key: ScoringKey, dimensions: list[str], sources: list[str], given: list[Given]) -> Scale:
    """Return the score of all answers to some dimensions in some instruments, if they are enough."""
    n = 0
    answered = [one.ref for one in given]
    lacking = False
    for id_ in sources:
        n += _count(key, id_, dimensions)
        for dimension in dimensions:
            required = key["instruments"][id_]["required"].get(dimension, [])
            lacking = lacking or any(f"{id_}/{item}" not in answered for item in required)
    if lacking or not _enough(key, len(given), n):
        return _unscored(len(given), n, sources)
    return _estimate(key, given, n, sources)


def _sources(
    key: ScoringKey, juncture: str, sittings: Sittings, given: dict[str, list[Given]], held: list[str]
) -> list[str]:
    """Return the instruments whose answers count for a juncture, in the order of the pool."""
    usable = []
    for id_ in key["pool"]:
        if id_ not in given or id_ in held:
            continue
        k = len([1 for one in given[id_] if one.item["dimension"] == juncture])
        if _enough(key, k, _count(key, id_, [juncture])):
            usable.append(id_)
    if not usable:
        return [key["id"]]
    days = [sittings[id_]["day"] for id_ in usable]
    known = [day for day in days if day is not None]
    if len(known) == len(usable) and max(known) - min(known) <= key["pool_days"]:
        return usable
    newest = key["id"] if key["id"] in usable else usable[0]
    for id_ in usable:
        day, best = sittings[id_]["day"], sittings[newest]["day"]
        if day is not None and best is not None and day > best:
            newest = id_
    return [newest]


def _mean_of_junctures(key: ScoringKey, result: Result) -> Scale:
    total = squares = 0.0
    scored = 0
    sources: list[str] = []
    for juncture in key["junctures"]:
        scale = result["scales"][juncture]
        if scale["score"] is None or scale["se"] is None:
            continue
        scored += 1
        total += scale["score"]
        squares += scale["se"] * scale["se"]
        sources += [id_ for id_ in scale["sources"] if id_ not in sources]
    if scored < key["scoring"]["least_junctures"]:
        return _unscored(scored, len(key["junctures"]), sources)
    return {
        "score": total / scored,
        "se": sqrt(squares) / scored,
        "k": scored,
        "n": len(key["junctures"]),
        "sources": sources,
    }


def _pooled(result: Result) -> list[str]:
    pooled: list[str] = []
    for scale in result["scales"].values():
        pooled += [id_ for id_ in scale["sources"] if id_ not in pooled]
    return pooled


def _in_order(key: ScoringKey, used: dict[str, list[Given]]) -> list[Given]:
    """Return every answer that counts, by instrument in the order of the pool, then by item."""
    refs = {one.ref: one for answers in used.values() for one in answers}
    ordered = []
    for id_ in key["pool"]:
        for item in key["instruments"][id_]["items"]:
            ref = f"{id_}/{item['id']}"
            if ref in refs:
                ordered.append(refs[ref])
    return ordered


# Readings


def _pressing(key: ScoringKey, everything: list[Given], result: Result) -> float | None:
    """Return 100 times the share of scenarios in which pushing was on offer and was chosen, or None."""
    offered = 0
    refs = []
    for one in everything:
        form = one.item["form"]
        if form and "table" in form and True in form["table"]["press"]:
            offered += 1
            if form["table"]["press"][one.index]:
                refs.append(one.ref)
    if offered < key["pressing"]["least_scenarios"]:
        return None
    share = HIGHEST * len(refs) / offered
    if tidy(share) >= key["pressing"]["from"]:
        result["pressing"] = {"share": share, "refs": refs}
    return share


def _gaps(key: ScoringKey, used: dict[str, list[Given]], result: Result) -> None:
    for juncture in key["junctures"]:
        if result["scales"][juncture]["score"] is None:
            continue
        for tag in key["tags"][juncture]:
            answers = [one for one in used[juncture] if one.item["tag"] == tag]
            total = 0
            for one in answers:
                total += one.points
            if not answers:
                continue
            refs = [one.ref for one in answers]
            mean = total / len(answers)
            result["checks"].append({"tag": tag, "juncture": juncture, "score": mean, "refs": refs})
            if tidy(mean) <= key["gap_at_most"]:
                result["gaps"].append({"tag": tag, "juncture": juncture, "refs": refs})


def _flags(key: ScoringKey, used: dict[str, list[Given]], result: Result) -> None:
    cuts = key["flags"]
    for juncture in key["junctures"]:
        scale = result["scales"][juncture]
        if scale["score"] is None or scale["se"] is None:
            continue
        yields = HIGHEST - scale["score"]
        yielding = [one.ref for one in used[juncture] if one.points <= cuts["yielding_answer_at_most"]]
        if (
            scale["k"] >= cuts["least_answers"]
            and tidy(yields) >= cuts["yields_from"]
            and len(yielding) >= cuts["least_yielding_answers"]
        ):
            strong = tidy(yields - scale["se"]) >= cuts["strong_from"]
            result["flags"][juncture] = "strong" if strong else "likely"
            result["raised"][juncture] = yielding
        elif tidy(yields) >= cuts["watch_from"] or any(gap["juncture"] == juncture for gap in result["gaps"]):
            result["flags"][juncture] = "watch"
        else:
            result["flags"][juncture] = "none"


def _flagged(key: ScoringKey, result: Result) -> list[str]:
    return [juncture for juncture in key["junctures"] if result["flags"][juncture] in ("strong", "likely")]


def _zone(key: ScoringKey, result: Result) -> None:
    if not key["across"]:
        return
    scale = result["scales"][key["across"]]
    if scale["score"] is None or scale["se"] is None:
        return
    reach = key["scoring"]["borderline"] * scale["se"]
    result["zone"], result["zone_close_to"] = _zones_of(key["zones"], scale["score"], reach)


def _zones_of(zones: list[ZoneKey], value: float, reach: float) -> tuple[str, list[str]]:
    """Return the zone of a value, and those of a reach below and above where they are others."""
    zone = _zone_of(zones, value)
    near = (_zone_of(zones, value - reach), _zone_of(zones, value + reach))
    return zone, [other for other in near if other != zone]


def _zone_of(zones: list[ZoneKey], value: float) -> str:
    found = zones[0]["id"]
    for zone in zones:
        if tidy(value) >= zone["low"]:
            found = zone["id"]
    return found


def _pattern(key: ScoringKey, pressing: float | None, result: Result) -> None:
    if not key["across"] or not key["up"] or not key["patterns"]:
        return
    across, up = result["scales"][key["across"]], result["scales"][key["up"]]
    if across["score"] is None or across["se"] is None or up["score"] is None or up["se"] is None:
        return
    c, a = across["score"], up["score"]
    reach_c, reach_a = key["scoring"]["borderline"] * across["se"], key["scoring"]["borderline"] * up["se"]
    name = _name(key, c, a, pressing, result)
    met: list[str] = []
    times: list[int] = []
    for near_c, near_a in ((c - reach_c, a), (c + reach_c, a), (c, a - reach_a), (c, a + reach_a)):
        other = _name(key, near_c, near_a, pressing, result)
        if other == name:
            continue
        if other in met:
            times[met.index(other)] += 1
        else:
            met.append(other)
            times.append(1)
    result["pattern"] = name
    if met:
        most = 0
        for index in range(len(met)):
            if times[index] > times[most]:
                most = index
        result["close_to"] = met[most]
        result["third"] = [other for other in met if other != met[most]]
    if name == key["patterns"][-1]["id"]:
        result["keeps_from_balanced"] = _keeps(key, tidy(c), tidy(a), result)


def _name(key: ScoringKey, c: float, a: float, pressing: float | None, result: Result) -> str:
    """Return the first pattern whose conditions hold; the last has none."""
    across, up = tidy(c), tidy(a)
    push = 0.0 if pressing is None else tidy(pressing)
    for pattern in key["patterns"]:
        when = pattern["when"]
        if "across_from" in when and across < when["across_from"]:
            continue
        if "across_below" in when and across >= when["across_below"]:
            continue
        if "up_from" in when and up < when["up_from"]:
            continue
        if "up_below" in when and up >= when["up_below"]:
            continue
        if "every_juncture_scored" in when and any(tier == "unscored" for tier in result["flags"].values()):
            continue
        if "no_flag" in when and _flagged(key, result):
            continue
        if "pressing_below" in when and push >= when["pressing_below"]:
            continue
        return pattern["id"]
    return key["patterns"][-1]["id"]


def _keeps(key: ScoringKey, c: float, a: float, result: Result) -> list[str]:
    """Return what keeps an uneven result from balanced: one flagged juncture, unscored ones, pressing or a scale."""
    flagged = _flagged(key, result)
    if flagged:
        return [_lowest(flagged, result)]
    unscored = [juncture for juncture in key["junctures"] if result["flags"][juncture] == "unscored"]
    if unscored:
        return unscored
    if result["pressing"]:
        return ["pressing"]
    low_c, low_a = c < key["target"], a < key["target"]
    names = (key["facets"] if low_c else []) + (key["junctures"] if low_a else [])
    scored = [name for name in names if result["scales"][name]["score"] is not None]
    if scored:
        return [_lowest(scored, result)]
    return [key["across"] or ""] if low_c else [key["up"] or ""]


def _value_of(result: Result, name: str) -> float:
    value = result["scales"][name]["score"]
    return 0.0 if value is None else tidy(value)


def _lowest(names: list[str], result: Result) -> str:
    found = names[0]
    for name in names:
        if _value_of(result, name) < _value_of(result, found):
            found = name
    return found


def _blind_spot(key: ScoringKey, sittings: Sittings, result: Result) -> None:
    if not key["across"]:
        return
    value = result["scales"][key["across"]]["score"]
    if value is None:
        return
    answers = sittings[key["id"]]["answers"]
    for item in key["instruments"][key["id"]]["items"]:
        said = answers.get(item["id"])
        if item["self"] != key["across"] or isinstance(said, bool) or not isinstance(said, int | float):
            continue
        if not 0 <= said <= HIGHEST_GUESS:
            continue
        if tidy(abs(10 * said - value)) >= key["blind_spot_from"]:
            result["blind_spot"] = {"said": 10 * said, "scored": value}


def _band(key: ScoringKey, sittings: Sittings, given: dict[str, list[Given]], result: Result) -> None:
    rules = key["band"]
    if rules is None:
        return
    of, value, reach = rules["of"], None, 0.0
    parts: list[str] = []
    if of is None:
        value = _index(key, sittings, given[key["id"]], parts)
    elif of in result["scales"]:
        scale = result["scales"][of]
        value = scale["score"]
        reach = key["scoring"]["borderline"] * (scale["se"] or 0.0)
    else:
        for one in given[key["id"]]:
            if one.item["id"] == of:
                value = one.points
    if value is not None:
        zone, near = _zones_of(rules["zones"], value, reach)
        result["band"] = {"value": value, "zone": zone, "close_to": near, "parts": parts}


def _index(key: ScoringKey, sittings: Sittings, own: list[Given], parts: list[str]) -> float | None:
    """Return the weighted mean of the parts that were taken, and name them; None without the first."""
    total = weights = 0.0
    for part in key["band"]["parts"] if key["band"] else []:
        id_ = part["instrument"]
        answers = own
        if id_ != key["id"]:
            if id_ not in sittings:
                continue
            answers = _given(key["instruments"][id_], sittings)
            signs = _signs(key, id_, answers, fast=bool(sittings[id_]["fast"]))
            if any(sign["level"] == "hold" for sign in signs):
                continue
        if part["item"] is None:
            measuring = [one for one in answers if one.item["dimension"] == part["dimension"]]
            value = _scale(key, [part["dimension"]], [id_], measuring)["score"]
        else:
            value = next((one.points for one in answers if one.item["id"] == part["item"]), None)
        if value is not None:
            parts.append(part["dimension"])
            total += part["weight"] * value
            weights += part["weight"]
        elif not parts:
            return None
    return total / weights


def _own_notes(key: ScoringKey, sittings: Sittings, result: Result) -> None:
    """Fill in the notes whose tests all hold, with the items that they are about."""
    own = key["id"]
    answers = sittings[own]["answers"]
    items = {item["id"]: item for item in key["instruments"][own]["items"]}
    for note in key["notes"]:
        refs: list[str] = []
        line = None
        for test in note["tests"]:
            holds, about, line = _test(test, items, answers)
            if not holds:
                break
            refs += [f"{own}/{id_}" for id_ in about]
        else:
            result["own_notes"].append({"id": note["id"], "refs": refs, "line": line})
            if note["caution"]:
                result["signs"].append(_sign(own, note["id"], "caution"))
                result["quality"] = "caution"


def _test(
    test: dict[str, Any], items: dict[str, ItemKey], answers: dict[str, Any]
) -> tuple[bool, list[str], str | None]:
    """Say whether a test of a note holds, about which items, and at which line."""
    if "tag" in test:
        about = [id_ for id_, item in items.items() if item["tag"] == test["tag"]]
        total = 0
        for id_ in about:
            points = _worth(items[id_], answers)
            if points is None:
                return False, [], None
            total += points
        return bool(about) and (tidy(total / len(about)) >= MIDDLE) == test["high"], about, None
    if "said" in test:
        if _worth(items[test["said"]], answers) is None or _worth(items[test["paid"]], answers) is None:
            return False, [], None
        said, paid = answers[test["said"]], answers[test["paid"]]
        largest, line = test["by"], None
        for one in test["lines"]:
            gap = said.get(one, 0) - paid.get(one, 0)
            if gap > largest or (gap == largest and line is None):
                largest, line = gap, one
        return line is not None, [test["said"], test["paid"]], line
    id_ = test["item"]
    answer = answers.get(id_)
    if "at_most" in test:
        points = _worth(items[id_], answers)
        return points is not None and points <= test["at_most"], [id_], None
    if "below" in test:
        figure = isinstance(answer, int | float) and not isinstance(answer, bool)
        return figure and answer < test["below"] and _worth(items[id_], answers) is not None, [id_], None
    if test["line"] is not None:
        answer = answer.get(test["line"]) if isinstance(answer, dict) else None
    return isinstance(answer, str) and answer == test["is"], [id_], None


def _worth(item: ItemKey, answers: dict[str, Any]) -> int | None:
    if item["form"] is None or item["id"] not in answers:
        return None
    return points_of(item["form"], answers[item["id"]])[0]


def _open_lines(key: ScoringKey, sittings: Sittings, result: Result) -> None:
    """Read an instrument that scores nothing: which lines are not yes, and which page helps with each."""
    own = key["id"]
    if own not in sittings:
        return
    answers = sittings[own]["answers"]
    for item in key["instruments"][own]["items"]:
        given = answers.get(item["id"])
        form = item["form"]
        if form is None or given is None:
            continue
        if "ticks" not in form:
            if points_of(form, given)[0] is not None:
                result["quality"] = "ok"
            continue
        if not isinstance(given, dict):
            continue
        for line, tag in zip(form["ticks"]["lines"], form["ticks"]["tags"], strict=True):
            answer = given.get(line)
            if not isinstance(answer, str) or answer not in {"yes", "no", "unsure"}:
                continue
            result["quality"] = "ok"
            if answer != "yes":
                ref = f"{own}/{item['id']}"
                page = _page_for(key, tag)
                result["open"].append({"ref": ref, "line": line, "tag": tag, "answer": answer, "page": page})


def _page_for(key: ScoringKey, tag: str) -> str | None:
    """Return the first page that answers a tag, by stage, then by name."""
    found = None
    for page in key["pages"]:
        if tag in page["checks"] and (
            found is None or (page["stage"], page["page"]) < (found["stage"], found["page"])
        ):
            found = page
    return found["page"] if found else None


def _notes(result: Result) -> list[str]:
    notes = [f"gap.{gap['tag']}" for gap in result["gaps"]]
    if result["pressing"]:
        notes.append("pressing")
    if result["blind_spot"]:
        notes.append("blind-spot")
    return notes + [note["id"] for note in result["own_notes"]]


def _weakest(key: ScoringKey, used: dict[str, list[Given]], result: Result) -> None:
    scored = [name for name in key["dimensions"] if result["scales"][name]["score"] is not None]
    names = _flagged(key, result) or scored
    lowest = _lowest(names, result) if names else None
    # A dimension with facets says less than the lowest of them.
    facets = [
        part["id"]
        for part in key["parts"]
        if part["dimension"] == (lowest or part["dimension"])
        and result["scales"][part["id"]]["score"] is not None
    ]
    weakest = _lowest(facets, result) if facets else lowest
    if weakest is None:
        return
    low = _fewest_points(used[weakest], key["scoring"]["evidence_at_most"])
    result["weakest"] = {"dimension": weakest, "refs": low[:2]}


def _fewest_points(answers: list[Given], at_most: int) -> list[str]:
    low = [one for one in answers if one.points <= at_most]
    return [one.ref for one in sorted(low, key=lambda one: one.points)]


# Where it leads


@dataclass(frozen=True, slots=True)
class Needed:
    """A page and how much it is needed."""

    page: PageKey
    need: float


def _recommend(key: ScoringKey, everything: list[Given], result: Result) -> None:
    rules = key["recommend"]
    pushes = result["pressing"] is not None
    candidates = [
        Needed(page, _need(key, page, result, pushes=pushes))
        for page in key["pages"]
        if page["format"] == "playbook" or (pushes and page["page"] == key["pressing"]["page"])
    ]
    candidates.sort(key=lambda one: (-tidy(one.need), one.page["stage"], one.page["page"]))
    shown = [one for one in candidates if tidy(one.need) > rules["least_need"]][: rules["pages"]]
    wanted = len(shown)
    if wanted < rules["pages"]:
        names = [one.page["page"] for one in shown]
        rest = [
            (_lowest_primary(one.page, result), one)
            for one in candidates
            if one.page["page"] not in names and _lowest_primary(one.page, result) is not None
        ]
        rest.sort(key=lambda pair: pair[0] or 0.0)
        shown += [one for _, one in rest[: rules["pages"] - wanted]]
    for index, one in enumerate(shown):
        refs = _reasons(key, one.page, everything, result)
        further = index >= wanted
        result["playbooks"].append(
            {"page": one.page["page"], "need": one.need, "refs": refs, "further": further}
        )
        if result["drill"] is None and one.page["drill"]:
            result["drill"] = one.page["page"]
    if result["weakest"]:
        dimension = result["weakest"]["dimension"]
        dimension = next((part["dimension"] for part in key["parts"] if part["id"] == dimension), dimension)
        for one in candidates:
            if dimension in one.page["primary"] and dimension in one.page["say"]:
                text = one.page["say"][dimension]
                result["say"] = {"page": one.page["page"], "dimension": dimension, "text": text}
                break


def _need(key: ScoringKey, page: PageKey, result: Result, *, pushes: bool) -> float:
    rules = key["recommend"]
    need = 0.0
    for name in key["dimensions"]:
        value = result["scales"][name]["score"]
        if value is None or value >= rules["wanted"]:
            continue
        if name in page["primary"]:
            need += rules["wanted"] - value
        elif name in page["secondary"]:
            need += rules["secondary_share"] * (rules["wanted"] - value)
    if any(juncture in page["primary"] for juncture in _flagged(key, result)):
        need += rules["flag"]
    if any(gap["tag"] in page["checks"] for gap in result["gaps"]):
        need += rules["gap_note"]
    if pushes and page["page"] == key["pressing"]["page"]:
        need += rules["pressing"]
    return need


def _lowest_primary(page: PageKey, result: Result) -> float | None:
    lowest = None
    for name in page["primary"]:
        if name in result["scales"] and result["scales"][name]["score"] is not None:
            value = _value_of(result, name)
            if lowest is None or value < lowest:
                lowest = value
    return lowest


def _reasons(key: ScoringKey, page: PageKey, everything: list[Given], result: Result) -> list[str]:
    at_most, most = key["scoring"]["evidence_at_most"], key["recommend"]["reasons"]
    for names in (page["primary"], page["secondary"]):
        low = _fewest_points([one for one in everything if one.item["dimension"] in names], at_most)
        if low:
            return low[:most]
    tagged = [ref for gap in result["gaps"] if gap["tag"] in page["checks"] for ref in gap["refs"]]
    return tagged[:most]


def _strength(key: ScoringKey, everything: list[Given], result: Result) -> None:
    scored = [name for name in key["dimensions"] if result["scales"][name]["score"] is not None]
    if scored:
        best = scored[0]
        for name in scored:
            if _value_of(result, name) > _value_of(result, best):
                best = name
        if _value_of(result, best) >= key["scoring"]["strength_from"]:
            result["strength"] = {"dimension": best, "ref": None}
            return
    top = everything[0] if everything else None
    for one in everything:
        if top and one.points > top.points:
            top = one
    if top:
        result["strength"] = {"dimension": None, "ref": top.ref}
