"""The formulas and cuts of the measurement model, one behaviour a test, against values computed by hand.

Every test runs on both scorers. `worth` adds an answer of so many points, so that a test shows its arithmetic.
"""

from __future__ import annotations

import pytest

from even_exchange.instruments.items import TYPES
from even_exchange.instruments.items.trade_off.model import Pole
from tests.scoring.by_hand import (
    FACETS,
    JUNCTURES,
    ONE,
    POLICY,
    TWO,
    Form,
    form_of,
    key_of,
    page,
    sittings_of,
)

NEAR = {"abs": 1e-9}
SE_10 = (20, 20, 40, -20, -20, -40, 0, 0)
"""Eight deviations with a sum of squares of 4800: (4800 + 7200)/15 = 800, and the root of 800/8 is 10."""


def around(mean):
    """Return eight answers with this mean and a standard error of exactly 10."""
    return [mean + deviation for deviation in SE_10]


def even(facets=80, **junctures):
    """Return answers to all seven dimensions: four of each worth the same."""
    by_name = dict.fromkeys(FACETS, facets) | dict.fromkeys(JUNCTURES, 80) | junctures
    return form_of(
        {name: [points] * 4 if isinstance(points, int) else points for name, points in by_name.items()}
    )


def on_map(c, *junctures):
    """Return a form with C at `c` and Q, K, N (None: not met) at the others; two answers each, so that SE is 20.

    C has eight answers. Nothing is flagged: a flag needs four answers.
    """
    points = {name: [c, c] for name in FACETS}
    points |= {name: [value, value] for name, value in zip(JUNCTURES, junctures, strict=True)}
    return form_of(points)


# The model file holds the numbers of the specification


@pytest.mark.parametrize("part", POLICY)
def test_the_shipped_numbers_are_those_tested_here(keys, part):
    """Every cut and number that a shipped key carries is the one that these tests compute with."""
    assert keys["where-you-stand"][part] == POLICY[part]


def test_both_shipped_keys_carry_the_same_numbers(keys):
    """Instruments of a pool differ in what they score, never in a cut."""
    parts = [part for part in POLICY if part not in {"zones", "patterns"}]
    assert {part: keys["three-junctures"][part] for part in parts} == {part: POLICY[part] for part in parts}


def test_the_shipped_scales_are_those_of_the_specification(keys):
    """Form one scores both axes, form two the junctures only; dimensions stand in the order that settles ties."""
    one, two = keys["where-you-stand"], keys["three-junctures"]
    assert one["dimensions"] == [*FACETS, *JUNCTURES]
    assert (one["facets"], one["junctures"], one["across"], one["up"]) == (
        list(FACETS),
        list(JUNCTURES),
        "customer-focus",
        "self-assertion",
    )
    assert (two["dimensions"], two["facets"], two["junctures"], two["across"]) == (
        list(JUNCTURES),
        [],
        list(JUNCTURES),
        None,
    )
    assert one["pool"] == two["pool"] == ["where-you-stand", "three-junctures"]


@pytest.mark.parametrize("own", ["where-you-stand", "three-junctures"])
def test_pages_of_a_shipped_key_are_the_candidates(project, keys, own):
    """Playbooks and the page for pressing that are no drafts and share a reader with the instrument."""
    readers = set(project.instruments[own].for_)
    expected = {
        page.slug
        for page in project.pages
        if page.head.status != "draft"
        and (page.head.format == "playbook" or page.slug == POLICY["pressing"]["page"])
        and readers & set(page.head.audience)
    }
    assert {page["page"] for page in keys[own]["pages"]} == expected
    assert POLICY["pressing"]["page"] in expected


@pytest.mark.parametrize("own", ["where-you-stand", "three-junctures"])
def test_shipped_playbooks_have_a_line_for_each_primary_dimension(keys, own):
    """So the line to say is always that of the first page that names the dimension as primary."""
    for candidate in keys[own]["pages"]:
        if candidate["format"] == "playbook":
            assert set(candidate["primary"]) == set(candidate["say"])


# Points of every form


def form_of_type(type_, **fields):
    """Return the form that an item type reduces itself to."""
    common = {
        "id": "it",
        "type": type_,
        "dimension": "qualifying",
        "short": "it",
        "stem": "It …",
        "rests_on": ("x.01",),
    }
    return TYPES[type_](**common, **fields).form()


def points_for(result_of, form, answer):
    """Return the points that an answer to an item of this form is worth, or None when it does not count."""
    one = Form()
    one.items.append(
        {
            "id": "it",
            "short": "it",
            "dimension": "qualifying",
            "weight": 1,
            "tag": None,
            "place": None,
            "form": form,
            "self": None,
        }
    )
    one.answers["it"] = answer
    return result_of(one)["scales"]["qualifying"]["score"]


@pytest.mark.parametrize(("step", "points"), [(1, 0), (2, 25), (3, 50), (4, 75), (5, 100)])
def test_trade_off_gives_25_points_a_step_towards_the_good_pole_on_the_right(result_of, step, points):
    """Step k from the left is worth 25k points when the good pole is on the right."""
    form = form_of_type("trade-off", left=Pole(text="this"), right=Pole(text="that", good=True))
    assert points_for(result_of, form, step) == points


@pytest.mark.parametrize(("step", "points"), [(1, 100), (2, 75), (3, 50), (4, 25), (5, 0)])
def test_trade_off_turns_round_when_the_good_pole_is_on_the_left(result_of, step, points):
    """Step k from the left is worth 100 - 25k points when the good pole is on the left."""
    form = form_of_type("trade-off", left=Pole(text="this", good=True), right=Pole(text="that"))
    assert points_for(result_of, form, step) == points


@pytest.mark.parametrize("count", range(6))
def test_count_gives_20_points_each(result_of, count):
    """A count x of the wanted behaviour is worth 20x points, of the unwanted one 100 - 20x."""
    assert points_for(result_of, form_of_type("count", good="five"), count) == 20 * count
    assert points_for(result_of, form_of_type("count", good="none"), count) == 100 - 20 * count


def test_scenario_gives_the_points_of_the_option(result_of):
    """A scenario is worth what its option says, whatever its place."""
    options = (
        {"id": "kind", "text": "kind", "points": 0},
        {"id": "push", "text": "push", "points": 67, "press": True},
        {"id": "half", "text": "half", "points": 33},
        {"id": "even", "text": "even", "points": 100},
    )
    form = form_of_type("scenario", options=options)
    found = [points_for(result_of, form, answer) for answer in ("kind", "push", "half", "even")]
    assert found == [0, 67, 33, 100]
    assert form["table"]["press"] == [False, True, False, False]


UNTRADED = ((0.0, 100.0), (8.0, 0.0))
TALK_SHARE = ((43.0, 90.0), (65.0, 30.0))
BENT = ((10.0, 0.0), (20.0, 100.0), (40.0, 50.0))


@pytest.mark.parametrize(
    ("line", "value", "points"),
    [
        (UNTRADED, 0, 100),
        (UNTRADED, 2, 75),
        (UNTRADED, 8, 0),
        (TALK_SHARE, 43, 90),
        (TALK_SHARE, 54, 60),
        (TALK_SHARE, 65, 30),
        (BENT, 10, 0),
        (BENT, 15, 50),
        (BENT, 20, 100),
        (BENT, 30, 75),
        (BENT, 40, 50),
    ],
)
def test_number_lies_on_the_straight_line_between_knots(result_of, line, value, points):
    """A figure at a knot has its points, one between two knots lies on the straight line between them."""
    form = form_of_type("number", unit="of it", lowest=0.0, highest=100.0, line=line)
    assert points_for(result_of, form, value) == points


@pytest.mark.parametrize(
    ("line", "value", "points"),
    [
        (UNTRADED, 9, 0),  # 100 - 112.5
        (TALK_SHARE, 40, 98),  # 90 + 3*60/22 = 98.18
        (TALK_SHARE, 10, 100),  # 90 + 33*60/22 = 180
        (TALK_SHARE, 76, 0),  # 90 - 33*60/22 = 0
        (TALK_SHARE, 75, 3),  # 90 - 32*60/22 = 2.73
        (BENT, 60, 0),  # 50 - 20*2.5
        (BENT, 50, 25),  # the last stretch carried on
        (BENT, 0, 0),  # the first stretch carried on: -100
    ],
)
def test_number_line_is_carried_on_beyond_its_knots_and_stays_within_0_and_100(
    result_of, line, value, points
):
    """Beyond the first and last knot the outer stretches go on, cut off at 0 and 100."""
    form = form_of_type("number", unit="of it", lowest=0.0, highest=100.0, line=line)
    assert points_for(result_of, form, value) == points


@pytest.mark.parametrize(("value", "points"), [(1, 88), (3, 63), (5, 38), (7, 13)])
def test_points_that_are_not_whole_are_rounded_once_half_up(result_of, value, points):
    """87.5 becomes 88, 62.5 becomes 63: floor of p + 0.5, and not to the even number."""
    form = form_of_type("number", unit="of ten", lowest=0.0, highest=10.0, line=UNTRADED)
    assert points_for(result_of, form, value) == points


@pytest.mark.parametrize(
    "value", [-1, 10.5, 11, 2.5, 1e300, -1e300, "2", "", True, False, None, [2], {"x": 2}]
)
def test_figure_that_the_item_does_not_allow_is_no_answer(result_of, value):
    """Out of range, not whole, or no number: such an answer is absent from every formula."""
    form = form_of_type("number", unit="of ten", lowest=0.0, highest=10.0, line=UNTRADED)
    assert points_for(result_of, form, value) is None


@pytest.mark.parametrize(("value", "points"), [(1, 88), (10, 0)])
def test_lowest_and_highest_figure_are_allowed(result_of, value, points):
    """Both ends belong to the range."""
    form = form_of_type("number", unit="of ten", lowest=1.0, highest=10.0, line=UNTRADED)
    assert points_for(result_of, form, value) == points


@pytest.mark.parametrize("value", [10**400, -(10**400), 2**1024], ids=["high", "low", "just too high"])
def test_figure_too_large_for_a_float_is_no_answer(result_of, value):
    """A whole number beyond every float is out of range like any other."""
    form = form_of_type("number", unit="of ten", lowest=0.0, highest=10.0, line=UNTRADED)
    assert points_for(result_of, form, value) is None


def test_figure_that_need_not_be_whole_counts_as_typed(result_of):
    """2.5 of 8 on the line from 100 to 0 is 68.75 points, rounded to 69."""
    form = form_of_type("number", unit="of ten", lowest=0.0, highest=10.0, whole=False, line=UNTRADED)
    assert points_for(result_of, form, 2.5) == 69


@pytest.mark.parametrize("value", [-1, 6, 2.5, "2", "", "unmet", True, False, None, [2], 1e300])
def test_value_that_is_not_in_the_table_is_no_answer(result_of, value):
    """Only the values that the form offers count; true is not 1."""
    assert points_for(result_of, form_of_type("count", good="five"), value) is None


def test_answer_to_an_unknown_item_counts_for_nothing(result_of):
    """Answers under ids that the instrument does not have are passed over."""
    one = form_of({"qualifying": [40, 60]})
    one.answers |= {"gone": 100, "constructor": 3, "__proto__": 1}
    result = result_of(one)
    assert result["scales"]["qualifying"]["score"] == 50


# Scales


def test_score_is_the_mean_of_the_answers(result_of):
    """With all weights 1 a scale is the mean of the points."""
    assert result_of(form_of({"qualifying": [100, 25, 40]}))["scales"]["qualifying"]["score"] == 55


def test_score_weighs_each_answer(result_of):
    """(1*10 + 3*90)/4 = 70."""
    one = Form()
    one.worth(10, weight=1)
    one.worth(90, weight=3)
    assert result_of(one)["scales"]["qualifying"]["score"] == 70


def test_weights_of_missing_answers_do_not_count(result_of):
    """Of weights 5, 1 and 1 the first is left out: (20 + 60)/2 = 40."""
    one = Form()
    one.worth(None, weight=5)
    one.worth(20)
    one.worth(60)
    assert result_of(one)["scales"]["qualifying"]["score"] == 40


@pytest.mark.parametrize(
    ("items", "least"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (6, 4), (7, 5), (9, 6), (10, 7)]
)
def test_scale_is_scored_from_two_thirds_of_its_items(result_of, items, least):
    """3k >= 2n: exactly at the threshold there is a score, with one answer fewer there is not enough to say."""
    found = []
    for k in (least, least - 1):
        answers = {"qualifying": [60] * k + [None] * (items - k), "commitment": [60]}
        found.append(result_of(form_of(answers))["scales"]["qualifying"])
    enough, short = found
    assert (enough["score"], enough["k"], enough["n"]) == (60, least, items)
    assert (short["score"], short["se"], short["n"]) == (None, None, items)


def test_c_needs_seven_of_its_ten_items(result_of):
    """C over ten items of four facets is scored with seven answers and not with six."""
    facets = {"customer-first": [60, 60, 60], "relevance": [60, 60], "listening": [60, None, None]}
    seven = result_of(form_of({**facets, "their-world": [60, None]}))
    six = result_of(form_of({**facets, "their-world": [None, None]}))
    assert (seven["scales"]["customer-focus"]["score"], seven["scales"]["customer-focus"]["k"]) == (60, 7)
    assert (six["scales"]["customer-focus"]["score"], six["scales"]["customer-focus"]["k"]) == (None, 6)
    assert (six["zone"], six["pattern"]) == (None, None)


def test_facet_is_scored_by_its_own_items(result_of):
    """Two of two or two of three answers make a facet; one of two does not, though C as a whole is scored."""
    points = {
        "customer-first": [70, 70, None],
        "relevance": [30, 30],
        "listening": [50, None],
        "their-world": [90],
    }
    result = result_of(form_of(points))
    assert [result["scales"][facet]["score"] for facet in FACETS] == [70, 30, None, 90]
    assert result["scales"]["customer-focus"]["k"] == 6
    assert result["not_enough"] == ["listening", *JUNCTURES]


def test_c_is_the_mean_of_its_items_not_of_its_facets(result_of):
    """Three answers of 100 and one of 0 make 75; the mean of the two facets would be 50."""
    result = result_of(form_of({"customer-first": [100, 100, 100], "relevance": [0]}))
    assert result["scales"]["customer-focus"]["score"] == 75


def test_a_is_the_mean_of_the_junctures_whatever_their_item_counts(result_of):
    """(90 + 30 + 60)/3 = 60, though most answers are worth 90."""
    result = result_of(form_of({"qualifying": [90] * 8, "commitment": [30], "negotiation": [60, 60]}))
    axis = result["scales"]["self-assertion"]
    assert (axis["score"], axis["k"], axis["n"]) == (60, 3, 3)


def test_a_on_two_junctures_is_their_mean(result_of):
    """Without negotiation A is (90 + 30)/2."""
    result = result_of(form_of({"qualifying": [90], "commitment": [30], "negotiation": [None]}))
    axis = result["scales"]["self-assertion"]
    assert (axis["score"], axis["k"], axis["n"]) == (60, 2, 3)


def test_one_juncture_is_no_a_and_no_pattern_but_the_line_and_the_flag_stand(result_of):
    """With one juncture there is no A and no name; the zone and that juncture's tier are still told."""
    points = {facet: [80, 80] for facet in FACETS} | {"qualifying": [10, 10, 10, 10], "commitment": [None]}
    result = result_of(form_of({**points, "negotiation": [None]}))
    assert (result["scales"]["self-assertion"]["score"], result["pattern"]) == (None, None)
    assert result["zone"] == "customer-focused"
    assert result["flags"] == {"qualifying": "strong", "commitment": "unscored", "negotiation": "unscored"}


def test_without_c_there_is_no_zone_and_no_pattern_but_the_flags_stand(result_of):
    """Nothing about early attention answered: no line and no name; A and the tiers are still told."""
    points = {facet: [None] for facet in FACETS} | {name: [80, 80] for name in JUNCTURES}
    result = result_of(form_of(points))
    assert (result["zone"], result["pattern"], result["keeps_from_balanced"]) == (None, None, [])
    assert result["scales"]["self-assertion"]["score"] == 80
    assert result["flags"] == dict.fromkeys(JUNCTURES, "none")


def test_left_out_and_not_met_are_absent_alike(result_of):
    """Both are missing from every formula; the form keeps them apart, and the self-placement is in neither."""
    one = form_of({"qualifying": [40, "unmet", None, 60, "unmet", None, 50, 50]})
    one.guess(5)
    result = result_of(one)
    assert result["scales"]["qualifying"] == {"score": None, "se": None, "k": 4, "n": 8, "sources": [ONE]}


def test_instrument_without_the_facets_has_no_line_and_no_name(result_of):
    """Form two scores the junctures and A, and has neither C nor zone nor pattern."""
    result = result_of(form_of({name: [80, 80] for name in JUNCTURES}, TWO))
    assert list(result["scales"]) == [*JUNCTURES, "self-assertion"]
    assert (result["zone"], result["pattern"]) == (None, None)


# Standard errors


@pytest.mark.parametrize(
    ("points", "error"),
    [
        ([50], 30),  # v = 7200/8 = 900
        ([70, 70], 20),  # v = 7200/9 = 800, root of 800/2
        ([95, 5], 25),  # SS = 4050, v = 11250/9 = 1250, root of 1250/2
        (around(50), 10),
        ([100, 0, 100, 0], 19.771421064483),  # SS = 10000, v = 17200/11, root of v/4
    ],
)
def test_standard_error_of_a_scale_with_equal_weights(result_of, points, error):
    """SE is the root of v/k with v = (SS + 8*30^2)/(k + 7)."""
    assert result_of(form_of({"qualifying": points}))["scales"]["qualifying"]["se"] == pytest.approx(
        error, **NEAR
    )


def test_standard_error_with_weights(result_of):
    """95 and 5 with weights 3 and 4: v = 1250 from the plain mean, SE = root of 1250*25 over 7."""
    one = Form()
    one.worth(95, weight=3)
    one.worth(5, weight=4)
    assert result_of(one)["scales"]["qualifying"]["se"] == pytest.approx(25.253813613805, **NEAR)


def test_one_answer_of_any_weight_has_the_prior_error(result_of):
    """The root of 900*9 over 3 is 30: a weight alone brings no certainty."""
    one = Form()
    one.worth(50, weight=3)
    assert result_of(one)["scales"]["qualifying"]["se"] == 30


def test_standard_error_of_a(result_of):
    """Errors of 10, 20 and 20: the root of 900 over 3 is 10; of 20 and 20 alone the root of 800 over 2."""
    three = {"qualifying": around(50), "commitment": [50, 50], "negotiation": [50, 50]}
    assert result_of(form_of(three))["scales"]["self-assertion"]["se"] == pytest.approx(10, **NEAR)
    two = three | {"qualifying": [None]}
    assert result_of(form_of(two))["scales"]["self-assertion"]["se"] == pytest.approx(14.142135623731, **NEAR)


def test_straight_liner_has_an_error(result_of):
    """Twenty equal answers still leave an error: 7200/27 = 266.7, the root of that over 20 is 3.65."""
    error = result_of(form_of({"qualifying": [50] * 20}))["scales"]["qualifying"]["se"]
    assert error == pytest.approx(3.651483716701, **NEAR)


# Tidy values and print


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (64.99999999999999, 65),
        (64.9999994, 64.999999),
        (64.9999996, 65),
        (-0.0000001, 0),
        (-1.5, -1.5),
        (0.1 + 0.2, 0.3),
    ],
)
def test_tidy_keeps_six_decimals(scorer, value, found):
    """The value is rounded half up to six decimals."""
    assert scorer.tidy(value) == found


@pytest.mark.parametrize(
    ("value", "whole"), [(64.5, 65), (64.49999999, 65), (64.499999, 64), (0.4, 0), (99.5, 100)]
)
def test_printed_is_whole_points_half_up_of_the_tidy_value(scorer, value, whole):
    """Pages print floor of the tidy value + 0.5."""
    assert scorer.printed(value) == whole


def test_mean_that_arrives_just_under_a_cut_counts_as_on_it(result_of):
    """A of 50, 81 1/3 and 63 2/3 is 65 and arrives as 64.99999999999999: it is in the target corner."""
    thirds = {"qualifying": [50, 50, 50], "commitment": [81, 81, 82], "negotiation": [63, 64, 64]}
    result = result_of(form_of({facet: [100, 100] for facet in FACETS} | thirds))
    assert result["scales"]["self-assertion"]["score"] == 64.99999999999999
    assert result["pattern"] == "balanced"


# The line


@pytest.mark.parametrize(
    ("c", "zone"),
    [
        (0, "seller-focused"),
        (34, "seller-focused"),
        (35, "leaning-own-side"),
        (49, "leaning-own-side"),
        (50, "leaning-customer-side"),
        (64, "leaning-customer-side"),
        (65, "customer-focused"),
        (100, "customer-focused"),
    ],
)
def test_zone_begins_at_its_lower_cut(result_of, c, zone):
    """The lower end belongs to a zone, the upper to the next one; 100 belongs to the last."""
    assert result_of(form_of({"customer-first": [c, c]}))["zone"] == zone


@pytest.mark.parametrize(
    ("answers", "near"),
    [
        (around(58), []),  # 51.3 .. 64.7
        (around(56), ["leaning-own-side"]),  # 49.3 .. 62.7
        (around(59), ["customer-focused"]),  # 52.3 .. 65.7
        ([57, 57], ["leaning-own-side", "customer-focused"]),  # 43.6 .. 70.4
        ([95], []),  # 74.9 .. 115.1
        ([5], []),  # -15.1 .. 25.1
        ([20], ["leaning-own-side"]),  # -0.1 .. 40.1
    ],
)
def test_second_zone_is_named_where_two_thirds_of_an_error_reach_it(result_of, answers, near):
    """C - .67 SE first, then C + .67 SE; beyond 0 and 100 the outer zones go on."""
    assert result_of(form_of({"customer-first": answers}))["zone_close_to"] == near


def test_second_zone_is_not_named_where_the_error_just_touches_the_lower_cut(result_of):
    """60 less half of 20 is 50, which is still the same zone; 55 and ten more is 65, which is the next."""
    half = {**POLICY["scoring"], "borderline": 0.5}
    assert result_of(form_of({"customer-first": [60, 60]}), scoring=half)["zone_close_to"] == [
        "customer-focused"
    ]
    assert result_of(form_of({"customer-first": [75, 75]}), scoring=half)["zone_close_to"] == []
    assert result_of(form_of({"customer-first": [55, 55]}), scoring=half)["zone_close_to"] == [
        "leaning-own-side",
        "customer-focused",
    ]


# Names


@pytest.mark.parametrize(
    ("c", "a", "name"),
    [
        (65, 65, "balanced"),
        (100, 100, "balanced"),
        (64, 65, "uneven"),
        (65, 64, "uneven"),
        (50, 50, "uneven"),
        (100, 50, "uneven"),
        (49, 50, "seller-led"),
        (0, 100, "seller-led"),
        (49, 49, "out-of-phase"),
        (0, 0, "out-of-phase"),
        (50, 49, "over-accommodating"),
        (100, 0, "over-accommodating"),
    ],
)
def test_every_place_has_one_name(result_of, c, a, name):
    """The rules are read in order, with the lower end of each cut inside."""
    assert result_of(on_map(c, a, a, a))["pattern"] == name


def test_flag_keeps_the_target_corner_from_balanced(result_of):
    """C 80 and A 65, but negotiation at 20 is flagged: uneven."""
    result = result_of(even(qualifying=100, commitment=75, negotiation=20))
    assert result["scales"]["self-assertion"]["score"] == 65
    assert (result["pattern"], result["keeps_from_balanced"]) == ("uneven", ["negotiation"])


def test_watch_sentence_does_not_keep_from_balanced(result_of):
    """Negotiation at 55 is worth a look and no flag; with A at 65 the name is balanced."""
    result = result_of(even(qualifying=75, commitment=65, negotiation=55))
    assert (result["flags"]["negotiation"], result["pattern"]) == ("watch", "balanced")
    assert result["keeps_from_balanced"] == []


def test_gap_note_does_not_keep_from_balanced(result_of):
    """A gap note is no flag."""
    one = even(commitment=80)
    one.worth(0, "qualifying", tag="urgency")
    result = result_of(one)
    assert (result["notes"], result["pattern"]) == (["gap.urgency"], "balanced")


def test_unscored_juncture_keeps_from_balanced(result_of):
    """With negotiation not met A is 80 on two; balanced cannot be said."""
    result = result_of(on_map(80, 80, 80, "unmet"))
    assert (result["pattern"], result["keeps_from_balanced"]) == ("uneven", ["negotiation"])


def with_pressing(pushed, offered, **points):
    """Return a form in which so many of the scenarios that offer a push were answered by it."""
    one = even(**points)
    for number in range(offered):
        one.worth(80, "commitment", press=number < pushed)
    return one


@pytest.mark.parametrize(
    ("pushed", "offered", "name"), [(2, 5, "uneven"), (3, 8, "balanced"), (2, 2, "balanced")]
)
def test_pressing_from_40_keeps_from_balanced(result_of, pushed, offered, name):
    """P of 40 is too much, 37.5 is not, and P of two scenarios is not defined and counts as under 40."""
    result = result_of(with_pressing(pushed, offered))
    assert result["pattern"] == name
    assert result["keeps_from_balanced"] == (["pressing"] if name == "uneven" else [])


def test_clear_name_stands_alone(result_of):
    """C 90 and A 80 stay in the corner with two thirds of an error off either: no second name."""
    result = result_of(on_map(90, 80, 80, 80))
    assert (result["pattern"], result["close_to"], result["third"]) == ("balanced", None, [])


def test_second_name_is_the_one_met_in_the_runs(result_of):
    """A of 52 with an error of 11.5 reaches under 50: uneven, close to over-accommodating."""
    result = result_of(on_map(80, 52, 52, 52))
    assert (result["pattern"], result["close_to"], result["third"]) == ("uneven", "over-accommodating", [])


def test_tie_of_second_names_goes_to_the_first_run(result_of):
    """At 50 and 50 C less some is seller-led, A less some over-accommodating: once each, C's runs come first."""
    result = result_of(on_map(50, 50, 50, 50))
    assert (result["pattern"], result["close_to"], result["third"]) == (
        "uneven",
        "seller-led",
        ["over-accommodating"],
    )


def test_upper_run_of_c_comes_before_the_runs_of_a(result_of):
    """At 49 and 49 C and some more is over-accommodating, A and some more seller-led: C's run comes first."""
    result = result_of(on_map(49, 49, 49, 49))
    assert result["pattern"] == "out-of-phase"
    assert (result["close_to"], result["third"]) == ("over-accommodating", ["seller-led"])


def test_name_met_twice_is_one_second_name(result_of):
    """At 66 and 66 both lower runs are uneven: one second name and no third."""
    result = result_of(on_map(66, 66, 66, 66))
    assert (result["pattern"], result["close_to"], result["third"]) == ("balanced", "uneven", [])


def test_name_met_most_often_comes_before_the_one_met_first(result_of):
    """C less some meets one name, C and A plus some another one twice: the second is named, the first is third."""
    patterns = [
        {"id": "low", "when": {"across_below": 45}},
        {"id": "high", "when": {"across_from": 55}},
        {"id": "high", "when": {"up_from": 55}},
        {"id": "middle", "when": {}},
    ]
    result = result_of(on_map(50, 50, 50, 50), patterns=patterns)
    assert (result["pattern"], result["close_to"], result["third"]) == ("middle", "high", ["low"])


def test_runs_are_not_cut_off_at_0_and_100(result_of):
    """C of 100 with an error of 7.7 runs to 105 and A of 0 to -7.7."""
    patterns = [
        {"id": "beyond", "when": {"across_from": 105}},
        {"id": "inside", "when": {"up_from": 0}},
        {"id": "below", "when": {}},
    ]
    result = result_of(on_map(100, 0, 0, 0), patterns=patterns)
    assert (result["pattern"], result["close_to"], result["third"]) == ("inside", "beyond", ["below"])


def test_runs_keep_the_flags(result_of):
    """A of 64 with room upwards stays uneven alone: the flag at negotiation is not lifted in the runs."""
    result = result_of(even(qualifying=100, commitment=72, negotiation=20))
    assert (result["pattern"], result["close_to"]) == ("uneven", None)


# What keeps uneven from balanced


def test_flagged_juncture_with_the_highest_yielding_comes_first(result_of):
    """Two flags: the one with the higher Y is named, alone."""
    result = result_of(even(qualifying=100, commitment=30, negotiation=25))
    assert result["keeps_from_balanced"] == ["negotiation"]


def test_flags_that_tie_go_by_the_order_of_dimensions(result_of):
    """Commitment and negotiation alike: commitment comes first."""
    assert result_of(even(qualifying=100, commitment=30, negotiation=30))["keeps_from_balanced"] == [
        "commitment"
    ]


def test_flag_comes_before_an_unscored_juncture(result_of):
    """Negotiation not met, commitment flagged: commitment."""
    result = result_of(even(qualifying=100, commitment=30, negotiation=["unmet"] * 4))
    assert (result["pattern"], result["keeps_from_balanced"]) == ("uneven", ["commitment"])


def test_unscored_juncture_comes_before_pressing(result_of):
    """Negotiation not met and P at 40: negotiation."""
    result = result_of(with_pressing(2, 5, negotiation=["unmet"] * 4))
    assert result["notes"] == ["pressing"]
    assert result["keeps_from_balanced"] == ["negotiation"]


def test_every_unscored_juncture_is_named(result_of):
    """Where one juncture is enough for A, two that are not scored are both told."""
    one = {**POLICY["scoring"], "least_junctures": 1}
    result = result_of(on_map(80, 80, None, None), scoring=one)
    assert (result["pattern"], result["keeps_from_balanced"]) == ("uneven", ["commitment", "negotiation"])


def test_pressing_comes_before_a_low_scale(result_of):
    """C at 60 and P at 40: pressing."""
    assert result_of(with_pressing(2, 5, facets=60))["keeps_from_balanced"] == ["pressing"]


def test_only_c_below_names_the_lowest_facet(result_of):
    """C under 65, A over it: the lowest facet, though a juncture is lower still."""
    low = {"customer-first": [60, 60], "relevance": [58, 58], "listening": [50, 50], "their-world": [60, 60]}
    result = result_of(
        form_of(low | {"qualifying": [90] * 4, "commitment": [90] * 4, "negotiation": [46] * 4})
    )
    assert (result["pattern"], result["keeps_from_balanced"]) == ("uneven", ["listening"])


def test_only_a_below_names_the_lowest_juncture(result_of):
    """A under 65, C over it: the lowest juncture, though a facet is lower still."""
    points = {
        "customer-first": [100, 100],
        "relevance": [100, 100],
        "listening": [40, 40],
        "their-world": [90, 90],
    }
    result = result_of(
        form_of(points | {"qualifying": [70] * 4, "commitment": [56] * 4, "negotiation": [60] * 4})
    )
    assert (result["pattern"], result["keeps_from_balanced"]) == ("uneven", ["commitment"])


def test_both_below_names_the_lowest_of_all_seven(result_of):
    """C and A under 65: the lowest of facets and junctures together."""
    points = {
        "customer-first": [60, 60],
        "relevance": [60, 60],
        "listening": [55, 55],
        "their-world": [60, 60],
    }
    result = result_of(
        form_of(points | {"qualifying": [60] * 4, "commitment": [54] * 4, "negotiation": [60] * 4})
    )
    assert (result["pattern"], result["keeps_from_balanced"]) == ("uneven", ["commitment"])


def test_scales_that_tie_go_by_the_order_of_dimensions(result_of):
    """All seven at 60: the first of them."""
    assert result_of(even(60, qualifying=60, commitment=60, negotiation=60))["keeps_from_balanced"] == [
        "customer-first"
    ]


def test_unscored_facet_is_not_named(result_of):
    """The lowest facet has too few answers: the lowest scored one is named."""
    points = {
        "customer-first": [60] * 4,
        "relevance": [50] * 4,
        "listening": [0, None, None],
        "their-world": [60] * 4,
    }
    result = result_of(form_of(points | {name: [80] * 4 for name in JUNCTURES}))
    assert (result["pattern"], result["keeps_from_balanced"]) == ("uneven", ["relevance"])


def test_other_names_have_nothing_that_keeps_them(result_of):
    """Only uneven says what is missing."""
    for c, a in ((90, 90), (20, 80), (20, 20), (80, 20)):
        assert result_of(on_map(c, a, a, a))["keeps_from_balanced"] == []


# Flags


def tier(result_of, *points, dimension="negotiation"):
    """Return the tier of a juncture with answers worth these points."""
    return result_of(form_of({dimension: points}))["flags"][dimension]


@pytest.mark.parametrize(
    ("points", "found"),
    [
        ((34, 34, 56, 56), "likely"),  # Y = 55
        ((34, 34, 58, 58), "watch"),  # Y = 54
        ((55, 55, 55, 55), "watch"),  # Y = 45
        ((56, 56, 56, 56), "none"),  # Y = 44
        ((34, 34, 78, 78), "none"),  # Y = 44, though two answers yield
    ],
)
def test_tier_by_yielding_at_the_cuts(result_of, points, found):
    """A flag from Y 55, a watch sentence from Y 45, else no sign."""
    assert tier(result_of, *points) == found


def test_flag_needs_four_answers(result_of):
    """Three answers of 0 are only worth a look, four are a flag."""
    assert tier(result_of, 0, 0, 0) == "watch"
    assert tier(result_of, 0, 0, 0, 0) == "strong"


def test_flag_needs_two_answers_at_the_yield_end(result_of):
    """34 points are at the yield end, 35 are not; with one such answer there is no flag however high Y is."""
    assert tier(result_of, 35, 35, 35, 35) == "watch"
    assert tier(result_of, 34, 35, 35, 35) == "watch"
    assert tier(result_of, 34, 34, 35, 35) == "strong"


def test_figure_counts_as_an_answer_at_the_yield_end(result_of):
    """Any scored type can raise a flag: 7 untraded concessions are worth 13 points."""
    one = form_of({"negotiation": [34, 60, 60]})
    ref = one.figure(7, UNTRADED, "negotiation")
    result = result_of(one)
    assert result["flags"]["negotiation"] == "likely"
    assert result["raised"]["negotiation"] == [f"{ONE}/item-1", ref]


def test_strong_when_one_error_less_is_still_50(result_of):
    """Y 60 less an error of 10 is 50: strong. Y 59 less 10 is 49: likely."""
    assert tier(result_of, *around(40)) == "strong"
    assert tier(result_of, *[41 + deviation for deviation in SE_10]) == "likely"


def test_gap_note_makes_a_watch_of_no_sign(result_of):
    """Qualifying at 80 is no sign; with a gap note in it, it is worth a look."""
    one = form_of({"qualifying": [100] * 3})
    one.worth(20, tag="urgency")
    assert result_of(one)["flags"]["qualifying"] == "watch"


def test_gap_note_makes_nothing_of_another_juncture(result_of):
    """The note stands at its own juncture alone."""
    one = form_of({"qualifying": [90] * 3, "commitment": [80] * 3})
    one.worth(20, tag="urgency")
    assert result_of(one)["flags"]["commitment"] == "none"


def test_unscored_juncture_is_neither_flagged_nor_cleared(result_of):
    """One of three answers, worth nothing: not enough to say, and nothing raised."""
    result = result_of(form_of({"negotiation": [0, None, None], "qualifying": [80]}))
    assert (result["flags"]["negotiation"], result["raised"]["negotiation"]) == ("unscored", [])


def test_answers_that_raised_a_flag_stand_in_item_order(result_of):
    """All answers of at most 34 points, by item and not by points; a juncture without a flag names none."""
    result = result_of(form_of({"negotiation": [33, 60, 0, 34, 35], "qualifying": [0, 100, 0, 100]}))
    assert result["raised"]["negotiation"] == [f"{ONE}/item-1", f"{ONE}/item-3", f"{ONE}/item-4"]
    assert result["raised"]["qualifying"] == []


# Gap notes


def gaps(result_of, *tagged, others=(80, 80, 80)):
    """Return the tags of the gap notes for answers (tag, points) beside others without a tag."""
    one = form_of({"qualifying": others})
    for tag, points in tagged:
        one.worth(points, tag=tag)
    return [gap["tag"] for gap in result_of(one)["gaps"]]


def test_gap_note_up_to_a_mean_of_25(result_of):
    """0 and 50 average 25: a note. 0 and 51 do not."""
    assert gaps(result_of, ("urgency", 0), ("urgency", 50)) == ["urgency"]
    assert gaps(result_of, ("urgency", 0), ("urgency", 51)) == []


def test_gap_note_from_one_answer(result_of):
    """One answer is enough; its ref alone stands behind the note."""
    one = form_of({"qualifying": [80, 80]})
    ref = one.worth(25, tag="means")
    one.worth("unmet", tag="means")
    assert result_of(one)["gaps"] == [{"tag": "means", "juncture": "qualifying", "refs": [ref]}]


def test_gap_note_leaves_weights_aside(result_of):
    """0 with weight 1 and 50 with weight 9 average 25 here, though they weigh 45 in the scale."""
    one = form_of({"qualifying": [80, 80]})
    one.worth(0, tag="fit")
    one.worth(50, tag="fit", weight=9)
    assert [gap["tag"] for gap in result_of(one)["gaps"]] == ["fit"]


def test_gap_note_only_in_a_scored_juncture(result_of):
    """Two answers of four are not enough for the juncture, so nothing is said of its tags."""
    one = form_of({"qualifying": [None, None], "commitment": [80]})
    one.worth(0, tag="fit")
    one.worth(0, tag="means")
    assert result_of(one)["gaps"] == []


def test_gap_notes_stand_in_the_order_of_junctures_and_tags(result_of):
    """The model's order, not that of the items; the notes say the same in short."""
    one = form_of({"qualifying": [90, 90, 90], "commitment": [90, 90, 90], "negotiation": [90, 90, 90]})
    one.worth(0, "negotiation", tag="silence")
    one.worth(0, "negotiation", tag="price")
    one.worth(0, "qualifying", tag="urgency")
    one.worth(0, "commitment", tag="stall")
    result = result_of(one)
    assert [gap["tag"] for gap in result["gaps"]] == ["urgency", "stall", "price", "silence"]
    assert result["notes"] == ["gap.urgency", "gap.stall", "gap.price", "gap.silence"]


def test_tag_that_is_not_the_junctures_prints_no_note(result_of):
    """Only the tags that the model gives a juncture are told."""
    assert gaps(result_of, ("bait", 0)) == []


# Pressing


@pytest.mark.parametrize(
    ("pushed", "offered", "share"), [(2, 5, 40.0), (3, 3, 100.0), (3, 8, None), (1, 3, None), (2, 2, None)]
)
def test_pressing_note_from_three_scenarios_and_40(result_of, pushed, offered, share):
    """P = 100 * pushes chosen / scenarios that offer one; under three of them or under 40 nothing is said."""
    result = result_of(with_pressing(pushed, offered))
    assert (result["pressing"] or {}).get("share") == share
    assert ("pressing" in result["notes"]) == (share is not None)


def test_pressing_counts_answered_scenarios_that_offer_a_push(result_of):
    """Scenarios left out, and those without a pushing option, are not in the share."""
    one = form_of({"qualifying": [80] * 9})
    refs = [one.worth(67, "commitment", press=True) for _ in range(2)]
    one.worth(80, "commitment", press=False)
    one.worth(None, "commitment", press=True)
    pressing = result_of(one)["pressing"]
    assert pressing["share"] == pytest.approx(200 / 3, **NEAR)
    assert pressing["refs"] == refs


def test_pressing_counts_scenarios_about_the_first_talks_too(result_of):
    """P is over all scenarios that offer a push, whatever they measure."""
    one = form_of({"qualifying": [80, 80]})
    for dimension in ("customer-first", "qualifying", "negotiation"):
        one.worth(67, dimension, press=True)
    assert result_of(one)["pressing"]["share"] == 100


def test_yielding_and_pressing_are_told_together(result_of):
    """A flag at negotiation and pushing at commitment: both notes."""
    result = result_of(with_pressing(3, 3, negotiation=10))
    assert (result["flags"]["negotiation"], result["notes"]) == ("strong", ["pressing"])


# Blind spot


@pytest.mark.parametrize(
    ("c", "step", "said"), [(60, 8, 80), (60, 4, 40), (61, 8, None), (59, 4, None), (20, 0, 0), (80, 10, 100)]
)
def test_blind_spot_from_twenty_points_either_way(result_of, c, step, said):
    """Ten times the guess is compared with C; 20 apart is told, 19 is not."""
    one = form_of({"customer-first": [c, c]})
    one.guess(step)
    found = result_of(one)["blind_spot"]
    assert found == ({"said": said, "scored": c} if said is not None else None)


def test_blind_spot_needs_a_scored_c_and_a_guess(result_of):
    """Without C, or without a guess, nothing is compared."""
    without_c = form_of({"customer-first": [60, None], "qualifying": [80]})
    without_c.guess(10)
    assert result_of(without_c)["blind_spot"] is None
    without_guess = form_of({"customer-first": [90, 90]})
    without_guess.guess(None)
    assert result_of(without_guess)["blind_spot"] is None


@pytest.mark.parametrize(
    "step", ["10", "", True, False, None, [10], -1, 11, 1e308, pytest.param(10**400, id="huge"), "unmet"]
)
def test_guess_that_the_item_does_not_allow_is_no_guess(result_of, step):
    """Only a number from 0 to 10 is compared; nothing else is told as a blind spot."""
    one = form_of({"customer-first": [50, 50]})
    one.guess("placeholder")
    one.answers["item-3"] = step
    assert result_of(one)["blind_spot"] is None


# Signs about the quality of the answers


def rated(*places, options=5, kind="rating"):
    """Return a form with items answered at these places."""
    one = Form()
    for place in places:
        one.rated(place, options, kind=kind)
    return one


def signs(result):
    """Return the signs of a result with their levels."""
    return [(sign["sign"], sign["level"]) for sign in result["signs"]]


def by_turns(run, total):
    """Return `run` answers at one place, then others none of which repeats its place from either end."""
    return [1] * run + [(0, 3)[number % 2] for number in range(total - run)]


HELD = [("straight-lining", "hold")]


@pytest.mark.parametrize(
    ("items", "least"), [(6, 6), (19, 6), (20, 6), (21, 7), (22, 7), (23, 7), (24, 8), (26, 8), (27, 9)]
)
def test_run_of_three_tenths_of_the_rating_items_holds(result_of, items, least):
    """The longest run of one place against max(6, ceil(.3 k)): at it held, one under it not."""
    assert signs(result_of(rated(*by_turns(least, items)))) == HELD
    assert signs(result_of(rated(*by_turns(least - 1, items)))) == []


@pytest.mark.parametrize(("items", "least"), [(6, 6), (11, 6), (12, 6), (13, 7), (15, 8), (16, 8)])
def test_run_of_half_of_the_scenarios_holds(result_of, items, least):
    """The longest run of one printed place against max(6, ceil(k/2))."""
    assert signs(result_of(rated(*by_turns(least, items), kind="scenario"))) == HELD
    assert signs(result_of(rated(*by_turns(least - 1, items), kind="scenario"))) == []


@pytest.mark.parametrize(("five", "six"), [(0, 0), (2, 2), (4, 5), (2, 3), (0, 1)])
def test_place_counts_from_the_first_and_from_the_last_option(result_of, five, six):
    """A trade-off has five options and a count six: the same place from either end is a run."""
    one = Form()
    for _ in range(3):
        one.rated(five, 5)
        one.rated(six, 6)
    assert signs(result_of(one)) == HELD


def test_places_that_are_the_same_from_neither_end_are_no_run(result_of):
    """The first of five and the fourth of six by turns are two places from both ends."""
    one = Form()
    for _ in range(6):
        one.rated(0, 5)
        one.rated(3, 6)
    assert signs(result_of(one)) == []


def test_run_goes_on_over_items_that_are_not_answered(result_of):
    """Left out or not met between them, six alike are still a run."""
    one = Form()
    for gap in (None, "unmet", None, None, "unmet", None):
        one.rated(1)
        one.rated(gap)
    assert signs(result_of(one)) == HELD


def test_scenarios_and_rating_items_are_sequences_of_their_own(result_of):
    """Five and five alike, mixed, are a run of five in each: nothing is held."""
    one = Form()
    for _ in range(5):
        one.rated(1, 4)
        one.rated(1, 4, kind="scenario")
    assert signs(result_of(one)) == []


def test_scenario_between_does_not_break_a_run_of_rating_items(result_of):
    """Six rating items alike are a run whatever the scenarios between them say."""
    one = Form()
    for number in range(6):
        one.rated(1)
        one.rated(number % 4, 4, kind="scenario")
    assert signs(result_of(one)) == HELD


def test_figures_have_no_place(result_of):
    """Number items are in neither sequence, however alike they are."""
    one = Form()
    for _ in range(20):
        one.figure(40, ((0, 0), (100, 100)))
    assert signs(result_of(one)) == []


def pairs(*gaps, fast=False):
    """Return a form with planted pairs whose points lie so far apart."""
    one = Form(fast=fast)
    for gap in gaps:
        one.pair(99, 99 - gap)
    return one


@pytest.mark.parametrize(
    ("gaps", "found"),
    [
        ((55, 55, 55, 55), [("contradiction", "hold")]),
        ((99, 99, 11, 11), [("contradiction", "hold")]),
        ((54, 55, 55, 55), [("contradiction", "caution")]),
        ((45, 45, 45, 45), [("contradiction", "caution")]),
        ((44, 45, 45, 45), []),
        ((55, 55, 55, 55, 55), [("contradiction", "hold")]),
        ((55, 55, 55), [("contradiction", "caution")]),
        ((99, 99, 99), [("contradiction", "caution")]),
        ((54, 55, 55), []),
        ((99, 99), []),
        ((99,), []),
    ],
)
def test_contradiction_by_the_mean_gap_of_planted_pairs(result_of, gaps, found):
    """Four or more pairs: from 55 held, from 45 cautioned. Three: from 55 cautioned. Fewer: no sign."""
    assert signs(result_of(pairs(*gaps))) == found


def test_pair_with_one_answer_does_not_count(result_of):
    """Of four planted pairs one is half answered: three count, so 55 only cautions."""
    one = pairs(55, 55, 55)
    one.pair(99, None)
    assert signs(result_of(one)) == [("contradiction", "caution")]


def test_gap_of_a_pair_counts_in_either_direction(result_of):
    """Gaps of 60 and -60 do not cancel."""
    one = Form()
    for first, second in ((80, 20), (20, 80), (80, 20), (20, 80)):
        one.pair(first, second)
    assert signs(result_of(one)) == [("contradiction", "hold")]


def test_speed_alone_cautions(result_of):
    """A fast sitting with nothing else odd is shown with low confidence."""
    one = rated(*by_turns(4, 12))
    one.fast = True
    result = result_of(one)
    assert (result["quality"], signs(result)) == ("caution", [("speed", "caution")])


def test_speed_with_a_run_of_five_holds(result_of):
    """A run of five rating items, which alone is nothing, holds a fast sitting."""
    one = rated(*by_turns(5, 12))
    assert signs(result_of(one)) == []
    one.fast = True
    assert signs(result_of(one)) == [("speed", "hold")]


def test_run_of_scenarios_does_not_hold_a_fast_sitting(result_of):
    """Only a run of rating items makes a hold of the speed sign."""
    one = rated(*by_turns(5, 12), kind="scenario")
    one.fast = True
    assert signs(result_of(one)) == [("speed", "caution")]


@pytest.mark.parametrize(
    ("gaps", "found"),
    [
        ((40, 40, 40, 40), [("speed", "hold")]),
        ((39, 40, 40, 40), [("speed", "caution")]),
        ((54, 54, 54), [("speed", "caution")]),
        ((45, 45, 45, 45), [("contradiction", "caution"), ("speed", "hold")]),
    ],
)
def test_speed_with_a_gap_of_40_holds_with_four_pairs(result_of, gaps, found):
    """Disagreeing pairs, which alone are nothing, hold a fast sitting when there are four of them."""
    assert signs(result_of(pairs(*gaps, fast=True))) == found


@pytest.mark.parametrize(
    ("best", "others", "found"),
    [(9, 1, True), (8, 1, False), (18, 2, True), (17, 2, False), (4, 0, True), (3, 0, False)],
)
def test_ideal_from_nine_tenths_at_100_points(result_of, best, others, found):
    """90 % of the answered items at 100 points caution, from four on."""
    result = result_of(form_of({"qualifying": [100] * best + [60] * others}))
    assert signs(result) == ([("ideal", "caution")] if found else [])


def test_ideal_leaves_number_items_aside(result_of):
    """Nine of ten tables are best: ten figures, good or bad, change nothing."""
    for value in (0, 100):
        one = form_of({"qualifying": [100] * 9 + [60]})
        for _ in range(10):
            one.figure(value, ((0, 0), (100, 100)), "commitment")
        assert signs(result_of(one)) == [("ideal", "caution")]


def test_ideal_is_no_sign_with_figures_alone(result_of):
    """Best figures and no table item: no sign."""
    one = Form()
    one.figure(100, ((0, 0), (100, 100)))
    assert signs(result_of(one)) == []


def test_several_signs_take_the_strictest_result_and_tell_all(result_of):
    """A caution beside a hold is held, and both reasons are told in the order of the table."""
    one = Form(fast=True)
    for _ in range(6):
        one.rated(0)
    for gap in (60, 60, 60, 60):
        one.pair(99, 99 - gap)
    result = result_of(one)
    assert result["quality"] == "hold"
    assert signs(result) == [("straight-lining", "hold"), ("contradiction", "hold"), ("speed", "hold")]


def test_plain_answers_have_no_sign(result_of):
    """Nothing odd: ok."""
    result = result_of(even())
    assert (result["quality"], result["signs"]) == ("ok", [])


def test_held_gives_nothing(result_of):
    """No score, zone, name, flag, note or page; the answers are still counted."""
    one = even(qualifying=10, negotiation=0)
    one.guess(10)
    for _ in range(6):
        one.rated(0)
    lead = page("any", *JUNCTURES, say={"negotiation": "Say this."})
    result = result_of(one, pages=[lead])
    assert result["quality"] == "hold"
    nothing = {"score": None, "se": None, "k": 0, "n": 0, "sources": []}
    assert list(result["scales"].values()) == [nothing] * 9
    assert (result["zone"], result["pattern"], result["close_to"], result["third"]) == (None, None, None, [])
    assert (result["zone_close_to"], result["keeps_from_balanced"]) == ([], [])
    assert set(result["flags"].values()) == {"unscored"}
    assert not any(result["raised"].values())
    assert (result["gaps"], result["pressing"], result["blind_spot"], result["notes"]) == ([], None, None, [])
    assert (result["weakest"], result["say"], result["playbooks"], result["drill"]) == (None, None, [], None)
    assert result["strength"] is None


def test_caution_gives_the_whole_result(result_of):
    """With low confidence everything is told that would be told without."""
    plain, cautioned = even(negotiation=10), even(negotiation=10)
    cautioned.fast = True
    one, other = result_of(plain), result_of(cautioned)
    assert (one["quality"], other["quality"]) == ("ok", "caution")
    for part in ("scales", "zone", "pattern", "flags", "raised", "weakest", "playbooks", "strength"):
        assert one[part] == other[part]


def test_nothing_scored_is_empty(result_of):
    """Without one answer the result says that, not "no sign"; every dimension is missing."""
    result = result_of(form_of({"qualifying": [None, "unmet"]}))
    assert (result["quality"], result["signs"]) == ("empty", [])
    assert set(result["flags"].values()) == {"unscored"}
    assert result["not_enough"] == [*FACETS, *JUNCTURES]


# Times


def is_fast(scorer, ratings, scenarios, figures=()):
    """Look at the times of rating items, scenarios and number items; None = no time."""
    one, seconds = Form(), {}
    for kind, times in (("rating", ratings), ("scenario", scenarios)):
        for time in times:
            ref = one.rated(0, kind=kind)
            if time is not None:
                seconds[ref.partition("/")[2]] = time
    for time in figures:
        seconds[one.figure(1, UNTRADED).partition("/")[2]] = time
    return scorer.is_fast(key_of(one)["instruments"][ONE], POLICY["quality"], seconds)


@pytest.mark.parametrize(
    ("ratings", "scenarios", "fast"),
    [
        ([1] * 3 + [9] * 7, [1] * 2 + [9] * 2, True),
        ([1] * 2 + [9] * 8, [1] * 4, False),  # under 30 %
        ([1] * 10, [1] * 1 + [9] * 3, False),  # under half of the scenarios
        ([1] * 10, [1] * 2 + [9] * 3, False),
        ([1] * 3 + [9] * 8, [1] * 4, False),  # 27 %
        ([1] * 10, [1] * 5 + [9] * 6, False),  # 45 %
        ([1] * 10, [1] * 3 + [9] * 3, True),
        ([2] * 10, [1] * 4, False),  # two seconds are not under two
        ([1] * 10, [5] * 4, False),  # five are not under five
        ([1.999] * 10, [4.999] * 4, True),
        ([1] * 9, [1] * 4, False),  # under ten rating items
        ([1] * 10, [1] * 3, False),  # under four scenarios
        ([1] * 9 + [None] * 9, [1] * 4, False),
        ([1] * 3 + [9] * 7 + [None] * 20, [1] * 4, True),  # items without a time are in no share
        ([1] * 10, [1] * 2 + [9] * 2 + [None] * 9, True),
        ([], [], False),
    ],
)
def test_speed_rule(scorer, ratings, scenarios, fast):
    """30 % of rating items under 2 s and half of the scenarios under 5 s, of ten and four with a time."""
    assert is_fast(scorer, ratings, scenarios) is fast


def test_speed_rule_leaves_number_items_aside(scorer):
    """Quick figures are no sign."""
    assert is_fast(scorer, [1] * 2 + [9] * 8, [1] * 4, figures=[1] * 9) is False


# Pooling


def two_forms(one, two, *, days=(20000, 20000), own=ONE, **more):
    """Return both forms, the own one first."""
    forms = [form_of(one, ONE, day=days[0], **more), form_of(two, TWO, day=days[1])]
    return forms if own == ONE else forms[::-1]


SIX, SEVEN = {"qualifying": [40] * 6}, {"qualifying": [80] * 7}


@pytest.mark.parametrize("own", [ONE, TWO])
@pytest.mark.parametrize("days", [(20000, 20000), (20000, 20042), (20042, 20000)])
def test_juncture_uses_both_forms_up_to_42_days_apart(result_of, own, days):
    """(6*40 + 7*80)/13, from 13 of 13 answers of both."""
    scale = result_of(*two_forms(SIX, SEVEN, days=days, own=own))["scales"]["qualifying"]
    assert scale["score"] == pytest.approx(800 / 13, **NEAR)
    assert (scale["k"], scale["n"], scale["sources"]) == (13, 13, [ONE, TWO])


@pytest.mark.parametrize("own", [ONE, TWO])
@pytest.mark.parametrize(("days", "newer", "score"), [((20000, 20043), TWO, 80), ((20043, 20000), ONE, 40)])
def test_from_43_days_apart_the_newer_form_counts(result_of, own, days, newer, score):
    """Either page then tells the newer answers alone."""
    scale = result_of(*two_forms(SIX, SEVEN, days=days, own=own))["scales"]["qualifying"]
    assert (scale["score"], scale["sources"]) == (score, [newer])


@pytest.mark.parametrize("days", [(20000, None), (None, 20000), (None, None)])
def test_form_of_an_unknown_day_is_not_pooled(result_of, days):
    """Without both days nobody can say how far apart they lie: the page tells its own answers."""
    assert result_of(*two_forms(SIX, SEVEN, days=days))["scales"]["qualifying"]["sources"] == [ONE]
    assert result_of(*two_forms(SIX, SEVEN, days=days, own=TWO))["scales"]["qualifying"]["sources"] == [TWO]


@pytest.mark.parametrize("day", [20000, None])
def test_other_form_alone_with_enough_answers_counts_whatever_its_day(result_of, day):
    """There is nothing to lie apart from."""
    few = form_of({"qualifying": [40] * 3 + [None] * 3}, day=None)
    assert result_of(few, form_of(SEVEN, TWO, day=day))["scales"]["qualifying"]["sources"] == [TWO]


def test_half_taken_second_form_takes_no_result_away(result_of):
    """Four of seven are not enough there, so the six here count alone."""
    half = {"qualifying": [80] * 4 + [None] * 3}
    for own in (ONE, TWO):
        scale = result_of(*two_forms(SIX, half, own=own))["scales"]["qualifying"]
        assert (scale["score"], scale["k"], scale["n"], scale["sources"]) == (40, 6, 6, [ONE])


def test_other_form_fills_a_juncture_that_the_own_one_lacks(result_of):
    """Three of six are not enough here; the other form's seven count alone."""
    scale = result_of(*two_forms({"qualifying": [40] * 3 + [None] * 3}, SEVEN))["scales"]["qualifying"]
    assert (scale["score"], scale["k"], scale["n"], scale["sources"]) == (80, 7, 7, [TWO])


def test_two_forms_with_too_few_answers_each_do_not_add_up(result_of):
    """Three of six and four of seven: each by itself answers too little."""
    few, half = {"qualifying": [40] * 3 + [None] * 3}, {"qualifying": [80] * 4 + [None] * 3}
    scale = result_of(*two_forms(few, half))["scales"]["qualifying"]
    assert (scale["score"], scale["k"], scale["n"], scale["sources"]) == (None, 3, 6, [ONE])


def test_pool_is_decided_for_each_juncture(result_of):
    """Qualifying from both, commitment from the own form, negotiation from the other."""
    one = {"qualifying": [40] * 6, "commitment": [50] * 6, "negotiation": [None] * 6}
    two = {"qualifying": [80] * 7, "commitment": [90] * 4 + [None] * 3, "negotiation": [70] * 7}
    scales = result_of(*two_forms(one, two))["scales"]
    assert [scales[name]["sources"] for name in JUNCTURES] == [[ONE, TWO], [ONE], [TWO]]
    assert scales["self-assertion"]["sources"] == [ONE, TWO]


def held_form(id_):
    """Return a form on hold whose seven answers to qualifying are worth 80."""
    form = form_of({"qualifying": [80] * 7}, id_)
    for _ in range(6):
        form.rated(0, dimension="commitment")
    return form


def test_other_form_on_hold_is_not_counted(result_of):
    """The page tells its own answers; the other's signs are not shown, for nothing of it is used."""
    result = result_of(form_of(SIX), held_form(TWO))
    assert (result["quality"], result["signs"]) == ("ok", [])
    assert result["scales"]["qualifying"]["sources"] == [ONE]


def test_own_form_on_hold_holds_the_page_whatever_the_other_says(result_of):
    """The own form's reason is told and nothing else, though the other could be scored."""
    result = result_of(held_form(ONE), form_of(SEVEN, TWO))
    assert result["quality"] == "hold"
    assert [sign["instrument"] for sign in result["signs"]] == [ONE]
    assert result["scales"]["qualifying"]["score"] is None


def test_caution_of_the_other_form_is_shown_when_it_counts(result_of):
    """The other form is almost ideal: its sign is told, and the result has low confidence."""
    result = result_of(form_of(SIX), form_of({"qualifying": [100] * 7}, TWO))
    assert result["quality"] == "caution"
    assert result["signs"] == [{"instrument": TWO, "sign": "ideal", "level": "caution"}]


def test_caution_of_the_other_form_is_not_shown_when_nothing_of_it_counts(result_of):
    """The other form lies too far back: neither its answers nor its sign."""
    result = result_of(form_of(SIX, day=20100), form_of({"qualifying": [100] * 7}, TWO, day=20000))
    assert (result["quality"], result["signs"]) == ("ok", [])


def test_c_comes_from_form_one_alone(result_of):
    """Facets are never pooled."""
    one = {facet: [60, 60] for facet in FACETS} | SIX
    two = {facet: [0, 0] for facet in FACETS} | SEVEN
    result = result_of(*two_forms(one, two))
    assert result["scales"]["customer-focus"] == result_of(form_of(one))["scales"]["customer-focus"]


def test_nothing_answered_here_is_empty_whatever_the_other_form_says(result_of):
    """The page without answers of its own asks for them."""
    result = result_of(form_of({"qualifying": [None] * 6}), form_of(SEVEN, TWO))
    assert result["quality"] == "empty"


def test_form_that_was_never_opened_is_not_missed(result_of, scorer):
    """A pool with answers to one form alone is that form's result."""
    both = two_forms(SIX, SEVEN)
    result = scorer.score(key_of(*both), sittings_of(both[0]))
    assert result["scales"]["qualifying"]["score"] == 40
    assert result["scales"]["qualifying"]["sources"] == [ONE]


def test_flag_gap_note_and_pressing_pool_with_the_juncture(result_of):
    """Two answers of one form and two of the other make the four that a flag, a tag and P need together."""
    one, two = form_of({}, ONE), form_of({}, TWO)
    refs = [form.worth(points, tag="urgency") for form in (one, two) for points in (0, 30)]
    pushes = [form.worth(67, "commitment", press=True) for form in (one, one, two)]
    result = result_of(one, two)
    assert (result["flags"]["qualifying"], result["raised"]["qualifying"]) == ("strong", refs)
    assert result["gaps"] == [{"tag": "urgency", "juncture": "qualifying", "refs": refs}]
    assert result["pressing"] == {"share": 100, "refs": pushes}


def test_answers_stand_in_the_order_of_the_pool_on_either_page(result_of):
    """Form one's answers come first even on the page of form two."""
    one, two = form_of({"qualifying": [0, 0]}, ONE), form_of({"qualifying": [0, 0]}, TWO)
    refs = [f"{id_}/item-{number}" for id_ in (ONE, TWO) for number in (1, 2)]
    assert result_of(two, one)["raised"]["qualifying"] == refs


def test_signs_are_computed_before_pooling(result_of):
    """Four rating items alike in each form are no run of eight."""
    forms = [Form(id_) for id_ in (ONE, TWO)]
    for form in forms:
        for _ in range(4):
            form.rated(1)
    result = result_of(*forms)
    assert (result["signs"], result["scales"]["qualifying"]["k"]) == ([], 8)


# The weakest moment, its answers and the line to say


def test_weakest_is_the_flagged_juncture_with_the_highest_yielding(result_of):
    """A flag comes before every lower facet; of two flags the one with the higher Y."""
    result = result_of(even(10, qualifying=40, commitment=30, negotiation=20))
    assert result["flags"]["qualifying"] == "watch"
    assert result["weakest"]["dimension"] == "negotiation"


def test_weakest_without_a_flag_is_the_lowest_scored_dimension(result_of):
    """A facet or a juncture, and neither of the axes."""
    assert result_of(even(70, listening=61))["weakest"]["dimension"] == "listening"


def test_weakest_ties_go_by_the_order_of_dimensions(result_of):
    """All alike: the first; two flags alike: the first of them."""
    assert result_of(even(80))["weakest"]["dimension"] == "customer-first"
    assert result_of(even(80, commitment=10, negotiation=10))["weakest"]["dimension"] == "commitment"


def test_dimension_that_is_not_scored_is_never_the_weakest(result_of):
    """One answer of three, worth 0, is not enough to be named; with nothing scored there is no weakest moment."""
    assert (
        result_of(form_of({"listening": [0, None, None], "qualifying": [70]}))["weakest"]["dimension"]
        == "qualifying"
    )
    assert result_of(form_of({"listening": [0, None, None]}))["weakest"] is None


def test_two_answers_with_the_fewest_points_stand_behind_the_weakest(result_of):
    """By points, ties by item order, two at most."""
    result = result_of(form_of({"listening": [50, 20, 0, 20]}))
    assert result["weakest"]["refs"] == [f"{ONE}/item-3", f"{ONE}/item-2"]


@pytest.mark.parametrize(("points", "refs"), [([51, 50], [f"{ONE}/item-2"]), ([51, 60], [])])
def test_answers_over_50_are_not_named_for_the_weakest(result_of, points, refs):
    """50 points at most: one answer, or none if there are no more."""
    assert result_of(form_of({"listening": points}))["weakest"]["refs"] == refs


def test_line_to_say_is_that_of_the_first_candidate_with_the_dimension_as_primary(result_of):
    """In the order of need, whatever the need is: the page that names it second is passed over."""
    pages = [
        page("a-later", "listening", stage=2, say={"listening": "Later."}),
        page("b-other", "relevance", secondary=["listening"], stage=0, say={"relevance": "Other."}),
        page("c-first", "listening", stage=1, say={"listening": "First.", "relevance": "No."}),
    ]
    result = result_of(form_of({"listening": [70, 70]}), pages=pages)
    assert result["say"] == {"page": "c-first", "dimension": "listening", "text": "First."}


def test_no_line_to_say_without_such_a_page(result_of):
    """A page for another dimension, or the page for pressing when nobody pushes, gives no line."""
    pages = [
        page("other", "relevance", say={"relevance": "Other."}),
        page("how-much-customer-focus", "listening", kind="explainer", say={"listening": "Push less."}),
    ]
    assert result_of(form_of({"listening": [70, 70]}), pages=pages)["say"] is None


# Pages that a result leads to


def needs(result):
    """Return slug and need of each page shown."""
    return [(one["page"], one["need"]) for one in result["playbooks"]]


def test_need_is_what_is_missing_to_65_at_primary_dimensions_and_half_of_it_at_secondary_ones(result_of):
    """Listening 45 and relevance 55: 20 + 10/2 = 25; a dimension from 65 adds nothing, an unscored one neither."""
    lead = page("lead", "listening", "their-world", "commitment", secondary=["relevance", "customer-first"])
    points = {"listening": [45, 45], "relevance": [55, 55], "their-world": [65], "customer-first": [100]}
    assert needs(result_of(form_of(points), pages=[lead])) == [("lead", 25)]


def test_c_itself_is_no_need(result_of):
    """A page that names the axis gets nothing for it."""
    lead = page("lead", "customer-focus", secondary=["self-assertion"])
    shown = needs(
        result_of(form_of({"listening": [10, 10], "qualifying": [50], "commitment": [50]}), pages=[lead])
    )
    assert all(need == 0 for _, need in shown)


def test_flagged_juncture_adds_15_once(result_of):
    """Two flagged junctures among the primary dimensions: 2 * 55 + 15."""
    lead = page("lead", "qualifying", "commitment")
    result = result_of(form_of({"qualifying": [10] * 4, "commitment": [10] * 4}), pages=[lead])
    assert needs(result) == [("lead", 125)]


def test_flag_at_a_secondary_dimension_adds_nothing_more(result_of):
    """Half of 55 and no 15."""
    lead = page("lead", "listening", secondary=["qualifying"])
    assert needs(result_of(form_of({"qualifying": [10] * 4}), pages=[lead])) == [("lead", 27.5)]


def test_gap_note_adds_10_once(result_of):
    """Two tags of the page have a note: 10; qualifying at 66 adds nothing."""
    one = form_of({"qualifying": [99, 99, 99, 99]})
    one.worth(0, tag="fit")
    one.worth(0, tag="urgency")
    lead = page("lead", checks=["fit", "urgency", "means"])
    assert needs(result_of(one, pages=[lead])) == [("lead", 10)]


def test_tag_without_a_note_adds_nothing(result_of):
    """The page's tag is answered well."""
    one = form_of({"qualifying": [80, 80]})
    one.worth(26, tag="fit")
    assert needs(result_of(one, pages=[page("lead", checks=["fit"])])) == []


def pushing(result_of, pushed, **more):
    """Return the result of someone who pushed in so many of three scenarios."""
    one = form_of({"qualifying": [80]})
    for number in range(3):
        one.worth(80, "commitment", press=number < pushed)
    return result_of(one, **more)


def test_page_for_pressing_adds_10_and_is_a_candidate_only_then(result_of):
    """An explainer is shown for P from 40 and never otherwise."""
    lead = page("how-much-customer-focus", "commitment", kind="explainer")
    assert needs(pushing(result_of, 2, pages=[lead])) == [("how-much-customer-focus", 10)]
    assert needs(pushing(result_of, 1, pages=[lead])) == []


def test_other_explainers_are_no_candidates(result_of):
    """Only playbooks, and the one page for pressing."""
    lead = page("why", "commitment", kind="explainer")
    assert needs(pushing(result_of, 2, pages=[lead])) == []


def test_top_three_by_need(result_of):
    """Four pages with 40, 30, 20 and 10: the fourth is not shown."""
    points = {"customer-first": [25], "relevance": [35], "listening": [45], "their-world": [55]}
    pages = [page(f"for-{facet}", facet) for facet in reversed(FACETS)]
    shown = needs(result_of(form_of(points), pages=pages))
    assert shown == [("for-customer-first", 40), ("for-relevance", 30), ("for-listening", 20)]


def test_need_of_5_is_not_enough(result_of):
    """5 only fills up, 6 is shown for itself."""
    for score, further in ((60, True), (59, False)):
        result = result_of(form_of({"listening": [score]}), pages=[page("lead", "listening")])
        assert [one["further"] for one in result["playbooks"]] == [further]


def test_need_that_arrives_just_over_5_is_not_enough_either(result_of):
    """Thirds that add up to 5 arrive as 5.000000000000007, and are 5."""
    points = {"customer-first": [61, 61, 62], "relevance": [64, 64, 65], "listening": [64, 64, 65]}
    result = result_of(form_of(points), pages=[page("lead", *FACETS[:3])])
    assert [(one["need"], one["further"]) for one in result["playbooks"]] == [(5.000000000000007, True)]


def test_need_ties_go_to_the_earlier_stage_then_to_the_slug(result_of):
    """Stage 1 before stage 2, then by the letters of the slug."""
    pages = [
        page("a-page", "listening", stage=2),
        page("c-page", "listening", stage=1),
        page("b-page", "listening", stage=1),
    ]
    shown = needs(result_of(form_of({"listening": [25]}), pages=pages))
    assert [name for name, _ in shown] == ["b-page", "c-page", "a-page"]


def test_needs_that_differ_by_a_float_only_are_a_tie(result_of):
    """Thirds that add up to 10 arrive as 10.000000000000007: no more than a need of 10, so the stage decides."""
    points = {"customer-first": [56, 56, 57], "relevance": [64, 64, 65], "listening": [64, 64, 65]}
    pages = [page("late", *FACETS[:3], stage=2), page("early", "their-world", stage=1)]
    shown = needs(result_of(form_of(points | {"their-world": [55]}), pages=pages))
    assert shown == [("early", 10), ("late", 10.000000000000007)]


def test_fewer_than_three_are_filled_up_by_the_lowest_primary_dimension(result_of):
    """All at 65 and more: nothing is needed; the pages for the lowest scores come under "to go further"."""
    points = {
        "customer-first": [90],
        "relevance": [70],
        "listening": [80],
        "their-world": [95],
        "qualifying": [40],
    }
    pages = [page(f"for-{facet}", facet) for facet in FACETS] + [page("hard", "qualifying")]
    result = result_of(form_of(points), pages=pages)
    assert [(one["page"], one["further"]) for one in result["playbooks"]] == [
        ("hard", False),
        ("for-relevance", True),
        ("for-listening", True),
    ]


def test_fill_ups_that_tie_go_by_need_then_stage_then_slug(result_of):
    """The same lowest primary score: more need first (a secondary dimension), then stage, then slug."""
    points = {"listening": [70], "relevance": [61]}
    pages = [
        page("a-page", "listening", stage=2),
        page("b-page", "listening", stage=1),
        page("d-page", "listening", stage=1),
        page("e-page", "listening", secondary=["relevance"], stage=3),
    ]
    result = result_of(form_of(points), pages=pages)
    assert [one["page"] for one in result["playbooks"]] == ["e-page", "b-page", "d-page"]
    assert all(one["further"] for one in result["playbooks"])


def test_page_whose_primary_dimensions_are_not_scored_fills_nothing_up(result_of):
    """If no more exist, fewer are shown."""
    pages = [page("for-it", "listening"), page("unscored", "relevance"), page("elsewhere", "candour")]
    assert [name for name, _ in needs(result_of(form_of({"listening": [80]}), pages=pages))] == ["for-it"]


def test_drill_is_that_of_the_first_page_shown_that_has_one(result_of):
    """The neediest page has none: the next one's."""
    pages = [
        page("first", "listening", drill=False),
        page("second", "relevance"),
        page("third", "customer-first"),
    ]
    result = result_of(form_of({"listening": [20], "relevance": [30], "customer-first": [40]}), pages=pages)
    assert result["drill"] == "second"


def test_no_drill_without_a_page_that_has_one(result_of):
    """Pages without a drill only: none."""
    assert (
        result_of(form_of({"listening": [20]}), pages=[page("first", "listening", drill=False)])["drill"]
        is None
    )


def reasons(result_of, points, lead):
    """Return the numbers of the items named for a page."""
    (one,) = result_of(form_of(points), pages=[lead])["playbooks"]
    return [int(ref.rpartition("-")[2]) for ref in one["refs"]]


def test_reasons_are_the_three_lowest_answers_at_the_primary_dimensions(result_of):
    """By points, ties by item order over all primary dimensions together, 50 points at most."""
    points = {"listening": [50, 20, 51], "relevance": [20, 0, 60], "their-world": [0, 0]}
    assert reasons(result_of, points, page("lead", "listening", "relevance", secondary=["their-world"])) == [
        5,
        2,
        4,
    ]


def test_reasons_come_from_secondary_dimensions_when_primary_ones_give_none(result_of):
    """No answer of 50 or less at the primary one."""
    points = {"listening": [60, 60], "relevance": [51, 30, 50]}
    assert reasons(result_of, points, page("lead", "listening", secondary=["relevance"])) == [4, 5]


def test_no_reasons_where_every_answer_is_over_50(result_of):
    """A page shown with nothing to point to names no answer."""
    assert reasons(result_of, {"listening": [55, 55]}, page("lead", "listening")) == []


def test_page_reached_by_a_tag_alone_names_the_answers_behind_the_note(result_of):
    """Its dimensions give no reason, its tag does."""
    one = form_of({"negotiation": [90, 90]})
    ref = one.worth(10, "negotiation", tag="scope")
    result = result_of(one, pages=[page("lead", "reliability", checks=["scope"])])
    assert [shown["refs"] for shown in result["playbooks"]] == [[ref]]


# The strength to keep


def test_strength_is_the_highest_scored_dimension(result_of):
    """Ties by the order of dimensions."""
    assert result_of(even(70, listening=90))["strength"] == {"dimension": "listening", "ref": None}
    assert result_of(even(80))["strength"] == {"dimension": "customer-first", "ref": None}


def test_strength_of_50_is_a_dimension_under_it_the_best_answer(result_of):
    """At 50 the dimension is named; at 49 the one answer with the most points, the first on a tie."""
    assert result_of(form_of({"listening": [50, 50]}))["strength"] == {"dimension": "listening", "ref": None}
    points = {"listening": [38, 60], "relevance": [60, 30]}
    assert result_of(form_of(points))["strength"] == {"dimension": None, "ref": f"{ONE}/item-2"}


def test_there_is_a_strength_even_when_nothing_is_scored(result_of):
    """One answer of four scores nothing, and is the strength all the same; even when it is worth 0."""
    for points in (30, 0):
        strength = result_of(form_of({"listening": [points, None, None, None]}))["strength"]
        assert strength == {"dimension": None, "ref": f"{ONE}/item-1"}
