"""Respondents and the scoring key -> figures: how near results come to what is true of the people that were made up.

The truth of a scale is the score that a person's traits give on the same items on average, without any bias. Zone and
pattern are true when the cuts of the key give them for true scores. Accuracy is that of people who read the items and
got a result, unless a figure says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import correlation, median
from typing import TYPE_CHECKING, Any

from even_exchange.instruments.score import score
from even_exchange.instruments.simulate import draw_items, draw_people, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from even_exchange.instruments.assumptions import Assumptions
    from even_exchange.instruments.instrument import Instrument
    from even_exchange.instruments.measurement_model import MeasurementModel
    from even_exchange.instruments.score import Result
    from even_exchange.instruments.scoring_key import ScoringKey
    from even_exchange.instruments.simulate import Respondent

#: A figure of one seed by its name: a share, a correlation or points; None where nobody could be counted.
Figures = dict[str, float | None]
#: The same over all seeds: median, lowest, highest.
Spread = dict[str, list[float]]
HIGHEST = 100
DECIMALS = 4
FLAGGED = ("strong", "likely")
#: The two patterns that have nothing in common.
OPPOSITES = ("seller-led", "over-accommodating")


@dataclass(frozen=True, slots=True)
class Form:
    """What was scored: `id` is that of an instrument, or several joined by "+"; `counts` its items by scale."""

    id: str
    items: int
    counts: dict[str, int]
    spread: Spread


@dataclass(frozen=True, slots=True)
class Simulation:
    """All figures. `shorter` are shortened forms of the instrument with the line, and that form whole at the end."""

    people: int
    seeds: int
    forms: list[Form]
    shorter: list[Form]


@dataclass(frozen=True, slots=True)
class TrueValues:
    """What is true of a person on one form."""

    scales: dict[str, float]
    zone: str | None
    pattern: str | None


Case = tuple["Respondent", TrueValues, "Result"]


def simulate(
    ids: Sequence[str],
    keys: Mapping[str, ScoringKey],
    instruments: Mapping[str, Instrument],
    model: MeasurementModel,
    assumptions: Assumptions,
    *,
    people: int,
    seeds: int,
) -> Simulation:
    """Return the figures of these instruments, each by itself, and of those that are pooled together.

    Every id must be that of an instrument for which `not_assumed` has nothing to say.
    """
    # Where a result leads is not looked at, and leaving it out saves a fifth of the time.
    plain: dict[str, Any] = {id_: {**keys[id_], "pages": []} for id_ in ids}
    pool = [id_ for id_ in model.pool.instruments if id_ in ids]
    wholes: list[tuple[str, ScoringKey, tuple[str, ...]]] = [(id_, plain[id_], (id_,)) for id_ in ids]
    if len(pool) > 1:
        wholes.append(("+".join(pool), plain[pool[0]], tuple(pool)))
    with_line = next((id_ for id_ in ids if plain[id_]["across"] and plain[id_]["up"]), None)
    found: dict[str, list[Figures]] = {name: [] for name, _, _ in wholes}
    shorter: dict[int, list[Figures]] = {}
    for seed in range(1, seeds + 1):
        items = {id_: draw_items(instruments[id_], model, assumptions, seed) for id_ in ids}
        drawn = list(draw_people(items, plain, model, assumptions, people=people, seed=seed))
        for name, key, of in wholes:
            found[name].append(figures_of(key, of, drawn, assumptions))
        for count in assumptions.run.item_counts if with_line else ():
            if with_line and count < len(items[with_line]):
                short = shortened(plain[with_line], count, seed)
                shorter.setdefault(count, []).append(figures_of(short, (with_line,), drawn, assumptions))
    forms = [_form(name, key, of, found[name]) for name, key, of in wholes]
    less = [
        _form(with_line, shortened(plain[with_line], count, 1), (with_line,), figures)
        for count, figures in shorter.items()
        if with_line
    ]
    return Simulation(people, seeds, forms, less + [form for form in forms if less and form.id == with_line])


def figures_of(
    key: ScoringKey, forms: Sequence[str], people: Iterable[Respondent], assumptions: Assumptions
) -> Figures:
    """Return the figures of one seed: these people answer these forms and get the result of the key's own."""
    everybody: list[Case] = []
    for person in people:
        result = score(key, {id_: person.sittings[id_] for id_ in forms})
        everybody.append((person, true_of(key, forms, person), result))
    with_result = [case for case in everybody if case[2]["quality"] in {"ok", "caution"}]
    attentive = [case for case in with_result if case[0].care == "attentive"]
    figures: Figures = {}
    _scales(figures, key, attentive, with_result, assumptions)
    if key["across"]:
        _zones(figures, attentive)
    if key["across"] and key["up"]:
        _patterns(figures, key, attentive)
    if key["junctures"]:
        _flags(figures, key, attentive, assumptions)
    if len(forms) == 1:
        _quality(figures, everybody)
    return figures


def true_of(key: ScoringKey, forms: Sequence[str], person: Respondent) -> TrueValues:
    """Return the true scales of a person on these forms, and the zone and pattern that the key's cuts give them."""
    scales: dict[str, float] = {}
    own = key["id"]
    for dimension in key["dimensions"]:
        sources = forms if dimension in key["junctures"] else [own]
        value = _true_mean(key, sources, [dimension], person)
        if value is not None:
            scales[dimension] = value
    zone = pattern = None
    if key["across"]:
        across = _true_mean(key, [own], key["facets"], person)
        if across is not None:
            scales[key["across"]] = across
            zone = [zone["id"] for zone in key["zones"] if across >= zone["low"]][-1]
    if key["up"] and all(juncture in scales for juncture in key["junctures"]):
        scales[key["up"]] = sum(scales[juncture] for juncture in key["junctures"]) / len(key["junctures"])
        if zone is not None:
            pattern = _true_pattern(key, scales, _true_pressing(key, forms, person))
    return TrueValues(scales, zone, pattern)


def _true_mean(
    key: ScoringKey, forms: Sequence[str], dimensions: Sequence[str], person: Respondent
) -> float | None:
    weights = total = 0.0
    for id_ in forms:
        for item in key["instruments"][id_]["items"]:
            ref = f"{id_}/{item['id']}"
            if item["dimension"] in dimensions and ref in person.expected:
                weights += item["weight"]
                total += item["weight"] * person.expected[ref][0]
    return total / weights if weights else None


def _true_pressing(key: ScoringKey, forms: Sequence[str], person: Respondent) -> float:
    offered, total = 0, 0.0
    for id_ in forms:
        for item in key["instruments"][id_]["items"]:
            form = item["form"]
            ref = f"{id_}/{item['id']}"
            if form and "table" in form and True in form["table"]["press"] and ref in person.expected:
                offered += 1
                total += person.expected[ref][1]
    return HIGHEST * total / offered if offered >= key["pressing"]["least_scenarios"] else 0.0


def _true_pattern(key: ScoringKey, scales: dict[str, float], pressing: float) -> str:
    across, up = scales[key["across"] or ""], scales[key["up"] or ""]
    flagged = any(HIGHEST - scales[name] >= key["flags"]["yields_from"] for name in key["junctures"])
    for pattern in key["patterns"]:
        when = pattern["when"]
        if (
            when.get("across_from", 0) <= across
            and across < when.get("across_below", HIGHEST + 1)
            and when.get("up_from", 0) <= up
            and up < when.get("up_below", HIGHEST + 1)
            and not ("no_flag" in when and flagged)
            and pressing < when.get("pressing_below", HIGHEST + 1)
        ):
            return pattern["id"]
    return key["patterns"][-1]["id"]


def _scales(
    figures: Figures,
    key: ScoringKey,
    attentive: Sequence[Case],
    with_result: Sequence[Case],
    assumptions: Assumptions,
) -> None:
    axes = [axis for axis in (key["across"], key["up"]) if axis]
    reach = assumptions.truth.coverage
    for name in [*axes, *key["dimensions"]]:
        rows = [
            (true.scales[name], scale["score"], scale["se"])
            for _, true, result in attentive
            for scale in [result["scales"][name]]
            if name in true.scales and scale["score"] is not None and scale["se"] is not None
        ]
        figures[f"correlation.{name}"] = _correlation([(true, value) for true, value, _ in rows])
        figures[f"higher.{name}"] = _mean([value - true for true, value, _ in rows])
        figures[f"error.{name}"] = _mean([error for _, _, error in rows])
        figures[f"coverage.{name}"] = _share(rows, lambda row: abs(row[1] - row[0]) <= reach * row[2])
    for name in axes:
        figures[f"correlation_of_all.{name}"] = _correlation(
            [
                (true.scales[name], value)
                for _, true, result in with_result
                for value in [result["scales"][name]["score"]]
                if value is not None
            ]
        )


def _zones(figures: Figures, cases: Sequence[Case]) -> None:
    alone = [case for case in cases if not case[2]["zone_close_to"]]
    figures["zone.right"] = _share(cases, lambda case: case[2]["zone"] == case[1].zone)
    figures["zone.clear"] = _share(cases, lambda case: not case[2]["zone_close_to"])
    figures["zone.clear_right"] = _share(alone, lambda case: case[2]["zone"] == case[1].zone)
    figures["zone.named"] = _share(
        cases, lambda case: case[1].zone in [case[2]["zone"], *case[2]["zone_close_to"]]
    )


def _patterns(figures: Figures, key: ScoringKey, cases: Sequence[Case]) -> None:
    clear = [case for case in cases if not case[2]["close_to"]]
    figures["pattern.right"] = _share(cases, lambda case: case[2]["pattern"] == case[1].pattern)
    figures["pattern.clear"] = _share(cases, lambda case: not case[2]["close_to"])
    figures["pattern.clear_right"] = _share(clear, lambda case: case[2]["pattern"] == case[1].pattern)
    figures["pattern.named"] = _share(
        cases, lambda case: case[1].pattern in {case[2]["pattern"], case[2]["close_to"]}
    )
    figures["pattern.swapped"] = _share(
        cases, lambda case: {case[2]["pattern"], case[1].pattern} == set(OPPOSITES)
    )
    for pattern in key["patterns"]:
        name = pattern["id"]
        true = [case for case in cases if case[1].pattern == name]
        said = [case for case in clear if case[2]["pattern"] == name]
        figures[f"pattern.true.{name}"] = len(true) / len(cases) if cases else None
        figures[f"pattern.found.{name}"] = _share(true, lambda case: case[2]["pattern"] == case[1].pattern)
        figures[f"pattern.trusted.{name}"] = _share(said, lambda case: case[2]["pattern"] == case[1].pattern)


def _flags(figures: Figures, key: ScoringKey, cases: Sequence[Case], assumptions: Assumptions) -> None:
    truth = assumptions.truth
    everywhere: list[tuple[float, bool]] = []
    for juncture in key["junctures"]:
        rows = [
            (HIGHEST - true.scales[juncture], result["flags"][juncture] in FLAGGED)
            for _, true, result in cases
            if juncture in true.scales
        ]
        everywhere += rows
        _detection(figures, juncture, rows, truth.yields_from, truth.yields_from)
    _detection(figures, "all", everywhere, truth.yields_from, truth.yields_from)
    _detection(figures, "clear", everywhere, truth.clearly_from, truth.clearly_not_to)
    figures["flags.true.all"] = _share(everywhere, lambda row: row[0] >= truth.yields_from)
    figures["flags.right.all"] = _share(
        [row for row in everywhere if row[1]], lambda row: row[0] >= truth.yields_from
    )
    figures["flags.any_true"] = _share(
        cases,
        lambda case: any(
            HIGHEST - case[1].scales.get(name, HIGHEST) >= truth.yields_from for name in key["junctures"]
        ),
    )
    figures["flags.any_seen"] = _share(
        cases, lambda case: any(tier in FLAGGED for tier in case[2]["flags"].values())
    )


def _detection(
    figures: Figures, name: str, rows: Sequence[tuple[float, bool]], true_from: float, false_to: float
) -> None:
    """Fill in how many who truly give way are flagged, and how many who do not are not."""
    yielding = [row for row in rows if row[0] >= true_from]
    holding = [row for row in rows if (row[0] < false_to if false_to == true_from else row[0] <= false_to)]
    figures[f"flags.sensitivity.{name}"] = _share(yielding, lambda row: row[1])
    figures[f"flags.specificity.{name}"] = _share(holding, lambda row: not row[1])


def _quality(figures: Figures, everybody: Sequence[Case]) -> None:
    """Fill in how many are held or cautioned, with times and as if no time were known."""
    styles = ("attentive", "straight", "random", "half-random")
    groups = {style: [case for case in everybody if case[0].care == style] for style in styles}
    groups["careless"] = [case for case in everybody if case[0].care != "attentive"]
    for name, cases in groups.items():
        figures[f"held.{name}"] = _share(cases, lambda case: case[2]["quality"] == "hold")
        figures[f"cautioned.{name}"] = _share(cases, lambda case: case[2]["quality"] == "caution")
        figures[f"caught_untimed.{name}"] = _share(
            cases, lambda case: any(sign["sign"] != "speed" for sign in case[2]["signs"])
        )


def _form(name: str, key: ScoringKey, forms: Sequence[str], found: Sequence[Figures]) -> Form:
    items = [
        (id_, item)
        for id_ in forms
        for item in key["instruments"][id_]["items"]
        if item["form"] and item["dimension"]
    ]
    counts = {
        dimension: len(
            [
                1
                for id_, item in items
                if item["dimension"] == dimension and (dimension in key["junctures"] or id_ == key["id"])
            ]
        )
        for dimension in key["dimensions"]
    }
    if key["across"]:
        counts[key["across"]] = sum(counts[facet] for facet in key["facets"])
    if key["up"]:
        counts[key["up"]] = sum(counts[juncture] for juncture in key["junctures"])
    spread: Spread = {}
    for figure in found[0]:
        values = [value for figures in found if (value := figures.get(figure)) is not None]
        if values:
            spread[figure] = [round(value, DECIMALS) for value in (median(values), min(values), max(values))]
    return Form(name, len(items), counts, spread)


def _share(rows: Sequence[Any], holds: Callable[[Any], bool]) -> float | None:
    return len([1 for row in rows if holds(row)]) / len(rows) if rows else None


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _correlation(rows: Sequence[tuple[float, float]]) -> float | None:
    first, second = [one for one, _ in rows], [other for _, other in rows]
    if min(len(set(first)), len(set(second))) < 2:  # noqa: PLR2004 - of a constant there is none
        return None
    return correlation(first, second)
