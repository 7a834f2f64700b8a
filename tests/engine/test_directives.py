"""Comments in pages that the build answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from even_exchange.pipeline import Project, compile_project
from even_exchange.project_files import read_files
from even_exchange.site import render
from even_exchange.site.build import build_site
from even_exchange.site.directives import check, directives, expand, places

ROOT = Path(__file__).parents[2]
PAGE = "docs/understand/a-page.md"


@pytest.fixture(scope="module")
def real() -> Project:
    """Return the real project, compiled."""
    return compile_project(read_files(ROOT))


def written(project: Project, text: str) -> str:
    """Return the text that stands in the place of a directive."""
    return expand(
        text,
        lambda name, argument: render.directive(
            project, name, argument, "understand/a-page.md", lambda id_: id_
        ),
    )


def told(text: str) -> list[tuple[str, int, str]]:
    """Return code, line and message of what a page with this text adds to the findings of the project."""
    files = read_files(ROOT)
    site = build_site(files | {PAGE: text.encode()})
    return [(one.code, one.position.line, one.message) for one in site.findings if one.position.path == PAGE]


def test_name_argument_and_line() -> None:
    """A directive is found in a line of its own or inside one, with its line."""
    text = (
        "a\n\n<!-- ee: playbooks -->\nb <!--ee: number flags.yields_from--> c\n<!-- ee:\n  table zones\n-->\n"
    )

    assert list(directives(text)) == [
        ("playbooks", "", 3),
        ("number", "flags.yields_from", 4),
        ("table", "zones", 5),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "`<!-- ee: playbooks -->`",
        "```\n<!-- ee: playbooks -->\n```\n",
        "~~~ html\n<!-- ee: playbooks -->\n~~~\n",
        "- a list\n\n    ```\n    <!-- ee: playbooks -->\n    ```\n",
        "````\n```\n<!-- ee: playbooks -->\n```\n````\n",
        "<!-- a comment -->",
        "<!-- eel: soup -->",
        "<!-- see: playbooks -->",
    ],
)
def test_what_is_none(text: str) -> None:
    """Examples in code and other comments stay as they are, and nothing is told of them."""
    assert list(directives(text)) == []
    assert text == expand(text, lambda *_: "written")
    assert list(check(PAGE, text, render.RENDERERS, [])) == []


@given(st.text(alphabet=st.sampled_from(list("a`~ \n<!->e:")), max_size=60))
def test_text_without_directives_stays(text: str) -> None:
    """Whatever the text, what is no directive is not touched."""
    if not list(directives(text)):
        assert text == expand(text, lambda *_: "written")


def test_expansion_keeps_what_is_around() -> None:
    """Only the comment is replaced, and what is written in its place is not read again."""
    text = "a <!-- ee: x 1 --> b `<!-- ee: x 2 -->` c <!-- ee: y -->"

    assert expand(text, lambda name, argument: f"[{name}|{argument}|<!-- ee: z -->]") == (
        "a [x|1|<!-- ee: z -->] b `<!-- ee: x 2 -->` c [y||<!-- ee: z -->]"
    )


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (
            "<!-- ee: playboks -->",
            "unknown-directive",
            "there is no 'ee: playboks'; did you mean 'playbooks'?",
        ),
        (
            "<!-- ee: assessment where-you-sit -->",
            "unknown-directive",
            "there is no instrument 'where-you-sit'",
        ),
        ("<!-- ee: assessment -->", "unknown-directive", "there is no instrument ''"),
        ("<!-- ee playbooks -->", "unknown-directive", "this is no directive that is read"),
        ("<!-- EE: playbooks -->", "unknown-directive", "this is no directive that is read"),
        ("<!-- ee: Playbooks -->", "unknown-directive", "this is no directive that is read"),
        ("<!-- ee: number flags.yields -->", "directive-argument", "did you mean 'flags.yields_from'?"),
        ("<!-- ee: number -->", "directive-argument", "there is no value '' in model.yml"),
        ("<!-- ee: number flags -->", "directive-argument", "there is no value 'flags' in model.yml"),
        ("<!-- ee: table zone -->", "directive-argument", "there is no table 'zone'; did you mean 'zones'?"),
        ("<!-- ee: table ../secret -->", "directive-argument", "there is no table '../secret'"),
        ("<!-- ee: fields instruments -->", "directive-argument", "did you mean 'instrument'?"),
        ("<!-- ee: playbooks decide -->", "directive-argument", "takes nothing behind it; delete 'decide'"),
        ("[^no-claim.01]", "unknown-claim", "there is no claim 'no-claim.01'"),
    ],
)
def test_what_nothing_answers_to(text: str, code: str, words: str) -> None:
    """A directive that is unknown, misspelt or has a wrong argument is told at its line, with what would go."""
    found = told(f"# A page\n\nWords.\n{text}\n")

    assert [(code, 4)] == [(one[0], one[1]) for one in found]
    assert words in found[0][2]


@pytest.mark.parametrize("name", render.TABLES)
def test_tables(name: str, real: Project) -> None:
    """Every table has a template, a head and at least two rows, all as wide as its head."""
    rows = written(real, f"<!-- ee: table {name} -->").strip().splitlines()

    assert len(rows) >= 4
    assert len({row.count("|") for row in rows}) == 1


def test_numbers(real: Project) -> None:
    """A value of the shared model is printed as it is written there."""
    model = real.model

    assert model is not None
    assert written(real, "<!-- ee: number flags.yields_from -->") == str(model.flags.yields_from)
    assert written(real, "<!-- ee: number scoring.borderline -->") == f"{model.scoring.borderline:g}"
    assert written(real, "<!-- ee: number line.zones.1.from -->") == str(model.line.zones[1].from_)
    assert written(real, "<!-- ee: number pressing.from -->") == str(model.pressing.from_)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<!-- ee: playbooks -->", ["../playbooks/hold-the-value.md", "Decide", "minutes to read"]),
        (
            "<!-- ee: assessments -->",
            ["../assess/where-you-stand.md", "../assess/three-junctures.md", "items"],
        ),
        (
            "<!-- ee: item-types -->",
            ["## trade-off", "## self-placement", "type: scenario", "| `stem` | yes |"],
        ),
        ("<!-- ee: rules -->", ["zones-cover-the-line", "one-good-pole", "rests_on"]),
        ("<!-- ee: fields instrument -->", ["| `dimensions` | yes |", "| `answers` | yes |"]),
        ("<!-- ee: fields front-matter -->", ["| `slug` | yes |", "| `related` |"]),
        ("<!-- ee: worked-example -->", ["| Customer focus | 84.50 |", "over-accommodating"]),
    ],
)
def test_lists(text: str, shown: list[str], real: Project) -> None:
    """Lists and references are made from what the project holds."""
    for words in shown:
        assert words in written(real, text)


# Instruments in pages


def test_an_instrument_is_placed_with_one_line(project: Path, program: Callable) -> None:
    """A page that names an instrument holds its form; no page is generated beside it, and a list leads there."""
    (project / "docs" / "assess" / "where-you-stand.md").write_text(
        "---\ntitle: Mine\n---\n\nMy own words.\n\n<!-- ee: assessment where-you-stand -->\n\nAnd a word after.\n",
        encoding="utf-8",
    )
    built = program(project, "mkdocs", "build", "--strict")
    page = (project / "site" / "assess" / "where-you-stand.html").read_text(encoding="utf-8")

    assert built.returncode == 0, built.stderr
    assert page.count("<self-assessment ") == 1
    assert page.index("My own words.") < page.index("<self-assessment ") < page.index("And a word after.")
    assert "ee: " not in page


def test_an_instrument_has_one_page() -> None:
    """An instrument placed twice is told at the second place; a page in its way, at that page."""
    files = read_files(ROOT)
    line = b"Words.\n\n<!-- ee: assessment three-junctures -->\n"
    site = build_site(files | {"docs/a.md": line, "docs/b.md": line})

    told = [(one.code, str(one.position)) for one in site.findings if one.code != "broken-link"]
    assert told == [("placed-twice", "docs/b.md:3:1")]
    assert site.placed["three-junctures"] == "a.md"
    assert "assess/three-junctures.md" not in site.generated

    site = build_site(files | {"docs/assess/three-junctures.md": b"Words.\n"})

    assert [(one.code, str(one.position)) for one in site.findings] == [
        ("page-in-the-way", "docs/assess/three-junctures.md:1:1")
    ]


def test_places() -> None:
    """The instruments that a page places are known with their lines."""
    assert places("<!-- ee: assessment a -->\n\n<!-- ee: assessment b -->\n<!-- ee: playbooks -->") == [
        ("a", 1),
        ("b", 3),
    ]


def test_an_instrument_in_a_folder_of_its_own() -> None:
    """An instrument below the folder of instruments is told, and nothing falls over."""
    files = read_files(ROOT)
    content = files["assessments/three-junctures.yml"].replace(b"id: three-junctures", b"id: other", 1)
    site = build_site(files | {"assessments/team/other.yml": content})

    assert ["file-name"] == [
        one.code for one in site.findings if one.position.path == "assessments/team/other.yml"
    ]
