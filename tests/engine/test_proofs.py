"""Every proof does what its docstring says, and a witness is what the shipped scorer says it is."""

from __future__ import annotations

import textwrap
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from even_exchange.__main__ import main
from even_exchange.findings import Finding
from even_exchange.instruments import goals
from even_exchange.instruments.forms import counts, line, shares, table, ticks
from even_exchange.instruments.goals import find_witnesses, goals_of
from even_exchange.instruments.key import compile_key
from even_exchange.instruments.measurement_model import MeasurementModel
from even_exchange.instruments.personas import results_of
from even_exchange.instruments.proofs import NAMES, PROOFS, check_proofs
from even_exchange.instruments.proofs.documents import Documents
from even_exchange.instruments.read import read_instrument
from even_exchange.instruments.score import score
from even_exchange.instruments.witness import Aim, Search, choices_of
from even_exchange.pipeline import Project, compile_project
from even_exchange.project_files import read_files
from even_exchange.shape import fit
from even_exchange.source import read_yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FOLDER = ROOT / "hooks" / "even_exchange" / "instruments" / "proofs"
MODEL = "assessments/model.yml"
EVERY_PROOF = pytest.mark.parametrize("name", NAMES)
INSTRUMENTS = sorted(
    path.stem
    for path in (ROOT / "assessments").glob("*.yml")
    if path.read_text(encoding="utf-8").find("\nitems:") > 0
)


@pytest.fixture(scope="module")
def project() -> Project:
    """Return the shipped project."""
    return compile_project(read_files(ROOT))


def proved(instrument: dict[str, Any], change: dict[str, Any] | None = None) -> list[Finding]:
    """Return what all proofs find in an instrument, with values of the shared model changed by dotted path."""
    model_data = yaml.safe_load((ROOT / MODEL).read_text(encoding="utf-8"))
    for path, value in (change or {}).items():
        *steps, last = path.split(".")
        part = model_data
        for step in steps:
            part = part[int(step)] if step.isdigit() else part[step]
        part[last] = value
    documents = [
        read_yaml(path, yaml.safe_dump(data, sort_keys=False, allow_unicode=True))[0]
        for path, data in (("assessments/example.yml", instrument), (MODEL, model_data))
    ]
    own, shared = documents
    assert own
    assert shared
    reading, told = read_instrument(own)
    model, wrong = fit(MeasurementModel, shared)

    assert told == wrong == []
    assert reading.instrument
    assert isinstance(model, MeasurementModel)
    key = compile_key(reading.instrument, model, {}, [], {})
    return list(
        check_proofs(reading.instrument, key, Documents(own, shared), results_of(reading.instrument, key))
    )


def example() -> dict[str, Any]:
    """Return the small instrument that examples are laid over."""
    return yaml.safe_load((HERE / "example.yml").read_text(encoding="utf-8"))


def shipped(name: str) -> dict[str, Any]:
    """Return a shipped instrument without its personas, so that every witness has to be searched for."""
    return yaml.safe_load((ROOT / f"assessments/{name}.yml").read_text(encoding="utf-8")) | {"personas": []}


# Manuals


def test_every_file_is_registered() -> None:
    """A proof whose file is there but not listed would never run."""
    assert {path.stem for path in FOLDER.glob("*.py")} - {"__init__", "documents"} == set(NAMES)


@EVERY_PROOF
def test_a_proof_says_what_it_is_for_and_its_examples_hold(name: str) -> None:
    """Nothing is found in the PASS example; the FAIL example is told, at a line of it, with what to do."""
    text = PROOFS[name].__doc__ or ""
    passing, _, failing = text.partition("\nPASS\n")[2].partition("\nFAIL\n")

    assert text.splitlines()[0].endswith(".")
    assert proved(example() | yaml.safe_load(textwrap.dedent(passing))) == []

    found = proved(example() | yaml.safe_load(textwrap.dedent(failing)))

    assert [finding.code for finding in found] == [name.replace("_", "-")]
    assert found[0].position.path == "assessments/example.yml"
    assert found[0].position.line > 1
    assert ";" in found[0].message


# Witnesses


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_everything_is_reached_without_personas(name: str, project: Project) -> None:
    """For each shipped instrument the search alone finds a witness of everything, and the scorer confirms each."""
    key = compile_key(project.instruments[name], project.model, {}, [], {})
    found = find_witnesses(key, [])

    assert [goal.name for goal, _ in found.lacking] == []
    for at, there in found.reached.items():
        result = score(key, {name: found.sittings[at]})

        assert result["quality"] in {"ok", "caution"}
        assert all(goal.shown(result) for goal in there)


def test_what_the_core_can_say_is_looked_at_in_full(project: Project) -> None:
    """Zones, patterns, flags, gap notes, pressing and both blind spots of the core are among the goals."""
    key = compile_key(project.instruments["where-you-stand"], project.model, {}, [], {})
    found = find_witnesses(key, [])
    names = [goal.name for goals in found.reached.values() for goal in goals]
    model = project.model
    assert model
    tags = [tag for juncture in model.junctures.values() for tag in juncture.sub_checks]
    wanted = [f"the zone '{zone.id}'" for zone in model.line.zones]
    wanted += [f"the pattern '{pattern.id}'" for pattern in model.patterns]
    wanted += [f"the flag '{t}' at '{j}'" for j in model.junctures for t in ("strong", "likely", "watch")]
    wanted += [f"the gap note '{tag}'" for tag in tags]
    wanted += ["the note 'pressing'", "the note 'blind-spot', higher", "the note 'blind-spot', lower"]

    assert sorted(names) == sorted(
        wanted + [f"the {end} end of '{name}'" for end in ("low", "high") for name in key["dimensions"]]
    )


def test_witnesses_can_be_pasted_as_personas(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """What the command prints is YAML that the check takes in the place of the personas, and all of them hold."""
    for name in project.instruments:
        assert main(["--root", str(ROOT), "witness", name]) == 0

        printed = capsys.readouterr().out
        path = f"assessments/{name}.yml"
        files = read_files(ROOT)
        head, _, _ = files[path].decode().partition("\npersonas:")
        files[path] = f"{head}\n{printed}".encode()
        wrong = [one for one in compile_project(files).findings if one.position.path == path]

        assert wrong == []


def test_the_command_of_an_unknown_instrument(capsys: pytest.CaptureFixture[str]) -> None:
    """A name that is none ends with 1 and one line."""
    assert main(["--root", str(ROOT), "witness", "nobody"]) == 1
    assert "no sound instrument 'nobody'" in capsys.readouterr().out


def test_witnesses_are_the_same_each_time(project: Project) -> None:
    """Nothing is left to chance."""
    key = compile_key(project.instruments["where-you-stand"], project.model, {}, [], {})

    assert find_witnesses(key, []).sittings == find_witnesses(key, []).sittings


# What is out of reach, and where it is told


def line_of(finding: Finding, text: str) -> str:
    """Return the line of a text at which a finding stands."""
    return text.splitlines()[finding.position.line - 1]


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ({"flags.least_yielding_answers": 40}, "40", "it takes 40 answers of at most 34 points, and"),
        ({"flags.least_answers": 40}, "40", "it takes 40 answers, and 'qualifying' has 7 items"),
        ({"flags.yields_from": 100, "flags.watch_from": 100}, "100", "at 100 or more and short of the next"),
        ({"pressing.least_scenarios": 30}, "30", "30 scenarios with an option that presses"),
    ],
)
def test_a_cut_that_nothing_reaches(changes: dict[str, int], place: str, words: str) -> None:
    """A flag or note whose numbers rule it out is told once for the instrument, at the number."""
    found = proved(shipped("three-junctures"), changes)
    data = yaml.safe_load((ROOT / MODEL).read_text(encoding="utf-8"))
    for path, value in changes.items():
        part, name = path.split(".")
        data[part][name] = value
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True)

    assert len({finding.position for finding in found}) == len(found)
    assert any(words in finding.message for finding in found), found
    assert all("'three-junctures'" in finding.message for finding in found)
    assert place in line_of(found[0], text)


def test_a_pattern_that_another_always_comes_before() -> None:
    """A pattern behind one that holds wherever it would is told at its own line, with the name of the other."""
    model = yaml.safe_load((ROOT / MODEL).read_text(encoding="utf-8"))
    seller_led = next(at for at, one in enumerate(model["patterns"]) if one["id"] == "seller-led")
    found = proved(shipped("where-you-stand"), {f"patterns.{seller_led}.when": {"across_below": 50}})

    assert [finding.code for finding in found] == ["reachable"]
    assert "the pattern 'out-of-phase'" in found[0].message
    assert "'seller-led' comes before it and holds; move it up" in found[0].message


def test_a_pattern_that_excludes_itself() -> None:
    """Conditions without a place in common are told as that."""
    model = yaml.safe_load((ROOT / MODEL).read_text(encoding="utf-8"))
    found = proved(
        shipped("where-you-stand"),
        {"patterns.1.when": {"across_from": 60, "across_below": 50, "up_from": 50}},
    )

    assert model["patterns"][1]["id"] in found[0].message
    assert "exclude one another" in found[0].message


def test_a_band_in_a_jump_between_two_scores() -> None:
    """A band that no score falls into is told at its line, with the two scores beside it."""
    given = shipped("what-you-coach")
    given["items"] = [
        item | {"dimension": "skills"} for item in given["items"] if item["type"] in {"trade-off", "count"}
    ][:3]
    given |= {"dimensions": ["skills"], "facets": [], "notes": []}
    zones = [(0, 54), (54, 55), (55, 100)]
    given["bands"] = {
        "of": "skills",
        "zones": [
            {"id": f"from-{low}", "from": low, "to": high, "name": f"{low}", "sentence": "So."}
            for low, high in zones
        ],
    }
    found = proved(given)

    assert len(found) == 1
    assert "the band 'from-54': the scores of 'skills' jump from 53.3 to 55;" in found[0].message


def test_a_scale_that_does_not_reach_its_end() -> None:
    """A dimension whose items are never worth little is told at its name."""
    given = shipped("after-the-sale")
    for item in given["items"]:
        if item["dimension"] == "candour" and item["type"] == "scenario":
            for option in item["options"]:
                option["points"] = max(60, option["points"])
    found = proved(given)

    assert len(found) == 1
    assert "the low end of 'candour'" in found[0].message
    assert "is the lowest score; give its items answers that are worth 0" in found[0].message


def test_a_gap_note_without_an_item() -> None:
    """A sub-check that no item asks about is told at the sub-check."""
    given = shipped("three-junctures")
    for item in given["items"]:
        if item.get("checks") == "fit":
            item["checks"] = "means"
    found = proved(given)

    assert ["no item about 'qualifying' has 'checks: fit'" in finding.message for finding in found] == [True]
    assert found[0].position.path == MODEL


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ({"item": "without-a-budget", "figure_below": 0}, "no answer to 'without-a-budget' meets"),
        ({"item": "who-signs", "answer": "five"}, "no answer to 'who-signs' meets"),
        ({"item": "who-signs", "points_at_most": 50, "unmet": True}, "exclude one another"),
    ],
)
def test_a_note_that_nothing_calls_for(when: dict[str, Any], words: str) -> None:
    """A note of the instrument's own is told at its line when its condition, or all of them, cannot be met."""
    found = proved(example() | {"notes": [{"id": "hardly-ever", "when": when, "text": "So."}]})

    assert [
        "the note 'hardly-ever'" in finding.message and words in finding.message for finding in found
    ] == [True]


def test_a_list_of_lines_is_never_unmet(project: Project) -> None:
    """A checklist has no box for a moment that is not met, so a note that waits for one is told as out of reach."""
    key = deepcopy(project.keys["five-attribute-card"])
    unmet = {"item": "asked-customers", "is": "unmet", "line": None}
    key["notes"] = [{"id": "nobody-asked", "caution": False, "tests": [unmet]}]
    lacking = {goal.name: lack.message for goal, lack in find_witnesses(key, []).lacking}

    assert "no answer to 'asked-customers' meets its condition" in lacking["the note 'nobody-asked'"]


def test_a_stretch_with_scores_is_no_jump(project: Project) -> None:
    """Where a score lies within a band, what is told of it is not that scores jump over it."""
    key = project.keys["message-mirror"]
    named = {goal.name: goal for goal in goals_of(key, Search(key))}

    assert "scores of 'own-text' lie there" in named["the band 'mixed'"].lack([]).message


def test_a_mean_under_a_tag_may_hold_one_low_answer() -> None:
    """A note on one low answer and a high mean of its tag can be said, as the other items make up for the one."""
    given = example()
    for item in given["items"][1:]:
        item["checks"] = "fit"
    note = {"id": "one-of-many", "when": {"item": "who-signs", "points_at_most": 0, "tags": {"fit": "high"}}}

    assert proved(given | {"notes": [note | {"text": "So."}]}) == []


# The search itself


@pytest.mark.parametrize(
    "form",
    [
        table([1, 2, 3], [0, 50, 100]),
        line([[0, 100], [8, 0]], 0, 10, whole=True),
        line([[0, 100], [2, 70]], 0, 300, whole=True),
        line([[0, 0], [100, 100]], 0, 40, whole=True, ratio=True),
        line([[0.5, 100], [1.5, 0]], 0.2, 3, whole=False),
        shares(["a", "b", "c", "d"], [10, 5, 0, 0], 10),
        shares(["a", "b"], [10, 10], 10),
        ticks(["a", "b", "c"], [0, 5, 10], ["", "", ""]),
        counts(150),
        {"apart": {"lines": ["a", "b"], "each": 5, "total": 10}},
    ],
)
def test_the_answers_tried_are_answers(form: Any) -> None:
    """Whatever the form, each answer that is tried has points."""
    choices = choices_of(form)
    points = [choice.points for choice in choices if choice.points is not None]

    assert len(points) == len(choices) > 0


@pytest.mark.parametrize(
    ("form", "ends"),
    [
        (table([1, 2, 3], [0, 50, 100]), (0, 100)),
        (line([[0, 100], [8, 0]], 0, 10, whole=True), (0, 100)),
        (line([[0, 100], [2, 70]], 0, 300, whole=True), (0, 100)),
        (line([[0, 0], [100, 100]], 0, 40, whole=True, ratio=True), (0, 100)),
        (line([[0, 0], [80, 50]], 10, 40, whole=True), (6, 25)),
        (shares(["a", "b", "c", "d"], [10, 5, 0, 0], 10), (0, 100)),
        (shares(["a", "b"], [10, 10], 10), (100, 100)),
        (ticks(["a", "b", "c"], [0, 5, 10], ["", "", ""]), (0, 100)),
        (counts(150), (0, 100)),
        ({"apart": {"lines": ["a", "b"], "each": 5, "total": 10}}, (0, 100)),
    ],
)
def test_the_worst_and_the_best_answer_are_among_those_tried(form: Any, ends: tuple[int, int]) -> None:
    """Both ends of what a form can be worth are tried, the low one like the high one."""
    points = [choice.points for choice in choices_of(form) if choice.points is not None]

    assert (min(points), max(points)) == ends


def test_a_stretch_that_the_sums_rule_out_has_no_sheet(project: Project) -> None:
    """Where no sum of points lies, nothing is scored at all; beside it a sheet hits the stretch."""
    key = project.keys["three-junctures"]
    search = Search(key)

    assert search.sitting(Aim({"negotiation": (0.001, 0.5)})) is None

    sitting = search.sitting(Aim({"negotiation": (40, 41)}))

    assert sitting
    assert 40 <= (score(key, {key["id"]: sitting})["scales"]["negotiation"]["score"] or 0) <= 41


def test_the_search_scores_few_sheets(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the help of personas each thing that may be said takes three sheets on average, and never hundreds."""
    scored = 0

    def counted(*given: Any) -> Any:
        nonlocal scored
        scored += 1
        return score(*given)

    monkeypatch.setattr(goals, "score", counted)
    said = 0
    for one in project.instruments.values():
        key = compile_key(one, project.model, {}, [], {})
        said += len(list(goals_of(key, Search(key))))
        find_witnesses(deepcopy(key), [])

    assert 0 < scored < 3 * said
