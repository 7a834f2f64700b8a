"""Every rule of the library does what its docstring says: the example under PASS is not told, the one under FAIL is."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import Any

import pytest
import yaml

from even_exchange.findings import Finding
from even_exchange.library.cast import Cast
from even_exchange.library.page import Page, read_page
from even_exchange.library.prose import blocks, plain, sentences, talks
from even_exchange.library.rules import NAMES, RULES, check_pages
from even_exchange.library.rules.world import World
from even_exchange.library.vocabulary import Register, Situation, Taxonomy, Vocabulary
from even_exchange.pipeline import WORD_RUNS, compile_project
from even_exchange.project_files import read_files
from even_exchange.shape import fit
from even_exchange.source import read_yaml

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "hooks" / "even_exchange" / "library" / "rules"
EVERY_RULE = pytest.mark.parametrize("name", NAMES)
HEAD: dict[str, Any] = {
    "title": "Do something",
    "slug": "a-page",
    "promise": "What you get.",
    "summary": "A few words on it.",
    "format": "playbook",
    "audience": ["seller"],
    "status": "published",
    "owner": "@editors",
    "created": "2026-11-22",
    "last_reviewed": "2026-11-22",
    "review_by": "2027-11-22",
}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """Return the content of the project."""
    return read_files(ROOT)


@pytest.fixture(scope="module")
def world(files: dict[str, bytes]) -> World:
    """Return what rules know of the real project, with two dimensions and two sub-checks."""
    register, taxonomy, cast = (
        fit(kind, read_yaml(path, files[path].decode())[0])[0]  # type: ignore[arg-type]
        for kind, path in (
            (Register, "docs/_data/claims.yml"),
            (Taxonomy, "docs/_data/taxonomy.yml"),
            (Cast, "docs/_data/cast.yml"),
        )
    )
    words = Vocabulary(register, taxonomy, ("commitment", "qualifying"), ("price", "trade"))
    runs = frozenset(files[WORD_RUNS].decode().split("\n"))
    return World(words, ("a", "b", "c", "a-page", "first-meeting", "hold-the-value"), runs, cast)


def meant(value: Any, world: World) -> Any:
    """Return a value of an example with the words "every …" replaced by what they stand for."""
    words = world.words
    every = {
        "every claim": [id_ for id_ in words.register.ids() if id_ in words.register.claims],
        "every dimension": list(words.dimensions),
        "every sub-check": list(words.tags),
        "every situation": list(words.taxonomy.situations),
    }
    if isinstance(value, dict):
        return {key: meant(one, world) for key, one in value.items()}
    return every.get(value, value) if isinstance(value, str) else value


def page_of(example: dict[str, Any], world: World) -> Page:
    """Return the page of an example."""
    head = HEAD | {
        key: str(value) if hasattr(value, "isoformat") else value
        for key, value in meant(example.get("head", {}), world).items()
    }
    body = example.get("body", "") + "word " * example.get("repeated", 0)
    path = example.get("path", f"docs/playbooks/{head['slug']}.md")
    text = f"---\n{yaml.safe_dump(head, sort_keys=False)}---\n\n{body}"
    page, findings = read_page(path, path.removeprefix("docs/"), text)

    assert findings == []
    assert page is not None
    return page


def examples(name: str) -> dict[str, dict[str, Any]]:
    """Return the examples under PASS and FAIL in the docstring of a rule."""
    _, _, rest = (RULES[name].__doc__ or "").partition("\nPASS\n")
    passing, _, failing = rest.partition("\nFAIL\n")
    return {
        "PASS": yaml.safe_load(textwrap.dedent(passing)),
        "FAIL": yaml.safe_load(textwrap.dedent(failing)),
    }


def told(name: str, example: dict[str, Any], world: World) -> list[Finding]:
    """Return what one rule finds on an example."""
    if "made_from" in example:
        one = Situation(says="Now.", door="now", page=example["made_from"])
        taxonomy = world.words.taxonomy.model_copy(update={"situations": {"first-call": one}})
        words = Vocabulary(world.words.register, taxonomy, world.words.dimensions, world.words.tags)
        world = World(words, world.pages)
    around = World(world.words, world.pages, world.runs, world.cast, example.get("day"))
    pages = [page_of(one, around) for one in example.get("pages", [example])]
    rule = RULES[name]
    if hasattr(rule, "check_library"):
        return list(rule.check_library(pages, around))
    return [finding for page in pages for finding in rule.check(page, around)]


@EVERY_RULE
def test_the_good_example_is_good(name: str, world: World) -> None:
    """Nothing is told about the example under PASS."""
    assert told(name, examples(name)["PASS"], world) == []


@EVERY_RULE
def test_the_bad_example_is_told(name: str, world: World) -> None:
    """Something is told about the example under FAIL, at a line, with what to do."""
    found = told(name, examples(name)["FAIL"], world)

    assert found
    for finding in found:
        assert finding.position.line >= 1
        assert re.search(r"[;:,] |\bthen\b", finding.message), finding.message


def test_every_rule_is_listed() -> None:
    """A file among the rules is a line in the list, and the other way round."""
    assert {path.stem for path in FOLDER.glob("*.py")} - {"__init__", "world"} == set(NAMES)


def test_rules_never_raise_on_odd_pages(world: World) -> None:
    """Empty pages, lone marks, open divs and endless lines are read without an exception."""
    odd = [
        "", "#", "## ", "######## x", "> ", ">", "<div", '<div class="dialogue" markdown>', "</div></div>", ":   said",
        "| |", "- [ ] ", "1.", "[^", "[^x", "```", "\u2028", "a" * 20_000, "* *\n" * 500, "\n" * 500, "## Steps\n### \n",
        '## Steps\n\n<div class="dialogue" markdown>\nA\n:  b\n', "word. " * 3000,
    ]  # fmt: skip
    pages = [page_of({"head": {"slug": f"p{n}"}, "body": body}, world) for n, body in enumerate(odd)]

    assert len(list(check_pages(pages, world))) > len(odd)


def test_the_real_library_passes_and_a_slip_is_told_at_its_line(files: dict[str, bytes]) -> None:
    """The library as it is has no finding; one slip in a page is told once, in its line, by the rule that is meant."""
    assert [f for f in compile_project(files).findings if f.position.path.startswith("docs/")] == []

    path = "docs/playbooks/hold-the-value.md"
    text = files[path].decode()
    slips = {
        "talks": ('<div class="dialogue" markdown>', "<div markdown>"),
        "steps": ("Listen for: ", "Hear: "),
        "signs": ("**In six weeks.**", "**Later.**"),
        "pitfalls": ("### Too yielding", "### Too soft"),
        "cast-agrees": ("Two devices with training and service are 46,000", "Two devices with training and service are 45,000"),
        "worn-words": ("Can you hold firm and care?", "Can you leverage firmness and care?"),
        "residue": ("Can you hold firm and care?", "TODO Can you hold firm and care?"),
        "unknown-claim": ("[^balance-essay.19]", "[^balance-essay.91]"),
        "strength-kept": ("An essay on selling counts", "Research shows that selling counts"),
        "own-words": ("Can you hold firm and care?", "So, what can you do for us? Can you hold firm?"),
        "agreeing-neighbours": ("after: [flex-or-hold, promise-ledger]", "after: [promise-ledger]"),
    }  # fmt: skip
    for code, (old, new) in slips.items():
        assert old in text, old
        changed = files | {path: text.replace(old, new, 1).encode()}
        found = [finding for finding in compile_project(changed).findings if finding.code == code]

        assert found, code
        if code not in {"agreeing-neighbours", "talks", "signs", "pitfalls", "steps"}:
            line = text[: text.index(old)].count("\n") + 1
            assert found[0].position.path == path
            assert abs(found[0].position.line - line) <= 1, (code, found[0].position.line, line)


# What a reader reads


def test_prose() -> None:
    """Links, citations, marks and tags are not read; a talk is taken apart into speakers, turns and notes."""
    body = (
        "## Part\n\nAsk [them](a.md) *once*.[^x.1] Then wait!\nAnd wait.\n\n- one\n- two\n\n"
        '<div class="dialogue" markdown>\n\nDr Haddad\n:   Yes?\n:   A note.\n\nLena\n:   No.\n\n</div>\n\n> Say it.\n'
    )
    page, _ = read_page("docs/playbooks/a.md", "playbooks/a.md", f"---\n{yaml.safe_dump(HEAD)}---\n{body}")

    assert page is not None
    assert plain("Ask [them](a.md) *once*.[^x.1]") == "Ask them once."
    assert list(sentences("Ask once. Then wait! And so on")) == ["Ask once.", "Then wait!", "And so on"]
    kinds = [(block.kind, plain(block.text).strip()) for block in blocks(page)]
    assert kinds == [
        ("heading", "Part"),
        ("text", "Ask them once. Then wait!\nAnd wait."),
        ("item", "one"),
        ("item", "two"),
        ("speaker", "Dr Haddad"),
        ("said", "Yes?"),
        ("note", "A note."),
        ("speaker", "Lena"),
        ("said", "No."),
        ("quote", "Say it."),
    ]
    assert [turns for _, turns in talks(page)] == [2]
    assert [block.line for block in blocks(page)][:2] == [page.first_line, page.first_line + 2]
