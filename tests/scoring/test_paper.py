"""A person with a pencil reaches what the screen says: somebody who knows nothing but the printed page follows it.

The follower (`tests/scoring/pencil.py`) does what the built HTML says in words and figures. What it finds is compared
with the scorer, each instrument by itself; and where one word or figure of a sheet is falsified, it finds something
else.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from itertools import combinations, product
from math import floor
from pathlib import Path
from random import Random

import pytest

from even_exchange.instruments.paper import Ideal, Planted, sheet_of
from even_exchange.instruments.paper_form import printed_items
from even_exchange.instruments.paper_points import label_of
from even_exchange.instruments.personas import sitting_of
from even_exchange.instruments.points import points_of
from even_exchange.instruments.score import score
from even_exchange.pipeline import compile_project
from even_exchange.project_files import read_files
from tests.scoring.filled_sheet import (
    Filled,
    all_with,
    half_up,
    of_class,
    one_with,
    parents,
    plain,
    sheet_in,
    text,
)
from tests.scoring.pencil import Follower, open_lines

PROJECT = compile_project(read_files(Path(__file__).parents[2]))
SCORED_BY_PENCIL = [id_ for id_, one in PROJECT.instruments.items() if not one.observes]
CASES = [(id_, persona) for id_ in SCORED_BY_PENCIL for persona in PROJECT.instruments[id_].personas]


# What the follower finds is what the scorer says


@pytest.fixture(scope="module")
def sheets(site):
    """Return the sheet of every instrument as it was built."""
    return {
        id_: sheet_in((site / "assess" / f"{id_}-on-paper.html").read_text(encoding="utf-8"))
        for id_ in PROJECT.instruments
    }


def follow(sheets, id_, answers):
    """Return what a follower finds for some answers."""
    sheet = sheets[id_]
    return Follower(sheet, Filled(sheet, PROJECT.instruments[id_], answers))


def names_of(id_):
    """Return the printed name of every scale of an instrument."""
    model, instrument = PROJECT.model, PROJECT.instruments[id_]
    scales = [*model.axes, *model.dimensions, *instrument.facets]
    return {one.id: one.name for one in scales}


def differences(id_, found, result):
    """Yield in words where a follower and the scorer part; on a sheet without a result, in that alone."""
    held = result["quality"] == "hold"
    if found.stops != held:
        yield f"no result: {found.stops} on paper, {held} on the screen"
    if held:
        return
    key, instrument, model = PROJECT.keys[id_], PROJECT.instruments[id_], PROJECT.model
    names = names_of(id_)
    for scale, value in result["scales"].items():
        if scale == key["up"]:
            if not key["patterns"]:  # the sheet reads nothing off it
                continue
            mine, unit = found.up, 2 * Fraction(1, 10**found.up_places)
        else:
            name = found.names[scale]
            mine, unit = found.scores[name], Fraction(1, 10 ** found.places[name])
        if (mine is None) != (value["score"] is None):
            yield f"{scale}: {mine} on paper, {value['score']} on the screen"
        elif mine is not None and abs(float(mine) - value["score"]) > float(unit) / 2 + 1e-9:
            yield f"{scale}: {float(mine)} on paper, {value['score']} on the screen"
    zones = {zone.id: zone.name for zone in model.line.zones}
    patterns = {pattern.id: pattern.name for pattern in model.patterns}
    bands = {
        zone.id: zone.name for zone in (instrument.bands.zones if instrument.bands else model.index.zones)
    }
    flags = {
        names[juncture]: "flag" if tier in {"strong", "likely"} else tier
        for juncture, tier in result["flags"].items()
    }
    checks = [plain(model.junctures[gap["juncture"]].sub_checks[gap["tag"]].note) for gap in result["gaps"]]
    texts = {note.id: note.text for note in instrument.notes}
    lines = [note["line"] for note in result["own_notes"] if note["line"]]
    weakest = result["weakest"] and result["weakest"]["dimension"]
    pairs = {
        "doubt": (found.doubts, result["quality"] == "caution"),
        "gaps": (found.gaps, gaps_of(id_, result)),
        "asks": (found.asks, asks_of(id_, result)),
        "zone": (found.zone, zones.get(result["zone"])),
        "pattern": (found.pattern, patterns.get(result["pattern"])),
        "flags": (found.flags, flags),
        "habits": (found.habits, checks),
        "pushing": (found.pushing, result["pressing"] is not None),
        "guess": (found.off, result["blind_spot"] is not None),
        "band": (found.band, bands.get((result["band"] or {}).get("zone"))),
        "notes": (found.said, [plain(texts[note["id"]]) for note in result["own_notes"]]),
        "weakest": (found.weakest, names.get(weakest)),
    }
    for what, (mine, theirs) in pairs.items():
        if mine != theirs:
            yield f"{what}: {mine} on paper, {theirs} on the screen"
    if lines:
        said = next(test["said"] for note in key["notes"] for test in note["tests"] if "said" in test)
        item = next(item for item in instrument.items if item.id == said)
        if item.lines_of_it()[int(found.line) - 1] != lines[0]:
            yield f"line: {found.line} on paper, {lines[0]} on the screen"


def gaps_of(id_, result):
    """Return what the screen puts into the gaps of its pattern, by the names of scores."""
    names = names_of(id_) | {"pressing": "pushing"}
    pattern = next((one for one in PROJECT.model.patterns if one.id == result["pattern"]), None)
    if pattern is None:
        return []
    flagged = [name for name, tier in result["flags"].items() if tier in {"strong", "likely"}]
    into = {
        "weakest": [result["weakest"] and names[result["weakest"]["dimension"]]],
        "keeps": [names[one] for one in result["keeps_from_balanced"]],
        "moments": [names[juncture] for juncture in flagged],
    }
    gaps = re.findall(r"\{(\w+)\}", f"{pattern.sentence} {pattern.exception or ''}")
    return [into[gap] for gap in gaps]


def asks_of(id_, result):
    """Return the words of the two lowest facets that have a question to ask next."""
    facets = [one for one in PROJECT.instruments[id_].facets if one.ask]
    scored = [(result["scales"][one.id]["score"], one.ask) for one in facets]
    return [
        plain(ask)
        for value, ask in sorted((one for one in scored if one[0] is not None), key=lambda one: one[0])
    ][:2]


def screen(id_, persona):
    """Return the answers of a persona, and what the scorer says of them alone."""
    instrument, key = PROJECT.instruments[id_], PROJECT.keys[id_]
    sitting = sitting_of(persona, instrument, key)
    return sitting["answers"], score(key, {id_: sitting})


@pytest.mark.parametrize(("id_", "persona"), CASES, ids=lambda value: getattr(value, "name", value))
def test_a_pencil_reaches_what_the_screen_says(sheets, id_, persona):
    """Scores to the decimal printed, zone, pattern, flags, notes, band and open lines of every persona agree.

    So does whether there is a result at all: the screen's only sign that is not on paper is time.
    """
    answers, result = screen(id_, persona)
    if (
        result["quality"] == "empty"
        or sitting_of(persona, PROJECT.instruments[id_], PROJECT.keys[id_])["fast"]
    ):
        return
    if one_with(sheets[id_], "data-key", "open") is not None:
        numbers = {item.id: number for number, item in enumerate(PROJECT.instruments[id_].items, 1)}
        lines = {item.id: item.lines_of_it() for item in PROJECT.instruments[id_].items}
        expected = []
        for one in result["open"]:
            item = one["ref"].split("/")[1]
            page = (
                next(page.uri for page in PROJECT.pages if page.slug == one["page"]) if one["page"] else None
            )
            address = page and "../" + page.removesuffix(".md") + ".html"
            expected.append((numbers[item], lines[item].index(one["line"]) + 1, address))
        sheet = sheets[id_]
        assert expected == open_lines(sheet, Filled(sheet, PROJECT.instruments[id_], answers))
        return

    assert [] == list(differences(id_, follow(sheets, id_, answers), result))


def test_most_personas_are_followed_and_reach_everything():
    """The personas reach every pattern, note and tier of a flag, so that agreeing with them says something."""
    results = [screen(id_, persona)[1] for id_, persona in CASES]
    read = [result for result in results if result["quality"] not in {"hold", "empty"}]

    assert len(read) >= 90
    assert {pattern.id for pattern in PROJECT.model.patterns} <= {result["pattern"] for result in read}
    assert {"strong", "likely", "watch", "none", "unscored"} <= {
        tier for result in read for tier in result["flags"].values()
    }
    assert {note.id for one in PROJECT.instruments.values() for note in one.notes} <= {
        note["id"] for result in read for note in result["own_notes"]
    }


def random_answers(random, instrument):
    """Answer some items at random, in a way that a form would take."""
    answers = {}
    lean = random.choice([0.1, 0.3, 0.5, 0.7, 0.9])
    for item in instrument.items:
        form = item.form()
        if random.random() < 0.12:
            if item.cannot_say and form and "ticks" not in form and random.random() < 0.4:
                answers[item.id] = "unmet"
            continue
        if form is None:
            answers[item.id] = random.randint(0, 10)
        elif "table" in form:
            table = form["table"]
            ranked = sorted(zip(table["points"], table["values"], strict=True), key=lambda one: one[0])
            at = min(max(random.gauss(lean, 0.25), 0), 0.999)
            answers[item.id] = ranked[int(at * len(ranked))][1]
        elif "line" in form:
            line = form["line"]
            high = min(line["highest"], 24 if line["ratio"] else 110)
            first, second = sorted(random.randint(int(line["lowest"]), int(high)) for _ in range(2))
            answers[item.id] = [first, max(second, 1)] if line["ratio"] else random.choice([first, second])
        elif "counts" in form:
            customer, seller = random.randint(0, 60), random.randint(0, 60)
            answers[item.id] = {"customer": customer, "seller": seller, "words": random.randint(140, 400)}
        elif "ticks" in form:
            lines = form["ticks"]["lines"]
            answers[item.id] = {line: random.choice(["yes", "no", "unsure", "yes", "no"]) for line in lines}
        else:
            form = form.get("shares") or form["apart"]
            tables = 2 if item.form().get("apart") else 1
            given = [[0] * len(form["lines"]) for _ in range(tables)]
            for table in given:
                for _ in range(form["total"] - (random.random() < 0.1)):
                    table[random.randrange(len(table))] += 1
            answers[item.id] = {
                line: given[0][at] if tables == 1 else [table[at] for table in given]
                for at, line in enumerate(form["lines"])
            }
    return answers


def styled_answers(random, instrument):
    """Answer in a way that carries no result, or nearly does, or nearly comes out balanced."""
    answers = random_answers(random, instrument)
    tables = [item for item in instrument.items if item.form() and "table" in item.form()]
    style = random.choice(
        [run_of_one_place, run_of_one_place, nearly_ideal, nearly_balanced, contradicting, hardly_begun]
    )
    return answers | style(random, tables)


def run_of_one_place(random, tables):
    """Answer some items in a row in one place, and up to three of the others not at all."""
    wanted = random.choice(["rating", "scenario"])
    kind = [item for item in tables if item.place == wanted] or tables
    length, place, step = random.randint(5, 9), random.randrange(4), random.choice([1, -1])
    begin = random.randint(0, max(0, len(kind) - length))
    left_out = random.sample(kind, min(len(kind), random.randint(0, 3)))
    answers = {}
    for at, item in enumerate(kind):
        values = item.form()["table"]["values"]
        is_in = begin <= at < begin + length
        answers[item.id] = values[::step][place % len(values)] if is_in else random.choice(values)
        if item in left_out and not is_in:
            answers[item.id] = "unmet"
    return answers


def nearly_ideal(random, tables):
    """Choose the best of nearly all items, or of a few that are answered."""
    few = random.sample(tables, min(len(tables), random.choice([3, 4, 5, len(tables), len(tables)])))
    answers = {}
    for item in tables:
        values, points = item.form()["table"]["values"], item.form()["table"]["points"]
        best = values[points.index(max(points))] if random.random() < 0.94 else random.choice(values)
        answers[item.id] = best if item in few else "unmet"
    return answers


def nearly_balanced(random, tables):
    """Choose better answers rather than worse ones."""
    answers = {}
    for item in tables:
        values, points = item.form()["table"]["values"], item.form()["table"]["points"]
        wanted = random.gauss(66, 22)
        answers[item.id] = min(zip(values, points, strict=True), key=lambda one: abs(one[1] - wanted))[0]
    return answers


def contradicting(random, tables):
    """Answer items that ask nearly the same in any way, and leave some of them out."""
    asked = {item.contradicts for item in tables} - {None}
    left_out = random.sample(sorted(asked), min(len(asked), random.choice([0, 1, 2, 2])))
    answers = {}
    for item in tables:
        if item.contradicts or item.id in asked:
            values = item.form()["table"]["values"]
            answers[item.id] = random.choice([values[0], values[0], values[-1], random.choice(values)])
            if item.id in left_out:
                answers[item.id] = "unmet"
    return answers


def hardly_begun(random, tables):
    """Answer a few items in any way, and say of the others that the moment is not met."""
    few = random.sample(tables, min(len(tables), random.randint(1, 5)))
    return {
        item.id: random.choice(item.form()["table"]["values"]) if item in few else "unmet" for item in tables
    }


@dataclass(frozen=True, slots=True)
class Case:
    """Some answers and what the scorer says of them."""

    answers: dict
    result: dict


@cache
def cases_of(id_):
    """Return four hundred sheets filled in at random, a third of them in ways that hardly carry a result."""
    random = Random(f"paper {id_}")  # noqa: S311 - the same in every run
    instrument, key = PROJECT.instruments[id_], PROJECT.keys[id_]
    found = []
    for number in range(400):
        answers = (styled_answers if number % 3 == 2 else random_answers)(random, instrument)
        found.append(Case(answers, score(key, {id_: {"answers": answers, "day": None, "fast": False}})))
    return [case for case in found if case.result["quality"] != "empty"]


WITH_POINTS = [id_ for id_ in SCORED_BY_PENCIL if id_ != "check-one-deal"]


@pytest.mark.parametrize("id_", WITH_POINTS)
def test_a_pencil_agrees_on_answers_that_nobody_has_chosen(sheets, id_):
    """Four hundred sheets filled in at random, many with answers missing, come out alike and in every zone or band."""
    key = PROJECT.keys[id_]
    for case in cases_of(id_):
        assert [] == list(differences(id_, follow(sheets, id_, case.answers), case.result)), case.answers
    results = [case.result for case in cases_of(id_)]

    assert sum(result["quality"] != "hold" for result in results) >= 150
    assert {zone["id"] for zone in key["zones"]} <= {result["zone"] for result in results}
    bands = {result["band"]["zone"] for result in results if result["band"]}
    assert not key["band"] or {zone["id"] for zone in key["band"]["zones"]} == bands


def test_the_random_sheets_meet_every_sign():
    """Among them are sheets without a result, doubtful ones and plain ones, for each reason."""
    signs = {
        (id_, sign["sign"], sign["level"])
        for id_ in WITH_POINTS
        for case in cases_of(id_)
        for sign in case.result["signs"]
    }

    assert {
        ("where-you-stand", "straight-lining", "hold"),
        ("where-you-stand", "contradiction", "hold"),
        ("where-you-stand", "contradiction", "caution"),
        ("where-you-stand", "ideal", "caution"),
        ("three-junctures", "straight-lining", "hold"),
        ("three-junctures", "contradiction", "caution"),
        ("five-attribute-card", "straight-lining", "hold"),
        ("what-you-coach", "straight-lining", "hold"),
    } <= signs


# A sheet that says something else leads elsewhere

TURNED = {
    "or more": "or less",
    "or less": "or more",
    "under": "over",
    "at least": "at most",
    "fewer than": "more than",
    "lowest": "highest",
    "longest": "shortest",
    "÷": "×",
    "×": "÷",
    "+": "−",
    "−": "+",
    "Sum": "Product",
    "Add": "Multiply",
    "sums": "products",
    "sum": "product",
    "mean": "range",
    "same": "other",
    "every": "no",
    "without": "with",
    "first": "last",
    "stop": "go on",
    "with doubt": "without doubt",
    "rounds up": "rounds down",
    "half up": "half down",
    "no flag": "a flag",
}
WORD = re.compile(r"(?<![\w’])(?:" + "|".join(re.escape(word) for word in TURNED) + r")(?!\w)")
FIGURE = re.compile(r"(?<![\w.])[1-9]\d*(?![\w.])")
RULES = ("flags", "habits", "signs", "pressing", "guess", "keeps", "line")


def instructions(sheet):
    """Yield (element, text or tail) of everything that tells a pencil what to do."""
    places = [
        one for one in of_class(sheet, "paper-key")[0].findall("p") if "every answer" in text(one).lower()
    ]
    places += [one for aid in of_class(sheet, "paper-aid") for one in list(aid)[1:]]
    places += [one for block in of_class(sheet, "paper-block") for one in list(block)[1:]]
    places += [one for name in RULES for one in [one_with(sheet, "data-key", name)] if one is not None]
    for name in ("zones", "bands"):
        table = one_with(sheet, "data-key", name)
        places += [cell for row in table.find("tbody") for cell in list(row)[:2]] if table is not None else []
    places += [row[1] for gate in all_with(sheet, "data-gate") for row in gate.find("tbody") if len(row) > 1]
    places += [*all_with(sheet, "data-if"), *all_with(sheet, "data-test"), *all_with(sheet, "data-gap")]
    places += [
        one
        for one in sheet.iter("p")
        if any(child.get("data-key") == "compared" for child in one)
        or re.match("With both|What keeps|What to ask", text(one))
    ]
    for place in places:
        yield from spoken(place)


def spoken(place):
    """Yield the texts within an element, without the words that a result says.

    Headings are left out too, and what other tests look at: lists of items, points of answers, and decimals.
    """
    if {"data-said", "data-items"} & place.attrib.keys() or place.tag in {"caption", "thead", "h3"}:
        return
    if {"paper-cells", "paper-worth"} & set(place.get("class", "").split()) or "data-places" in place.attrib:
        return
    yield place, "text"
    for child in place:
        yield from spoken(child)
        yield child, "tail"


def falsified(sheet):
    """Yield the sheet again and again, each time with one word or figure turned, and what that was.

    A figure is turned into a larger and into a smaller one: either may do no harm, as when no score lies between.
    """
    for element, part in instructions(sheet):
        words = getattr(element, part) or ""
        for pattern in (WORD, FIGURE):
            for found in pattern.finditer(words):
                what = f"{found[0]} in: {text(parents(sheet)[element])}"
                for other in [TURNED[found[0]]] if pattern is WORD else others(int(found[0])):
                    setattr(element, part, words[: found.start()] + other + words[found.end() :])
                    yield what
        setattr(element, part, words)


def others(figure):
    """Return a larger and a smaller figure."""
    apart = 3 if figure < 10 else 10
    return [str(figure + apart), str(max(0, figure - apart))]


def is_noticed(id_, sheet, filled):
    """Say whether somebody who follows a sheet stops at it, or comes to something else than the scorer."""
    for marks, result in filled:
        try:
            found = Follower(sheet, marks)
            if next(differences(id_, found, result), None):
                return True
        except (AssertionError, ArithmeticError, LookupError, StopIteration, ValueError):
            return True
    return False


@pytest.mark.parametrize("id_", WITH_POINTS)
def test_a_falsified_sheet_is_noticed(sheets, id_):
    """Whichever word or figure of the key is turned into another, some sheet comes out otherwise or cannot be followed."""
    sheet = deepcopy(sheets[id_])
    filled = [(Filled(sheet, PROJECT.instruments[id_], case.answers), case.result) for case in cases_of(id_)]
    unnoticed: dict[str, bool] = {}
    for what in falsified(sheet):
        if unnoticed.get(what, True):
            unnoticed[what] = not is_noticed(id_, sheet, filled)

    assert len(unnoticed) >= 25
    assert [] == [what for what, is_so in unnoticed.items() if is_so]


@pytest.mark.parametrize("id_", WITH_POINTS)
def test_every_answer_is_worth_the_same_on_paper(sheets, id_):
    """Each step, letter and figure that an item takes has the points of the scorer, one sheet for each."""
    items = [item for item in PROJECT.instruments[id_].items if item.form()]
    takes = {}
    for item in items:
        form = item.form()
        if "table" in form:
            takes[item.id] = form["table"]["values"]
        elif "line" in form and form["line"]["whole"] and not form["line"]["ratio"]:
            takes[item.id] = list(range(int(form["line"]["lowest"]), int(form["line"]["highest"]) + 1))
    for at in range(max(map(len, takes.values()))):
        answers = {item: values[at % len(values)] for item, values in takes.items()}
        found = follow(sheets, id_, answers)
        for number, item in enumerate(items, 1):
            if item.id in answers:
                assert points_of(item.form(), answers[item.id])[0] == found.points[number], (item.id, answers)


@pytest.mark.parametrize("id_", WITH_POINTS)
def test_the_lists_of_items_are_those_of_the_key(sheets, id_):
    """The signs and the share of pushing name the items whose places, or whose pushes, the scorer counts."""
    items = [item for item in PROJECT.keys[id_]["instruments"][id_]["items"] if item["form"]]
    numbers = {item["id"]: number for number, item in enumerate(items, 1)}
    place = one_with(sheets[id_], "data-key", "pressing")
    lists = [[int(text(one)) for one in span.iter("b")] for span in all_with(sheets[id_], "data-items")]
    runs = [
        [numbers[item["id"]] for item in items if item["place"] == kind] for kind in ("rating", "scenario")
    ]
    pushes = [
        numbers[item["id"]]
        for item in items
        if "table" in item["form"] and any(item["form"]["table"]["press"])
    ]

    assert [*(run for run in runs if len(run) >= 6), *([pushes] if place is not None else [])] == lists


@pytest.mark.parametrize("id_", [id_ for id_ in PROJECT.keys if id_ not in SCORED_BY_PENCIL])
def test_a_sheet_about_somebody_else_scores_nobody(sheets, id_):
    """It has the items and says who gets it; no points, key, zone, flag or page for whoever fills it in."""
    sheet = sheets[id_]

    assert len(of_class(sheet, "paper-item")) == len(PROJECT.instruments[id_].items)
    assert "Give this sheet to the person it is about" in text(of_class(sheet, "paper-give")[0])
    assert not of_class(sheet, "paper-key")
    assert not all_with(sheet, "data-key")
    assert not re.search(r"\b(score|key|flag|file)\b", text(sheet).replace("no score is worked out", ""))


# The decimals are enough


def sheet(id_):
    """Return the sheet of an instrument as data."""
    model, titles = PROJECT.model, {page.slug: page.head.title for page in PROJECT.pages}
    return sheet_of(PROJECT.instruments[id_], PROJECT.keys[id_], model, titles, None)


@pytest.mark.parametrize("id_", PROJECT.keys)
def test_a_rounded_score_lies_on_the_side_of_every_cut_that_the_score_lies_on(id_):
    """For each sum that a worksheet can have, rounded and exact score agree about "or more" and "or less"."""
    for block in sheet(id_).blocks:
        most = sum(row.weight for row in block.rows) or block.of
        for total in range(1, most + 1):
            for points in range(100 * total + 1):
                exact = Fraction(points, total)
                rounded = half_up(exact, block.places)
                for cut in {floor(exact), floor(exact) + 1}:
                    assert (exact >= cut) == (rounded >= cut)
                    assert (exact <= cut) == (rounded <= cut)


@pytest.mark.parametrize("id_", WITH_POINTS)
def test_rounded_scores_stand_in_the_order_of_the_scores(id_):
    """Of two scores of a sheet that are compared, the lower one is lower as it is written, and equal ones are equal."""
    made = sheet(id_)
    compared = [block for block in made.blocks if block.name != made.across]
    for one, other in combinations(compared, 2):
        assert one.places == other.places
        for divide, by in product(range(one.least, one.of + 1), range(other.least, other.of + 1)):
            for points in range(100 * divide + 1):
                exact = Fraction(points, divide)
                for near in (floor(exact * by), floor(exact * by) + 1):
                    beside = Fraction(near, by)
                    mine, theirs = half_up(exact, one.places), half_up(beside, other.places)
                    assert (exact < beside, exact == beside) == (mine < theirs, mine == theirs)


def test_one_decimal_would_not_be_enough_for_a_mean_of_scores():
    """16.7, 50 and 83.3 average 50 when they are 100/6, 50 and 500/6; other sixths and fifths miss a cut by less than .1."""
    scores = [Fraction(299, 6), Fraction(250, 5), Fraction(301, 6) - Fraction(1, 30)]
    exact = sum(scores) / 3
    rough = half_up(sum(half_up(one, 1) for one in scores) / 3, 1)

    assert exact < 50 <= rough
    assert half_up(sum(half_up(one, 3) for one in scores) / 3, 3) < 50


def test_the_decimals_of_a_mean_are_enough_beside_every_cut():
    """Self-assertion from rounded scores lies on the right side of each cut, looked for right on it and beside it."""
    made = sheet("where-you-stand")
    random = Random("decimals")  # noqa: S311 - the same in every run
    cuts = {
        number for pattern in made.patterns for kind, number in pattern.conditions if kind.startswith("up")
    }
    blocks = {block.name: block for block in made.blocks}
    parts = [blocks[name] for name, _ in made.up.of]
    assert cuts
    assert {made.up.places} == {block.places for block in parts} == {3}
    ranges = [range(block.least, block.of + 1) for block in parts]
    for chosen in [*product(*ranges), *product(*ranges[:2])]:
        for cut in cuts:
            for _ in range(150):
                some = [Fraction(random.randint(0, 100 * total), total) for total in chosen[:-1]]
                wanted = cut * len(chosen) - sum(some)
                for beside in (-1, 0, 1):
                    last = Fraction(floor(wanted * chosen[-1]) + beside, chosen[-1])
                    scores = [*some, last]
                    exact = sum(scores) / len(scores)
                    mine = half_up(
                        sum(half_up(one, made.up.places) for one in scores) / len(scores), made.up.places
                    )
                    assert (exact >= cut) == (mine >= cut), (scores, cut)


def test_the_decimals_of_the_index_are_enough_beside_every_cut():
    """The index from rounded scores falls in the band that it falls in when nothing is rounded."""
    made = sheet("measure-and-pay")
    blocks = {block.name: block for block in made.blocks}
    (first, one), (second, other) = ((blocks[name], weight) for name, weight in made.index.of)
    places = made.index.places
    for divide, by in product((4, 5), (4, 5)):
        for points in range(100 * divide + 1):
            exact_first = Fraction(points, divide)
            for cut in (band.low for band in made.bands):
                near = floor((cut * (one + other) - one * exact_first) / other * by)
                for sum_ in (near - 1, near, near + 1):
                    exact_second = Fraction(sum_, by)
                    exact = (one * exact_first + other * exact_second) / (one + other)
                    rounded = one * half_up(exact_first, first.places) + other * half_up(
                        exact_second, second.places
                    )
                    assert (exact >= cut) == (half_up(rounded / (one + other), places) >= cut)


def test_poles_that_begin_with_a_figure_are_printed():
    """A pole may begin with the very figure of its box; only the words of a count are left to the labels."""
    instrument = PROJECT.instruments["measure-and-pay"]
    at, item = next((at, item) for at, item in enumerate(instrument.items) if item.type == "trade-off")
    for left, right in (("1 report a week", "5 minutes before the talk"), ("10 per cent", "50 per cent")):
        poles = {
            "left": item.left.model_copy(update={"text": left}),
            "right": item.right.model_copy(update={"text": right}),
        }
        items = [*instrument.items[:at], item.model_copy(update=poles), *instrument.items[at + 1 :]]
        changed = printed_items(instrument.model_copy(update={"items": tuple(items)}))[at]

        assert changed.ends == (left, right)
        assert changed.has_poles
    counts = [
        one
        for one in printed_items(PROJECT.instruments["where-you-stand"])
        if "0" in one.labels and one.number
    ]
    assert {one.ends for one in counts} == {("", "")}


def test_only_sentences_about_the_screen_are_left_out():
    """What is said of this browser is not on paper; an item of content about a browser or about sending is."""
    kept = "Look at what your firm is sent each week. Bring the browser history of one week."
    introduction = f"{kept} Your answers stay in this browser. Nothing is sent."
    instrument = PROJECT.instruments["where-you-stand"].model_copy(update={"introduction": introduction})

    assert sheet_of(instrument, PROJECT.keys["where-you-stand"], PROJECT.model, {}, None).introduction == kept


def test_no_figure_is_printed_with_an_exponent():
    """Bounds and anchors of a number item stand as a person writes them, however large."""
    assert [label_of(value, 0) for value in (1000000, 1234567, 0.5, 12.25)] == [
        "1000000",
        "1234567",
        "0.5",
        "12.25",
    ]


def test_half_up_is_what_a_pencil_does():
    """The rounding of the follower is the one that is learnt at school."""
    for number in ("0.5", "1.5", "2.45", "49.95", "49.94"):
        expected = Decimal(number).quantize(Decimal("0.1"), ROUND_HALF_UP)
        assert Fraction(expected) == half_up(Fraction(number), 1)


def test_every_number_on_a_sheet_moves_with_the_key():
    """With other cuts in the key another sheet comes out: nothing of them is typed."""
    key = PROJECT.keys["where-you-stand"]
    moved = key | {
        "flags": key["flags"] | {"yields_from": 61, "watch_from": 52, "least_answers": 5},
        "gap_at_most": 22,
        "blind_spot_from": 17,
        "scoring": key["scoring"] | {"least_answered": {"of": 4, "at_least": 3}},
        "pressing": key["pressing"] | {"from": 44, "least_scenarios": 2},
        "recommend": key["recommend"] | {"days": 30},
        "target": 68,
        "quality": {
            "straight_lining": {"least_run": 5, "tenths_of_items": 5, "tenths_of_scenarios": 10},
            "contradiction": {
                "pairs": 3,
                "hold_from": 61,
                "caution_from": 41,
                "few_pairs": 2,
                "few_caution_from": 51,
            },
            "ideal": {"least_items": 9, "tenths_at_best": 8},
        },
    }
    made = sheet_of(PROJECT.instruments["where-you-stand"], moved, PROJECT.model, {}, None)

    assert (39, 48, 5, 22) == (
        made.flags.at_most,
        made.flags.watch_at_most,
        made.flags.least,
        made.flags.gap_at_most,
    )
    assert made.keeps.target == 68
    assert made.signs.planted == Planted(made.signs.planted.pairs, 3, 61, 41, 2, 51)
    assert made.signs.ideal == Ideal(9, 8)
    assert [run.lengths[0] for run in made.signs.runs] == [(21, 11), (6, 6)]
    assert (17, 44, 2, 30) == (made.guess.from_, made.pressing.from_, made.pressing.least, made.days)
    assert [8, 5] == [block.least for block in made.blocks if block.of in {10, 6}][:2]
