"""Every rule does what its docstring says: the example under PASS is not told, the one under FAIL is."""

from __future__ import annotations

import textwrap
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from even_exchange.findings import Finding
from even_exchange.instruments.instrument import Instrument
from even_exchange.instruments.measurement_model import MeasurementModel
from even_exchange.instruments.read import read_instrument
from even_exchange.instruments.rules import NAMES, RULES, check_instrument, check_model
from even_exchange.instruments.rules.world import World, names_in
from even_exchange.shape import fit
from even_exchange.source import Document, read_yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
RULES_FOLDER = ROOT / "hooks" / "even_exchange" / "instruments" / "rules"
EVERY_RULE = pytest.mark.parametrize("name", sorted(RULES))


def as_document(path: str, data: Any) -> Document:
    """Return data as the document that an editor would have written."""
    document, findings = read_yaml(
        path, yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=1000)
    )

    assert findings == []
    assert document is not None
    return document


def loaded(path: Path) -> Any:
    """Return the data of a content file."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def world() -> World:
    """Return the names that the real model and register hold."""
    text = (ROOT / "assessments" / "model.yml").read_text(encoding="utf-8")
    document, _ = read_yaml("assessments/model.yml", text)
    claims = loaded(ROOT / "docs" / "_data" / "claims.yml")
    return replace(names_in(document, tuple(claims["claims"]), ("hold-the-value",)))


def examples(name: str) -> dict[str, Any]:
    """Return the YAML under PASS and FAIL in the docstring of a rule."""
    _, _, rest = (RULES[name].__doc__ or "").partition("\nPASS\n")
    passing, _, failing = rest.partition("\nFAIL\n")
    return {"PASS": as_written(passing), "FAIL": as_written(failing)}


def as_written(text: str) -> Any:
    """Return the data of an example, about which the reader has nothing to tell."""
    document, findings = read_yaml("example", textwrap.dedent(text))

    assert findings == []
    assert document is not None
    return document.data


def findings_of(name: str, part: dict[str, Any], world: World) -> list[Finding]:
    """Return what all rules find with this part laid over a sound instrument, or over the shared model."""
    if hasattr(RULES[name], "check_model"):
        model = loaded(ROOT / "assessments" / "model.yml")
        return list(check_model(as_document("assessments/model.yml", model | part)))
    reading, told = read_instrument(as_document("assessments/example.yml", base() | part))

    assert told == []
    return list(check_instrument(reading, world))


def base() -> dict[str, Any]:
    """Return a small instrument in which there is nothing to find."""
    return deepcopy(loaded(HERE / "example.yml"))


def code(name: str) -> str:
    """Return the code under which a rule tells."""
    return name.replace("_", "-")


def test_the_small_instrument_is_sound(world: World) -> None:
    """What the examples are laid over has no findings of its own."""
    reading, told = read_instrument(as_document("assessments/example.yml", base()))

    assert told == []
    assert list(check_instrument(reading, world)) == []
    assert reading.instrument is not None


def test_the_shared_model_is_sound() -> None:
    """The real model fits and has no findings."""
    document = as_document("assessments/model.yml", loaded(ROOT / "assessments" / "model.yml"))
    model, told = fit(MeasurementModel, document)

    assert told == []
    assert isinstance(model, MeasurementModel)
    assert list(check_model(document)) == []


def test_every_file_is_registered() -> None:
    """A rule whose file is there but not listed would never run."""
    files = {path.stem for path in RULES_FOLDER.glob("*.py")} - {"__init__", "world"}

    assert files == set(NAMES)
    assert sorted(NAMES) == list(NAMES)


@EVERY_RULE
def test_a_rule_says_what_it_is_for_and_shows_it(name: str) -> None:
    """The docstring begins with one sentence and holds a PASS and a FAIL example; both are mappings."""
    text = RULES[name].__doc__ or ""

    assert text.splitlines()[0].endswith(".")
    assert all(isinstance(example, dict) and example for example in examples(name).values())
    assert hasattr(RULES[name], "check") or hasattr(RULES[name], "check_model")


@EVERY_RULE
def test_the_good_example_is_not_told(name: str, world: World) -> None:
    """Nothing is found under the code of the rule when its PASS example stands in a sound file."""
    found = findings_of(name, examples(name)["PASS"], world)

    assert [] == [finding for finding in found if finding.code == code(name)]


@EVERY_RULE
def test_the_bad_example_is_told(name: str, world: World) -> None:
    """The FAIL example gives a finding under the code of the rule, in the file, that ends with what to do."""
    found = findings_of(name, examples(name)["FAIL"], world)
    own = [finding for finding in found if finding.code == code(name)]

    assert own
    for finding in own:
        assert finding.position.path.startswith("assessments/")
        assert finding.severity == "error"
        assert ";" in finding.message or ":" in finding.message


@EVERY_RULE
def test_examples_differ_in_one_thing(name: str) -> None:
    """PASS and FAIL name the same keys of the file, so that a reader sees what matters."""
    shown = examples(name)

    assert set(shown["PASS"]) <= set(shown["FAIL"])


def test_codes_of_findings_are_names_of_rules(world: World) -> None:
    """What a rule finds bears its own name, so that the reference of rules can be looked up by it."""
    for name in RULES:
        for finding in findings_of(name, examples(name)["FAIL"], world):
            assert finding.code.replace("-", "_") in NAMES


# Particular cases of rules that have more than one


def found_in(world: World, **changes: Any) -> list[tuple[str, str]]:
    """Return code and message of what is found with these keys changed in the small instrument."""
    reading, _ = read_instrument(as_document("assessments/example.yml", base() | changes))
    return [(finding.code, finding.message) for finding in check_instrument(reading, world)]


def with_item(position: int, **changes: Any) -> list[Any]:
    """Return the items of the small instrument with one of them changed; None takes a key out."""
    items = base()["items"]
    items[position] = {key: value for key, value in (items[position] | changes).items() if value is not None}
    return items


def item_at(type_: str) -> int:
    """Return the place of the first item of a type in the small instrument."""
    return next(index for index, item in enumerate(base()["items"]) if item["type"] == type_)


@pytest.mark.parametrize(
    ("type_", "changes", "expected", "words"),
    [
        (
            "trade-off",
            {"short": "one two three four five six seven eight nine"},
            "wording",
            "9 words, at most 8",
        ),
        ("trade-off", {"stem": "word " * 23}, "wording", "23 words, at most 22 go in a stem"),
        (
            "count",
            {"stem": "Of your last five quotes, how many did not name a day?"},
            "wording",
            "holds 'not'",
        ),
        (
            "count",
            {"stem": "How customer-focused were your last five quotes?"},
            "wording",
            "names what is measured",
        ),
        ("number", {"lowest": 10, "highest": 10}, "knots-rise", "turn them round"),
        ("number", {"line": [[0, 101], [8, 0]]}, "knots-rise", "outside 0 to 100"),
        ("count", {"dimension": "relevance", "contradicts": "before-a-call"}, "pairs", "another dimension"),
        ("trade-off", {"contradicts": "after-a-call"}, "pairs", "only 1 items away"),
        (
            "trade-off",
            {"left": {"text": "word " * 21, "good": True}},
            "wording",
            "21 words, at most 20 go in a pole",
        ),
    ],
)
def test_other_cases(type_: str, changes: dict[str, Any], expected: str, words: str, world: World) -> None:
    """Each further thing that a rule looks at is told in its own words."""
    items = with_item(item_at(type_), **changes)
    found = found_in(world, items=items)

    assert any(code == expected and words in message for code, message in found), found


def test_an_instrument_of_the_pool_names_its_sub_checks(world: World) -> None:
    """Where flags and gap notes are made, each item at a juncture carries a tag."""
    found = found_in(replace(world, pool=("example",)), items=with_item(item_at("scenario"), checks=None))

    assert ("sub-checks", "'checks' is missing; add one of fit, means, authority, urgency") in found


def test_quoted_speech_may_hold_any_word(world: World) -> None:
    """What somebody says in quotation marks is not held to the wording rules."""
    stem = 'They say: "We never do that, and it\'s not always like this." You most likely …'

    assert found_in(world, items=with_item(item_at("scenario"), stem=stem)) == []

    stem = "The customer's plan is not the sellers' plan. You most likely …"

    assert [code for code, _ in found_in(world, items=with_item(item_at("scenario"), stem=stem))] == [
        "wording"
    ]


def test_options_of_uneven_length(world: World) -> None:
    """An option that is much longer than the others gives the answer away, and so do the short ones beside it."""
    options = deepcopy(base()["items"][item_at("scenario")]["options"])
    options.insert(0, {"id": "call", "text": "call and ask what is ready", "points": 33})
    options[0]["text"] += ", and then some more words"
    found = found_in(world, items=with_item(item_at("scenario"), options=options))

    assert {code for code, _ in found} == {"wording"}
    assert "make them alike in length" in found[0][1]


def test_a_dimension_without_an_item(world: World) -> None:
    """A dimension that nothing measures, and one that an item measures unnamed, are told."""
    nothing = "no item measures 'candour'; write one or take the dimension out"
    unnamed = "the instrument does not name 'qualifying' under 'dimensions'; add it there or change it here: "

    assert found_in(world, dimensions=["qualifying", "candour"]) == [("dimensions-exist", nothing)]
    assert ("dimensions-exist", f"{unnamed}known are: candour") in found_in(world, dimensions=["candour"])


def test_rules_know_nothing_of_a_world_that_cannot_be_read() -> None:
    """When model and register cannot be read, no name is called unknown."""
    reading, _ = read_instrument(as_document("assessments/example.yml", base()))

    assert list(check_instrument(reading, World())) == []


def test_the_small_instrument_has_what_examples_are_laid_over() -> None:
    """The small instrument stays worth laying examples over: it holds one item of each type for one person."""
    types = {item["type"] for item in base()["items"]}

    assert types == {"self-placement", "trade-off", "count", "scenario", "number"}
    assert types < set(
        Instrument.model_json_schema()["properties"]["items"]["items"]["discriminator"]["mapping"]
    )


@pytest.mark.parametrize(
    ("grade", "severity"), [("It is so.", None), ("warning", "warning"), ("error", "error")]
)
def test_how_hard_texts_may_be(grade: str, severity: str | None, world: World) -> None:
    """Above grade 8 the finding warns, above 9 it is an error."""
    hard = "Organisational documentation necessitates collaborative communication throughout international institutions. "
    part = {
        "introduction": {
            "warning": hard * 2 + "Documentation necessitates institutions.",
            "error": hard * 3,
        }.get(grade, grade)
    }
    reading, _ = read_instrument(as_document("assessments/example.yml", base() | part))
    found = [one for one in check_instrument(reading, world) if one.code == "reading-grade"]

    assert [one.severity for one in found] == ([severity] if severity else [])


def test_the_line_is_one_scale_in_the_pool(world: World) -> None:
    """Where an instrument of the pool scores all facets of the line, they share the axis; elsewhere they stand alone."""
    facets = tuple(world.item_axis)

    assert set(world.scales("where-you-stand", (*facets, "qualifying")).values()) == {
        "customer-focus",
        "qualifying",
    }
    assert world.scales("first-meeting-habits", facets) == {name: name for name in facets}
    assert world.scales("where-you-stand", facets[:2]) == {name: name for name in facets[:2]}


def test_a_required_item_may_weigh_more(world: World) -> None:
    """The item that a score is about is let off; any other is not, also on a scale of three."""
    items = examples("item_share")["FAIL"]["items"]
    heavy = [{**items[0], "required": True}, *items[1:]]

    assert "item-share" in {code for code, _ in found_in(world, items=list(items))}
    assert "item-share" not in {code for code, _ in found_in(world, items=heavy)}
    assert any(
        "moves 'qualifying' by 50 points, more than 34" in message
        for _, message in found_in(world, items=list(items[:3]))
    )


def scenarios(places: list[int], longest: list[int] = []) -> list[dict[str, Any]]:  # noqa: B006
    """Return scenarios of four options whose best one stands at these places, and is longest in those numbered."""
    return [
        {
            "id": f"scene-{number}", "type": "scenario", "dimension": "qualifying", "checks": "fit", "short": "a scene",
            "stem": "You …", "rests_on": ["balance-essay.21"],
            "options": [
                {"id": f"option-{at}", "text": "ask them what it is" + " now" * (number in longest and at == place),
                 "points": 100 if at == place else 33 * (at != (place + 1) % 4)}
                for at in range(4)
            ],
        }
        for number, place in enumerate(places)
    ]  # fmt: skip


def test_the_best_option_at_one_end_and_then_the_other(world: World) -> None:
    """First, last, first, last and so on is told: for the firsts, and for the lasts."""
    found = [
        m for code, m in found_in(world, items=scenarios([0, 3, 0, 3, 0, 3])) if code == "best-option-varies"
    ]

    assert len(found) == 2


@pytest.mark.parametrize(
    ("places", "longest", "words"),
    [
        ([0, 1, 2, 3, 0, 1], [0, 3], None),
        ([0, 2, 2, 2, 1, 3], [], "number 3, as in the two scenarios before it"),
        ([0, 1, 0, 2, 0, 1], [], "first one in 3 of 6 scenarios, chance allows 2"),
        ([3, 1, 3, 2, 3, 3], [], "last one in 4 of 6 scenarios, chance allows 2"),
        ([0, 1, 3, 2, 0, 3], [], "first or last one in 4 of 6 scenarios, chance allows 3"),
        ([0, 0], [], "first one in 2 of 2 scenarios, chance allows 1"),
        ([0, 3], [0], "first or last one in 2 of 2 scenarios, chance allows 1"),
        ([0, 1, 2, 3, 0, 1], [0, 1, 2], "longest one in 3 of 6 scenarios, at most 2 go"),
    ],
)
def test_where_the_best_option_stands(
    places: list[int], longest: list[int], words: str | None, world: World
) -> None:
    """Three times running, too often at an end, and too often the longest are told apart."""
    found = [
        m for code, m in found_in(world, items=scenarios(places, longest)) if code == "best-option-varies"
    ]

    assert len(found) == (1 if words else 0)
    assert all(words in message for message in found if words)


def test_an_item_that_is_gone_is_told_once(world: World) -> None:
    """Nine personas that answer a deleted item make one finding, which names every line."""
    given = base()
    for number in (1, 2):
        given["personas"].append({**deepcopy(given["personas"][0]), "name": f"again {number}"})
    for persona in given["personas"]:
        persona["answers"] = {**persona["answers"], "long-gone": 3}
    found = [one for one in findings_of("answers_of_personas", given, world) if "long-gone" in one.message]

    assert len(found) == 1
    assert "take the answers out here and in lines " in found[0].message


@pytest.mark.parametrize(
    ("version", "changes", "words"),
    [
        (1, None, "version 1 has no entry under 'changes'"),
        (2, ["1: first version"], "version 2 has no entry under 'changes'"),
        (1, ["1: first version", "1: once more"], "version 1 stands here twice"),
        (1, ["1: first version", "2: what is to come"], "this file is version 1"),
        (2, ["1: first version", "2: other options"], None),
    ],
)
def test_versions_are_told(world: World, version: int, changes: list[str] | None, words: str | None) -> None:
    """The current version has one entry, none stands there twice, and none is ahead of its time."""
    example = base() | {"version": version}
    example.pop("changes")
    if changes is not None:
        example["changes"] = changes
    reading, _ = read_instrument(as_document("assessments/example.yml", example))
    told = [finding for finding in check_instrument(reading, world) if finding.code == "version-told"]

    assert len(told) == (words is not None)
    assert all(words and words in finding.message for finding in told)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("changes", ["first version"], "write the version, a colon and what it brought"),
        ("tried", [{"people": 0, "on": "2026-11-22", "note": "x"}], "1"),
        ("tried", [{"people": 3, "on": "last week", "note": "x"}], "write year-month-day"),
        ("tried", [{"people": 3, "on": "2026-11-22"}], "'note' is missing"),
    ],
)
def test_what_the_head_says_of_versions_and_trials_has_a_shape(key: str, value: Any, words: str) -> None:
    """An entry without its version, a trial without people, day or note is told in its line."""
    _, told = read_instrument(as_document("assessments/example.yml", base() | {key: value}))

    assert len(told) == 1
    assert words in told[0].message
