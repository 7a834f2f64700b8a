"""The worked example of the measurement model comes out to the printed decimals, in both scorers."""

from __future__ import annotations

import json

import pytest

from even_exchange.instruments import score as scorer
from even_exchange.site import worked_example

PRINTED = {
    "customer-focus": (84.5, 7.31),
    "qualifying": (72.0, 10.57),
    "commitment": (57.5, 10.29),
    "negotiation": (19.67, 10.50),
    "self-assertion": (49.72, 6.04),
}


@pytest.fixture
def example(project):
    """Return the result of the worked example as the page "How scoring works" shows it."""
    result = worked_example.worked_example(project)
    assert result is not None
    return result


@pytest.mark.parametrize("scale", PRINTED)
def test_scores_and_errors_are_those_printed(example, scale):
    """Each score and its standard error equal the published figures to two decimals."""
    found = example["scales"][scale]
    assert (round(found["score"], 2), round(found["se"], 2)) == PRINTED[scale]


def test_yielding_at_negotiation_is_80_3(example):
    """100 minus the negotiation score prints as 80.3."""
    assert round(100 - example["scales"]["negotiation"]["score"], 1) == 80.3


def test_only_negotiation_is_flagged_and_strongly(example):
    """Negotiation is a strong flag; qualifying and commitment are no sign at all."""
    assert example["flags"] == {"qualifying": "none", "commitment": "none", "negotiation": "strong"}


def test_the_flag_names_the_answers_that_raised_it(example):
    """Every answer of at most 34 points is named, in item order: 25, 0, 20, 0 and 33, not the 40."""
    numbers = [ref.rpartition("-")[2] for ref in example["raised"]["negotiation"]]
    assert numbers == ["1", "2", "3", "5", "6"]


def test_name_lies_between_over_accommodating_and_uneven(example):
    """A is just under 50, and two thirds of its error reach over it: a second name stands beside the first."""
    assert (example["pattern"], example["close_to"], example["third"]) == ("over-accommodating", "uneven", [])


def test_line_is_customer_focused_alone(example):
    """84.5 less two thirds of 7.31 is still above 65."""
    assert (example["zone"], example["zone_close_to"]) == ("customer-focused", [])


def test_nothing_else_is_said(example):
    """The example raises no gap note, no pressing note, no blind spot and no sign about its quality."""
    assert (example["gaps"], example["pressing"], example["blind_spot"]) == ([], None, None)
    assert (example["notes"], example["signs"], example["quality"]) == ([], [], "ok")


def test_browser_says_the_same(example, project, twin, monkeypatch):
    """The browser's scorer gives the worked example to the last bit."""
    asked = []

    def listen(key, sittings):
        asked.append((key, sittings))
        return scorer.score(key, sittings)

    monkeypatch.setattr(worked_example, "score", listen)
    worked_example.worked_example(project)
    ((key, sittings),) = asked
    batch = json.dumps([[key, [[sittings, example]]]])
    assert twin.evaluate("text => twins.compare(text)", batch) == {"compared": 1, "differences": []}
