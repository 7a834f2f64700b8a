"""Made-up people: what is assumed of them stands fast, and the shipped keys find out about them what they should.

These tests say what number, type and keys of the items can reach. They say nothing about the words of an item.
"""

from __future__ import annotations

import copy
import dataclasses
import json
import random
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from even_exchange.__main__ import main
from even_exchange.instruments.assumptions import Assumptions
from even_exchange.instruments.score import score
from even_exchange.instruments.simulate import (
    draw_items,
    draw_people,
    fingerprint_of,
    not_assumed,
    shortened,
    traits_of,
)
from even_exchange.instruments.simulation_figures import figures_of, simulate, true_of
from even_exchange.instruments.simulation_report import LIMITS, as_json, as_text, hopes, read_figures
from even_exchange.pipeline import FIGURES, SIMULATION, compile_project
from even_exchange.project_files import read_files
from even_exchange.site.build import build_site

ROOT = Path(__file__).resolve().parents[2]
FIRST, SECOND = POOL = ("where-you-stand", "three-junctures")
#: Every assumption. They are guesses about people: none is changed so that a figure of ours looks better.
PINNED = {
    "run": {"people": 2000, "seeds": 5, "item_counts": [12, 18, 24]},
    "traits": {"between_junctures": 0.6, "between_axes": -0.1},
    "steps": {
        "outermost": 1.5,
        "location": -0.35,
        "location_deviation": 0.3,
        "discrimination_varies": 0.25,
    },
    "item_types": {
        "trade-off": {"discrimination": 1.5, "acquiescence": 0, "desirability": 0.5},
        "count": {"discrimination": 1.5, "acquiescence": 0.7, "desirability": 0.8},
        "number": {"discrimination": 1.5, "acquiescence": 0.7, "desirability": 0.8},
        "scenario": {"discrimination": 1.1, "acquiescence": 0, "desirability": 0.6},
        "pair": {"discrimination": 1.2, "acquiescence": 0, "desirability": 0.5},
    },
    "biases": {"acquiescence_mean": 0.1, "acquiescence_deviation": 0.35, "desirability_deviation": 0.4},
    "careless": {"straight": 0.03, "random": 0.04, "half_random": 0.03},
    "seconds": {"rating": 8, "scenario": 18, "careless": 1.5, "spread": 0.5},
    "truth": {"yields_from": 60, "clearly_from": 65, "clearly_not_to": 50, "coverage": 1.64},
    "wanted": {
        "correlation": 0.9,
        "clear_right": 0.78,
        "swapped": 0.01,
        "sensitivity": 0.82,
        "specificity": 0.9,
    },
}


def assumed(**parts: dict) -> Assumptions:
    """Return the assumptions with some parts changed."""
    data = copy.deepcopy(PINNED)
    for part, values in parts.items():
        data[part] |= values
    data["run"]["item_counts"] = tuple(data["run"]["item_counts"])
    return Assumptions.model_validate(data)


def drawn(project, assumptions, people=200, seed=1, ids=POOL):
    """Return made-up people who answer these instruments."""
    items = {id_: draw_items(project.instruments[id_], project.model, assumptions, seed) for id_ in ids}
    return list(draw_people(items, project.keys, project.model, assumptions, people=people, seed=seed))


@pytest.fixture(scope="module")
def smaller(project):
    """Return the figures of a smaller run: two seeds of 600 people."""
    return simulate(
        POOL, project.keys, project.instruments, project.model, project.assumptions, people=600, seeds=2
    )


# What is assumed


def test_the_assumptions_are_pinned(project):
    """The file says what is written here, so that nobody changes a guess about people to please a figure."""
    assert PINNED == project.assumptions.model_dump(mode="json", by_alias=True)


def test_the_file_of_assumptions_is_no_instrument(project):
    """It lies beside the instruments and is not read as one."""
    assert "simulation" not in {*project.instruments, *project.broken}


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("between_junctures: 0.6", "between_junctures: 1.6", ("between_junctures:", 22), "at most 0.95"),
        ("  seeds: 5 ", "  seedz: 5 ", ("seedz", 3), "did you mean 'seeds'?"),
        ("  scenario: 18\n", "", ("seconds:", 3), "'scenario' is missing"),
        (
            "  straight: 0.03",
            "  straight: few",
            ("straight: few", 13),
            "must be a number, not the text 'few'",
        ),
        ("pair: {disc", "pear: {disc", ("pear", 3), "did you mean 'pair'?"),
    ],
)
def test_a_wrong_assumption_is_found_at_its_place(old, new, place, words):
    """A mistake in the file is told like any other, with line and column, and nothing else is."""
    files = read_files(ROOT)
    text = files[SIMULATION].decode().replace(old, new, 1)
    assert text.encode() != files[SIMULATION]

    project = compile_project(files | {SIMULATION: text.encode()})
    line = next(number for number, one in enumerate(text.splitlines(), 1) if place[0] in one)

    assert [finding.position.path for finding in project.findings] == [SIMULATION]
    assert words in project.findings[0].message
    assert project.findings[0].position.line in {line, line + 1}
    assert project.findings[0].position.column == place[1]
    assert project.assumptions is None
    assert project.keys


def test_without_the_file_all_else_goes_on(project):
    """A project without assumptions is sound; only the command has nothing to work with."""
    files = {path: content for path, content in read_files(ROOT).items() if path != SIMULATION}

    compiled = compile_project(files)

    assert compiled.sound
    assert compiled.assumptions is None
    assert list(compiled.keys) == list(project.keys)


# The people


def test_a_seed_gives_the_same_people_every_time(project):
    """The same seed gives the same answers to the last one, another seed gives others."""
    first, again, other = (drawn(project, assumed(), 40, seed) for seed in (3, 3, 4))

    assert first == again
    assert first != other


def test_a_form_is_answered_alike_alone_and_beside_another(project):
    """What somebody answers in one assessment does not hang on whether they take the second."""
    both, alone = drawn(project, assumed(), 40), drawn(project, assumed(), 40, ids=(FIRST,))

    assert [one.sittings[FIRST] for one in both] == [one.sittings[FIRST] for one in alone]


def test_every_answer_is_one_that_the_item_allows(project):
    """Whoever is made up answers every scored item, and the scorer takes each answer."""
    for person in drawn(project, assumed(), 100):
        for id_ in POOL:
            scored = [item for item in project.keys[id_]["instruments"][id_]["items"] if item["dimension"]]
            result = score(project.keys[id_], {id_: person.sittings[id_]})

            assert len(scored) == len(person.sittings[id_]["answers"])
            assert result["quality"] == "hold" or result["not_enough"] == []


def test_traits_go_together_as_assumed(project):
    """The true values of junctures correlate at about .6, and those of the axes at about -.1."""
    assumptions = assumed(steps={"discrimination_varies": 0, "location_deviation": 0})
    true = [true_of(project.keys[FIRST], POOL, one).scales for one in drawn(project, assumptions, 3000)]
    found = figures_of_pairs(true)

    assert found("qualifying", "commitment") == pytest.approx(0.6, abs=0.05)
    assert found("commitment", "negotiation") == pytest.approx(0.6, abs=0.05)
    assert found("customer-focus", "self-assertion") == pytest.approx(-0.1, abs=0.05)


def figures_of_pairs(rows):
    """Return a function that correlates two scales over these rows."""
    from statistics import correlation  # noqa: PLC0415 - only here

    return lambda one, other: correlation([row[one] for row in rows], [row[other] for row in rows])


def test_biases_pull_where_they_should(project):
    """Looking good lifts every scale; saying yes lifts counts of good things and lowers counts of bad ones."""
    calm = {"acquiescence_mean": 0, "acquiescence_deviation": 0, "desirability_deviation": 0}
    attentive = {"straight": 0, "random": 0, "half_random": 0}
    good = {item.id for item in project.instruments[FIRST].items if getattr(item, "good", None) == "five"}
    bad = {item.id for item in project.instruments[FIRST].items if getattr(item, "good", None) == "none"}

    def mean_count(biases, ids):
        people = drawn(project, assumed(biases=biases, careless=attentive), 400, ids=(FIRST,))
        counts = [one.sittings[FIRST]["answers"][id_] for one in people for id_ in ids]
        return sum(counts) / len(counts)

    yes, decent = calm | {"acquiescence_mean": 1}, calm | {"desirability_deviation": 1}

    assert mean_count(yes, good) > mean_count(calm, good) + 0.3
    assert mean_count(yes, bad) > mean_count(calm, bad) + 0.3
    assert mean_count(decent, good) > mean_count(calm, good) + 0.3
    assert mean_count(decent, bad) < mean_count(calm, bad) - 0.3


def test_the_scorer_finds_the_truth_where_nothing_blurs_it(project):
    """With items that part people sharply and nobody biased, score and true value agree, and so do the names."""
    sharp = {name: part | {"discrimination": 10} for name, part in PINNED["item_types"].items()}
    assumptions = assumed(
        item_types=sharp,
        steps={"discrimination_varies": 0},
        biases={"acquiescence_mean": 0, "acquiescence_deviation": 0, "desirability_deviation": 0},
        careless={"straight": 0, "random": 0, "half_random": 0},
    )
    key = project.keys[FIRST]
    figures = figures_of(key, POOL, drawn(project, assumptions, 600), assumptions)

    for name in ("customer-focus", "self-assertion", *key["junctures"]):
        assert figures[f"correlation.{name}"] > 0.99
        assert abs(figures[f"higher.{name}"]) < 0.5
    assert figures["zone.right"] > 0.9
    assert figures["zone.named"] > 0.99
    assert figures["pattern.right"] > 0.9
    assert figures["pattern.named"] > 0.98
    assert figures["pattern.clear_right"] > 0.98
    assert figures["pattern.swapped"] == 0
    assert figures["flags.sensitivity.clear"] > 0.98
    assert figures["flags.specificity.clear"] > 0.98


def test_true_values_are_the_mean_of_what_items_expect(project):
    """By hand: the true score of a juncture is the mean of the points its items expect, pooled over both forms."""
    person = drawn(project, assumed(), 1)[0]
    own = [
        person.expected[f"{id_}/{item['id']}"][0]
        for id_ in POOL
        for item in project.keys[FIRST]["instruments"][id_]["items"]
        if item["dimension"] == "commitment"
    ]

    assert true_of(project.keys[FIRST], POOL, person).scales["commitment"] == pytest.approx(sum(own) / 13)


def test_an_item_expects_what_it_gives_on_average(project):
    """The expected points of an item are the mean of many answers at the same trait without bias."""
    stream = random.Random(5)  # noqa: S311 - no secret is made here
    for item in draw_items(project.instruments[SECOND], project.model, assumed(), 1)[-3:]:
        worth = {value: step.points for step in item.steps for value in step.values}
        for trait in (-1.5, 0.0, 1.0):
            answers = [worth[item.answer(trait, stream)] for _ in range(4000)]

            assert sum(answers) / 4000 == pytest.approx(item.expected(trait)[0], abs=2)


def test_the_careless_are_caught_as_the_measurement_model_says(smaller):
    """Straight lines are always held; random clicking in the first form is always caught with times, half without."""
    first = smaller.forms[0].spread

    assert first["held.straight"][1] == 1
    assert first["held.random"][0] + first["cautioned.random"][0] > 0.97
    assert 0.25 < first["caught_untimed.random"][0] < 0.55
    assert first["held.attentive"][0] < 0.04
    assert first["cautioned.attentive"][0] < 0.12


# The figures


def test_the_pooled_forms_reach_what_they_should_in_a_smaller_run(smaller):
    """Two seeds of 600 people meet bounds a little looser than those of the full run."""
    pooled = {form.id: form for form in smaller.forms}["+".join(POOL)].spread

    assert pooled["correlation.customer-focus"][0] >= 0.89
    assert pooled["correlation.self-assertion"][0] >= 0.93
    assert pooled["pattern.clear_right"][0] >= 0.74
    assert pooled["pattern.swapped"][0] <= 0.015
    assert pooled["flags.sensitivity.all"][0] >= 0.79
    assert pooled["flags.specificity.all"][0] >= 0.88


def test_more_items_find_out_more(smaller):
    """Dropping items costs; below four answers at a juncture nobody is flagged."""
    shorter = smaller.shorter

    assert [form.items for form in shorter] == [12, 18, 24, 28]
    for axis in ("customer-focus", "self-assertion"):
        assert shorter[0].spread[f"correlation.{axis}"][0] < shorter[-1].spread[f"correlation.{axis}"][0]
    assert shorter[0].counts["qualifying"] == 3
    assert shorter[0].spread["flags.sensitivity.all"] == [0, 0, 0]


@pytest.mark.parametrize("items", [12, 18, 24])
def test_a_shortened_key_keeps_its_proportions(items, project):
    """Each axis and juncture keeps its share, and pairs still point to the items they were made of."""
    key = shortened(project.keys[FIRST], items, 7)
    form, whole = key["instruments"][FIRST], project.keys[FIRST]["instruments"][FIRST]
    planted = {(whole["items"][one]["id"], whole["items"][other]["id"]) for one, other in whole["pairs"]}
    counts = [sum(item["dimension"] == juncture for item in form["items"]) for juncture in key["junctures"]]

    assert len(form["items"]) == items
    assert len(set(counts)) == 1
    assert {(form["items"][one]["id"], form["items"][other]["id"]) for one, other in form["pairs"]} <= planted


def test_instruments_of_which_nothing_is_assumed_are_refused(project):
    """What a form needs and nobody assumed is named: a dimension without a trait, or a type."""
    said = {
        id_: not_assumed(instrument, project.model, project.assumptions)
        for id_, instrument in project.instruments.items()
    }

    assert [id_ for id_ in POOL if said[id_]] == []
    assert said["first-meeting-habits"] is None
    assert "nothing is assumed about 'account-care'" in said["after-the-sale"]
    assert said["check-one-deal"]


def test_an_instrument_outside_the_pool_has_figures_of_its_scales_only(project):
    """Without line and junctures there are correlations, and no zone, pattern or flag."""
    found = simulate(
        ["first-meeting-habits"],
        project.keys,
        project.instruments,
        project.model,
        project.assumptions,
        people=200,
        seeds=1,
    )
    names = found.forms[0].spread

    assert found.shorter == []
    assert "correlation.listening" in names
    assert not [name for name in names if name.startswith(("zone", "pattern", "flags"))]
    assert as_text(found, project.model, project.assumptions)


def test_wording_cannot_be_seen(project):
    """Other words on every item give the very same figures, which is why the words stand beside the figures."""
    files = read_files(ROOT)
    path = "assessments/three-junctures.yml"
    reworded = re.sub(
        r"though it stings", "though it is sad", files[path].decode().replace("smiles", "grins", 1), count=1
    )
    other = compile_project(files | {path: reworded.encode()})
    figures = [
        simulate([SECOND], one.keys, one.instruments, one.model, one.assumptions, people=150, seeds=1)
        for one in (project, other)
    ]

    assert reworded.encode() != files[path]
    assert figures[0] == figures[1]
    assert fingerprint_of(project.keys, project.instruments, project.assumptions) == fingerprint_of(
        other.keys, other.instruments, other.assumptions
    )
    assert any("cannot see the wording" in limit for limit in LIMITS)
    assert any("ceiling" in limit for limit in LIMITS)


# The command


def test_the_command_prints_figures_and_what_they_are_worth(capsys):
    """Every figure asked for stands in the text, and above all of them what they can't tell."""
    assert main(["--root", str(ROOT), "simulate", *POOL, "--people", "150", "--seeds", "1"]) == 0

    said = capsys.readouterr().out

    assert said.startswith("150 made-up people, 1 times over")
    for words in (
        *LIMITS,
        "where-you-stand: 28 scored items",
        "three-junctures: 21 scored items",
        "where-you-stand + three-junctures: 49 scored items",
        "sensitivity",
        "in 1.64 SE",
        "opposites swapped",
        "half at random",
        "where-you-stand with items dropped",
        "What both together have to reach",
    ):
        assert words in said


def test_the_command_prints_json(capsys):
    """As JSON there is the same, with the limits inside, and it can be read back."""
    arguments = ["simulate", SECOND, "--people", "100", "--seeds", "2", "--format", "json"]

    assert main(["--root", str(ROOT), *arguments]) == 0

    said = capsys.readouterr().out
    written = read_figures(said.encode())

    assert json.loads(said)["limits"] == list(LIMITS)
    assert written is not None
    assert (written.simulation.people, written.simulation.seeds) == (100, 2)
    assert as_json(written.simulation, written.fingerprint) + "\n" == said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing"], "there is no sound instrument 'nothing'; run check"),
        (["after-the-sale"], "nobody can be made up for 'after-the-sale': nothing is assumed about"),
    ],
)
def test_an_instrument_that_cannot_be_tried(arguments, words, capsys):
    """The command says in one line why, and ends with 1."""
    assert main(["--root", str(ROOT), "simulate", *arguments]) == 1

    said = capsys.readouterr().out

    assert words in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments", [["--people", "5"], ["--seeds", "none"], ["--write", "--seeds", "1"], ["--write", FIRST]]
)
def test_a_wrong_command_line(arguments, capsys):
    """Too few people to count, or figures for the page that are not those of the page, end with 2."""
    with pytest.raises(SystemExit) as stop:
        main(["--root", str(ROOT), "simulate", *arguments])

    assert stop.value.code == 2
    assert "error:" in capsys.readouterr().err


def test_write_makes_the_file_that_the_page_is_made_from(tmp_path, capsys):
    """`--write` writes the figures of the assumed run, with the fingerprint of the keys they were made from."""
    for folder in ("assessments", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    data = yaml.safe_load((tmp_path / SIMULATION).read_text(encoding="utf-8"))
    data["run"] = {"people": 100, "seeds": 1, "item_counts": [18]}
    (tmp_path / SIMULATION).write_text(json.dumps(data), encoding="utf-8")
    (tmp_path / FIGURES).unlink()

    assert main(["--root", str(tmp_path), "simulate", "--write"]) == 0
    assert f"wrote {FIGURES}" in capsys.readouterr().err

    project = compile_project(read_files(tmp_path))

    assert project.figures is not None
    assert project.figures.simulation.people == 100
    assert project.figures.fingerprint == fingerprint_of(
        {id_: project.keys[id_] for id_ in POOL}, project.instruments, project.assumptions
    )


# The page


def test_the_written_figures_are_current(project):
    """The figures of the page belong to the keys and assumptions of now."""
    now = fingerprint_of({id_: project.keys[id_] for id_ in POOL}, project.instruments, project.assumptions)

    assert project.figures is not None
    assert now == project.figures.fingerprint, "keys changed; run: python run.py simulate --write"
    assert project.figures.simulation.people == PINNED["run"]["people"]
    assert project.figures.simulation.seeds == PINNED["run"]["seeds"]


def test_the_written_figures_reach_what_they_should(project):
    """Five seeds of 2,000 people: both axes, the clear names and the flags of the pooled forms are good enough."""
    found = hopes(project.figures.simulation, project.model, project.assumptions)

    assert len(found) == 6
    assert [] == [hope.about for hope in found if not hope.met]


class Pictures(HTMLParser):
    """Collects what stands in the pictures of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict]] = []

    def handle_starttag(self, tag, attrs):
        """Note an element."""
        self.elements.append((tag, dict(attrs)))


def page_of(files) -> str:
    """Return the Markdown of the page with everything in its place."""
    path = "contribute/simulation.md"
    return build_site(files).page(path, files[f"docs/{path}"].decode())


def test_the_page_shows_the_written_figures():
    """Limits, pictures with a text in place of each, figures in tables, and no word of being out of date."""
    page = page_of(read_files(ROOT))
    pictures = Pictures()
    pictures.feed(page)
    svgs = [attributes for tag, attributes in pictures.elements if tag == "svg"]
    ids = {attributes.get("id") for _, attributes in pictures.elements}

    assert all(limit in page for limit in LIMITS)
    assert len(svgs) == 3
    for svg in svgs:
        assert svg["role"] == "img"
        assert set(svg["aria-labelledby"].split()) <= ids
    assert not [attributes for _, attributes in pictures.elements if "style" in attributes]
    assert not [tag for tag, _ in pictures.elements if tag in {"script", "style"}]
    assert "out of date" not in page
    assert "NaN" not in page
    for block in re.findall(r"<figure>.*?</figure>", page, re.DOTALL):
        assert "\n\n" not in block


def test_the_page_tells_who_passes_unread(project):
    """How many click at random and get a plain result is said for each form, above all for the one with few rating items."""
    page = page_of(read_files(ROOT))
    limit = page[page.index("**A known limit.**") : page.index("Answers alone find")]
    for form in project.figures.simulation.forms:
        if "held.random" in form.spread:
            passed = 1 - form.spread["held.random"][0] - form.spread["cautioned.random"][0]
            assert f"| {project.instruments[form.id].title} | {passed:.2f} |" in limit


def test_the_page_says_when_its_figures_are_out_of_date():
    """After a change of a key the page names the command that makes figures anew; the build goes on."""
    files = read_files(ROOT)
    path = "assessments/model.yml"
    files[path] = re.sub(rb"(yields_from: )\d+", rb"\g<1>56", files[path], count=1)

    assert "**The figures below are out of date**" in page_of(files)


@pytest.mark.parametrize("content", [None, b"", b"{}", b'{"people": 1, "seeds": 1, "forms": 3}'])
def test_the_page_without_figures_says_how_to_make_them(content):
    """A missing or unreadable file of figures leaves the page with its words and the command."""
    files = read_files(ROOT)
    del files[FIGURES]
    page = page_of(files | ({FIGURES: content} if content is not None else {}))

    assert "No figures have been made yet" in page
    assert "<svg" not in page
    assert all(limit in page for limit in LIMITS)


def test_every_dimension_of_the_map_has_a_trait(project):
    """The axis across shares one trait; every juncture has its own."""
    traits = traits_of(project.model)

    assert {traits[name] for name in ("customer-first", "relevance", "listening", "their-world")} == {
        "customer-focus"
    }
    assert {name: traits[name] for name in project.model.junctures} == {
        name: name for name in project.model.junctures
    }


def test_respondents_do_not_change(project):
    """A respondent is a value: nothing that scores it can change it."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        drawn(project, assumed(), 1)[0].care = "random"
