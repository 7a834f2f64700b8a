"""Every instrument is taken to a result in the browser, once as each of its personas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from even_exchange.instruments.personas import sitting_of
from even_exchange.instruments.score import printed, score, tidy
from even_exchange.pipeline import Project, compile_project
from even_exchange.project_files import read_files

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
ALL = sorted(
    path.stem
    for path in (ROOT / "assessments").glob("*.yml")
    if "\nitems:" in path.read_text(encoding="utf-8")
)

#: Start again, answer as a finger does (a click on a radio or box, figures typed), go on part by part, ask for the
#: result; once more where points that do not total ten were told first. One call, since there are over a hundred.
TAKE = """async (answers) => {
    const element = document.querySelector("self-assessment");
    const one = (selector) => element.querySelector(selector);
    one("[data-act=restart]").click();
    while (!one("[data-part=restart]").open) await new Promise((go) => setTimeout(go));
    one("[data-part=restart] [value=yes]").click();
    while (element.dataset.at !== "form" || one("form input[name]:checked")) await new Promise((go) => setTimeout(go));
    const give = (name, value) => {
        const inputs = [...element.querySelectorAll(`form input[name="${name}"]`)];
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
    while (element.dataset.at === "form") one("[data-act=next]").click();
    one("[data-act=result]").click();
    if (element.dataset.at !== "result") one("[data-act=result]").click();
    for (const part of element.querySelectorAll(".sa-result details")) part.open = true;
    return [element.dataset.result, one(".sa-result").innerText];
}"""


@pytest.fixture(scope="module")
def project() -> Project:
    """Return the shipped project, compiled."""
    return compile_project(read_files(ROOT))


@pytest.mark.parametrize("instrument", ALL)
def test_each_persona_sees_what_the_scorer_says(
    instrument: str, project: Project, start: Callable[..., Any]
) -> None:
    """Quality, scores, band, weakest moment, line to say and pages on the screen are those of the scorer."""
    key = project.keys[instrument]
    reader = start(instrument)
    for persona in project.instruments[instrument].personas:
        sitting = sitting_of(persona, project.instruments[instrument], key)
        expected = score(key, {instrument: sitting | {"fast": False}})
        told = f"{instrument}: {persona.name}"
        shown, text = reader.page.evaluate(TAKE, sitting["answers"])
        if shown == "unscored":  # answered, and yet nothing to say
            assert expected["quality"] != "hold", told
            assert not any((expected["weakest"], expected["zone"], expected["band"])), told
            continue
        assert shown == (expected["quality"] if expected["quality"] in {"hold", "empty"} else "result"), told
        if shown != "result":
            continue
        if project.instruments[instrument].observes:  # to hand over: nothing is said of the person here
            assert "of 100" not in text, told
            assert "Thank you" in text, told
            continue
        if expected["weakest"] and expected["say"]:
            assert expected["say"]["text"] in text, told
        for line in expected["open"][:3]:
            assert reader.texts["lines"][line["line"]]["ask"] in text, told
        if expected["band"]:
            assert reader.texts["bands"]["zones"][expected["band"]["zone"]]["name"] in text, told
        for one in expected["playbooks"]:
            assert reader.texts["pages"][one["page"]]["title"] in text, told
        for name, scale in expected["scales"].items():
            if scale["score"] is None or name == key["up"]:
                continue
            whole = printed(scale["score"])
            near = {f"{whole} of 100"} | {
                f"{words} of 100" for _, _, words in reader.texts["cuts"].get(name, [])
            }
            assert any(words in text for words in near), (told, name, tidy(scale["score"]))
