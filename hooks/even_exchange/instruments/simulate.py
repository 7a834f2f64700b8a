"""Assumptions, instruments and a seed -> made-up respondents with their true values and their answers.

They know the type, the points and the place of an item and no word of it. What comes of them is a ceiling on what the
keys can do, and no validation. The answers follow the graded response model (Samejima 1969): with discrimination `a`
the chance to reach step `b` or a higher one is ``1 / (1 + exp(-a * (t - b)))``.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from dataclasses import dataclass
from math import exp, log, sqrt
from random import Random
from typing import TYPE_CHECKING, Any, Literal

from even_exchange.instruments.points import points_of
from even_exchange.instruments.score import is_fast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from even_exchange.instruments.assumptions import Assumptions, ItemTypeAssumed
    from even_exchange.instruments.forms import Form
    from even_exchange.instruments.instrument import Instrument
    from even_exchange.instruments.measurement_model import MeasurementModel
    from even_exchange.instruments.scoring_key import InstrumentKey, ScoringKey, Sitting

Care = Literal["attentive", "straight", "random", "half-random"]
#: Raise it when respondents are drawn in another way: figures that were written down are then out of date.
METHOD = 1
#: A typed figure is one of at most so many, evenly spaced from the lowest to the highest.
MOST_FIGURES = 11


@dataclass(frozen=True, slots=True)
class Step:
    """Answers worth the same points; `pushing` is the share of them that push."""

    points: int
    values: tuple[Any, ...]
    pushing: float


@dataclass(frozen=True, slots=True)
class SimulatedItem:
    """One scored item as a respondent meets it.

    `steps` rise in points, and `thresholds` hold what it takes to reach each but the first, in units of the trait.
    `acquiescence` and `desirability` are the shares of these biases that reach it, the first below 0 where a higher
    figure is worth fewer points. `places` are the answers in printed order.
    """

    id: str
    ref: str
    trait: str
    place: str | None
    places: tuple[Any, ...]
    steps: tuple[Step, ...]
    thresholds: tuple[float, ...]
    discrimination: float
    acquiescence: float
    desirability: float

    def expected(self, trait: float) -> tuple[float, float]:
        """Return the points that this trait gives without any bias on average, and the chance of a push."""
        reached = [1.0, *(1 / (1 + exp(-self.discrimination * (trait - at))) for at in self.thresholds), 0.0]
        points = pushing = 0.0
        for number, step in enumerate(self.steps):
            chance = reached[number] - reached[number + 1]
            points += chance * step.points
            pushing += chance * step.pushing
        return points, pushing

    def answer(self, latent: float, random: Random) -> Any:
        """Return one answer at a value of trait and biases."""
        lot = random.random() or 0.5
        at = bisect_left(self.thresholds, latent + log(lot / (1 - lot)) / self.discrimination)
        values = self.steps[at].values
        return values[0] if len(values) == 1 else random.choice(values)


@dataclass(frozen=True, slots=True)
class Respondent:
    """One made-up person: how they answer, what they answer, and what is true of them.

    `expected` holds by ref ("instrument-id/item-id") the points without bias and the chance of a push.
    """

    care: Care
    sittings: dict[str, Sitting]
    expected: dict[str, tuple[float, float]]


def traits_of(model: MeasurementModel) -> dict[str, str]:
    """Return dimension -> the trait behind it: one for the whole axis across, one for each juncture."""
    across = {dimension.id: model.map.across for dimension in model.on_axis(model.map.across)}
    return across | {dimension.id: dimension.id for dimension in model.on_axis(model.map.up)}


def not_assumed(instrument: Instrument, model: MeasurementModel, assumptions: Assumptions) -> str | None:
    """Return why nobody can be made up for an instrument, or None if they can."""
    traits = traits_of(model)
    for item in instrument.items:
        form = item.form()
        if form is None or item.measures is None:
            continue
        if item.measures not in traits:
            return f"nothing is assumed about '{item.measures}', only about {', '.join(traits)}"
        if assumptions.item_types.of(item.type) is None or not _steps(form):
            return f"nothing is assumed about how items like '{item.id}' ({item.type}) are answered"
    if not any(item.form() and item.measures for item in instrument.items):
        return "it scores nothing"
    return None


def draw_items(
    instrument: Instrument, model: MeasurementModel, assumptions: Assumptions, seed: int
) -> list[SimulatedItem]:
    """Return the scored items in their order, each with its own lot of discrimination and location."""
    random = Random(f"items {instrument.id} {seed}")  # noqa: S311 - no secret is made here
    traits, rules = traits_of(model), assumptions.steps
    items = []
    for item in instrument.items:
        form = item.form()
        assumed = assumptions.item_types.of(item.type)
        if form is None or item.measures is None or assumed is None:
            continue
        steps = _steps(form)
        places = _places(form)
        varied = 1 + random.uniform(-rules.discrimination_varies, rules.discrimination_varies)
        location = random.gauss(rules.location, rules.location_deviation)
        items.append(
            SimulatedItem(
                item.id,
                f"{instrument.id}/{item.id}",
                traits[item.measures],
                item.place,
                places,
                steps,
                tuple(location + at for at in _evenly(len(steps) - 1, rules.outermost)),
                assumed.discrimination * varied,
                _signed(assumed, form, places),
                assumed.desirability,
            )
        )
    return items


def draw_people(
    items: Mapping[str, Sequence[SimulatedItem]],
    keys: Mapping[str, ScoringKey],
    model: MeasurementModel,
    assumptions: Assumptions,
    *,
    people: int,
    seed: int,
) -> Iterator[Respondent]:
    """Yield so many respondents, who answer every item of the instruments in `items`; the same for the same seed."""
    random = Random(f"people {seed}")  # noqa: S311 - no secret is made here
    # One stream for each form, so that a form is answered alike beside others and alone.
    streams = {id_: Random(f"answers {id_} {seed}") for id_ in items}  # noqa: S311 - the same
    most_places = max(len(one.places) for form in items.values() for one in form if one.place)
    junctures = [dimension.id for dimension in model.on_axis(model.map.up)]
    for _ in range(people):
        traits = _draw_traits(random, model.map.across, junctures, assumptions)
        care = _draw_care(random, assumptions)
        biases = assumptions.biases
        acquiescence = random.gauss(biases.acquiescence_mean, biases.acquiescence_deviation)
        desirability = abs(random.gauss(0, biases.desirability_deviation))
        place = random.randrange(most_places)
        sittings: dict[str, Sitting] = {}
        expected: dict[str, tuple[float, float]] = {}
        for id_, form in items.items():
            stream = streams[id_]
            answers: dict[str, Any] = {}
            times: dict[str, float] = {}
            for number, item in enumerate(form):
                trait = traits[item.trait]
                expected[item.ref] = item.expected(trait)
                reads = care == "attentive" or (care == "half-random" and 2 * number < len(form))
                if reads:
                    latent = trait + item.acquiescence * acquiescence + item.desirability * desirability
                    answers[item.id] = item.answer(latent, stream)
                elif care == "straight":
                    answers[item.id] = item.places[min(place, len(item.places) - 1)]
                else:
                    answers[item.id] = stream.choice(item.places)
                times[item.id] = _draw_seconds(stream, item, assumptions, reads=reads)
            key = keys[id_]
            fast = is_fast(key["instruments"][id_], key["quality"], times)
            sittings[id_] = {"answers": answers, "day": 0, "fast": fast}
        yield Respondent(care, sittings, expected)


def shortened(key: ScoringKey, items: int, seed: int) -> ScoringKey:
    """Return the key with so many scored items of its own form; the others fall by lot.

    The axis across and each juncture keep the same share of theirs, rounded, the axis getting what is left over.
    """
    random = Random(f"shortened {key['id']} {items} {seed}")  # noqa: S311 - no secret is made here
    form = key["instruments"][key["id"]]
    scored = [item for item in form["items"] if item["form"] and item["dimension"]]
    kept: set[str] = set()
    for juncture in key["junctures"]:
        own = [item["id"] for item in scored if item["dimension"] == juncture]
        kept |= set(random.sample(own, int(len(own) * items / len(scored) + 0.5)))
    rest = [item["id"] for item in scored if item["dimension"] not in key["junctures"]]
    kept |= set(random.sample(rest, max(0, min(len(rest), items - len(kept)))))
    numbers = [number for number, item in enumerate(form["items"]) if item["id"] in kept]
    pairs = [
        [numbers.index(one), numbers.index(other)]
        for one, other in form["pairs"]
        if {one, other} <= set(numbers)
    ]
    short: InstrumentKey = {**form, "items": [form["items"][number] for number in numbers], "pairs": pairs}
    cut: ScoringKey = {**key, "instruments": {**key["instruments"], key["id"]: short}}
    return cut


def fingerprint_of(
    keys: Mapping[str, ScoringKey], instruments: Mapping[str, Instrument], assumptions: Assumptions
) -> str:
    """Return 12 hexadecimal figures over all that the figures depend on: keys, cuts, types, assumptions; no word."""
    parts: list[Any] = [METHOD, assumptions.model_dump(mode="json", by_alias=True)]
    for id_, key in sorted(keys.items()):
        types = {item.id: item.type for item in instruments[id_].items}
        own = key["instruments"][id_]
        cuts = (
            "pool",
            "facets",
            "junctures",
            "zones",
            "patterns",
            "flags",
            "scoring",
            "quality",
            "gap_at_most",
        )
        parts.append([key[name] for name in cuts])  # type: ignore[literal-required]
        parts.append([key["pressing"]["from"], key["pressing"]["least_scenarios"], own["pairs"]])
        parts.append(
            [
                [types[item["id"]], item["dimension"], item["weight"], item["place"], _nameless(item["form"])]
                for item in own["items"]
            ]
        )
    text = json.dumps(parts, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _nameless(form: Form | None) -> Any:
    """Return a form without the names of its options."""
    if form and "table" in form:
        return [form["table"]["points"], form["table"]["press"]]
    return form


def _places(form: Form) -> tuple[Any, ...]:
    """Return the possible answers in printed order; () for a form about which nothing is assumed."""
    if "table" in form:
        return tuple(form["table"]["values"])
    line = form.get("line")
    if line is None or line["ratio"]:
        return ()
    size = line["highest"] - line["lowest"]
    many = MOST_FIGURES - 1 if not line["whole"] or size >= MOST_FIGURES else int(size)
    figures = [line["lowest"] + size * number / many for number in range(many + 1)]
    return tuple(int(figure + 0.5) for figure in figures) if line["whole"] else tuple(figures)


def _steps(form: Form) -> tuple[Step, ...]:
    """Return the answers by their points, fewest first."""
    places = _places(form)
    worth: dict[int, list[Any]] = {}
    for value in places:
        points, _ = points_of(form, value)
        worth.setdefault(points or 0, []).append(value)
    pushing = set()
    if "table" in form:
        table = form["table"]
        pushing = {value for value, press in zip(table["values"], table["press"], strict=True) if press}
    return tuple(
        Step(points, tuple(values), len([value for value in values if value in pushing]) / len(values))
        for points, values in sorted(worth.items())
    )


def _evenly(steps: int, outermost: float) -> list[float]:
    if steps == 1:
        return [0.0]
    return [-outermost + 2 * outermost * number / (steps - 1) for number in range(steps)]


def _signed(assumed: ItemTypeAssumed, form: Form, places: Sequence[Any]) -> float:
    """Return the share of acquiescence: below 0 where more of what is counted is worth fewer points."""
    first, _ = points_of(form, places[0])
    last, _ = points_of(form, places[-1])
    return assumed.acquiescence if (last or 0) >= (first or 0) else -assumed.acquiescence


def _draw_traits(
    random: Random, across: str, junctures: Sequence[str], assumptions: Assumptions
) -> dict[str, float]:
    """Return the latent values. What the junctures share is one factor, through which the axes go together too."""
    shared = random.gauss(0, 1)
    between = assumptions.traits.between_junctures
    traits = {name: sqrt(between) * shared + sqrt(1 - between) * random.gauss(0, 1) for name in junctures}
    of_mean = sqrt((1 + (len(junctures) - 1) * between) / len(junctures))
    loading = assumptions.traits.between_axes * of_mean / sqrt(between)
    traits[across] = loading * shared + sqrt(max(0.0, 1 - loading * loading)) * random.gauss(0, 1)
    return traits


def _draw_care(random: Random, assumptions: Assumptions) -> Care:
    lot = random.random()
    shares: list[tuple[Care, float]] = [
        ("straight", assumptions.careless.straight),
        ("random", assumptions.careless.random),
        ("half-random", assumptions.careless.half_random),
    ]
    for care, share in shares:
        if lot < share:
            return care
        lot -= share
    return "attentive"


def _draw_seconds(random: Random, item: SimulatedItem, assumptions: Assumptions, *, reads: bool) -> float:
    seconds = assumptions.seconds
    median = seconds.careless
    if reads:
        median = seconds.scenario if item.place == "scenario" else seconds.rating
    return median * exp(random.gauss(0, seconds.spread))
