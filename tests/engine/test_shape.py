"""Departures from a model are told in plain words, at the right place, each once."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from even_exchange.findings import Position, did_you_mean
from even_exchange.instruments.instrument import Head, Persona
from even_exchange.instruments.items import TYPES, AnyItem
from even_exchange.instruments.measurement_model import Id, Strict, Text
from even_exchange.instruments.read import read_instrument
from even_exchange.library.front_matter import FrontMatter
from even_exchange.shape import fit
from even_exchange.source import read_yaml

FILE = "assessments/x.yml"


class Inner(Strict):
    """A part."""

    name: Text
    points: Annotated[int, Field(ge=0, le=100)] = 0


class Apple(Strict):
    """One kind."""

    type: Literal["apple"]
    red: bool


class Pear(Strict):
    """Another kind."""

    type: Literal["pear"]
    green: bool


class Whole(Strict):
    """A file in which every kind of value occurs."""

    id: Id = "an-id"
    title: Annotated[str, Field(min_length=1, max_length=10, pattern=r"\S")] = "x"
    minutes: Annotated[int, Field(ge=1, le=30)] = Field(default=1, description="At most.")
    weight: float = 1.0
    on: bool = False
    kind: Literal["one", "two"] = "one"
    names: Annotated[tuple[Text, ...], Field(min_length=1, max_length=3)] = ("x",)
    pair: tuple[float, float] = (0, 1)
    by_id: dict[Id, int] = {}
    inner: Inner = Inner(name="x")
    fruit: tuple[Annotated[Union[Apple, Pear], Field(discriminator="type")], ...] = ()  # noqa: UP007
    from_: int = Field(default=0, alias="from")
    day: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}$")] = "2026-11"


def told(text: str, model: Any = Whole) -> list[tuple[str, int, int, str]]:
    """Return code, line, column and message of what does not fit."""
    document, findings = read_yaml(FILE, text, dates=True)

    assert findings == []
    assert document is not None
    value, findings = fit(model, document)

    assert (value is None) == bool(findings)
    return [(one.code, one.position.line, one.position.column, one.message) for one in findings]


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        (
            "id: Two Words",
            5,
            "'id' is 'Two Words'; only lower-case words of a-z and 0-9 joined by hyphens go here",
        ),
        ("id: ''", 5, "'id' is empty; write the text"),
        ("id: 7", 5, "'id' must be text, not the number 7; put it in quotes"),
        ("id: true", 5, "'id' must be text, not true or false; put it in quotes"),
        ("id: [a]", 5, "'id' must be text, not a list"),
        ("id: {a: b}", 5, "'id' must be text, not a list of 'key: value' lines"),
        ("id:", 4, "'id' has no value; write one behind the colon or delete the line"),
        ("title: ''", 8, "'title' is empty; write the text"),
        ("title: '   '", 8, "'title' is empty; write the text"),
        ("title: eleven letters", 8, "'title' has 14 characters, at most 10 go; shorten it"),
        ("minutes: ten", 10, "'minutes' must be a whole number, not the text 'ten'"),
        ("minutes: 1.5", 10, "'minutes' must be a whole number, not the number 1.5"),
        ("minutes: '3'", 10, "'minutes' must be a whole number, not the text '3'"),
        ("minutes: true", 10, "'minutes' must be a whole number, not true or false"),
        ("minutes: 0", 10, "'minutes' is 0; it must be at least 1"),
        ("minutes: 31", 10, "'minutes' is 31; it must be at most 30"),
        ("weight: much", 9, "'weight' must be a number, not the text 'much'"),
        ("on: 'yes'", 5, "'on' must be true or false, not the text 'yes'"),
        ("on: 1", 5, "'on' must be true or false, not the number 1"),
        ("names: x", 8, "'names' must be a list, not the text 'x'"),
        ("names: []", 8, "'names' has 0 entries; at least 1 must stand here"),
        ("names: [a, b, c, d]", 8, "'names' has 4 entries; at most 3 go here"),
        ("names: [a, 7]", 12, "number 2 of 'names' must be text, not the number 7; put it in quotes"),
        ("names: [7]", 9, "number 1 of 'names' must be text, not the number 7; put it in quotes"),
        ("pair: [1, x]", 11, "number 2 of 'pair' must be a number, not the text 'x'"),
        ("pair: [1, 2, 3]", 7, "'pair' has 3 entries; at most 2 go here"),
        ("by_id: [1]", 8, "'by_id' must be a list of 'key: value' lines, not a list"),
        ("by_id: {a-b: x}", 14, "'a-b' must be a whole number, not the text 'x'"),
        ("inner: x", 8, "'inner' must be a list of 'key: value' lines, not the text 'x'"),
        ("inner: {name: x, points: 101}", 26, "'points' is 101; it must be at most 100"),
        ("fruit: [x]", 9, "number 1 of 'fruit' must be a list of 'key: value' lines, not the text 'x'"),
        ("fruit: [{type: apple, red: 3}]", 28, "'red' must be true or false, not the number 3"),
        ("day: 11.2026", 6, "'day' must be text, not the number 11.2026; put it in quotes"),
        ("day: 22-11", 6, "'day' is '22-11'; write year-month-day, such as 2026-11-22"),
    ],
)
def test_a_value_that_does_not_fit(text: str, column: int, message: str) -> None:
    """The message names the key, says what stands there and what may, and stands at the value."""
    assert told(f"# first\n{text}\n") == [("wrong-value", 2, column, message)]


def test_a_pair_with_one_value() -> None:
    """A pair that lacks its second number is told once, at the pair."""
    assert [(code, line, column) for code, line, column, _ in told("pair: [1]\n")] == [("missing", 1, 7)]


def test_a_key_of_a_mapping_that_does_not_fit() -> None:
    """An id used as a key is told at the key."""
    ((code, line, column, message),) = told("by_id:\n  Two Words:\n    3\n")

    assert ("wrong-value", 2, 3) == (code, line, column)
    assert "'Two Words'; only lower-case words" in message


@pytest.mark.parametrize(
    ("text", "column", "hint"),
    [
        ("titel: x", 1, "did you mean 'title'?"),
        ("form: 3", 1, "did you mean 'from'?"),
        ("inner: {name: x, pionts: 3}", 18, "did you mean 'points'?"),
        ("fruit: [{type: apple, red: true, rde: true}]", 34, "did you mean 'red'?"),
        ("fruit: [{type: pear, green: true, gren: true}]", 35, "did you mean 'green'?"),
        ("from_: 3", 1, "did you mean 'from'?"),
        (
            "zzzz: 3",
            1,
            "known are: id, title, minutes, weight, on, kind, names, pair, by_id, inner, fruit, from, …",
        ),
    ],
)
def test_an_unknown_key(text: str, column: int, hint: str) -> None:
    """A key that is not read is told at the key, with the nearest key of that very place, or all there are."""
    ((code, line, found, message),) = told(f"{text}\n")

    assert ("unknown-key", 1, column) == (code, line, found)
    assert message.endswith(f"is not a key that is read here; {hint}")


def test_a_misspelt_key_is_one_finding() -> None:
    """A slip in a key that must be there is not told a second time as a missing key."""
    ((code, _, _, message),) = told("inner: {nam: x}\n")

    assert code == "unknown-key"
    assert message == "'nam' is not a key that is read here; did you mean 'name'?"
    assert ["missing", "unknown-key"] == sorted(one[0] for one in told("inner: {zzz: x}\n"))
    assert ["missing", "unknown-key", "unknown-key"] == sorted(
        one[0] for one in told("fruit: [{type: apple, rde: true, color: x}]\ninner: {points: 1}\n")
    )


def test_a_missing_key() -> None:
    """A missing key is told at what it is missing from, with what it is for."""
    assert told("on: true\ninner: {points: 3}\n") == [("missing", 2, 8, "'name' is missing here; add it")]

    ((_, line, _, message),) = told(
        "id: x\nversion: 1\ntitle: x\nfor: [seller]\npromise: x\nintroduction: x\ndimensions: [a]\n", Head
    )

    assert line == 1
    assert message == "'minutes' is missing here; add it (At most; the page prints the counted minutes)"


def test_a_word_that_is_not_in_the_list() -> None:
    """A word outside a fixed list is told with the nearest of the list."""
    assert told("kind: tow\n") == [("unknown-word", 1, 7, "'kind' cannot be 'tow'; did you mean 'two'?")]
    assert told("kind: nine\n") == [("unknown-word", 1, 7, "'kind' cannot be 'nine'; known are: one, two")]


def test_a_type_that_does_not_exist() -> None:
    """An unknown or missing type is told with the types that there are."""
    assert told("fruit:\n  - type: aple\n") == [
        ("unknown-type", 2, 11, "there is no type 'aple'; did you mean 'apple'?")
    ]
    assert told("fruit:\n  - red: true\n") == [
        ("missing", 2, 5, "'type' is missing here; add one of apple, pear")
    ]


def test_all_at_once() -> None:
    """Every departure is told, in one go, at its own line."""
    text = "titel: x\nminutes: no-number\nnames: [1, 2]\ninner: {points: -1}\nfruit:\n  - {type: fig}\n"

    assert sorted((code, line) for code, line, _, _ in told(text)) == [
        ("missing", 4),
        ("unknown-key", 1),
        ("unknown-type", 6),
        ("wrong-value", 2),
        ("wrong-value", 3),
        ("wrong-value", 3),
        ("wrong-value", 4),
    ]


def test_a_part_of_a_document() -> None:
    """A part is fitted by its path, and its places are those of the whole file."""
    document, _ = read_yaml(FILE, "items:\n  - {name: x}\n  - {name: y, points: 300}\n")

    assert document is not None
    assert (Inner(name="x"), []) == fit(Inner, document, ("items", 0))

    _, findings = fit(Inner, document, ("items", 1))

    assert [Position(FILE, 3, 23)] == [finding.position for finding in findings]


def test_nothing_is_converted() -> None:
    """A value of another kind is never taken for one that fits: no text for a number, no 1 for true."""
    document, _ = read_yaml(FILE, "weight: 2\nfrom: 3\n")

    assert document is not None
    value, findings = fit(Whole, document)

    assert findings == []
    assert (2, 3) == (value.weight, value.from_)


# Instruments


def test_parts_of_an_instrument_do_not_hide_one_another() -> None:
    """Mistakes in the head, in items and in personas are told together; sound items can still be checked."""
    document, _ = read_yaml(
        FILE, "id: x\nitems:\n  - {id: a, type: count}\n  - 7\npersonas:\n  - {name: x}\n  - {}\n"
    )

    assert document is not None
    reading, findings = read_instrument(document)

    assert reading.instrument is None
    assert {1, 3, 4, 6, 7} == {finding.position.line for finding in findings}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id: x\n", "'items' is missing here; add at least one item"),
        ("id: x\nitems: []\n", "'items' is missing here; add at least one item"),
        ("id: x\nitems:\n", "'items' is missing here; add at least one item"),
        ("id: x\nitems: 5\n", "'items' must be a list; begin each entry with '- '"),
        ("id: x\nitems: {a: 1}\n", "'items' must be a list; begin each entry with '- '"),
        ("id: x\npersonas: word\nitems: [1]\n", "'personas' must be a list; begin each entry with '- '"),
        (
            "id: x\npersona: []\nitems: [1]\n",
            "'persona' is not a key that is read here; did you mean 'personas'?",
        ),
    ],
)
def test_an_instrument_without_lists(text: str, message: str) -> None:
    """Items and personas that are no lists are told once each."""
    document, _ = read_yaml(FILE, text)

    assert document is not None
    _, findings = read_instrument(document)

    assert [message] == [
        finding.message
        for finding in findings
        if finding.message.startswith(message.split(" ", maxsplit=1)[0] + " ")
    ]


@pytest.mark.parametrize("type_", TYPES)
def test_an_empty_item_names_what_it_needs(type_: str) -> None:
    """An item that is only a type is told every key that it must have."""
    document, _ = read_yaml(FILE, f"type: {type_}\n")

    assert document is not None
    _, findings = fit(AnyItem, document)
    needed = {name for name, field in TYPES[type_].model_fields.items() if field.is_required()} - {"type"}

    assert needed == {finding.message.split("'")[1] for finding in findings}
    assert {"missing"} == {finding.code for finding in findings}


def test_an_answer_that_is_no_answer() -> None:
    """A persona's answer is a number, a word, some of them, or one a line; anything else is told once."""
    text = "name: x\nstory: x\nanswers: {a: [1], b: 3, c: word, d: true, e: 1.5}\nexpect: {}\n"
    findings = told(text, Persona)

    assert [(3, 37)] == [(line, column) for _, line, column, _ in findings]


def test_a_note_that_no_result_has() -> None:
    """A note outside the pattern is told with what may stand there."""
    ((_, _, _, message),) = told("name: x\nstory: x\nanswers: {}\nexpect: {notes: [Gaps]}\n", Persona)

    assert (
        message
        == "number 1 of 'notes' is 'Gaps'; gap.TAG, pressing, blind-spot and the ids of own notes go here"
    )


@pytest.mark.parametrize("day", ["22.11.2026", "2026-13-01", "2026-00-10", "2026-1-1", "2026-11-32", "soon"])
def test_a_day_that_is_none(day: str) -> None:
    """A date that no calendar has is told, with an example of one."""
    findings = told(f"created: '{day}'\n", FrontMatter)

    assert f"'created' is '{day}'; write year-month-day, such as 2026-11-22" in [one[3] for one in findings]


# Did you mean


@given(st.text(), st.lists(st.text(max_size=8), max_size=20))
def test_did_you_mean_always_has_an_answer(word: str, known: list[str]) -> None:
    """Whatever the word, the hint names a known one, the short list, or says that there are none."""
    hint = did_you_mean(word, known)

    assert hint
    assert known or hint == "none is defined yet"
    assert word not in known or hint == f"did you mean '{word}'?"


def test_did_you_mean() -> None:
    """A near word is named; without one the first dozen of the known are."""
    assert did_you_mean("negociation", ["negotiation", "commitment"]) == "did you mean 'negotiation'?"
    assert did_you_mean("x", [f"word-{n}" for n in range(13)]).endswith("word-11, …")
    assert did_you_mean(7, ["seven"]) == "known are: seven"
