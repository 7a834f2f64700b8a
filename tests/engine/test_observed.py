"""Observer files: texts over the items of an instrument, whose key they share, and findings at their own places."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from even_exchange.pipeline import compile_project
from even_exchange.project_files import read_files

if TYPE_CHECKING:
    from even_exchange.findings import Finding
    from even_exchange.instruments.instrument import Instrument
    from even_exchange.pipeline import Project

ROOT = Path(__file__).parents[2]
CORE, OBSERVED = "where-you-stand", "where-you-stand-observed"
FILE = f"assessments/{OBSERVED}.yml"
SOURCE = (ROOT / FILE).read_text(encoding="utf-8")


def compiled(text: str = SOURCE) -> Project:
    """Compile the project with another text in the observer file."""
    return compile_project(read_files(ROOT) | {FILE: text.encode()})


def findings(old: str, new: str) -> list[Finding]:
    """Return what is wrong with the observer file after one change."""
    assert SOURCE.count(old) >= 1
    return [one for one in compiled(SOURCE.replace(old, new, 1)).findings if one.position.path == FILE]


def line_of(text: str) -> int:
    """Return the line on which a text first stands in the observer file."""
    return SOURCE[: SOURCE.index(text)].count("\n") + 1


def test_it_has_the_key_of_the_instrument_and_words_of_its_own() -> None:
    """Same scored items in the same order with the same points, without the own guess; stems differ."""
    project = compiled()
    base, observed = (project.keys[id_]["instruments"][id_] for id_ in (CORE, OBSERVED))
    scored = [item for item in base["items"] if item["form"]]

    assert [(one["id"], one["form"], one["dimension"], one["tag"]) for one in observed["items"]] == [
        (one["id"], one["form"], one["dimension"], one["tag"]) for one in scored
    ]
    assert len(scored) == 28
    for name in ("across", "up", "facets", "junctures", "zones"):
        assert project.keys[OBSERVED][name] == project.keys[CORE][name]
    stems = {item.id: item.stem for item in project.instruments[CORE].items}
    for item in project.instruments[OBSERVED].items:
        assert item.stem != stems[item.id]
    assert base["fingerprint"] != observed["fingerprint"]


def test_it_is_pooled_with_nobody_and_leads_nowhere() -> None:
    """Its answers count for no other result, and it recommends nothing."""
    project = compiled()

    assert project.keys[OBSERVED]["pool"] == [OBSERVED]
    assert project.keys[OBSERVED]["pages"] == []
    assert all(OBSERVED not in key["pool"] for id_, key in project.keys.items() if id_ != OBSERVED)


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        (
            "  goodwill:\n",
            "  godwill:\n",
            "  goodwill:\n",
            "has no scored item 'godwill'; did you mean 'goodwill'?",
        ),
        (
            "  goodwill:\n",
            "  godwill:\n",
            "items:\n",
            "the item 'goodwill' of 'where-you-stand' is missing here",
        ),
        (
            "      with-care:",
            "      with-car:",
            "      with-care:",
            "no option 'with-car'; did you mean 'with-care'?",
        ),
        (
            '    left: "names a later',
            '    lef: "names a later',
            '    left: "names a later',
            "'lef' is not a key",
        ),
        (
            '    left: "names a later day, one that we are sure to keep"\n',
            "",
            "  a-tight-date:",
            "'left' of 'a-tight-date' is missing",
        ),
        (
            "    short: discounts and",
            "    left: x\n    short: discounts and",
            "    short: discounts and",
            "a count has no 'left'",
        ),
        (
            "observes: where-you-stand\n",
            "observes: where-you-sit\n",
            "observes:",
            "no sound instrument 'where-you-sit'",
        ),
        ("minutes: 10\n", "minutes: 10\nversion: 2\n", "promise:", "'version' comes from the instrument"),
        ("minutes: 10\n", "minutes: 3\n", "minutes: 10", "the texts take"),
        (
            "asks which day the answer will come",
            "does not ask for a day",
            '    left: "asks which day',
            "holds 'not'",
        ),
        (
            "agree with good grace",
            "agree with very good and quite uncommon grace and speed",
            '      agree: "agree with',
            "characters where the options have",
        ),
        (
            'stem: "Right after naming the price',
            'stem: 5 # "Right after naming the price',
            '    stem: "Right after',
            "must be text",
        ),
        ("      goodwill: 3\n", "      goodwill: 9\n", "      goodwill: 3\n", "has no answer '9'"),
        (
            "negotiation: [12, 34]}",
            "negotiation: [60, 70]}",
            "      scores: {customer-focus: [68",
            "'negotiation' should lie from 60 to 70",
        ),
    ],
)
def test_a_mistake_is_told_where_it_stands(old: str, new: str, at: str, message: str) -> None:
    """Names that lead nowhere, missing texts, wording and personas: each at its line of the observer file."""
    found = [one for one in findings(old, new) if message in one.message]

    assert len(found) == 1
    assert found[0].position.line == line_of(at)
    assert found[0].position.column > 0


@pytest.mark.parametrize(
    "text",
    [
        "observes: where-you-stand\n",
        "observes: [a]\nid: x\n",
        "observes:\nitems: 3\n",
        "observes: where-you-stand\nitems: {goodwill: 3, half-a-fit: [1]}\n",
    ],
)
def test_a_file_that_is_hardly_begun_is_told_and_breaks_nothing(text: str) -> None:
    """Findings, never an exception; the instrument that is observed stays sound."""
    project = compiled(text)

    assert OBSERVED not in project.keys
    assert CORE in project.keys
    assert {one.position.path for one in project.findings if one.severity == "error"} == {FILE}


def test_beside_a_broken_instrument_one_thing_is_told() -> None:
    """A mistake in the instrument is told there; the observer file only says that it waits for it."""
    files = read_files(ROOT)
    core = f"assessments/{CORE}.yml"
    files[core] = files[core].replace(b"type: count", b"type: cuont", 1)
    project = compile_project(files)
    told = [one for one in project.findings if one.position.path == FILE]

    assert len(told) == 1
    assert "mend that one first" in told[0].message
    assert told[0].position.line == line_of("observes:")


def test_an_observer_of_an_observer_is_refused() -> None:
    """Only an instrument with items of its own can be observed."""
    files = read_files(ROOT)
    other = SOURCE.replace(f"id: {OBSERVED}", "id: zz-third", 1)
    files["assessments/zz-third.yml"] = other.replace(
        f"observes: {CORE}", f"observes: {OBSERVED}", 1
    ).encode()
    told = [one.message for one in compile_project(files).findings]

    assert any(f"no sound instrument '{OBSERVED}' to observe" in message for message in told)


def copied(base: Instrument, document: dict[str, Any]) -> dict[str, Any]:
    """Return an observer file that copies every text of an instrument."""
    items = {}
    for item in document["items"]:
        if item["type"] != "self-placement":
            texts = {"short": item["short"], "stem": item["stem"]}
            texts |= {pole: item[pole]["text"] for pole in ("left", "right") if pole in item}
            for part in ("options", "lines"):
                if part in item:
                    texts[part] = {one["id"]: one["text"] for one in item[part]}
            items[item["id"]] = texts
    head = {key: document[key] for key in ("for", "minutes", "promise", "introduction")}
    named = {"id": f"{base.id}-seen", "observes": base.id, "title": "Seen by somebody else"}
    return named | head | {"items": items}


@pytest.mark.parametrize("id_", [id_ for id_, one in compiled().instruments.items() if not one.observes])
def test_every_instrument_can_be_observed(id_: str) -> None:
    """Facets, notes and tags come along whole, so an observer file of texts alone is sound for each instrument."""
    files = read_files(ROOT)
    document = yaml.safe_load(files[f"assessments/{id_}.yml"])
    path = f"assessments/{id_}-seen.yml"
    seen = yaml.safe_dump(copied(compiled().instruments[id_], document), sort_keys=False, allow_unicode=True)
    project = compile_project(files | {path: seen.encode()})
    key, base = project.keys[f"{id_}-seen"], project.keys[id_]

    assert [one for one in project.findings if one.position.path == path] == []
    assert key["parts"] == base["parts"]
    assert key["notes"] == base["notes"]
    tags = [
        {item["id"]: item["tag"] for item in one["instruments"][one["id"]]["items"]} for one in (key, base)
    ]
    assert all(tags[1][item] == tag for item, tag in tags[0].items())


def test_lines_and_units_have_words_of_their_own() -> None:
    """The lines of a table are put into the third person too; one that is missing or misspelt is told where it stands."""
    files = read_files(ROOT)
    base = compiled().instruments["what-you-coach"]
    given = copied(base, yaml.safe_load(files["assessments/what-you-coach.yml"]))
    lines = given["items"]["the-last-review"]["lines"]
    lines["wants-done"] = "what that person's customer wants done"
    path = "assessments/what-you-coach-seen.yml"

    def told(change: dict[str, Any]) -> list[str]:
        text = yaml.safe_dump(given | {"items": given["items"] | change}, sort_keys=False, allow_unicode=True)
        project = compile_project(files | {path: text.encode()})
        if "what-you-coach-seen" in project.instruments:
            items = {item.id: item for item in project.instruments["what-you-coach-seen"].items}
            texts = [line.text for line in getattr(items["the-last-review"], "lines", ())]
            assert "what that person's customer wants done" in texts
        return [one.message for one in project.findings if one.position.path == path]

    review = given["items"]["the-last-review"]
    short = {id_: text for id_, text in lines.items() if id_ != "wants-done"}
    assert told({}) == []
    assert told({"the-last-review": review | {"lines": short}}) == [
        "the line 'wants-done' of 'the-last-review' is missing here; add its text"
    ]
    assert told({"the-last-review": {key: review[key] for key in review if key != "lines"}}) == [
        "'lines' of 'the-last-review' is missing here; add it"
    ]
    assert told({"the-last-review": review | {"unit": "talks"}}) == [
        "a shared-points has no 'unit'; delete it"
    ]


CARD = "docs/_data/customer-card.yml"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "beside: [talk-share]",
            "beside: [talk-shear]",
            "has no item 'talk-shear'; did you mean 'talk-share'?",
        ),
        ("of: first-meeting-habits", "of: first-meeting", "there is no instrument 'first-meeting'"),
        ("id: had-to-think", "id: spoke-more", "'spoke-more' is given twice"),
        ("id: several", "id: once", "'once' is given twice in this question"),
        ("id: customer-card", "id: after-the-sale", "is the id of an instrument"),
        ("hand_over:", "handover:", "'handover' is not a key"),
    ],
)
def test_a_mistake_on_the_customer_card_is_told(old: str, new: str, message: str) -> None:
    """Names that lead nowhere or stand twice are findings of the card's file."""
    files = read_files(ROOT)
    assert old.encode() in files[CARD]
    files[CARD] = files[CARD].replace(old.encode(), new.encode(), 1)
    told = [one for one in compile_project(files).findings if one.position.path == CARD]

    assert any(message in one.message for one in told)
