"""One's own answers beside those of a colleague: the same rule in both languages, and never a judgement."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import playwright
import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from even_exchange.client_script import CLIENT, join
from even_exchange.instruments.compare import gap_of, side_by_side
from even_exchange.instruments.personas import sitting_of
from even_exchange.instruments.score import score
from even_exchange.pipeline import compile_project
from even_exchange.project_files import read_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

ROOT = Path(__file__).parents[2]
NODE = Path(playwright.__file__).parent / "driver" / "node"
CORE, OBSERVED = "where-you-stand", "where-you-stand-observed"
FILES = {
    id_: yaml.safe_load((ROOT / f"assessments/{id_}.yml").read_text("utf-8")) for id_ in (CORE, OBSERVED)
}
OWN = next(one["answers"] for one in FILES[CORE]["personas"] if one["name"].startswith("Customer first"))
THEIRS = {one["name"]: one["answers"] for one in FILES[OBSERVED]["personas"]}
AT_THE_PRICE = THEIRS["Sees a colleague who gives in at the price"]


def opened(reader: Any) -> Locator:
    """Answer as the one who is compared, ask for the result, and open the part."""
    reader.answer(OWN)
    reader.see_result()
    part = reader.page.locator("#ee-next")
    part.locator("summary").click()
    expect(part.get_by_label("Their file")).to_be_visible()
    return part


def handed(reader: Any, answers: dict[str, Any], **other: Any) -> dict[str, Any]:
    """Return a file of the observer form as it is saved."""
    given = json.loads(reader.page.locator("#ee-next").get_attribute("data-given") or "")
    head = {"format": 1, "kind": "even-exchange answers", **given["compare"]["instrument"], "day": 20770}
    return head | {"answers": answers} | other


def give(part: Locator, content: object) -> None:
    """Open a file in the part."""
    text = content if isinstance(content, str) else json.dumps(content)
    part.get_by_label("Their file").set_input_files(
        {"name": "theirs.json", "mimeType": "application/json", "buffer": text.encode()}
    )


def rows(part: Locator) -> dict[str, list[str]]:
    """Return the figures of the table by scale."""
    cells = [row.locator("th, td").all_inner_texts() for row in part.locator("tbody tr").all()]
    return {name: figures for name, *figures in cells}


def test_both_stand_side_by_side_and_a_real_gap_gets_a_sentence(start: Callable) -> None:
    """Line, facets, junctures and self-assertion: own, other, and a word only where the gap is beyond the scatter."""
    reader = start()
    part = opened(reader)
    give(part, handed(reader, AT_THE_PRICE))
    expect(part.get_by_text("Both stand side by side below.")).to_be_visible()
    table = rows(part)

    assert list(table) == [
        reader.texts["scales"][id_]["name"]
        for id_ in ("customer-focus", *reader.key["facets"], *reader.key["junctures"], "self-assertion")
    ]
    told = part.locator("[data-hand=compared] li").all_inner_texts()
    assert told[0] == "Negotiation: You place yourself higher than your colleague sees you here."
    assert not any(line.startswith(("Customer focus", "Qualifying")) for line in told)
    assert int(table["Negotiation"][0]) > int(table["Negotiation"][1]) + 30
    expect(part).to_contain_text("9 November 2026" if handed(reader, {})["day"] == 20766 else "2026")
    expect(part).to_contain_text("A difference says nothing about who is right.")


def test_what_one_side_cannot_say_is_not_compared(start: Callable) -> None:
    """Junctures that the colleague has not seen say so; the line is compared all the same."""
    reader = start()
    part = opened(reader)
    give(part, handed(reader, THEIRS["Has only been in the first meetings"]))
    expect(part.locator("tbody tr").first).to_be_visible()
    table = rows(part)

    for name in ("Qualifying", "Commitment", "Negotiation", "Self-assertion"):
        assert table[name][1] == "not enough to say"
        assert table[name][0].isdigit()
    assert table["Customer focus"][1].isdigit()
    assert not any("Negotiation" in line for line in part.locator("li").all_inner_texts())


def test_answers_on_hold_are_compared_with_nothing(start: Callable) -> None:
    """A colleague who ticked one place all the way gives no figure, and the reader is told why."""
    reader = start()
    part = opened(reader)
    give(part, handed(reader, THEIRS["Ticks the second place all the way down"]))

    expect(part).to_contain_text("do not carry a result")
    expect(part.locator("[data-hand=status]")).to_have_text("The file is read.")
    expect(part.locator("table")).to_have_count(0)
    give(part, handed(reader, {}))
    expect(part).to_contain_text("no answer in it that counts")


def test_alike_is_said_once(start: Callable) -> None:
    """Where both gave the same answers there is no gap, in one sentence."""
    reader = start()
    part = opened(reader)
    give(part, handed(reader, OWN))

    expect(part).to_contain_text("Nowhere do the two lie further apart")
    expect(part.locator("[data-hand=compared] li")).to_have_count(0)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("{", "cannot be read"),
        ("", "cannot be read"),
        ("x" * 70000, "cannot be read"),
        ("[1]", "no file of answers about you"),
        ("null", "no file of answers about you"),
        ({"kind": "other"}, "no file of answers about you"),
        ({"id": "after-the-sale"}, "no file of answers about you"),
        ({"id": CORE}, "somebody's answers about themselves"),
        ({"version": 99}, "other wording than today's"),
        ({"fingerprint": "00000000"}, "other wording than today's"),
        ({"format": 2}, "other wording than today's"),
        ({"answers": [1]}, "cannot be read"),
        ({"answers": {"goodwill": {"a": 1}}}, "cannot be read"),
        ({"day": "today"}, "cannot be read"),
        ({"day": 1e300}, "cannot be read"),
    ],
)
def test_a_wrong_file_is_told_in_plain_words_and_changes_nothing(
    start: Callable, change: Any, message: str
) -> None:
    """Broken, foreign, old, or one's own: the comparison on the screen stays, and so do the answers."""
    reader = start()
    part = opened(reader)
    give(part, handed(reader, AT_THE_PRICE))
    expect(part.locator("tbody tr").first).to_be_visible()
    before = (rows(part), reader.kept())
    give(part, change if isinstance(change, str) else handed(reader, AT_THE_PRICE) | change)

    expect(part.locator("[data-hand=status]")).to_contain_text(message)
    expect(part.locator("[data-hand=status]")).to_contain_text("Nothing has changed here.")
    expect(part.locator("[data-hand=status]")).to_contain_text("Below still stand the answers of")
    assert part.get_by_label("Their file").input_value() == ""
    assert (rows(part), reader.kept()) == before


def test_hostile_answers_do_no_harm(start: Callable) -> None:
    """Names of the language itself and answers that nobody offers count as missing."""
    reader = start()
    part = opened(reader)
    odd = json.dumps(handed(reader, AT_THE_PRICE | {"goodwill": 99, "constructor": 1}))
    give(part, odd.replace('"constructor"', '"__proto__"'))

    expect(part.locator("tbody tr").first).to_be_visible()


def test_answers_of_the_observer_form_in_this_browser_are_laid_beside_only_when_they_are_about_the_reader(
    start: Callable, reader_on: Callable
) -> None:
    """The page cannot know about whom they were given: it asks, and shows nothing of them before."""
    observer = start(OBSERVED)
    observer.answer(AT_THE_PRICE)
    part = opened(reader_on(observer.page))

    expect(part).to_contain_text("given here about one person")
    expect(part.locator("table")).to_have_count(0)
    part.get_by_role("button", name="Yes, lay them beside mine").click()
    expect(part.locator("[data-hand=status]")).to_contain_text("given here stand beside yours")
    assert int(rows(part)["Negotiation"][1]) < 35


def test_comparing_asks_for_nothing_and_keeps_nothing(start: Callable, traffic: Any) -> None:
    """The file is read in the browser: no request follows, and nothing of it is stored."""
    reader = start()
    part = opened(reader)
    traffic.settle()
    requests = list(traffic.requests)
    stored = reader.page.evaluate("JSON.stringify({ ...localStorage })")
    give(part, handed(reader, AT_THE_PRICE))
    expect(part.locator("tbody tr").first).to_be_visible()
    traffic.settle()

    assert traffic.requests == requests
    assert reader.page.evaluate("JSON.stringify({ ...localStorage })") == stored


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    new_context: Callable, reader_on: Callable, width: int
) -> None:
    """With both sides laid out, narrow and wide."""
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    reader = reader_on(page)
    part = opened(reader)
    give(part, handed(reader, AT_THE_PRICE))
    expect(part.locator("tbody tr").first).to_be_visible()
    page.wait_for_timeout(300)

    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


# The twins


def in_node(tmp_path: Path, work: str, data: object) -> Any:
    """Run work over data with the browser's module; return what it makes."""
    (tmp_path / "entry.mjs").write_text(
        f'import {{ gapOf, sideBySide }} from "{(CLIENT / "compare.mjs").as_posix()}";\n'
        f"globalThis.answer = ({work})(JSON.parse({json.dumps(json.dumps(data))}));",
        encoding="utf-8",
    )
    script = join(tmp_path / "entry.mjs", small=True) + "\nconsole.log(JSON.stringify(globalThis.answer));"
    done = subprocess.run([NODE, "-"], input=script, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_the_gap_rule_is_the_same_in_both_languages(tmp_path: Path) -> None:
    """Scores at random, on the limit and a hair beside it, and sides without a score."""
    random = Random(7)  # noqa: S311 - cases, not secrets
    cases: list[Any] = []
    for _ in range(4000):
        one, other = ({"score": random.uniform(0, 100), "se": random.uniform(2, 20)} for _ in range(2))
        errors = random.choice([1.0, 1.64, 1.96])
        kind = random.randrange(4)
        if kind == 0:
            one = {"score": None, "se": None}
        elif kind == 1:
            limit = errors * (one["se"] ** 2 + other["se"] ** 2) ** 0.5
            one["score"] = other["score"] + random.choice([-1, 1]) * (
                limit + random.choice([-1e-6, -1e-9, 0, 1e-9, 1e-6])
            )
        cases.append([one, other, errors])
    found = [gap_of(*case) for case in cases]

    assert set(found) == {"higher", "lower", "alike", "unscored"}
    assert in_node(tmp_path, "(cases) => cases.map((one) => gapOf(...one))", cases) == found


def test_both_languages_lay_personas_side_by_side_alike(tmp_path: Path) -> None:
    """Every persona about oneself beside every persona of the observer form."""
    project = compile_project(read_files(ROOT))
    key = project.keys[CORE]
    results = []
    for id_ in (CORE, OBSERVED):
        instrument = project.instruments[id_]
        sittings = [sitting_of(persona, instrument, project.keys[id_]) for persona in instrument.personas]
        results.append([score(key, {CORE: sitting}) for sitting in sittings])
    pairs = [[own, other] for own in results[0] for other in results[1]]
    found = [side_by_side(key, own, other, 1.64) for own, other in pairs]

    work = "({ key, pairs }) => pairs.map(([own, other]) => sideBySide(key, own, other, 1.64))"
    assert in_node(tmp_path, work, {"key": key, "pairs": pairs}) == found
    assert [] in found
    assert {"higher", "lower", "alike", "unscored"} == {row["gap"] for rows in found for row in rows}


def test_the_observer_form_is_scored_as_the_instrument_is() -> None:
    """The same answers give the same scales by either key, so that the two can stand side by side."""
    project = compile_project(read_files(ROOT))
    for persona in project.instruments[OBSERVED].personas:
        sitting = sitting_of(persona, project.instruments[OBSERVED], project.keys[OBSERVED])
        own = score(project.keys[CORE], {CORE: sitting})
        other = score(project.keys[OBSERVED], {OBSERVED: sitting})

        for name, scale in own["scales"].items():
            assert (scale["score"], scale["se"]) == (
                other["scales"][name]["score"],
                other["scales"][name]["se"],
            )
        assert own["quality"] == other["quality"]
