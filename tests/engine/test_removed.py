"""Something is taken away or spelt wrong: the check finds it, at its line, with what is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from even_exchange.findings import Finding
from even_exchange.pipeline import compile_project
from even_exchange.project_files import read_files

ROOT = Path(__file__).parents[2]
MODEL = "assessments/model.yml"
_ITEM = re.compile(r"^  - id: (\S+)\n(?:(?:    .*|\s*#.*)?\n)*", re.MULTILINE)


def text_of(path: str) -> str:
    """Return a content file."""
    return (ROOT / path).read_text(encoding="utf-8")


def items_of(path: str) -> dict[str, str]:
    """Return the lines of each item of an instrument by its id."""
    body = text_of(path).partition("\nitems:\n")[2].split("\npersonas:\n", 1)[0] + "\n"
    return {found[1]: found[0] for found in _ITEM.finditer(body)}


INSTRUMENTS = sorted(
    f"assessments/{path.name}"
    for path in (ROOT / "assessments").glob("*.yml")
    if "\nitems:\n  - id: " in re.sub(r"\n\s*#.*", "", path.read_text(encoding="utf-8"))
)


def found_with(path: str, text: str) -> list[Finding]:
    """Return what is found with another text in the place of one file."""
    return list(compile_project(read_files(ROOT) | {path: text.encode()}).findings)


def replaced(path: str, old: str, new: str) -> tuple[str, int]:
    """Return the file with one text replaced, once, and the line where that is."""
    text = text_of(path)

    assert old in text, f"{path} holds no '{old}' any more"
    return text.replace(old, new, 1), text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize("path", INSTRUMENTS)
def test_an_item_that_was_removed(path: str) -> None:
    """Three or four items of each instrument, taken out one by one: the answers of personas name it where they do.

    A self-placement, which personas answer apart, shows in what their results lack.
    """
    items = items_of(path)
    chosen = list(items)[:: max(1, len(items) // 3)]

    assert items
    for id_ in chosen:
        text = text_of(path).replace(items[id_], "", 1)
        wrong = [finding for finding in found_with(path, text) if finding.position.path == path]
        lines = text.splitlines()

        named = [one for one in wrong if id_ in one.message or id_ in lines[one.position.line - 1]]
        lacking = [one for one in wrong if one.code == "personas-hold"]

        assert lacking if "type: self-placement" in items[id_] else named, f"{id_}: {wrong}"


@pytest.mark.parametrize("path", [path for path in INSTRUMENTS if "rests_on" in text_of(path)])
def test_a_claim_that_was_misspelt(path: str) -> None:
    """One wrong figure in the name of a claim is told at the line of that claim."""
    text = text_of(path)
    claim = re.search(r"rests_on: \[([a-z0-9-]+)\.(\d\d)", text)

    assert claim
    wrong = f"rests_on: [{claim[1]}.98"
    found = [one for one in found_with(path, text.replace(claim[0], wrong, 1)) if one.code == "claims-exist"]

    assert [one.position.line for one in found] == [text[: claim.start()].count("\n") + 1]
    assert f"{claim[1]}.98" in found[0].message


@pytest.mark.parametrize(
    ("path", "old", "new", "missing"),
    [
        (MODEL, "from: 35\n      to: 50", "from: 38\n      to: 50", "the scores from 35 to 38"),
        ("assessments/genuine-or-technique.yml", "to: 35\n", "to: 31\n", "the scores from 31 to 35"),
        ("assessments/message-mirror.yml", "from: 60\n", "from: 63\n", "the scores from 60 to 63"),
    ],
)
def test_a_gap_between_two_bands(path: str, old: str, new: str, missing: str) -> None:
    """A gap is told at the zone above it, with the range that nothing holds."""
    text = text_of(path)

    assert text.count(old) >= 1
    text = text.replace(old, new, 1)
    (found,) = [one for one in found_with(path, text) if one.code == "zones-cover-the-line"]

    assert f"{missing}; close the gap" in found.message
    assert "from: " in text.splitlines()[found.position.line - 1]
    assert missing.rsplit(maxsplit=1)[-1] in text.splitlines()[found.position.line - 1]


def test_a_flag_that_cannot_be_raised_any_more() -> None:
    """With 40 low answers asked for, both instruments of the pool are told of, at the number, with what they have."""
    text, line = replaced(MODEL, "least_yielding_answers: 2", "least_yielding_answers: 40")
    found = [one for one in found_with(MODEL, text) if one.code == "reachable"]

    assert {(one.position.path, one.position.line) for one in found} == {(MODEL, line)}
    for id_, items in (("where-you-stand", 6), ("three-junctures", 7)):
        (message,) = [one.message for one in found if f"'{id_}'" in one.message]

        assert "the flag 'strong' at 'qualifying', the flag 'likely' at 'qualifying'" in message
        assert f"it takes 40 answers of at most 34 points, and 'qualifying' has {items} items" in message


def test_a_pattern_in_the_shadow_of_another() -> None:
    """A pattern that lost its place to a wider one before it is told at its own line, with the name of that one."""
    text = text_of(MODEL)
    own = re.search(r"  - id: seller-led\n(?:    .*\n)*?    when: (\{.*\})\n", text)

    assert own
    text = text[: own.start(1)] + "{across_below: 50}" + text[own.end(1) :]
    found = [one for one in found_with(MODEL, text) if one.code == "reachable"]

    assert [text.splitlines()[one.position.line - 1].strip() for one in found] == [
        "- id: out-of-phase"
    ] * len(found)
    assert any("the pattern 'out-of-phase'" in one.message for one in found)
    assert all("'seller-led' comes before it and holds" in one.message for one in found)


def test_a_note_about_a_line_or_a_box_that_says_nothing() -> None:
    """A line without its answer, and "not met" of a list of lines, are told where they stand."""
    path = "assessments/five-attribute-card.yml"
    text, line = replaced(path, 'line: asked, answer: "no"}', "line: asked, unmet: true}")
    found = [one for one in found_with(path, text) if one.code == "own-names"]

    assert [one.position.line for one in found] == [line, line]
    assert "'line' goes with 'answer'" in found[0].message
    assert "'asked-customers' has no box for a moment that is not met" in found[1].message
