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
from even_exchange.pipeline import compile_project
from even_exchange.project_files import read_files

if TYPE_CHECKING:
    from even_exchange.instruments.scoring_key import ScoringKey

ROOT = Path(__file__).parents[2]
CORE = "where-you-stand"
UNCORRELATED = "half-a-fit"
REVERSED = "something-for-them-to-do"
CEILING = "after-the-price"
UNMET = "someone-else-signs"


@cache
def keys() -> dict[str, ScoringKey]:
    """Return the scoring keys of the project."""
    return compile_project(read_files(ROOT)).keys


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


def figures(files: list[dict[str, Any]]) -> Pilot:
    """Return the figures of files that are sound."""
    return pilot(keys()[CORE], [ResultFile.model_validate(file) for file in files])


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


@pytest.mark.parametrize("seed", range(4))
def test_sound_items_are_left_alone(seed: int) -> None:
    """Where every item goes with its trait and nobody runs into an end, there is nothing to rewrite."""
    found = figures(people(seed, 120, planted=False))

    assert found.rewrite == ()
    assert found.unanswered == ()
    assert "Nothing to rewrite." in report(found)


def test_too_few_people_decide_nothing() -> None:
    """With 59 people the figures stand and no item is to be rewritten; with 60 the rule is applied."""
    few, enough = figures(people(3, 59)), figures(people(3, 60))

    assert few.rewrite == ()
    assert "Too few to decide: 59 of the 60 people" in report(few)
    assert "Rewrite" not in report(few).replace("Rewrite nothing", "")
    assert REVERSED in enough.rewrite


def test_figures_of_an_item_by_hand() -> None:
    """Shares, rates and medians are what counting by hand gives."""
    files = [saved({"goodwill": 0}, seconds={"goodwill": 4}), saved({"goodwill": 0}, seconds={"goodwill": 9})]
    files += [saved({"goodwill": 3}), saved({"goodwill": "unmet"}), saved({})]
    item = next(item for item in figures(files).items if item.id == "goodwill")

    assert (item.n, item.people) == (3, 5)
    assert dict(item.shares) == pytest.approx({"0": 2 / 3, "1": 0, "2": 0, "3": 1 / 3, "4": 0, "5": 0})
    assert item.at_best == pytest.approx(2 / 3)
    assert (item.missing, item.unmet) == pytest.approx((1 / 5, 1 / 5))
    assert item.seconds == pytest.approx(6.5)
    assert item.item_rest is None


def test_correlation_and_scale_by_hand() -> None:
    """An item that rises with the rest has a correlation of 1, one that falls of -1; a mean is weighted by items."""
    low = {"first-quarter-hour": 5, "who-decides-too-soon": 5, "half-hour-with-a-new-contact": 5}
    middle = {"first-quarter-hour": 3, "who-decides-too-soon": 5, "half-hour-with-a-new-contact": 3}
    high = {"first-quarter-hour": 1, "who-decides-too-soon": 5, "half-hour-with-a-new-contact": 1}
    found = figures([saved(low), saved(middle), saved(high)])
    by_id = {item.id: item for item in found.items}
    scale = next(scale for scale in found.scales if scale.id == "customer-first")

    # Points of the three people: 0 0 100, 50 0 50, 100 0 0; the rest of the first item: 50, 25, 0.
    assert by_id["first-quarter-hour"].item_rest == pytest.approx(-1)
    assert by_id["who-decides-too-soon"].item_rest is None
    assert scale.mean == pytest.approx(100 / 3)
    assert scale.sd == pytest.approx(0)
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
    project = compile_project(read_files(ROOT))
    for id_, instrument in project.instruments.items():
        files = [
            ResultFile.model_validate(saved(json.loads(json.dumps(persona.answers)), id_))
            for persona in instrument.personas
        ]

        assert files
        assert report(pilot(project.keys[id_], files)).startswith(f"{id_}: {len(files)} people")


WRONG = {
    "no JSON": ('{"format": 1,\n "kind": }', 2, 10, "this is not JSON"),
    "a list": ("[]", 1, 1, "this is no file of answers"),
    "another JSON": ('{\n  "name": "x"}', 1, 1, "its 'kind' is not 'even-exchange answers'"),
    "a key twice": ('{"id": "a", "id": "b"}', 1, 1, "'id' stands in it twice"),
    "too deep": ("[" * 100000, 1, 1, "this cannot be read"),
    "no number": ('{"day": NaN}', 1, 1, "NaN is no number"),
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


def test_the_command_tells_all_findings_and_the_figures_of_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wrong files, a file given twice and a file that is not there are told together; the others are counted."""
    files = [*people(1, 4), saved({"a-fresh-look": 1})]
    names = []
    for number, file in enumerate([*files, files[0]]):
        names.append(str(tmp_path / f"{number}.json"))
        Path(names[-1]).write_text(json.dumps(file), encoding="utf-8")
    deal = saved({}, "first-meeting-habits")
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
