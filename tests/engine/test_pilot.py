"""Result files of a pilot: what is wrong with them, the figures, and which items they tell to rewrite."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from even_exchange.__main__ import main
from even_exchange.instruments.pilot import Pilot, alpha_of, pilot, report
from even_exchange.instruments.result_file import ResultFile, read_result_file
from even_exchange.instruments.score import score
from even_exchange.instruments.simulate import draw_items, draw_people
from even_exchange.pipeline import compile_project
from even_exchange.project_files import read_files

if TYPE_CHECKING:
    from even_exchange.instruments.scoring_key import ScoringKey, Sitting
    from even_exchange.pipeline import Project

ROOT = Path(__file__).parents[2]
CORE = "where-you-stand"
UNCORRELATED = "half-a-fit"
REVERSED = "something-for-them-to-do"
CEILING = "after-the-price"
UNMET = "someone-else-signs"


@cache
def compiled() -> Project:
    """Return the project, compiled once."""
    return compile_project(read_files(ROOT))


def keys() -> dict[str, ScoringKey]:
    """Return the scoring keys of the project."""
    return compiled().keys


def saved(answers: dict[str, Any], id_: str = CORE, **other: Any) -> dict[str, Any]:
    """Return what a result file holds."""
    own = keys()[id_]["instruments"][id_]
    head = {
        "format": 1,
        "kind": "even-exchange answers",
        "id": id_,
        "version": own["version"],
        "fingerprint": own["fingerprint"],
        "day": 20780,
    }
    return head | {"answers": answers} | other


def people(seed: int, count: int, *, planted: bool = True) -> list[dict[str, Any]]:
    """Simulate respondents: one latent trait a person, an answer near it a item; four items are spoilt if asked."""
    random = Random(seed)  # noqa: S311 - simulated people
    scored = [item for item in keys()[CORE]["instruments"][CORE]["items"] if item["form"]]
    files = []
    for _ in range(count):
        trait = random.gauss(0, 1)
        answers: dict[str, Any] = {}
        for item in scored:
            table = dict(zip(item["form"]["table"]["values"], item["form"]["table"]["points"], strict=True))
            wanted = 52 + 24 * trait + random.gauss(0, 20)
            if planted and item["id"] == UNCORRELATED:
                wanted = random.gauss(50, 30)
            if planted and item["id"] == REVERSED:
                wanted = 100 - wanted
            if planted and item["id"] == CEILING:
                wanted = max(wanted, 100 if random.random() < 0.85 else 0)
            if planted and item["id"] == UNMET and random.random() < 0.5:
                answers[item["id"]] = "unmet"
                continue
            if random.random() < 0.03:
                continue
            answers[item["id"]] = min(table, key=lambda value: abs(table[value] - wanted))
        files.append(saved(answers, seconds={id_: round(random.uniform(3, 20), 1) for id_ in answers}))
    return files


def figures(files: list[dict[str, Any]], id_: str = CORE) -> Pilot:
    """Return the figures of files that are sound."""
    return pilot(keys()[id_], [ResultFile.model_validate(file) for file in files])


@pytest.mark.parametrize("seed", range(8))
def test_the_planted_bad_items_are_found_and_no_others(seed: int) -> None:
    """One item unrelated to the rest, one turned round, one at its ceiling, one seldom met: these four are told."""
    found = figures(people(seed, 120))
    by_id = {item.id: item for item in found.items}

    assert set(found.rewrite) == {UNCORRELATED, REVERSED, CEILING}
    assert found.unanswered == (UNMET,)
    assert "turned round" in by_id[REVERSED].rewrite[0]
    assert any("at the best step" in reason for reason in by_id[CEILING].rewrite)
    assert by_id[UNMET].unmet == pytest.approx(0.5, abs=0.2)


@cache
def assumed(id_: str, seed: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the files of the project's assumed people whom the page gives a result, and of those it does not.

    Of ninety people; every item is as sound as is assumed, and one person in ten does not read.
    """
    project = compiled()
    assert project.model
    assert project.assumptions
    items = {id_: draw_items(project.instruments[id_], project.model, project.assumptions, seed)}
    drawn = draw_people(items, project.keys, project.model, project.assumptions, people=90, seed=seed)
    sound: list[dict[str, Any]] = []
    held: list[dict[str, Any]] = []
    for one in drawn:
        answers = one.sittings[id_]["answers"]
        sitting: Sitting = {"answers": answers, "day": None, "fast": False}
        result = score(project.keys[id_], {id_: sitting})
        (held if result["quality"] == "hold" else sound).append(saved(answers, id_))
    return sound, held


@pytest.mark.parametrize("id_", [CORE, "three-junctures"])
def test_a_sound_item_is_seldom_to_be_rewritten(id_: str) -> None:
    """Of sixty assumed people to whom every item is sound: on average less than one item in 28 is told to be rewritten."""
    told = items = 0
    for seed in range(1, 11):
        sound, held = assumed(id_, seed)
        found = figures([*sound[:60], *held], id_)
        told += len(found.rewrite)
        items += len(found.items)
        assert found.decides
        assert found.people == 60
        assert dict(found.left_out).get("on hold, as the page would say", 0) == len(held)

    assert 28 * told / items < 1


def spoilt(files: list[dict[str, Any]], seed: int) -> list[dict[str, Any]]:
    """Return the files with one item answered at random, one the other way round, and one by nearly all at its best."""
    random = Random(seed)  # noqa: S311 - simulated people
    forms = {
        item["id"]: item["form"]["table"]
        for item in keys()[CORE]["instruments"][CORE]["items"]
        if item["form"]
    }
    changed = []
    for file in files:
        answers = dict(file["answers"])
        answers[UNCORRELATED] = random.choice(forms[UNCORRELATED]["values"])
        values = forms[REVERSED]["values"]
        answers[REVERSED] = values[len(values) - 1 - values.index(answers[REVERSED])]
        best = forms[CEILING]["values"][forms[CEILING]["points"].index(100)]
        answers[CEILING] = best if random.random() < 0.8 else answers[CEILING]
        changed.append(file | {"answers": answers})
    return changed


def test_planted_bad_items_are_found_among_assumed_people() -> None:
    """Seventy of them are enough to find what is turned round or at its ceiling, and mostly what goes with nothing.

    What goes with nothing is at least told to be looked at.
    """
    found = [figures(spoilt(assumed(CORE, seed)[0][:70], seed)) for seed in range(1, 11)]

    for one in found:
        assert 60 <= one.people <= 70
        assert {REVERSED, CEILING} <= set(one.rewrite)
        assert UNCORRELATED in {*one.rewrite, *one.look}
    assert sum(UNCORRELATED in one.rewrite for one in found) >= 7


def test_few_answers_decide_nothing_about_an_item() -> None:
    """Among sixty people, an item that few have answered is left open, however turned round its answers look."""
    first, *others = ["first-quarter-hour", "who-decides-too-soon", "half-hour-with-a-new-contact"]
    files = people(1, 60, planted=False)
    for number, file in enumerate(files):
        if number >= 3:
            file["answers"][first] = "unmet"
        else:
            file["answers"] |= {first: 5 - 2 * number} | dict.fromkeys(others, 5 if number == 0 else 1)
    item = next(item for item in figures(files).items if item.id == first)

    assert (item.n, item.pairs) == (3, 3)
    assert item.rewrite == item.look == ()


def test_who_answered_nothing_or_is_on_hold_is_no_respondent() -> None:
    """Empty files, and those that the page would hold back, are left out and told; the rest is counted."""
    own = keys()[CORE]["instruments"][CORE]["items"]
    straight = {item["id"]: item["form"]["table"]["values"][0] for item in own if item["form"]}
    files = [*people(2, 3), saved({}), saved({}), saved(straight)]
    found = figures(files)

    assert found.people == 3
    assert dict(found.left_out) == {"without an answer": 2, "on hold, as the page would say": 1}
    assert report(found).splitlines()[:3] == [
        "where-you-stand: 3 people",
        "  left out: 2 sittings without an answer",
        "  left out: 1 sitting on hold, as the page would say",
    ]
    assert figures([saved({})]).people == 0
    assert report(figures([saved({})])).startswith("where-you-stand: 0 people")


def test_scales_are_those_of_the_scorer() -> None:
    """A text has to be there for its scale, and is enough for it; a correlation is with all of the axis across."""
    mirror = "message-mirror"
    without, alone = (
        figures([saved(answers, mirror)], mirror).scales[0]
        for answers in (
            {"slides-before-them": 1, "true-only-of-them": 5},
            {"own-text": {"customer": 10, "seller": 10, "words": 300}},
        )
    )
    assert (without.id, without.n, without.mean) == ("outcome-language", 0, None)
    assert (alone.n, alone.mean) == (1, 50)

    found = figures(people(4, 80, planted=False))
    two = next(item for item in found.items if item.dimension == "relevance")
    assert two.pairs == sum(1 for _ in range(two.n))
    assert two.item_rest is not None
    assert two.item_rest > 0.5
    assert {scale.id for scale in found.scales} >= {"customer-focus", "self-assertion"}


def test_too_few_people_decide_nothing() -> None:
    """With 59 people the figures stand and no item is to be rewritten; with 60 the rule is applied."""
    given = [file for file in people(3, 70) if figures([file]).people]
    few, enough = figures(given[:59]), figures(given[:60])

    assert few.rewrite == ()
    assert "Too few to decide: 59 of the 60 people" in report(few)
    assert "Rewrite" not in report(few).replace("Rewrite nothing", "")
    assert REVERSED in enough.rewrite


def test_figures_of_an_item_by_hand() -> None:
    """Shares, rates and medians are what counting by hand gives."""
    files = [saved({"goodwill": 0}, seconds={"goodwill": 4}), saved({"goodwill": 0}, seconds={"goodwill": 9})]
    files += [saved({"goodwill": 3}), saved({"goodwill": "unmet"}), saved({"a-tight-date": 2})]
    item = next(item for item in figures(files).items if item.id == "goodwill")

    assert (item.n, item.people) == (3, 5)
    assert dict(item.shares) == pytest.approx({"0": 2 / 3, "1": 0, "2": 0, "3": 1 / 3, "4": 0, "5": 0})
    assert item.at_best == pytest.approx(2 / 3)
    assert (item.missing, item.unmet) == pytest.approx((1 / 5, 1 / 5))
    assert item.seconds == pytest.approx(6.5)
    assert item.item_rest is None


def test_correlation_and_scale_by_hand() -> None:
    """An item that falls as the rest rises has a correlation of -1, one that never moves none; a mean is that of scores."""
    items = [
        item for item in keys()[CORE]["instruments"][CORE]["items"] if item["dimension"] == "negotiation"
    ]
    tables = {item["id"]: item["form"]["table"] for item in items[:4] if item["form"]}
    wanted = dict(zip(tables, [(0, 0, 100), (100, 100, 0), (0, 0, 0), (0, 0, 0)], strict=True))
    files = [
        saved(
            {
                id_: tables[id_]["values"][tables[id_]["points"].index(points[person])]
                for id_, points in wanted.items()
            }
        )
        for person in range(3)
    ]
    found = figures(files)
    by_id = {item.id: item for item in found.items}
    scale = next(scale for scale in found.scales if scale.id == "negotiation")

    # The rest of the first item: 100/3, 100/3, 0. The score: 100/4 for each, of four items answered of six.
    assert [by_id[id_].item_rest for id_ in list(tables)[:2]] == pytest.approx([-1, -1])
    assert by_id[list(tables)[2]].item_rest is None
    assert (scale.items, scale.n, scale.complete) == (6, 3, 0)
    assert (scale.mean, scale.sd) == pytest.approx((25, 0))
    assert scale.alpha is None


def test_alpha_by_hand() -> None:
    """Two items that say the same have an alpha of 1; a worked example agrees."""
    assert alpha_of([(0.0, 0.0), (50.0, 50.0), (100.0, 100.0)]) == pytest.approx(1)
    # Variances 1 and 4, of the sum 7: 2 * (1 - 5/7).
    assert alpha_of([(1.0, 2.0), (2.0, 6.0), (3.0, 4.0)]) == pytest.approx(2 * (1 - 5 / 7))
    assert alpha_of([(1.0,), (2.0,)]) is None
    assert alpha_of([]) is None


def test_every_kind_of_instrument_can_be_piloted() -> None:
    """Figures, shared points, lists and texts: the personas of every instrument make a report."""
    project = compiled()
    for id_, instrument in project.instruments.items():
        files = [
            ResultFile.model_validate(saved(json.loads(json.dumps(persona.answers)), id_))
            for persona in instrument.personas
        ]

        found = pilot(project.keys[id_], files)

        assert found.people + sum(number for _, number in found.left_out) == len(files)
        assert report(found).startswith(f"{id_}: {found.people} people")
        assert found.people >= 4


WRONG = {
    "no JSON": ('{"format": 1,\n "kind": }', 2, 10, "this is not JSON"),
    "a list": ("[]", 1, 1, "this is no file of answers"),
    "another JSON": ('{\n  "name": "x"}', 1, 1, "its 'kind' is not 'even-exchange answers'"),
    "a key twice": ('{"id": "a", "id": "b"}', 1, 1, "'id' stands in it twice"),
    "too deep": ("[" * 100000, 1, 1, "this cannot be read"),
    "no number": ('{"day": NaN}', 1, 1, "NaN is no number"),
    "half a character": ('{"answers":\n {"goodwill": "\\ud800"}}', 2, 16, "half a character stands in it"),
    "half a character in a key": ('{"\\udfff": 1}', 1, 3, "half a character stands in it"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_file_that_cannot_be_read_is_told_with_its_place(case: str) -> None:
    """What is no file of answers is a finding and never an exception."""
    text, line, column, message = WRONG[case]
    own = {CORE: keys()[CORE]["instruments"][CORE]}
    file, findings = read_result_file("a.json", text.encode(), own)

    assert file is None
    assert [(one.position.line, one.position.column) for one in findings] == [(line, column)]
    assert message in findings[0].message


@pytest.mark.parametrize(
    ("change", "at", "message"),
    [
        ({"id": "where-you-stant"}, '"where-you-stant"', "did you mean 'where-you-stand'?"),
        ({"fingerprint": "00000000"}, '"00000000"', "these answers were given to version 1 (00000000)"),
        ({"version": 2}, '"fingerprint": "', "these answers were given to version 2"),
        ({"format": 2}, "2,", "'format' cannot be '2'"),
        ({"name": "Somebody"}, '"name"', "'name' is not a key that is read here"),
        ({"day": "today"}, '"today"', "'day' must be a whole number"),
        ({"answers": {"goodwil": 1}}, '"goodwil"', "did you mean 'goodwill'?"),
        ({"answers": {"goodwill": 7}}, "7\n", "'7' is no answer that 'goodwill' offers"),
        ({"seconds": {"goodwill": -1}}, "-1", "it must be at least 0"),
    ],
)
def test_a_file_that_does_not_fit_is_told_with_its_place(
    change: dict[str, Any], at: str, message: str
) -> None:
    """A foreign, old or edited file is refused, at the line and column of what is wrong in it."""
    text = json.dumps(saved({"goodwill": 1}) | change, indent=2)
    own = {CORE: keys()[CORE]["instruments"][CORE]}
    file, findings = read_result_file("b.json", text.encode(), own)
    before = text[: text.index(at) + (len('"fingerprint": ') if at.startswith('"fing') else 0)]

    assert file is None
    assert len(findings) == 1
    assert message in findings[0].message
    assert findings[0].position.line == before.count("\n") + 1
    assert findings[0].position.column == len(before) - before.rfind("\n")


@pytest.mark.parametrize(
    ("id_", "item", "answer"),
    [
        ("message-mirror", "own-text", [1, 2, 3]),
        ("message-mirror", "own-text", {"customer": 1, "words": "many"}),
        ("five-attribute-card", "ten-points", 3),
        ("five-attribute-card", "ten-points", {"ease": [1, 2, 3]}),
        ("measure-and-pay", "pays-and-praises", {"no-such-line": 10}),
        ("check-one-deal", "what-is-due", "unmet"),
        ("drills-or-holes", "headings-with-a-result", 7),
        ("first-meeting-habits", "talk-share", [3, 4]),
        (CORE, "where-attention-goes", 11),
        (CORE, "where-attention-goes", "far"),
    ],
)
def test_an_answer_of_another_shape_is_told(id_: str, item: str, answer: Any) -> None:
    """A list, a figure or a line where the item has none is refused, and no figure is made of it."""
    own = {id_: keys()[id_]["instruments"][id_]}
    file, findings = read_result_file("c.json", json.dumps(saved({item: answer}, id_)).encode(), own)

    assert file is None
    assert [f"that '{item}' offers" in one.message for one in findings] == [True]


def test_unfinished_answers_are_answers() -> None:
    """A browser keeps a table or a pair of figures as far as it is filled in; such a file is taken."""
    for id_, answers in (
        ("five-attribute-card", {"ten-points": {"ease": [None, 2]}}),
        ("drills-or-holes", {"headings-with-a-result": [7]}),
        ("measure-and-pay", {"pays-and-praises": {}}),
    ):
        own = {id_: keys()[id_]["instruments"][id_]}

        assert read_result_file("d.json", json.dumps(saved(answers, id_)).encode(), own)[1] == []


def test_a_message_stays_short() -> None:
    """A key of seventy thousand letters is told by its beginning."""
    own = {CORE: keys()[CORE]["instruments"][CORE]}
    for change in ({"answers": {"x" * 70000: 1}}, {"y" * 70000: 1}, {"day": "z" * 70000}):
        _, findings = read_result_file("e.json", json.dumps(saved({}) | change).encode(), own)

        assert findings
        assert all(len(one.message) <= 400 for one in findings)


def test_the_command_tells_all_findings_and_the_figures_of_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wrong files, a file given twice and a file that is not there are told together; the others are counted."""
    files = [*people(1, 4), saved({"a-fresh-look": 1})]
    names = []
    for number, file in enumerate([*files, files[0]]):
        names.append(str(tmp_path / f"{number}.json"))
        Path(names[-1]).write_text(json.dumps(file), encoding="utf-8")
    deal = saved({"what-can-you-do": "unmet"}, "first-meeting-habits")
    names += [str(tmp_path / "deal.json"), str(tmp_path / "gone.json")]
    Path(names[-2]).write_text(json.dumps(deal), encoding="utf-8")

    assert main(["--root", str(ROOT), "pilot", *names]) == 1
    said = capsys.readouterr().out
    assert "4.json:1:" in said
    assert "there is no item" not in said
    assert "'where-you-stand' has no item 'a-fresh-look'" in said
    assert "5.json:1:1: warning: the same answers" in said
    assert "gone.json:1:1: error: the file cannot be opened" in said
    assert "where-you-stand: 4 people" in said
    assert "first-meeting-habits: 1 person" in said
    assert said.count("Too few to decide") == 2

    assert main(["--root", str(ROOT), "pilot", *names[:4]]) == 0
