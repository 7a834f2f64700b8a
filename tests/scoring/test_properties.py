"""What holds for every sitting of the shipped instruments, whatever was answered."""

from __future__ import annotations

import copy
import json
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from even_exchange.instruments.score import score, tidy
from even_exchange.pipeline import compile_project
from even_exchange.project_files import read_files
from tests.scoring.by_hand import FACETS, JUNCTURES
from tests.scoring.conftest import ROOT
from tests.scoring.generated import JUNK, SHIPPED

ONE, TWO = SHIPPED
often = settings(max_examples=150, deadline=None, derandomize=True)


@cache
def key_for(own: str) -> Any:
    """Return a shipped key as it reaches a page."""
    return json.loads(json.dumps(compile_project(read_files(ROOT)).keys[own]))


@st.composite
def answers_to(draw: Any, id_: str, *, missing: int = 2) -> dict[str, Any]:
    """Draw answers to an instrument: any value of each item, left out, or not met; at times all at one place."""
    answers = {}
    place = draw(st.sampled_from([None, None, None, None, 0, 3]))
    for item in key_for(ONE)["instruments"][id_]["items"]:
        absent = [None, "unmet"][:missing]
        if item["form"] is None:
            value = draw(st.sampled_from([*range(11), *absent]))
        elif "table" in item["form"]:
            values = item["form"]["table"]["values"]
            value = draw(st.sampled_from([*values, *absent])) if place is None else values[place]
        else:
            value = draw(st.sampled_from([*range(11), *absent]))
        if value is not None:
            answers[item["id"]] = value
    return answers


def sitting(answers: dict[str, Any], day: int | None = 20000, *, fast: bool = False) -> dict[str, Any]:
    """Return a sitting with these answers."""
    return {"answers": answers, "day": day, "fast": fast}


@st.composite
def sittings(draw: Any, own: str = ONE) -> dict[str, Any]:
    """Draw a sitting of the own instrument, and sometimes one of the other."""
    days = st.sampled_from([20000, 20001, 20042, 20043, None])
    found = {own: sitting(draw(answers_to(own)), draw(days), fast=draw(st.booleans()))}
    other = TWO if own == ONE else ONE
    if draw(st.booleans()):
        found[other] = sitting(draw(answers_to(other)), draw(days), fast=draw(st.booleans()))
    return found


either = st.sampled_from(SHIPPED).flatmap(lambda own: st.tuples(st.just(own), sittings(own)))


def points_of(key: Any, all_sittings: Any) -> dict[str, int]:
    """Return the points of every table answer by ref."""
    points = {}
    for id_, one in all_sittings.items():
        for item in key["instruments"][id_]["items"]:
            table = (item["form"] or {}).get("table")
            if table and one["answers"].get(item["id"]) in table["values"]:
                at = table["values"].index(one["answers"][item["id"]])
                points[f"{id_}/{item['id']}"] = table["points"][at]
    return points


def refs_in(value: Any) -> set[str]:
    """Return every ref that a result holds, wherever it stands."""
    if isinstance(value, dict):
        return set().union(*(refs_in(inner) for inner in value.values()), set())
    if isinstance(value, list):
        return set().union(*(refs_in(inner) for inner in value), set())
    return {value} if isinstance(value, str) and value.startswith((f"{ONE}/", f"{TWO}/")) else set()


# What a result may hold


@often
@given(either)
def test_scores_lie_within_0_and_100_with_an_error_above_0(case):
    """Every scored scale has both numbers, every other neither; nothing is infinite or no number."""
    own, all_sittings = case
    result = score(key_for(own), all_sittings)
    for scale in result["scales"].values():
        assert (scale["score"] is None) == (scale["se"] is None)
        if scale["score"] is not None:
            assert 0 <= scale["score"] <= 100
            assert 0 < scale["se"] <= 30
            assert 0 < scale["k"] <= scale["n"]
    json.dumps(result, allow_nan=False)


@often
@given(either)
def test_result_that_is_held_or_empty_leaks_nothing(case):
    """No number, name or ref of any kind comes out beside the reason."""
    own, all_sittings = case
    result = score(key_for(own), all_sittings)
    assume(result["quality"] in {"hold", "empty"})
    told = {"quality", "signs", "scales", "flags", "raised", "not_enough"}
    assert not any(value for part, value in result.items() if part not in told)
    assert refs_in(result) == set()
    assert {scale["score"] for scale in result["scales"].values()} == {None}
    assert set(result["flags"].values()) == {"unscored"}


@often
@given(either)
def test_quality_is_the_strictest_of_the_signs_told(case):
    """Held with a hold among the signs, cautioned with a caution, ok without any."""
    own, all_sittings = case
    result = score(key_for(own), all_sittings)
    levels = {sign["level"] for sign in result["signs"]}
    expected = "hold" if "hold" in levels else "caution" if levels else "ok"
    assert result["quality"] == expected or (result["quality"] == "empty" and not levels)


@often
@given(either)
def test_answers_named_are_answers_given(case):
    """Every ref belongs to an answered item, and those that raise or explain have few points."""
    own, all_sittings = case
    key = key_for(own)
    result = score(key, all_sittings)
    answered = {
        f"{id_}/{name}"
        for id_, one in all_sittings.items()
        for name, value in one["answers"].items()
        if value != "unmet"
    }
    assert refs_in(result) <= answered
    points = points_of(key, all_sittings)
    low = [*result["raised"].values(), (result["weakest"] or {"refs": []})["refs"]]
    assert all(points.get(ref, 0) <= 50 for refs in low for ref in refs)
    assert all(points.get(ref, 0) <= 34 for refs in result["raised"].values() for ref in refs)
    assert len((result["weakest"] or {"refs": []})["refs"]) <= 2
    assert all(len(page["refs"]) <= 3 for page in result["playbooks"])


@often
@given(either)
def test_pages_stand_in_the_order_of_need(case):
    """At most three different pages; those needed first, by falling need over 5, then those to go further."""
    own, all_sittings = case
    pages = score(key_for(own), all_sittings)["playbooks"]
    assert len(pages) == len({page["page"] for page in pages}) <= 3
    assert [page["further"] for page in pages] == sorted(page["further"] for page in pages)
    wanted = [tidy(page["need"]) for page in pages if not page["further"]]
    assert wanted == sorted(wanted, reverse=True)
    assert all(need > 5 for need in wanted)


@often
@given(either)
def test_tiers_follow_from_score_and_answers(case):
    """Strong, likely, watch or none for a scored juncture, by the sentences of 2.7; unscored for any other."""
    own, all_sittings = case
    result = score(key_for(own), all_sittings)
    for juncture in JUNCTURES:
        scale, found = result["scales"][juncture], result["flags"][juncture]
        if scale["score"] is None:
            assert found == "unscored"
            continue
        yields = tidy(100 - scale["score"])
        gap = any(one["juncture"] == juncture for one in result["gaps"])
        if found in {"strong", "likely"}:
            assert yields >= 55
            assert scale["k"] >= 4
            assert len(result["raised"][juncture]) >= 2
            assert (found == "strong") == (tidy(100 - scale["score"] - scale["se"]) >= 50)
        else:
            assert result["raised"][juncture] == []
            assert found == ("watch" if yields >= 45 or gap else "none")


def name_of(c: float, a: float, *, clear: bool) -> str:
    """Return the name by the sentences of 2.3; `clear` = all junctures scored, no flag, P under 40."""
    if c >= 65 and a >= 65 and clear:
        return "balanced"
    if c < 50:
        return "seller-led" if a >= 50 else "out-of-phase"
    return "over-accommodating" if a < 50 else "uneven"


@often
@given(sittings(ONE))
def test_names_follow_from_both_axes(all_sittings):
    """First, second and third names are those of the five places that 2.3 and 2.6 look at."""
    result = score(key_for(ONE), all_sittings)
    across, up = result["scales"]["customer-focus"], result["scales"]["self-assertion"]
    if across["score"] is None or up["score"] is None:
        assert result["pattern"] is None
        return
    clear = (
        not {"strong", "likely", "unscored"} & set(result["flags"].values()) and result["pressing"] is None
    )
    c, a, wide, high = across["score"], up["score"], 0.67 * across["se"], 0.67 * up["se"]
    places = [(c, a), (c - wide, a), (c + wide, a), (c, a - high), (c, a + high)]
    first, *runs = [name_of(tidy(c), tidy(a), clear=clear) for c, a in places]
    others = list(dict.fromkeys(name for name in runs if name != first))
    second = max(others, key=runs.count, default=None)
    assert (result["pattern"], result["close_to"]) == (first, second)
    assert result["third"] == [name for name in others if name != second]
    assert bool(result["keeps_from_balanced"]) == (first == "uneven")


# What must not change it


@often
@given(either, st.randoms(use_true_random=False))
def test_order_of_sittings_and_answers_is_irrelevant(case, random):
    """A browser's storage has an order of its own."""
    own, all_sittings = case
    mixed = {}
    for id_ in random.sample(sorted(all_sittings), len(all_sittings)):
        given_ = list(all_sittings[id_]["answers"].items())
        random.shuffle(given_)
        mixed[id_] = all_sittings[id_] | {"answers": dict(given_)}
    assert json.dumps(score(key_for(own), mixed)) == json.dumps(score(key_for(own), all_sittings))


@often
@given(either)
def test_scoring_changes_nothing_that_it_is_given(case):
    """Key and sittings are the same afterwards, and a second scoring says the same."""
    own, all_sittings = case
    key, before = copy.deepcopy(key_for(own)), copy.deepcopy(all_sittings)
    first = score(key, all_sittings)
    assert score(key, all_sittings) == first
    assert (key, all_sittings) == (key_for(own), before)


@often
@given(either)
def test_not_met_counts_as_left_out(case):
    """A result does not tell them apart."""
    own, all_sittings = case
    without = {
        id_: one | {"answers": {name: value for name, value in one["answers"].items() if value != "unmet"}}
        for id_, one in all_sittings.items()
    }
    assert score(key_for(own), all_sittings) == score(key_for(own), without)


@often
@given(either, st.sampled_from(JUNK), st.data())
def test_value_that_no_form_holds_counts_as_left_out(case, junk, data):
    """Whatever stands in the storage in place of an answer, it is no answer."""
    own, all_sittings = case
    key = key_for(own)
    item = data.draw(
        st.sampled_from([one for one in key["instruments"][own]["items"] if "table" in (one["form"] or {})])
    )
    values = item["form"]["table"]["values"]
    assume(isinstance(junk, bool) or junk not in values)
    spoiled, bare = copy.deepcopy(all_sittings), copy.deepcopy(all_sittings)
    spoiled[own]["answers"][item["id"]] = junk
    bare[own]["answers"].pop(item["id"], None)
    assert score(key, spoiled) == score(key, bare)


@often
@given(sittings(ONE), st.sampled_from([None, *range(11)]))
def test_guess_changes_nothing_but_the_blind_spot(all_sittings, step):
    """The self-placement is in no score and no sign."""
    key = key_for(ONE)
    (guess,) = [item["id"] for item in key["instruments"][ONE]["items"] if item["self"]]
    other = copy.deepcopy(all_sittings)
    other[ONE]["answers"].pop(guess, None)
    if step is not None:
        other[ONE]["answers"][guess] = step
    first, second = score(key, all_sittings), score(key, other)
    for result in (first, second):
        result.pop("blind_spot")
        result["notes"] = [note for note in result["notes"] if note != "blind-spot"]
    assert first == second


@often
@given(answers_to(ONE))
def test_other_form_left_empty_changes_nothing(answers):
    """An opened form two without an answer is the same as none."""
    alone = score(key_for(ONE), {ONE: sitting(answers)})
    both = score(key_for(ONE), {ONE: sitting(answers), TWO: sitting({})})
    assert alone == both


# What must change it, and how


@often
@given(answers_to(ONE), st.data())
def test_one_more_answer_never_lowers_k(answers, data):
    """In a single sitting that is not held, k of every scale stays or grows by one."""
    key = key_for(ONE)
    open_items = [
        item
        for item in key["instruments"][ONE]["items"]
        if item["form"] and answers.get(item["id"], "unmet") == "unmet"
    ]
    assume(open_items)
    item = data.draw(st.sampled_from(open_items))
    value = data.draw(st.sampled_from(item["form"]["table"]["values"]))
    before = score(key, {ONE: sitting(answers)})
    after = score(key, {ONE: sitting(answers | {item["id"]: value})})
    assume({before["quality"], after["quality"]} <= {"ok", "caution"})
    for name, scale in before["scales"].items():
        assert scale["k"] <= after["scales"][name]["k"] <= scale["k"] + 1
        assert scale["score"] is None or after["scales"][name]["score"] is not None


@often
@given(answers_to(ONE, missing=1), st.data())
def test_better_answer_never_lowers_its_scale(answers, data):
    """More points at one item: its dimension and its axis rise or stay, every other scale stays."""
    key = key_for(ONE)
    item = data.draw(st.sampled_from([one for one in key["instruments"][ONE]["items"] if one["form"]]))
    table = item["form"]["table"]
    by_points = sorted(table["values"], key=lambda value: table["points"][table["values"].index(value)])
    low, high = sorted(data.draw(st.tuples(*[st.integers(0, len(by_points) - 1)] * 2)))
    worse = score(key, {ONE: sitting(answers | {item["id"]: by_points[low]})})
    better = score(key, {ONE: sitting(answers | {item["id"]: by_points[high]})})
    assume({worse["quality"], better["quality"]} <= {"ok", "caution"})
    axis = "customer-focus" if item["dimension"] in FACETS else "self-assertion"
    for name, scale in worse["scales"].items():
        other = better["scales"][name]["score"]
        if name not in {item["dimension"], axis}:
            assert scale["score"] == other
        elif scale["score"] is not None and other is not None:
            assert scale["score"] <= other


@often
@given(answers_to(ONE), st.sampled_from((*FACETS, *JUNCTURES)))
def test_reversing_every_key_of_a_dimension_mirrors_its_score(answers, dimension):
    """Points p become 100 - p: the score becomes 100 less the score, the error stays."""
    key = key_for(ONE)
    turned = copy.deepcopy(key)
    for item in turned["instruments"][ONE]["items"]:
        if item["dimension"] == dimension:
            table = item["form"]["table"]
            table["points"] = [100 - points for points in table["points"]]
    plain = score(key, {ONE: sitting(answers)})["scales"][dimension]
    mirrored = score(turned, {ONE: sitting(answers)})["scales"][dimension]
    assume(plain["score"] is not None)
    assert mirrored["score"] == pytest.approx(100 - plain["score"], abs=1e-9)
    assert mirrored["se"] == pytest.approx(plain["se"], abs=1e-9)
    assert (mirrored["k"], mirrored["n"]) == (plain["k"], plain["n"])


@often
@given(answers_to(ONE), answers_to(TWO))
def test_both_pages_of_a_pool_tell_the_same_junctures(one, two):
    """Where neither form is held the two pages agree on score and tier of every juncture that both can score."""
    results = []
    for own in SHIPPED:
        key = copy.deepcopy(key_for(own))
        for instrument in key["instruments"].values():
            instrument["pairs"] = []  # random answers contradict themselves
        results.append(score(key, {ONE: sitting(one), TWO: sitting(two)}))
    assume({result["quality"] for result in results} <= {"ok", "caution"})
    for name in JUNCTURES:
        first, second = (result["scales"][name] for result in results)
        if first["score"] is not None and second["score"] is not None:
            assert first == second
            assert results[0]["flags"][name] == results[1]["flags"][name]


@often
@given(answers_to(ONE))
def test_speed_only_makes_it_stricter(answers):
    """A fast sitting is never less doubtful than the same one answered slowly."""
    grades = ["ok", "caution", "hold"]
    slow = score(key_for(ONE), {ONE: sitting(answers)})["quality"]
    fast = score(key_for(ONE), {ONE: sitting(answers, fast=True)})["quality"]
    assume("empty" not in {slow, fast})
    assert grades.index(fast) >= max(1, grades.index(slow))
