"""Every instrument is taken to a result in the browser, once as each of its personas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from even_exchange.instruments.personas import sitting_of
from even_exchange.instruments.score import printed, score, tidy
from even_exchange.pipeline import Project, compile_project
from even_exchange.project_files import read_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
ALL = sorted(
    path.stem
    for path in (ROOT / "assessments").glob("*.yml")
    if "\nitems:" in path.read_text(encoding="utf-8")
)

#: Answers as a finger gives them: a click on a radio or box, figures typed; one call, since there are over a hundred.
GIVE = """(answers) => {
    const form = document.querySelector("self-assessment form");
    const give = (name, value) => {
        const inputs = [...form.querySelectorAll(`input[name="${name}"]`)];
        const chosen = inputs.find((input) => input.type !== "number" && input.value === String(value));
        const figure = inputs.find((input) => input.type === "number");
        if (chosen) chosen.click();
        else if (figure) {
            figure.value = String(value);
            figure.dispatchEvent(new Event("input", { bubbles: true }));
        } else throw new Error(`no place for ${name} = ${value}`);
    };
    const walk = (name, value) => {
        if (typeof value === "object") for (const [step, inner] of Object.entries(value)) walk(`${name}.${step}`, inner);
        else give(name, value);
    };
    for (const [id, answer] of Object.entries(answers)) walk(id, answer);
}"""


@pytest.fixture(scope="module")
def project() -> Project:
    """Return the shipped project, compiled."""
    return compile_project(read_files(ROOT))


@pytest.mark.parametrize("instrument", ALL)
def test_each_persona_sees_what_the_scorer_says(
    instrument: str, project: Project, page: Page, start: Callable[..., Any]
) -> None:
    """Quality, scores, band, weakest moment, line to say and pages on the screen are those of the scorer."""
    key = project.keys[instrument]
    reader = start(instrument)
    for persona in project.instruments[instrument].personas:
        sitting = sitting_of(persona, project.instruments[instrument], key)
        page.evaluate("() => localStorage.clear()")
        page.evaluate("() => localStorage.setItem('ee:set:times', 'on')")
        page.evaluate("() => history.replaceState(null, '')")
        page.reload()
        page.evaluate(GIVE, sitting["answers"])
        page.evaluate("() => history.replaceState({ step: 'review' }, '')")
        if key["dimensions"] and project.instruments[instrument].about == "deal":
            while reader.element.get_attribute("data-at") == "form":
                reader.button("Next").click()
        else:
            page.reload()
        reader.button("See my result").click()
        if reader.element.get_attribute("data-at") != "result":  # points that do not total ten were told
            reader.button("See my result").click()
        expected = score(key, {instrument: sitting | {"fast": False}})
        told = f"{instrument}: {persona.name}"
        shown = reader.element.get_attribute("data-result")
        assert shown == (expected["quality"] if expected["quality"] in {"hold", "empty"} else "result"), told
        if shown != "result":
            continue
        text = page.locator(".sa-result").inner_text()
        if expected["weakest"] and expected["say"]:
            assert expected["say"]["text"] in text, told
        for line in expected["open"][:3]:
            assert reader.texts["lines"][line["line"]]["ask"] in text, told
        if expected["band"]:
            assert reader.texts["bands"]["zones"][expected["band"]["zone"]]["name"] in text, told
        for one in expected["playbooks"]:
            expect(page.locator("#ee-todo")).to_contain_text(reader.texts["pages"][one["page"]]["title"])
        page.evaluate(
            "() => document.querySelectorAll('.sa-result details').forEach((one) => one.open = true)"
        )
        scores = page.locator(".sa-result").inner_text()
        for name, scale in expected["scales"].items():
            if scale["score"] is None or name == key["up"]:
                continue
            whole = printed(scale["score"])
            near = {f"{whole} of 100"} | {
                f"just {way} {cut} of 100" for way, cut in reader.texts["cuts"].get(name, [])
            }
            assert any(words in scores for words in near), (told, name, tidy(scale["score"]))
