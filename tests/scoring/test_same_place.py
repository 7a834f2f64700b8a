"""Somebody who does not read is never placed: no zone, name or flag without a warning."""

from __future__ import annotations

import itertools

import pytest

from even_exchange.instruments.score import score

OWN = ("where-you-stand", "three-junctures")
FEWEST, MOST = 4, 6
"""Options of the items with the fewest and with the most."""
LEAST_RUN = 6
PLACES = [("first", place) for place in range(FEWEST)] + [("last", place) for place in range(FEWEST)]


def sit(key, answers, *, fast=False):
    """Score these answers to the key's own instrument alone."""
    return score(key, {key["id"]: {"answers": answers, "day": 20000, "fast": fast}})


def items_of(key):
    """Return the scored items of the key's own instrument."""
    return [item for item in key["instruments"][key["id"]]["items"] if item["form"]]


def at(item, end, place):
    """Return the value at a place counted from the first or the last option, or None where there is none such."""
    if "table" not in item["form"]:
        return None
    values = item["form"]["table"]["values"]
    if place >= len(values):
        return None
    return values[place] if end == "first" else values[-1 - place]


def figure(item):
    """Return a figure in the middle of a number item."""
    line = item["form"]["line"]
    return (line["lowest"] + line["highest"]) // 2


def says_nothing(result):
    """Say whether a result holds no score, zone, name, flag, note or page."""
    return (
        all(scale["score"] is None and scale["se"] is None for scale in result["scales"].values())
        and (result["zone"], result["pattern"], result["close_to"]) == (None, None, None)
        and set(result["flags"].values()) <= {"unscored"}
        and not any(result["raised"].values())
        and not (result["gaps"] or result["notes"] or result["pressing"] or result["blind_spot"])
        and not (
            result["playbooks"] or result["weakest"] or result["say"] or result["drill"] or result["strength"]
        )
    )


def alternating(key, start, kinds, rest):
    """Answer the items of these kinds first, last, first, last … and the others at the place `rest`.

    Figures are in the middle, or by turns lowest and highest when they are among the kinds.
    """
    answers, turn = {}, start
    for item in items_of(key):
        line = item["form"].get("line")
        if line and None in kinds:
            answers[item["id"]] = line["highest" if turn % 2 else "lowest"]
            turn += 1
        elif line:
            answers[item["id"]] = figure(item)
        elif item["place"] in kinds:
            answers[item["id"]] = at(item, "last" if turn % 2 else "first", 0)
            turn += 1
        else:
            answers[item["id"]] = at(item, *rest)
    return answers


@pytest.mark.parametrize("own", OWN)
@pytest.mark.parametrize(("end", "place"), PLACES)
@pytest.mark.parametrize("with_figures", [True, False])
def test_the_same_place_throughout_is_held(keys, own, end, place, with_figures):
    """Every table item at the same place, counted from the first or from the last option, gives no result."""
    key = keys[own]
    answers = {item["id"]: at(item, end, place) for item in items_of(key) if "table" in item["form"]}
    if with_figures:
        answers |= {item["id"]: figure(item) for item in items_of(key) if "line" in item["form"]}
    result = sit(key, answers)
    assert result["quality"] == "hold"
    assert says_nothing(result)


@pytest.mark.parametrize("own", OWN)
@pytest.mark.parametrize(
    ("end", "place"), [(end, place) for end in ("first", "last") for place in range(MOST)]
)
def test_the_same_place_wherever_it_exists_is_held(keys, own, end, place):
    """The fifth and sixth place, which only some items have: with all others left out nobody is placed either."""
    key = keys[own]
    answers = {item["id"]: at(item, end, place) for item in items_of(key)}
    answers = {name: value for name, value in answers.items() if value is not None}
    result = sit(key, answers)
    assert result["quality"] == "hold" or len(answers) < LEAST_RUN
    assert all(scale["score"] is None for scale in result["scales"].values())
    assert (result["zone"], result["pattern"]) == (None, None)
    assert set(result["flags"].values()) == {"unscored"}


@pytest.mark.parametrize("own", OWN)
@pytest.mark.parametrize("fifth", ["missing", "next"])
@pytest.mark.parametrize("end", ["first", "last"])
def test_the_fifth_place_of_the_rating_items_is_held_whatever_the_scenarios(keys, own, end, fifth):
    """Scenarios have no fifth place: left out, or answered one place nearer, the rest is held all the same."""
    key = keys[own]
    answers = {item["id"]: at(item, end, 4) for item in items_of(key) if item["place"] == "rating"}
    if fifth == "next":
        answers |= {item["id"]: at(item, end, 3) for item in items_of(key) if item["place"] == "scenario"}
    result = sit(key, answers)
    assert result["quality"] == "hold"
    assert says_nothing(result)


@pytest.mark.parametrize("own", OWN)
@pytest.mark.parametrize("start", [0, 1])
@pytest.mark.parametrize(
    "kinds", [{"rating", "scenario"}, {"rating", "scenario", None}], ids=["tables", "all"]
)
def test_first_and_last_by_turns_over_all_items_is_never_plain(keys, own, start, kinds):
    """First, last, first, last … over rating items and scenarios together is held or shown with a warning.

    So it is when the figures take their turn too, lowest and highest.
    """
    result = sit(keys[own], alternating(keys[own], start, kinds, ("first", 0)))
    assert result["quality"] in {"hold", "caution"}


@pytest.mark.parametrize("own", OWN)
@pytest.mark.parametrize("start", [0, 1])
@pytest.mark.parametrize("rest", list(itertools.product(("first", "last"), range(2))))
def test_first_and_last_by_turns_over_rating_items_is_never_plain(keys, own, start, rest):
    """Rating items by turns, all scenarios at one place: held or shown with a warning."""
    result = sit(keys[own], alternating(keys[own], start, {"rating"}, rest))
    assert result["quality"] in {"hold", "caution"}


@pytest.mark.parametrize("own", OWN)
@pytest.mark.parametrize("start", [0, 1])
@pytest.mark.parametrize("scenario_start", [0, 1])
def test_rating_items_and_scenarios_each_by_turns_is_never_plain(keys, own, start, scenario_start):
    """Rating items by turns and scenarios by turns of their own: held or shown with a warning."""
    key = keys[own]
    answers = alternating(key, start, {"rating"}, ("first", 0))
    scenarios = alternating(key, scenario_start, {"scenario"}, ("first", 0))
    answers |= {item["id"]: scenarios[item["id"]] for item in items_of(key) if item["place"] == "scenario"}
    assert sit(key, answers)["quality"] in {"hold", "caution"}


@pytest.mark.parametrize("own", OWN)
def test_nothing_answered_says_nothing(keys, own):
    """Without one answer there is no score, no flag and no page; every dimension is told as missing."""
    for answers in ({}, {item["id"]: "unmet" for item in items_of(keys[own])}):
        result = sit(keys[own], answers)
        assert result["quality"] == "empty"
        assert says_nothing(result)
        assert result["not_enough"] == keys[own]["dimensions"]


def test_only_the_self_placement_says_nothing(keys):
    """A guess on the line before the items is no answer: nothing is scored and nothing compared with it."""
    key = keys["where-you-stand"]
    (own_guess,) = [item["id"] for item in key["instruments"][key["id"]]["items"] if item["self"]]
    for step in (0, 10):
        result = sit(key, {own_guess: step})
        assert result["quality"] == "empty"
        assert says_nothing(result)


@pytest.mark.parametrize("own", OWN)
@pytest.mark.parametrize("skip", ["left out", "unmet"])
def test_negotiation_skipped_is_neither_flagged_nor_cleared(keys, own, skip):
    """With the price talk left out it is unscored, no page comes from it, and nobody is called balanced."""
    key = keys[own]
    answers = {}
    for item in items_of(key):
        form = item["form"]
        if item["dimension"] == "negotiation":
            if skip == "unmet":
                answers[item["id"]] = "unmet"
        elif "table" in form:
            points = form["table"]["points"]
            answers[item["id"]] = form["table"]["values"][points.index(max(points))]
        else:
            answers[item["id"]] = form["line"]["lowest"]
    result = sit(key, answers)
    assert result["flags"]["negotiation"] == "unscored"
    assert result["scales"]["negotiation"]["score"] is None
    assert result["raised"]["negotiation"] == []
    assert result["not_enough"] == ["negotiation"]
    assert result["pattern"] != "balanced"
    assert not any(gap["juncture"] == "negotiation" for gap in result["gaps"])
    if key["across"]:
        assert result["pattern"] == "uneven"
        assert result["keeps_from_balanced"] == ["negotiation"]
        assert result["scales"]["self-assertion"]["k"] == 2


@pytest.mark.parametrize(("own", "pairs", "even"), [("where-you-stand", 5, 3), ("three-junctures", 3, 2)])
def test_planted_pairs_catch_answers_by_turns(keys, own, pairs, even):
    """Five pairs and three, each of one scale and six items apart; most an even number of rating items apart.

    Answers by turns then give both items of a pair the same place, which means the opposite.
    """
    instrument = keys[own]["instruments"][own]
    rating = [item["id"] for item in instrument["items"] if item["place"] == "rating"]
    apart = []
    for first, second in instrument["pairs"]:
        one, other = instrument["items"][first], instrument["items"][second]
        assert second - first >= LEAST_RUN
        assert one["dimension"] == other["dimension"]
        assert one["form"]["table"]["points"] == other["form"]["table"]["points"][::-1]
        apart.append(rating.index(other["id"]) - rating.index(one["id"]))
    assert len(apart) == pairs
    assert sum(distance % 2 == 0 for distance in apart) >= even
