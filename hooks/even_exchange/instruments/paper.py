"""Instrument, scoring key and shared model -> a sheet by which a person scores it with a pencil and a calculator.

Every number is that of the key, so the sheet moves when a cut is moved. What it leads to is what `score` says of the
same answers, read alone, down to whether they carry a result at all; the screen's own are second names, how sure a flag
is, answering times, pooling and the width of the band.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import ceil, lcm
from typing import TYPE_CHECKING, Any

from even_exchange.instruments.paper_form import Printed, numbers_of, printed_items
from even_exchange.instruments.paper_points import Worths, worths_of
from even_exchange.instruments.score import HIGHEST, MIDDLE
from even_exchange.instruments.scoring_key import UNMET

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from even_exchange.instruments.instrument import Instrument
    from even_exchange.instruments.measurement_model import MeasurementModel, Zone
    from even_exchange.instruments.scoring_key import InstrumentKey, ItemKey, PageKey, ScoringKey

#: Sentences about these are left out: on paper there is no such thing.
_ON_SCREEN_ONLY = re.compile(
    r"\bthis browser\b|^Nothing is sent\.|\bgrey band\b|\byour answers as a file\b|\bcome back as questions\b"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])")
_GAP = re.compile(r"\{\w+\}")
_TO_FILL_IN = "______"


@dataclass(frozen=True, slots=True)
class Row:
    """One item in a worksheet; `habit` names its sub-check, "" for none."""

    number: int
    short: str
    weight: int
    worths: Worths
    habit: str


@dataclass(frozen=True, slots=True)
class Block:
    """A worksheet: a sum of points by the number of answers is the score.

    `adds` names the blocks whose sums count in as well. At least `least` of its `of` items have to be answered, and
    those in `required`; those in `extra` may be missing and are not among the `of`. `places` are the decimals that
    the score is written with. The score of a block without `name` is of no interest.
    """

    id: str
    name: str
    low: str
    high: str
    rows: tuple[Row, ...]
    adds: tuple[str, ...]
    least: int
    of: int
    required: tuple[int, ...]
    extra: tuple[int, ...]
    weighted: bool
    places: int


@dataclass(frozen=True, slots=True)
class Mean:
    """A scale made of the scores of blocks: (name, weight) each, at least `least` of them, the first when `first`."""

    name: str
    of: tuple[tuple[str, int], ...]
    least: int
    first: bool
    places: int

    @property
    def weighted(self) -> bool:
        """Whether its parts count differently."""
        return len({weight for _, weight in self.of}) > 1


@dataclass(frozen=True, slots=True)
class Stage:
    """A zone or band: from `low` on, under `high`; 100 belongs to the last."""

    name: str
    low: int
    high: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Named:
    """A pattern: its conditions as (kind, number), kinds as in the key, and what is said.

    `gaps` names what goes into the gaps of the sentence: weakest, or keeps. Into that of the exception goes every
    flagged juncture.
    """

    name: str
    conditions: tuple[tuple[str, int], ...]
    sentence: str
    gaps: tuple[str, ...]
    exception: str


@dataclass(frozen=True, slots=True)
class Run:
    """Items whose answers have a place, in their order. A run of one place is too long from some length on.

    `lengths` are (answers from, length), most answers first. `letters` says whether they are ringed, not ticked;
    `uneven` whether some have more places than others, so that counting from the last place gives other runs.
    """

    items: tuple[int, ...]
    lengths: tuple[tuple[int, int], ...]
    letters: bool
    uneven: bool


@dataclass(frozen=True, slots=True)
class Planted:
    """Pairs of items that ask nearly the same; how large the mean difference in points may be.

    From `enough` pairs on there is no result from `stop` on, and doubt from `doubt` on; with `few` pairs there is doubt
    from `few_doubt` on.
    """

    pairs: tuple[tuple[int, int], ...]
    enough: int
    stop: int
    doubt: int
    few: int
    few_doubt: int


@dataclass(frozen=True, slots=True)
class Ideal:
    """From `least` answers in boxes or letters on there is doubt when so many `tenths` of them are the best."""

    least: int
    tenths: int


@dataclass(frozen=True, slots=True)
class Signs:
    """What says that a sheet carries no result, or is to be read with doubt, without a clock."""

    runs: tuple[Run, ...]
    planted: Planted | None
    ideal: Ideal | None


@dataclass(frozen=True, slots=True)
class Habit:
    """A sub-check with the numbers of its items."""

    name: str
    items: tuple[int, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Gate:
    """A juncture: its habits and what is said when it is flagged or worth a look."""

    name: str
    habits: tuple[Habit, ...]
    flagged: str
    watch: str


@dataclass(frozen=True, slots=True)
class Flags:
    """When a juncture is flagged; all of it on the score, from which giving way is counted down."""

    at_most: int
    least: int
    yielding: int
    worth_at_most: int
    watch_at_most: int
    gap_at_most: int


@dataclass(frozen=True, slots=True)
class Pressing:
    """The items with an answer that pushes, and from which share of 100 on it is told."""

    items: tuple[int, ...]
    least: int
    from_: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Guess:
    """The reader's own place beforehand, and how far off is told."""

    axis: str
    from_: int
    higher: str
    lower: str


@dataclass(frozen=True, slots=True)
class Test:
    """One condition of a note. `kind` is at-most, below, unmet, is, line, high, low or apart."""

    kind: str
    items: tuple[int, ...]
    number: float = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the instrument's own: said when all its tests hold."""

    tests: tuple[Test, ...]
    sentence: str
    caution: bool


@dataclass(frozen=True, slots=True)
class Open:
    """A line of a deal: what to ask while it is open, and the page that helps (slug and title, or None)."""

    item: int
    line: int
    ask: str
    page: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Keeps:
    """Axes under `target` with the scores that make each: one of them keeps the last pattern from the first.

    An axis with a score has a part with one: where two thirds of the whole are answered, two thirds of some part are.
    """

    target: int
    axes: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a low scale or a habit leads: pages as (slug, title), first those that are made for it."""

    name: str
    moment: str
    first: tuple[tuple[str, str], ...]
    also: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the paper of one instrument. A part that an instrument has not is None or empty."""

    introduction: str
    items: tuple[Printed, ...]
    words: dict[str, tuple[str, ...]]
    aids: tuple[Row, ...]
    blocks: tuple[Block, ...]
    across: str
    up: Mean | None
    zones: tuple[Stage, ...]
    patterns: tuple[Named, ...]
    keeps: Keeps | None
    signs: Signs
    gates: tuple[Gate, ...]
    flags: Flags
    pressing: Pressing | None
    guess: Guess | None
    band_of: str
    band_item: int | None
    index: Mean | None
    bands: tuple[Stage, ...]
    missing: str
    notes: tuple[Note, ...]
    open: tuple[Open, ...]
    leads: tuple[Lead, ...]
    habits: tuple[Lead, ...]
    compared: tuple[tuple[str, tuple[str, ...]], ...]
    asks: tuple[tuple[str, str], ...]
    days: int
    one_view: str
    limits: tuple[str, ...]


def sheet_of(
    instrument: Instrument,
    key: ScoringKey,
    model: MeasurementModel,
    titles: Mapping[str, str],
    words: Mapping[str, Sequence[str]] | None,
) -> Sheet:
    """Return what stands on the paper.

    `titles` are those of the library's pages by slug; `words` the lists that a text is counted by, `customer`,
    `roles`, `seller`, `nobody`, `greeting` and `closing`, or None.
    """
    own = key["instruments"][key["id"]]
    numbers = numbers_of(instrument)
    rows = _rows(own, numbers, _habit_names(key, model))
    index = _index(key, model, own)
    blocks = _with_equal_places(key, own, tuple(_blocks(instrument, key, model, rows, index)))
    names = {block.id: block.name for block in blocks}
    band = key["band"]
    return Sheet(
        introduction=_for_paper(instrument.introduction),
        items=printed_items(instrument),
        words=_short_lists(words)
        if words and any("counts" in (item["form"] or {}) for item in own["items"])
        else {},
        aids=tuple(row for row in rows.values() if not row.worths.in_a_row),
        blocks=blocks,
        across=names.get(key["across"] or "", ""),
        up=_up(key, model, names),
        zones=_stages(model.line.zones) if key["zones"] else (),
        patterns=tuple(_patterns(key, model)),
        keeps=_keeps(key, model, names),
        signs=_signs(key, own, numbers),
        gates=tuple(_gates(key, model, own, numbers)),
        flags=Flags(
            at_most=HIGHEST - key["flags"]["yields_from"],
            least=key["flags"]["least_answers"],
            yielding=key["flags"]["least_yielding_answers"],
            worth_at_most=key["flags"]["yielding_answer_at_most"],
            watch_at_most=HIGHEST - key["flags"]["watch_from"],
            gap_at_most=key["gap_at_most"],
        ),
        pressing=_pressing(key, model, own, numbers),
        guess=_guess(key, model, own),
        band_of=names.get((band["of"] if band else None) or "", ""),
        band_item=numbers.get((band["of"] if band else None) or ""),
        index=index,
        bands=_stages(instrument.bands.zones if instrument.bands else model.index.zones) if band else (),
        missing=model.index.missing if index else "",
        notes=tuple(_notes(instrument, key, numbers)),
        open=tuple(_open(instrument, key, own, numbers, titles)),
        leads=tuple(_leads(key, model, titles)),
        habits=tuple(_leads_of_habits(key, model, titles)),
        compared=_compared(key, names),
        asks=tuple((facet.name, facet.ask) for facet in instrument.facets if facet.ask),
        days=key["recommend"]["days"],
        one_view=model.index.one_view if instrument.about == "company" else "",
        limits=tuple(text for text in model.limits if not _ON_SCREEN_ONLY.search(text)),
    )


def _for_paper(text: str) -> str:
    """Leave out the sentences about what paper has not."""
    sentences = _SENTENCE.split(" ".join(text.split()))
    return " ".join(sentence for sentence in sentences if not _ON_SCREEN_ONLY.search(sentence))


def _with_gaps(text: str) -> str:
    return _GAP.sub(_TO_FILL_IN, text)


def _short_lists(words: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return the single words of each list; phrases are for a machine that forgets none."""
    return {
        name: tuple(word for word in listed if " " not in word)
        for name, listed in words.items()
        if name != "language"
    }


# Worksheets


def _habit_names(key: ScoringKey, model: MeasurementModel) -> dict[str, str]:
    return {
        tag: model.junctures[juncture].sub_checks[tag].name
        for juncture in key["junctures"]
        for tag in key["tags"][juncture]
    }


def _rows(own: InstrumentKey, numbers: Mapping[str, int], habits: Mapping[str, str]) -> dict[str, Row]:
    rows = {}
    for item in own["items"]:
        form = item["form"]
        if form is not None and item["dimension"]:
            habit = habits.get(item["tag"] or "", "")
            rows[item["id"]] = Row(numbers[item["id"]], item["short"], item["weight"], worths_of(form), habit)
    return rows


def _blocks(
    instrument: Instrument,
    key: ScoringKey,
    model: MeasurementModel,
    rows: Mapping[str, Row],
    index: Mean | None,
) -> Iterator[Block]:
    """Yield the worksheets: the parts of a dimension before it, dimensions in their order, the axis across at its end."""
    own = key["instruments"][key["id"]]
    by_id = {dimension.id: dimension for dimension in model.dimensions}
    facets = {facet.id: facet for facet in instrument.facets}
    of_junctures = _places_of_means(_juncture_totals(key, own), key["scoring"]["least_junctures"])
    for name in key["dimensions"]:
        items = [item for item in own["items"] if item["dimension"] == name and item["id"] in rows]
        if not items:
            continue
        parts = [part for part in key["parts"] if part["dimension"] == name]
        within = [id_ for part in parts for id_ in part["items"]]
        for part in parts:
            facet = facets[part["id"]]
            inner = [item for item in items if item["id"] in part["items"]]
            yield _block(
                key, own, facet.id, (facet.name, facet.low, facet.high), inner, rows, of=len(part["items"])
            )
        dimension = by_id[name]
        places = 1
        if name in key["junctures"] and key["patterns"]:
            places = of_junctures
        elif index and any(dimension.name == part for part, _ in index.of):
            places = index.places
        yield _block(
            key,
            own,
            name,
            (dimension.name, dimension.low, dimension.high),
            items,
            rows,
            shown=[item["id"] for item in items if item["id"] not in within],
            adds=tuple(facets[part["id"]].name for part in parts),
            required=own["required"].get(name, []),
            places=places,
        )
        if key["across"] and name == key["facets"][-1]:
            axis = next(axis for axis in model.axes if axis.id == key["across"])
            yield _block(
                key,
                own,
                axis.id,
                (axis.name, axis.low, axis.high),
                [item for item in own["items"] if item["dimension"] in key["facets"] and item["id"] in rows],
                rows,
                shown=[],
                adds=tuple(by_id[facet].name for facet in key["facets"]),
                required=[id_ for facet in key["facets"] for id_ in own["required"].get(facet, [])],
            )


def _block(  # noqa: PLR0917 - what a block is made of
    key: ScoringKey,
    own: InstrumentKey,
    id_: str,
    words: tuple[str, str, str],
    items: list[ItemKey],
    rows: Mapping[str, Row],
    *,
    of: int | None = None,
    shown: list[str] | None = None,
    adds: tuple[str, ...] = (),
    required: Sequence[str] = (),
    places: int = 1,
) -> Block:
    extra = [item["id"] for item in items if item["id"] in own["optional"]]
    of = len(items) - len(extra) if of is None else of
    return Block(
        id=id_,
        name=words[0],
        low=words[1],
        high=words[2],
        rows=tuple(rows[item["id"]] for item in items if shown is None or item["id"] in shown),
        adds=adds,
        least=_least(key, of),
        of=of,
        required=tuple(rows[name].number for name in required),
        extra=tuple(rows[name].number for name in extra),
        weighted=any(item["weight"] != 1 for item in items),
        places=max(places, _places_of_one(_totals(key, items, of, required))),
    )


def _least(key: ScoringKey, of: int) -> int:
    """Return how many of so many items have to be answered."""
    rule = key["scoring"]["least_answered"]
    least: int = ceil(rule["at_least"] * of / rule["of"])
    return max(1, least)


# Decimals


def _totals(key: ScoringKey, items: Sequence[ItemKey], of: int, required: Sequence[str]) -> tuple[int, ...]:
    """Return every total of weights by which a sum of points may be divided: of any answers that are enough."""
    reached = {(0, 0)}
    for item in items:
        more = {(answered + 1, total + item["weight"]) for answered, total in reached}
        reached = more if item["id"] in required else reached | more
    enough = {total for answered, total in reached if answered >= _least(key, of)}
    return tuple(sorted(enough))


def _places_of_one(totals: Sequence[int]) -> int:
    """Return the decimals with which a rounded score lies on the same side of any whole cut as the score itself.

    Sums and cuts are whole, so a score that is not on a cut is at least 1/total away. Half a unit of the last place
    has to be less.
    """
    places = 1
    while 2 * 10**places <= max(totals, default=1):
        places += 1
    return places


def _places_of_means(parts: Sequence[tuple[int, Sequence[int]]], least: int) -> int:
    """Return the same for a mean of rounded scores; `parts` are weights with the totals each score may be divided by.

    Such a mean is a whole number of 1/n, where n is the smallest common denominator. Rounding the scores takes it away
    from its place by half a unit at most, and rounding it once more by another half; so a whole unit has to be less
    than 1/n.
    """
    places = 1
    for chosen in product((False, True), repeat=len(parts)):
        some = [part for part, is_in in zip(parts, chosen, strict=True) if is_in]
        if len(some) < max(least, 1):
            continue
        weights = sum(weight for weight, _ in some)
        for totals in product(*(totals for _, totals in some)):
            shares = (
                Fraction(weight, weights * total) for (weight, _), total in zip(some, totals, strict=True)
            )
            while 10**places <= lcm(*(share.denominator for share in shares)):
                places += 1
    return places


def _places_of_order(scores: Sequence[Sequence[int]]) -> int:
    """Return the decimals with which rounded scores stand in the order of the scores themselves, ties included.

    `scores` are the totals by which each may be divided. Two of them are equal or at least one part of the smallest
    common denominator apart, and scores a whole unit of the last place apart are not rounded to the same.
    """
    places = 1
    for number, one in enumerate(scores):
        for other in scores[number + 1 :]:
            while 10**places < max((lcm(a, b) for a, b in product(one, other)), default=1):
                places += 1
    return places


def _with_equal_places(key: ScoringKey, own: InstrumentKey, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks with the same decimals for all scores that are compared with one another."""
    parts = {part["id"]: part for part in key["parts"]}
    totals = []
    for block in blocks:
        if block.id in parts:
            items = [item for item in own["items"] if item["id"] in parts[block.id]["items"]]
            totals.append(_totals(key, items, block.of, ()))
        elif block.id != key["across"]:
            totals.append(_totals_of(key, own, block.id))
    compared = [block.places for block in blocks if block.id != key["across"]]
    places = max([_places_of_order(totals), *compared])
    return tuple(block if block.id == key["across"] else replace(block, places=places) for block in blocks)


def _juncture_totals(key: ScoringKey, own: InstrumentKey) -> list[tuple[int, tuple[int, ...]]]:
    return [(1, _totals_of(key, own, juncture)) for juncture in key["junctures"]]


def _totals_of(key: ScoringKey, own: InstrumentKey, dimension: str) -> tuple[int, ...]:
    items = [item for item in own["items"] if item["dimension"] == dimension and item["form"]]
    of = len([1 for item in items if item["id"] not in own["optional"]])
    return _totals(key, items, of, own["required"].get(dimension, []))


# Scales made of scores


def _up(key: ScoringKey, model: MeasurementModel, names: Mapping[str, str]) -> Mean | None:
    if not key["up"] or not key["patterns"]:  # nothing else is read off it
        return None
    own = key["instruments"][key["id"]]
    axis = next(axis for axis in model.axes if axis.id == key["up"])
    least = key["scoring"]["least_junctures"]
    places = _places_of_means(_juncture_totals(key, own), least)
    of = tuple((names[juncture], 1) for juncture in key["junctures"])
    return Mean(axis.name, of, least, first=False, places=places)


def _index(key: ScoringKey, model: MeasurementModel, own: InstrumentKey) -> Mean | None:
    """Return the index over the parts that this instrument alone gives."""
    if not key["band"] or key["band"]["of"] is not None:
        return None
    mine = [part for part in key["band"]["parts"] if part["instrument"] == key["id"] and part["item"] is None]
    parts = [(part["weight"], _totals_of(key, own, part["dimension"])) for part in mine]
    names = {dimension.id: dimension.name for dimension in model.dimensions}
    of = tuple((names[part["dimension"]], part["weight"]) for part in mine)
    return Mean(model.index.name, of, 1, first=True, places=_places_of_means(parts, 1))


def _stages(zones: Sequence[Zone]) -> tuple[Stage, ...]:
    return tuple(Stage(zone.name, zone.from_, zone.to, zone.sentence) for zone in zones)


def _patterns(key: ScoringKey, model: MeasurementModel) -> Iterator[Named]:
    words = {pattern.id: pattern for pattern in model.patterns}
    for pattern in key["patterns"]:
        said = words[pattern["id"]]
        conditions = tuple((kind, int(number)) for kind, number in pattern["when"].items())
        gaps = tuple(gap[0].strip("{}") for gap in _GAP.finditer(said.sentence))
        yield Named(said.name, conditions, _with_gaps(said.sentence), gaps, _with_gaps(said.exception or ""))


def _keeps(key: ScoringKey, model: MeasurementModel, names: Mapping[str, str]) -> Keeps | None:
    if not key["across"] or not key["up"] or not key["patterns"]:
        return None
    axes = {axis.id: axis.name for axis in model.axes}
    made_of = ((key["across"], key["facets"]), (key["up"], key["junctures"]))
    return Keeps(
        key["target"], tuple((axes[axis], tuple(names[name] for name in parts)) for axis, parts in made_of)
    )


# Whether there is a result


def _signs(key: ScoringKey, own: InstrumentKey, numbers: Mapping[str, int]) -> Signs:
    counted = [item for item in own["items"] if item["form"] and item["dimension"]]
    rules = key["quality"]["contradiction"]
    pairs = tuple(
        (numbers[own["items"][one]["id"]], numbers[own["items"][other]["id"]]) for one, other in own["pairs"]
    )
    with_best = [item for item in counted if item["form"] and "table" in item["form"]]
    ideal = key["quality"]["ideal"]
    return Signs(
        runs=tuple(_runs(key["quality"]["straight_lining"], counted, numbers)),
        planted=Planted(
            pairs,
            rules["pairs"],
            rules["hold_from"],
            rules["caution_from"],
            rules["few_pairs"],
            rules["few_caution_from"],
        )
        if len(pairs) >= rules["few_pairs"]
        else None,
        ideal=Ideal(ideal["least_items"], ideal["tenths_at_best"])
        if len(with_best) >= ideal["least_items"]
        else None,
    )


def _runs(rules: Mapping[str, int], counted: Sequence[ItemKey], numbers: Mapping[str, int]) -> Iterator[Run]:
    """Yield the items of each kind that are enough for a run, with its lengths by the number of answers."""
    for place, tenths in (("rating", "tenths_of_items"), ("scenario", "tenths_of_scenarios")):
        items = [item for item in counted if item["place"] == place]
        sizes = {len(item["form"]["table"]["values"]) for item in items if item["form"]}
        lengths: dict[int, int] = {}
        for answered in range(len(items), rules["least_run"] - 1, -1):
            lengths[max(rules["least_run"], (rules[tenths] * answered + 9) // 10)] = answered
        if lengths:
            yield Run(
                tuple(numbers[item["id"]] for item in items),
                tuple((answered, run) for run, answered in lengths.items()),
                letters=place == "scenario",
                uneven=len(sizes) > 1,
            )


# Junctures


def _gates(
    key: ScoringKey, model: MeasurementModel, own: InstrumentKey, numbers: Mapping[str, int]
) -> Iterator[Gate]:
    names = {dimension.id: dimension.name for dimension in model.dimensions}
    for juncture in key["junctures"]:
        said = model.junctures[juncture]
        habits = []
        for tag in key["tags"][juncture]:
            checked = [
                numbers[item["id"]]
                for item in own["items"]
                if item["tag"] == tag and item["dimension"] == juncture and item["form"]
            ]
            if checked:
                check = said.sub_checks[tag]
                habits.append(Habit(check.name, tuple(checked), check.note))
        flagged = f"{said.habit} {said.protects} {said.look_at}"
        yield Gate(names[juncture], tuple(habits), flagged, said.watch)


def _pressing(
    key: ScoringKey, model: MeasurementModel, own: InstrumentKey, numbers: Mapping[str, int]
) -> Pressing | None:
    items = tuple(
        numbers[item["id"]]
        for item in own["items"]
        if item["form"] and "table" in item["form"] and True in item["form"]["table"]["press"]
    )
    rules = key["pressing"]
    if len(items) < rules["least_scenarios"]:
        return None
    return Pressing(items, rules["least_scenarios"], rules["from"], _with_gaps(model.pressing.sentence))


def _guess(key: ScoringKey, model: MeasurementModel, own: InstrumentKey) -> Guess | None:
    if not key["across"] or not any(item["self"] == key["across"] for item in own["items"]):
        return None
    axis = next(axis.name for axis in model.axes if axis.id == key["across"])
    said = model.blind_spot
    return Guess(axis, key["blind_spot_from"], _with_gaps(said.higher), _with_gaps(said.lower))


# Notes of its own


def _notes(instrument: Instrument, key: ScoringKey, numbers: Mapping[str, int]) -> Iterator[Note]:
    texts = {note.id: note.text for note in instrument.notes}
    for note in key["notes"]:
        tests = tuple(_test(test, instrument, key, numbers) for test in note["tests"])
        yield Note(tests, _with_gaps(texts[note["id"]]), note["caution"])


def _test(
    test: Mapping[str, Any], instrument: Instrument, key: ScoringKey, numbers: Mapping[str, int]
) -> Test:
    if "tag" in test:
        items = key["instruments"][key["id"]]["items"]
        about = tuple(numbers[item["id"]] for item in items if item["tag"] == test["tag"])
        return Test("high" if test["high"] else "low", about, MIDDLE)
    if "said" in test:
        return Test("apart", (numbers[test["said"]], numbers[test["paid"]]), test["by"])
    about = (numbers[test["item"]],)
    if "at_most" in test:
        return Test("at-most", about, test["at_most"])
    if "below" in test:
        return Test("below", about, test["below"])
    item = next(item for item in instrument.items if item.id == test["item"])
    if test["is"] == UNMET:
        return Test("unmet", about, words=item.cannot_say)
    if test["line"] is not None:
        return Test("line", about, item.lines_of_it().index(test["line"]) + 1, item.answers()[test["is"]])
    return Test("is", about, words=printed_label(item.form(), test["is"]))


def printed_label(form: Any, value: str) -> str:
    """Return the label on paper of an answer of a table."""
    place = [str(one) for one in form["table"]["values"]].index(value)
    return worths_of(form).cells[place].label


# Where it leads


def _open(
    instrument: Instrument,
    key: ScoringKey,
    own: InstrumentKey,
    numbers: Mapping[str, int],
    titles: Mapping[str, str],
) -> Iterator[Open]:
    """Yield the lines of an instrument that scores nothing."""
    if any(item["dimension"] for item in own["items"]):
        return
    asks = {
        line.id: getattr(line, "ask", None) or ""
        for item in instrument.items
        for line in getattr(item, "lines", ())
    }
    for item in own["items"]:
        if not item["form"] or "ticks" not in item["form"]:
            continue
        ticks = item["form"]["ticks"]
        for place, (line, tag) in enumerate(zip(ticks["lines"], ticks["tags"], strict=True), 1):
            pages = _titled((page for page in key["pages"] if tag in page["checks"]), titles)
            yield Open(numbers[item["id"]], place, asks[line], pages[0] if pages else None)


def _titled(pages: Iterable[PageKey], titles: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return slug and title of pages in the order of the sale, then by slug."""
    in_order = sorted(pages, key=lambda page: (page["stage"], page["page"]))
    return tuple((page["page"], titles.get(page["page"], page["page"])) for page in in_order)


def _leads(key: ScoringKey, model: MeasurementModel, titles: Mapping[str, str]) -> Iterator[Lead]:
    playbooks = [page for page in key["pages"] if page["format"] == "playbook"]
    scored = {item["dimension"] for item in key["instruments"][key["id"]]["items"]}
    moments = {dimension.id: dimension for dimension in model.dimensions}
    for name in key["dimensions"]:
        if name not in scored:
            continue
        first = _titled((page for page in playbooks if name in page["primary"]), titles)
        also = _titled((page for page in playbooks if name in page["secondary"]), titles)
        yield Lead(moments[name].name, moments[name].moment, first, also)


def _leads_of_habits(key: ScoringKey, model: MeasurementModel, titles: Mapping[str, str]) -> Iterator[Lead]:
    used = {item["tag"] for item in key["instruments"][key["id"]]["items"]}
    for juncture in key["junctures"]:
        for tag in key["tags"][juncture]:
            if tag in used:
                check = model.junctures[juncture].sub_checks[tag]
                pages = _titled((page for page in key["pages"] if tag in page["checks"]), titles)
                yield Lead(check.name, "", pages, ())


def _compared(key: ScoringKey, names: Mapping[str, str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the scores among which the weakest is looked for, in the order that settles ties, each with its parts."""
    return tuple(
        (names[name], tuple(names[part["id"]] for part in key["parts"] if part["dimension"] == name))
        for name in key["dimensions"]
        if name in names
    )
