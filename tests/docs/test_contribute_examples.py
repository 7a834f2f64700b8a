"""The examples of the contributor pages, taken out of the pages and used as they stand there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from playwright.sync_api import expect

import run
from even_exchange.client_script import join
from even_exchange.findings import as_text
from even_exchange.instruments.instrument import Persona
from even_exchange.library.page import read_page
from even_exchange.library.rules import RULES as LIBRARY_RULES
from even_exchange.library.rules.world import World
from even_exchange.library.vocabulary import Vocabulary
from even_exchange.pipeline import compile_project
from even_exchange.project_files import read_files
from even_exchange.site.build import build_site
from even_exchange.source import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "contribute"
FENCE = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
TYPES = "hooks/even_exchange/instruments/items"


def examples(page: str) -> dict[str, str]:
    """Return the text of each fenced block that names a file, by that file."""
    text = (PAGES / page).read_text(encoding="utf-8")
    return {title: body for _, title, body in FENCE.findall(text) if title}


def blocks(page: str, language: str) -> list[str]:
    """Return the text of each fenced block in a language that names no file."""
    text = (PAGES / page).read_text(encoding="utf-8")
    return [body for found, title, body in FENCE.findall(text) if found == language and not title]


# The instrument


def test_the_example_of_an_instrument_has_nothing_to_mend() -> None:
    """The complete example compiles beside the real files, without a finding, and its personas hold."""
    path = "assessments/the-price-talk.yml"
    example = examples("write-an-instrument.md")[path]

    project = compile_project({**read_files(ROOT), path: example.encode()})

    assert "" == as_text(finding for finding in project.findings if finding.position.path == path)
    assert "the-price-talk" in project.keys
    assert 2 == len(project.instruments["the-price-talk"].personas)


def test_the_example_of_an_instrument_gets_its_pages(grown: Grown) -> None:
    """One YAML file, as the page shows it, is built into a form, a sheet of paper and a card, and is listed."""
    assess = grown.site / "assess"
    form = (assess / "the-price-talk.html").read_text(encoding="utf-8")
    paper = (assess / "the-price-talk-on-paper.html").read_text(encoding="utf-8")
    card = (assess / "about" / "the-price-talk.html").read_text(encoding="utf-8")
    listed = (assess / "index.html").read_text(encoding="utf-8")

    assert 'data-instrument="the-price-talk"' in form
    assert "As soon as I have named my price" in paper
    assert "after you have named the price" in card
    assert "Gives it away" in card
    assert "not yet tried on people" in card
    for address in ("the-price-talk.html", "the-price-talk-on-paper.html", "about/the-price-talk.html"):
        assert f'href="{address}"' in listed


def test_the_parts_of_a_head_shown_for_more_than_plain_items_fit_the_example() -> None:
    """Facets, bands, notes and who tried it go into the example as they stand on the page, and its card says them."""
    path = "assessments/the-price-talk.yml"
    example = yaml.safe_load(examples("write-an-instrument.md")[path])
    for block in blocks("write-an-instrument.md", "yaml"):
        document, _ = read_yaml(path, block)
        if document and document.data.keys() & {"facets", "tried"}:
            example |= document.data
    for item in example["items"][:2]:
        item["facet"] = "first-figure"
    example["personas"][0]["expect"]["band"] = "trades"
    example["personas"][1]["expect"] |= {
        "band": "gives",
        "notes": ["many-below-list"],
        "weakest": "first-figure",
    }

    site = build_site({**read_files(ROOT), path: json.dumps(example).encode()})
    told = [finding for finding in site.findings if finding.position.path == path]
    card = site.generated["assess/about/the-price-talk.md"]

    assert "" == as_text(told)
    assert "The first figure (facet)" in card
    assert "gives from 0 to 50, trades from 50 to 100" in card
    assert "Tried on 5 people on 22 November 2026." in card


def test_the_answers_by_line_that_are_shown_are_read(read_answers: list[dict[str, Any]]) -> None:
    """Each answer by line on the page is of a shape that a persona may give."""
    by_line = next(answers for answers in read_answers if "what-is-agreed" in answers)
    persona = {"name": "Shown", "story": "As on the page.", "answers": by_line, "expect": {}}

    assert Persona.model_validate(persona, strict=False).answers.keys() == by_line.keys()


@pytest.fixture
def read_answers() -> list[dict[str, Any]]:
    """Return the answers of personas that the page shows apart from the example."""
    shown = [yaml.safe_load(block) for block in blocks("write-an-instrument.md", "yaml")]
    return [block["answers"] for block in shown if isinstance(block, dict) and "answers" in block]


def test_the_answers_shown_for_personas_are_answers_of_the_example() -> None:
    """Each line of the list of answers names an item of the example and an answer that it allows."""
    path = "assessments/the-price-talk.yml"
    example = yaml.safe_load(examples("write-an-instrument.md")[path])
    shown = [yaml.safe_load(block) for block in blocks("write-an-instrument.md", "yaml")]
    answers = next(block["answers"] for block in shown if isinstance(block, dict) and "answers" in block)
    example["personas"] = [
        {"name": "Shown", "story": "As on the page.", "answers": answers, "expect": {"quality": "ok"}}
    ]

    project = compile_project({**read_files(ROOT), path: json.dumps(example).encode()})

    assert "" == as_text(finding for finding in project.findings if finding.position.path == path)


# The first edit and the playbook


def test_the_finding_shown_to_a_first_editor_is_what_the_check_says() -> None:
    """A misspelt key gives the very line of the page, but for the number of the line in the file."""
    (shown,) = (line for block in blocks("first-edit.md", "text") for line in block.splitlines())
    files = read_files(ROOT)
    path = shown.split(":")[0]
    files[path] = files[path].replace(b"\ntitle:", b"\ntitel:", 1)

    told = as_text(compile_project(files).findings)

    assert re.sub(r"yml:\d+:", "yml:N:", shown) in re.sub(r"yml:\d+:", "yml:N:", told)


def test_the_wrong_line_shown_to_a_first_editor_is_found_and_the_right_one_is_not() -> None:
    """A comma in a text without quotes makes two parts of it; with quotes it is one text."""
    (block,) = blocks("first-edit.md", "yaml")
    wrong, right = block.splitlines()
    path = "assessments/the-price-talk.yml"
    example = examples("write-an-instrument.md")[path]
    asked = re.compile(r"^    left: \{text: \"say yes.*$", re.MULTILINE)

    def findings(line: str) -> str:
        text = asked.sub(f"    {line}", example)
        project = compile_project({**read_files(ROOT), path: text.encode()})
        return as_text(finding for finding in project.findings if finding.position.path == path)

    assert "[unknown-key]" in findings(wrong)
    assert not findings(right)


def test_the_head_shown_for_a_playbook_is_read_and_uses_known_words() -> None:
    """The example of front matter fits its model, and every word in it is in the vocabulary."""
    head = next(block for block in blocks("write-a-playbook.md", "yaml") if block.startswith("---"))
    project = compile_project(read_files(ROOT))
    page, wrong = read_page(
        "docs/playbooks/hold-the-value.md", "playbooks/hold-the-value.md", f"{head}\n## Steps\n"
    )

    assert not as_text(wrong)
    assert page
    assert project.model
    assert project.register
    assert project.taxonomy
    words = Vocabulary(
        project.register,
        project.taxonomy,
        tuple(dimension.id for dimension in project.model.dimensions),
        tuple(tag for juncture in project.model.junctures.values() for tag in juncture.sub_checks),
    )
    world = World(words, tuple(one.slug for one in project.pages))
    found = [one for name in ("known_words", "page_name") for one in LIBRARY_RULES[name].check(page, world)]
    assert "" == as_text(found)


# The item type: one folder and one line

GROWN = """\
id: how-often
version: 1
changes: ["1: first version"]
title: How often
for: [seller]
minutes: 1
promise: See how often a talk of yours ends with a day.
introduction: Think of your last weeks.
dimensions: [commitment]
items:
  - {first}
  - {second}
  - {{id: ends-open, type: count, dimension: commitment, short: ended open, good: none, rests_on: [balance-essay.21],
     stem: "Of your last five talks, how many ended without a day?"}}
personas:
  - name: Names a day
    story: Ends nearly every talk with a day.
    answers: {{names-a-day: often, leaves-it-open: seldom}}
    expect: {{scores: {{commitment: [83, 84]}}}}
"""


@dataclass(frozen=True)
class Grown:
    """A copy of the project that has the type of the page, with an instrument that uses it, built."""

    root: Path
    site: Path

    def engine(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the engine of the copy."""
        return python(self.root, "-m", "even_exchange", *arguments)


def python(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python on the engine of the copy and on no other."""
    variables = run.child_variables() | {
        "PYTHONPATH": str(root / "hooks"),
        "SITE_URL": os.environ.get("SITE_URL", "https://even-exchange.example/kb/"),
        "GITHUB_ACTIONS": "",
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=root,
        env=variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def copy_project(root: Path, target: Path) -> None:
    """Copy what the engine and the build read."""
    for folder in ("assessments", "docs", "hooks"):
        shutil.copytree(root / folder, target / folder, ignore=shutil.ignore_patterns("__pycache__"))


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Grown:
    """Copy the project, add the files and the line of the page, an instrument, and that of the other page; build it."""
    root = tmp_path_factory.mktemp("grown")
    copy_project(ROOT, root)
    written = examples("add-an-item-type.md")
    line = written.pop(f"{TYPES}/__init__.py")
    register = root / TYPES / "__init__.py"
    before, after = register.read_text(encoding="utf-8").split("FOLDERS = (\n", 1)
    register.write_text(f"{before}FOLDERS = (\n{line}{after}", encoding="utf-8")
    for path, text in written.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (root / TYPES / "frequency" / "__init__.py").touch()

    example = yaml.safe_load(written[f"{TYPES}/frequency/example.yml"])
    turned = example | {"id": "leaves-it-open", "short": "leaves it open", "good": "seldom"}
    (root / "assessments" / "how-often.yml").write_text(
        GROWN.format(first=json.dumps(example), second=json.dumps(turned)), encoding="utf-8"
    )
    path = "assessments/the-price-talk.yml"
    (root / path).write_text(examples("write-an-instrument.md")[path], encoding="utf-8")
    menu = "      - assess/index.md\n"
    configuration = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        configuration.replace(menu, f"{menu}      - assess/how-often.md\n"), encoding="utf-8"
    )
    built = python(root, "-m", "mkdocs", "build", "--strict", "--site-dir", str(root / "site"))
    if built.returncode:
        pytest.fail(
            f"the site with the new type does not build:\n{built.stdout}{built.stderr}", pytrace=False
        )
    return Grown(root, root / "site")


#: Called in the browser, whose policy refuses code made from text: the scorer stands in the call itself.
SCORED = """([key, answers]) => {
    %s
    return globalThis.scored(key, {'how-often': {answers, day: null, fast: false}});
}"""
ENTRY = """\
import { readings } from "CLIENT/readings.mjs";
import { score } from "CLIENT/score.mjs";
globalThis.scored = (key, sittings) => score(key, sittings, readings);
"""


def test_the_folder_and_the_line_are_all_that_a_type_needs() -> None:
    """The page names three files of the folder and one line of the register, and nothing else."""
    folder = f"{TYPES}/frequency"
    named = examples("add-an-item-type.md")

    assert {
        f"{folder}/model.py",
        f"{folder}/template.html.j2",
        f"{folder}/example.yml",
        f"{TYPES}/__init__.py",
    } == set(named)
    assert 1 == len(named[f"{TYPES}/__init__.py"].splitlines())


def test_an_instrument_with_the_new_type_has_nothing_to_mend(grown: Grown) -> None:
    """The check takes the type, its example and a persona that answers it."""
    checked = grown.engine("check")

    assert "how-often" in checked.stdout
    assert "how-often.yml" not in checked.stdout
    assert 0 == checked.returncode


def test_a_wrong_key_of_the_new_type_is_found_in_its_line(grown: Grown, tmp_path: Path) -> None:
    """The fields of the type are the check: a wrong word gets a position and a way out."""
    root = tmp_path / "copy"
    copy_project(grown.root, root)
    file = root / "assessments" / "how-often.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace('"good": "seldom"', '"good": "seldon"'), encoding="utf-8"
    )

    checked = Grown(root, root / "site").engine("check")

    assert re.search(r"how-often\.yml:12:\d+: error: .*seldom", checked.stdout)
    assert 1 == checked.returncode


def test_the_new_type_is_in_the_schema_for_editors(grown: Grown) -> None:
    """The command that writes the schemas knows the type and its keys."""
    written = grown.engine("schema")
    schema = json.loads((grown.root / "assessments" / "instrument.schema.json").read_text(encoding="utf-8"))

    assert 0 == written.returncode
    assert ["mostly", "seldom"] == schema["$defs"]["Frequency"]["properties"]["good"]["enum"]


def test_the_new_type_is_on_the_pages_of_reference(grown: Grown) -> None:
    """Its example, its keys and its description appear without anybody writing them there."""
    types = (grown.site / "contribute" / "item-types.html").read_text(encoding="utf-8")
    fields = (grown.site / "contribute" / "fields.html").read_text(encoding="utf-8")
    scoring = (grown.site / "understand" / "how-scoring-works.html").read_text(encoding="utf-8")

    assert 'id="frequency"' in types
    assert "names-a-day" in types
    assert "The word that is worth 100 points." in types
    assert 'id="frequency"' in fields
    assert "frequency" in scoring


@pytest.fixture
def form(
    grown: Grown,
    browser: Browser,
    browser_context_args: dict[str, Any],
    serve_site: Callable[..., BrowserContext],
) -> Iterator[Page]:
    """Open the form of the new instrument in a browser."""
    context = browser.new_context(**browser_context_args)
    serve_site(context, grown.site)
    page = context.new_page()
    page.goto("assess/how-often.html")
    yield page
    context.close()


def test_an_item_of_the_new_type_is_asked_in_its_words(form: Page) -> None:
    """The form shows the stem and the four words, and "I haven't met this" beside them."""
    item = form.locator("#ee-names-a-day")

    expect(item.locator("legend")).to_contain_text("I name a day for the next step")
    expect(item.get_by_role("radio")).to_have_count(5)
    for words in ("hardly ever", "now and then", "more often than not", "nearly every time"):
        expect(item.get_by_label(words, exact=True)).to_be_visible()


def test_the_browser_scores_the_new_type_as_python_does(form: Page, grown: Grown, tmp_path: Path) -> None:
    """Answers kept by the browser give the same result, to the last bit, in both scorers."""
    form.locator("#ee-names-a-day").get_by_label("more often than not").check()
    form.locator("#ee-leaves-it-open").get_by_label("now and then").focus()
    form.keyboard.press("1")
    draft = json.loads(form.evaluate("localStorage.getItem('ee:draft:how-often')"))
    key = json.loads(form.locator('[data-part="key"]').text_content() or "")
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(draft["answers"]), encoding="utf-8")

    by_python = json.loads(grown.engine("score", "how-often", str(file)).stdout)
    by_browser = form.evaluate(SCORED.replace("%s", scorer(grown, tmp_path)), [key, draft["answers"]])

    assert {"names-a-day": "often", "leaves-it-open": "seldom"} == draft["answers"]
    assert 83.5 == by_python["scales"]["commitment"]["score"]
    assert by_python == by_browser


def test_the_result_names_an_answer_of_the_new_type(form: Page) -> None:
    """The page works out a result and shows a low answer by its `short`, with the words that were chosen."""
    form.locator("#ee-names-a-day").get_by_label("hardly ever").check()
    form.locator("#ee-leaves-it-open").get_by_label("nearly every time").check()
    form.get_by_role("button", name="Next").click()
    form.get_by_role("button", name="See my result").click()
    result = form.locator('[data-part="result"]')

    expect(result.locator(".sa-first")).to_contain_text("the next step")
    expect(result.locator(".sa-first")).to_contain_text("a day named at the end")
    result.locator("summary", has_text="Your answers").click()
    expect(result.locator(".sa-answers")).to_contain_text("nearly every time")


def scorer(grown: Grown, folder: Path) -> str:
    """Return the browser's scorer of the copy as statements that leave it under the name `scored`."""
    client = (grown.root / "hooks" / "even_exchange" / "client").as_posix()
    entry = folder / "scorer.mjs"
    entry.write_text(ENTRY.replace("CLIENT", client), encoding="utf-8")
    return join(entry)
