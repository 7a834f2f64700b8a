"""Instrument, scoring key, register and library -> its card: what it asks, how it is keyed, what it leads to.

Everything on a card follows from the files. The worked example and what personas get are computed by the scorer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from even_exchange.instruments.minutes import counted_minutes, exact_minutes
from even_exchange.instruments.personas import sitting_of
from even_exchange.instruments.points import points_of
from even_exchange.instruments.score import printed, score, tidy
from even_exchange.instruments.scoring_key import UNMET

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from even_exchange.instruments.forms import Form
    from even_exchange.instruments.instrument import Facet, Instrument, Persona
    from even_exchange.instruments.items import Item
    from even_exchange.instruments.measurement_model import Axis, Dimension, MeasurementModel
    from even_exchange.instruments.score import Result
    from even_exchange.instruments.scoring_key import PageKey, ScoringKey
    from even_exchange.library.vocabulary import Register

LEFT_OPEN = "left open"
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"])")
#: So many open lines come back as questions.
ASKED = 3


class Scale(NamedTuple):
    """A dimension, facet or axis. `weights` is the sum over its items, `heaviest` the greatest weight of one."""

    id: str
    kind: str
    name: str
    low: str
    high: str
    items: int
    weights: int
    heaviest: int


class Keyed(NamedTuple):
    """How many items of a type there are, and for each way in which they are keyed how many."""

    type: str
    items: int
    ways: list[tuple[str, int]]


class Row(NamedTuple):
    """One item: its number in the form ("" before the first), what it measures, and the claims it rests on."""

    number: str
    short: str
    type: str
    measures: str
    keyed: str
    weight: int
    push: bool
    needed: bool
    spare: bool
    claims: tuple[str, ...]


class Claim(NamedTuple):
    """A claim, its strength as the register has it, and the numbers of the items that rest on it."""

    id: str
    strength: str
    items: list[str]


class Line(NamedTuple):
    """One line of an answer by line: what was entered, what it is worth, and what it adds; None where nothing."""

    text: str
    answer: str
    worth: int | None
    adds: int | None


class Worked(NamedTuple):
    """One scored answer of the example. `weighted` is weight x points; `form` names the form of points."""

    number: str
    short: str
    answer: str
    measures: str
    points: int | None
    weight: int
    form: str
    lines: list[Line]
    figures: dict[str, int]

    @property
    def weighted(self) -> int:
        """Return weight times points, 0 without points."""
        return self.weight * (self.points or 0)


class Sum(NamedTuple):
    """How a score of the example comes about: sums over `k` of `n` answers, or the mean of other scales."""

    name: str
    k: int
    n: int
    weights: int
    weighted: int
    mean_of: list[str]
    score: float | None
    error: float | None


class Outcome(NamedTuple):
    """What a persona gets, in the words of the model; scores as printed."""

    persona: str
    story: str
    quality: str
    signs: list[str]
    scores: list[tuple[str, int]]
    unscored: list[str]
    zone: str | None
    pattern: str | None
    close_to: str | None
    band: tuple[str, float] | None
    flagged: list[str]
    notes: list[str]
    open: list[str]
    pages: list[str]


class Group(NamedTuple):
    """The answers of the example that measure the same, under its name, "" for those that are not scored."""

    name: str
    items: list[Worked]


class Example(NamedTuple):
    """The worked example: one persona, every answer, every sum; `asks` are the questions for its first open lines."""

    outcome: Outcome
    items: list[Worked]
    sums: list[Sum]
    asks: list[str]

    @property
    def groups(self) -> list[Group]:
        """Return the answers by what they measure, in the order of the sums, the unscored ones last."""
        names = [*(one.name for one in self.sums), ""]
        groups = [Group(name, [item for item in self.items if item.measures == name]) for name in names]
        return [group for group in groups if group.items]


class Lead(NamedTuple):
    """Where a dimension, or a habit within one, leads: pages by slug, in the order of the sale."""

    name: str
    pages: list[str]
    further: list[str]


class Card(NamedTuple):
    """Everything a card says. `parts` are its weights in the index, in hundredths; `pooled` the titles beside it."""

    instrument: Instrument
    counted: int
    exact: float
    rows: list[Row]
    types: list[Keyed]
    scales: list[Scale]
    pairs: list[tuple[str, str]]
    claims: list[Claim]
    strengths: list[tuple[str, int]]
    example: Example | None
    outcomes: list[Outcome]
    leads: list[Lead]
    habits: list[Lead]
    history: list[tuple[int, str]]
    parts: list[tuple[str, int]]
    pooled: list[str]

    @property
    def scored(self) -> bool:
        """Return whether it scores anything at all."""
        return bool(self.scales)

    @property
    def weighed(self) -> bool:
        """Return whether some item counts more than once."""
        return any(row.weight > 1 for row in self.rows)


def card_of(
    instrument: Instrument,
    key: ScoringKey,
    model: MeasurementModel,
    register: Register | None,
    titles: Mapping[str, str],
) -> Card:
    """Return the card of an instrument; `titles` are those of all instruments by id."""
    names = _names(instrument, model)
    rows = _rows(instrument, names)
    outcomes = [_outcome(persona, instrument, key, model, names) for persona in instrument.personas]
    claims = _claims(rows, register)
    used = {item.measures for item in instrument.items if item.measures}
    return Card(
        instrument,
        counted_minutes(instrument),
        exact_minutes(instrument),
        rows,
        _types(instrument),
        _scales(instrument, key, model) if used else [],
        [
            (rows[first].number, rows[second].number)
            for first, second in key["instruments"][instrument.id]["pairs"]
        ],
        claims,
        _tally(claim.strength for claim in claims),
        _example(instrument, key, names, outcomes),
        outcomes,
        [_lead(names[id_], id_, key["pages"]) for id_ in key["dimensions"]],
        _habits(instrument, key, model),
        [(int(number), text.strip()) for number, _, text in (c.partition(":") for c in instrument.changes)],
        [
            (names[part.dimension], part.weight)
            for part in model.index.parts
            if part.instrument == instrument.id
        ],
        [titles[id_] for id_ in key["pool"] if id_ != instrument.id],
    )


def _names(instrument: Instrument, model: MeasurementModel) -> dict[str, str]:
    """Return the printed name of every axis, dimension and facet by id."""
    named: list[Axis | Dimension | Facet] = [*model.axes, *model.dimensions, *instrument.facets]
    return {one.id: one.name for one in named}


# What is asked


def _numbers(instrument: Instrument) -> list[str]:
    """Return the number of each item as the form prints it, "" for one that stands before them."""
    numbers: list[str] = []
    at = 0
    for item in instrument.items:
        at += item.form() is not None
        numbers.append(str(at) if item.form() else "")
    return numbers


def _rows(instrument: Instrument, names: Mapping[str, str]) -> list[Row]:
    rows = []
    for number, item in zip(_numbers(instrument), instrument.items, strict=True):
        form = item.form() or {}
        rows.append(
            Row(
                number,
                item.short,
                item.type,
                names.get(getattr(item, "facet", None) or item.measures or "", ""),
                item.keyed(),
                getattr(item, "weight", 1),
                True in form.get("table", {"press": []})["press"],
                bool(item.measures) and getattr(item, "required", False),
                getattr(item, "optional", False),
                tuple(getattr(item, "rests_on", ())),
            )
        )
    return rows


def _types(instrument: Instrument) -> list[Keyed]:
    types: dict[str, list[str]] = {}
    for item in instrument.items:
        types.setdefault(item.type, []).append(item.keyed())
    return [Keyed(type_, len(ways), _tally(ways)) for type_, ways in types.items()]


def _tally(words: Iterable[str]) -> list[tuple[str, int]]:
    """Return each word with how often it comes, the most frequent first, else in the order they come."""
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return sorted(counts.items(), key=lambda pair: -pair[1])


def _scales(instrument: Instrument, key: ScoringKey, model: MeasurementModel) -> list[Scale]:
    """Return axes, dimensions and facets with their items, each kind in the order of the model."""
    scales = []
    for axis in model.axes:
        if axis.id in {key["across"], key["up"]}:
            dimensions = key["facets"] if axis.id == key["across"] else key["junctures"]
            scales.append(_scale(axis, "axis", [i for i in instrument.items if i.measures in dimensions]))
    for dimension in model.dimensions:
        if dimension.id in key["dimensions"]:
            items = [item for item in instrument.items if item.measures == dimension.id]
            scales.append(_scale(dimension, "dimension", items))
    for facet in instrument.facets:
        items = [item for item in instrument.items if getattr(item, "facet", None) == facet.id]
        scales.append(_scale(facet, "facet", items))
    return scales


def _scale(one: Axis | Dimension | Facet, kind: str, items: Sequence[Item]) -> Scale:
    weights = [getattr(item, "weight", 1) for item in items]
    return Scale(one.id, kind, one.name, one.low, one.high, len(items), sum(weights), max(weights, default=0))


def _claims(rows: Iterable[Row], register: Register | None) -> list[Claim]:
    """Return the claims that items rest on, by id."""
    items: dict[str, list[str]] = {}
    for row in rows:
        for claim in row.claims:
            items.setdefault(claim, []).append(row.number)
    return [Claim(id_, _strength(id_, register), numbers) for id_, numbers in sorted(items.items())]


def _strength(id_: str, register: Register | None) -> str:
    if register and id_ in register.claims:
        return register.claims[id_].strength
    return "outside evidence"


# What comes out


def _outcome(
    persona: Persona,
    instrument: Instrument,
    key: ScoringKey,
    model: MeasurementModel,
    names: Mapping[str, str],
) -> Outcome:
    result = score(key, {instrument.id: sitting_of(persona, instrument, key)})
    scales = {name: scale["score"] for name, scale in result["scales"].items()}
    patterns = {pattern.id: pattern.name for pattern in model.patterns}
    zones = {zone.id: zone.name for zone in (*model.line.zones, *model.index.zones)}
    if instrument.bands:
        zones |= {zone.id: zone.name for zone in instrument.bands.zones}
    moments = {dimension.id: dimension.moment for dimension in model.dimensions}
    texts = _texts_of_lines(instrument)
    band = result["band"]
    return Outcome(
        persona.name,
        persona.story,
        result["quality"],
        [_sign(sign["sign"], instrument, model) for sign in result["signs"]],
        [(names[id_], printed(value)) for id_, value in scales.items() if value is not None],
        [names[id_] for id_, value in scales.items() if value is None],
        zones[result["zone"]] if result["zone"] else None,
        patterns[result["pattern"]] if result["pattern"] else None,
        patterns[result["close_to"]] if result["close_to"] else None,
        (zones[band["zone"]], tidy(band["value"])) if band else None,
        [moments[id_] for id_, tier in result["flags"].items() if tier in {"strong", "likely"}],
        _notes(result, instrument, model, texts),
        [texts[line["line"]] for line in result["open"]],
        [page["page"] for page in result["playbooks"]],
    )


def _sign(sign: str, instrument: Instrument, model: MeasurementModel) -> str:
    """Return what a sign of its quality says of a result, as part of a sentence."""
    shared = {
        "straight-lining": model.quality.straight_lining.caution,
        "contradiction": model.quality.contradiction.caution,
        "speed": model.quality.speed.caution,
        "ideal": model.quality.ideal.caution,
    }
    words = _first_sentence(shared.get(sign) or next(one.text for one in instrument.notes if one.id == sign))
    return words[0].lower() + words[1:].removesuffix(".")


def _notes(
    result: Result, instrument: Instrument, model: MeasurementModel, lines: Mapping[str, str]
) -> list[str]:
    """Return the notes of a result by a few words each, those of its own by their first sentence."""
    shared = {
        f"gap.{tag}": one.name for each in model.junctures.values() for tag, one in each.sub_checks.items()
    }
    shared |= {"pressing": "pushing", "blind-spot": "a guess far from the answers"}
    line = next((lines[note["line"]] for note in result["own_notes"] if note["line"]), "")
    own = {one.id: _first_sentence(one.text).replace("{line}", line) for one in instrument.notes}
    told = {sign["sign"] for sign in result["signs"]}
    return [(shared | own)[note].removesuffix(".") for note in result["notes"] if note not in told]


def _first_sentence(text: str) -> str:
    return _SENTENCE.split(" ".join(text.split()))[0]


def _texts_of_lines(instrument: Instrument) -> dict[str, str]:
    return {line.id: line.text for item in instrument.items for line in getattr(item, "lines", ())}


# The worked example


def _example(
    instrument: Instrument, key: ScoringKey, names: Mapping[str, str], outcomes: Sequence[Outcome]
) -> Example | None:
    """Return the persona that shows most: scales, a sound sheet, unlike points, open lines; then the first."""
    best: tuple[tuple[int, ...], Persona, Outcome, list[Worked]] | None = None
    for persona, outcome in zip(instrument.personas, outcomes, strict=True):
        items = _worked(instrument, persona, names)
        unlike = len({item.points for item in items} | {line.answer for item in items for line in item.lines})
        shows = (len(outcome.scores), int(outcome.quality == "ok"), unlike, len(outcome.open))
        if best is None or shows > best[0]:
            best = shows, persona, outcome, items
    if best is None:
        return None
    _, persona, outcome, items = best
    result = score(key, {instrument.id: sitting_of(persona, instrument, key)})
    asks = {
        line.id: getattr(line, "ask", None)
        for item in instrument.items
        for line in getattr(item, "lines", ())
    }
    open_ = [asks[line["line"]] for line in result["open"]][:ASKED]
    scored = any(item.measures for item in instrument.items)
    sums = _sums(instrument, key, names, items, result) if scored else []
    return Example(outcome, items, sums, [ask for ask in open_ if ask])


def _worked(instrument: Instrument, persona: Persona, names: Mapping[str, str]) -> list[Worked]:
    worked = []
    for number, item in zip(_numbers(instrument), instrument.items, strict=True):
        form = item.form()
        if form is None:
            continue
        answer: Any = persona.answers.get(item.id)
        points = None if answer is None else points_of(form, answer)[0]
        by_line = answer if isinstance(answer, dict) else {}
        worked.append(
            Worked(
                number,
                item.short,
                _words(item, answer),
                names.get(getattr(item, "facet", None) or item.measures or "", ""),
                points if item.measures else None,
                getattr(item, "weight", 1),
                next(iter(form)),
                _lines(item, form, by_line) if by_line else [],
                by_line if "counts" in form else {},
            )
        )
    return worked


def _words(item: Item, answer: Any) -> str:
    """Return an answer in the words of the form; for answers by line how many lines there are of each."""
    if answer is None:
        return LEFT_OPEN
    if answer == UNMET:
        return item.cannot_say
    words = item.answers()
    if isinstance(answer, dict):
        given = [words.get(str(one)) for one in answer.values()]
        return ", ".join(f"{word} {times}" for word, times in _tally(word for word in given if word))
    if isinstance(answer, list | tuple):
        x, y = answer
        return f"{x:.15g} {getattr(item, 'unit', '')}, {y:.15g} {getattr(item, 'of', '')}"
    if str(answer) in words:
        return words[str(answer)]
    return f"{answer:.15g} {getattr(item, 'unit', '')}" if isinstance(answer, int | float) else str(answer)


def _lines(item: Item, form: Form, answer: dict[str, Any]) -> list[Line]:
    """Return what each line adds to the points of its item."""
    words = item.answers()
    lines = []
    for at, line in enumerate(getattr(item, "lines", ())):
        given = answer.get(line.id)
        if "ticks" in form:
            worth = form["ticks"]["points"][at]
            told = worth if given in {"yes", "no"} else None
            adds = worth if given == "yes" else 0
            lines.append(
                Line(line.text, words.get(str(given), LEFT_OPEN), told, adds if told is not None else None)
            )
        elif "shares" in form:
            worth = form["shares"]["worth"][at]
            lines.append(Line(line.text, f"{given or 0:g}", worth, worth * (given or 0)))
        elif "apart" in form:
            pair = [*(given or ()), 0, 0][:2]
            each = form["apart"]["each"]
            lines.append(
                Line(line.text, f"{pair[0]:g} and {pair[1]:g}", each, -each * abs(pair[0] - pair[1]))
            )
    return lines


def _sums(
    instrument: Instrument,
    key: ScoringKey,
    names: Mapping[str, str],
    items: Sequence[Worked],
    result: Result,
) -> list[Sum]:
    """Return for every scale of the result how its score comes about, dimensions first."""
    measured = [item for item in instrument.items if item.form() is not None]
    sums = []
    for id_, scale in result["scales"].items():
        junctures = key["junctures"] if id_ == key["up"] else []
        of = key["facets"] if id_ == key["across"] else [id_]
        mine = [
            one
            for one, item in zip(items, measured, strict=True)
            if one.points is not None and {item.measures, getattr(item, "facet", None)} & set(of)
        ]
        sums.append(
            Sum(
                names[id_],
                scale["k"],
                scale["n"],
                sum(one.weight for one in mine),
                sum(one.weighted for one in mine),
                [names[one] for one in junctures if result["scales"][one]["score"] is not None],
                scale["score"],
                scale["se"],
            )
        )
    return sums


# Where it leads


def _lead(name: str, id_: str, pages: Iterable[PageKey]) -> Lead:
    in_order = sorted(pages, key=lambda page: (page["stage"], page["page"]))
    return Lead(
        name,
        [page["page"] for page in in_order if id_ in page["primary"]],
        [page["page"] for page in in_order if id_ in page["secondary"]],
    )


def _habits(instrument: Instrument, key: ScoringKey, model: MeasurementModel) -> list[Lead]:
    """Return the sub-checks that its items or lines carry, each with the pages that answer it."""
    tags = {getattr(item, "checks", None) for item in instrument.items}
    tags |= {
        getattr(line, "checks", None) for item in instrument.items for line in getattr(item, "lines", ())
    }
    in_order = sorted(key["pages"], key=lambda page: (page["stage"], page["page"]))
    return [
        Lead(check.name, [page["page"] for page in in_order if tag in page["checks"]], [])
        for juncture in model.junctures.values()
        for tag, check in juncture.sub_checks.items()
        if tag in tags
    ]
