"""Whatever a result may say, it leads to pages that exist and fit, and to a line that somebody can say this week."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from even_exchange.instruments.goals import find_witnesses
from even_exchange.instruments.personas import results_of
from even_exchange.instruments.score import score
from even_exchange.pipeline import Project, compile_project
from even_exchange.project_files import read_files

ROOT = Path(__file__).parents[2]
ALL = sorted(
    path.stem
    for path in (ROOT / "assessments").glob("*.yml")
    if "\nitems:" in path.read_text(encoding="utf-8")
    and "\nobserves:" not in path.read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def project() -> Project:
    """Return the real project, compiled."""
    return compile_project(read_files(ROOT))


def every_result(project: Project, name: str) -> list[tuple[str, Any]]:
    """Return a result for each persona and for each thing that the instrument may say, with what it is."""
    instrument, key = project.instruments[name], project.keys[name]
    known = results_of(instrument, key)
    witnesses = find_witnesses(key, known)
    found = [(persona.name, result) for persona, (_, result) in zip(instrument.personas, known, strict=True)]
    for place, goals in witnesses.reached.items():
        result = score(key, {name: witnesses.sittings[place]})
        found += [(goal.name, result) for goal in goals]
    return found


@pytest.mark.parametrize("name", ALL)
def test_every_result_leads_to_pages_that_fit(project: Project, name: str) -> None:
    """Each page shown is published and answers a need: a weak dimension, a flagged juncture, an open line or a low habit."""
    by_slug = {page.slug: page for page in project.pages}
    key = project.keys[name]
    audiences = set(project.instruments[name].for_)
    seen = 0
    for told, result in every_result(project, name):
        if result["quality"] in {"hold", "empty"}:
            assert result["playbooks"] == []
            continue
        seen += 1
        scored = any(result["scales"][one]["score"] is not None for one in key["dimensions"])
        assert result["playbooks"] or not scored, told
        for one in result["playbooks"]:
            head = by_slug[one["page"]].head
            assert head.status == "published"
            assert audiences & set(head.audience), (told, one["page"])
            tags = {gap["tag"] for gap in result["gaps"]}
            pressing = result["pressing"] is not None
            fits = {*head.dimensions.primary, *head.dimensions.secondary} & set(
                key["dimensions"]
            ) or tags & set(head.checks)
            assert fits or pressing, (told, one["page"])
        if result["weakest"] and result["say"]:
            page = by_slug[result["say"]["page"]]
            assert page.head.say[result["say"]["dimension"]] == result["say"]["text"]
            assert result["say"]["text"] in page.body.replace("\n> ", " ")
    assert seen >= 3


@pytest.mark.parametrize("name", ALL)
def test_each_dimension_that_is_lowest_has_a_line_and_a_page(project: Project, name: str) -> None:
    """Whichever dimension comes out lowest, the first page is about it, and there is a line to say."""
    key = project.keys[name]
    primary = {dimension: [] for dimension in key["dimensions"]}
    for page in key["pages"]:
        for dimension in page["primary"]:
            if dimension in primary:
                primary[dimension].append(page)
    for dimension, pages in primary.items():
        assert any(dimension in page["say"] for page in pages), (name, dimension)


def test_every_recommended_drill_has_a_sheet(project: Project) -> None:
    """The drill that a result names is a sheet of its own, as long as its playbook says."""
    drills = {page.head.playbook: page for page in project.pages if page.head.format == "drill"}
    for page in project.pages:
        if page.head.format == "playbook":
            assert page.head.minutes.drill == drills[page.slug].head.minutes.drill, page.slug


def test_every_playbook_is_shown_by_some_result(project: Project) -> None:
    """No playbook is out of reach: with one or two dimensions low and the rest high, by chance, or for a persona, each comes up somewhere."""
    chance = Random(5)  # noqa: S311 - repeatable is what is wanted
    shown: set[str] = set()
    for name in ALL:
        key = project.keys[name]
        shown |= {one["page"] for _, result in every_result(project, name) for one in result["playbooks"]}
        items = key["instruments"][name]["items"]
        tables = [
            (
                item["id"],
                item["dimension"],
                list(zip(item["form"]["table"]["values"], item["form"]["table"]["points"], strict=True)),
            )
            for item in items
            if item["form"] and "table" in item["form"]
        ]
        lows = [(one, other) for one in key["dimensions"] for other in key["dimensions"]]
        sheets = [
            {
                id_: (min if own in low else max)(steps, key=lambda step: step[1])[0]
                for id_, own, steps in tables
            }
            for low in lows
        ]
        sheets += [{id_: chance.choice(steps)[0] for id_, _, steps in tables} for _ in range(150)]
        for answers in sheets:
            result = score(key, {name: {"answers": answers, "day": 20_000, "fast": False}})
            shown |= {one["page"] for one in result["playbooks"]}

    assert {page.slug for page in project.pages if page.head.format == "playbook"} - shown == set()
