"""Pages of the library: their front matter, their parts, what they cite and what they let somebody say."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from even_exchange.findings import Finding
from even_exchange.library.page import ANATOMY, Page, read_page, split, without_code
from even_exchange.library.recommendation import recommendable
from even_exchange.library.rules import RULES
from even_exchange.library.rules.world import World
from even_exchange.library.vocabulary import Register, Taxonomy, Vocabulary, check_register
from even_exchange.pipeline import Project, compile_project
from even_exchange.project_files import read_files
from even_exchange.shape import fit
from even_exchange.site import render
from even_exchange.source import Document, read_yaml

ROOT = Path(__file__).parents[2]
PATH = "docs/playbooks/a-page.md"
DIMENSIONS = ("relevance", "qualifying", "commitment")
TAGS = ("price", "trade", "scope")

HEAD: dict[str, Any] = {
    "title": "Do something",
    "slug": "a-page",
    "promise": "What you get.",
    "summary": "A few words on it.",
    "format": "playbook",
    "stage": "decide",
    "dimensions": {"primary": ["commitment"], "secondary": ["qualifying"]},
    "audience": ["seller"],
    "say": {"commitment": "Shall we settle a day?"},
    "minutes": {"prepare": 10, "drill": 8},
    "claims": ["balance-essay.23"],
    "status": "published",
    "owner": "@editors",
    "created": "2026-11-22",
    "last_reviewed": "2026-11-22",
    "review_by": "2027-11-22",
}
SECTIONS = {title: "Some words." for title, always in ANATOMY if always} | {
    "Why, and how sure we are": "A reason.[^balance-essay.23]",
    "Steps": "### Ask\n\nWords.\n\n> Good. Shall we *settle*\n> a day?\n\nListen for: an answer.",
}


def body(sections: dict[str, str]) -> str:
    """Return the text of a page with these parts."""
    return "\n" + "\n\n".join(f"## {title}\n\n{text}" for title, text in sections.items()) + "\n"


def text_of(head: dict[str, Any], sections: dict[str, str]) -> str:
    """Return a whole page."""
    return f"---\n{yaml.safe_dump(head, sort_keys=False, allow_unicode=True)}---\n{body(sections)}"


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    """Return the real register and taxonomy, with a few dimensions and tags."""
    register, taxonomy = (
        fit(kind, document_of(f"docs/_data/{name}.yml"))[0]
        for kind, name in ((Register, "claims"), (Taxonomy, "taxonomy"))
    )
    return Vocabulary(register, taxonomy, DIMENSIONS, TAGS)


def document_of(path: str) -> Document:
    """Return a file of the project as data."""
    document, findings = read_yaml(path, (ROOT / path).read_text(encoding="utf-8"))

    assert findings == []
    assert document is not None
    return document


def read(head: dict[str, Any] | None = None, sections: dict[str, str] | None = None) -> Page:
    """Return a page with these changes, which must be readable."""
    text = text_of(HEAD | (head or {}), SECTIONS | (sections or {}))
    page, findings = read_page(PATH, "playbooks/a-page.md", text)

    assert findings == []
    assert page is not None
    return page


#: What a page is made of; how it is written is for other rules, which have their own examples.
FORM = ("page_name", "known_words", "parts", "citations", "lines_to_say")


def found_on(
    page: Page, words: Vocabulary, slugs: tuple[str, ...] = ("a-page", "another-page")
) -> list[Finding]:
    """Return what the rules on the form of a page find."""
    world = World(words, slugs)
    return [finding for name in FORM for finding in RULES[name].check(page, world)]


def told(
    words: Vocabulary, head: dict[str, Any] | None = None, sections: dict[str, str] | None = None
) -> list[Finding]:
    """Return what is found on a page with these changes."""
    return found_on(read(head, sections), words)


def line_of(text: str, page: Page) -> int:
    """Return the line of the file in which a text of the body stands."""
    return page.body[: page.body.index(text)].count("\n") + page.first_line


# The real library


def test_the_real_library_is_sound(words: Vocabulary) -> None:
    """Every page of the library is read, and nothing is found."""
    project = compile_project(read_files(ROOT))

    assert project.sound
    assert len(project.pages) >= 10


def test_every_line_to_say_is_said() -> None:
    """Every `say` line of a real playbook stands in one quoted line of its own page, letter by letter."""
    for page in compile_project(read_files(ROOT)).pages:
        quotes = re.sub(r"\n> ?", " ", re.sub(r"\[\^[^\]]+\]", "", page.body)).replace("*", "")
        for line in page.head.say.values():
            if page.head.format == "playbook":
                assert (
                    re.search(rf"^> .*{re.escape(line.replace('*', ''))}", quotes, re.MULTILINE)
                    or f" {line}" in quotes
                )


# Front matter


def test_a_sound_page(words: Vocabulary) -> None:
    """A page with all parts, whose line is said and whose claim is cited, has no findings."""
    assert told(words) == []


@pytest.mark.parametrize("text", ["", "Words.\n", "--\ntitle: x\n--\n", " ---\na: 1\n---\n", "---\n---\n"])
def test_a_page_without_front_matter(text: str) -> None:
    """Without front matter there is one finding, on the first line."""
    page, findings = read_page(PATH, "playbooks/a-page.md", text)

    assert page is None
    assert [(one.code, one.position.line) for one in findings] == [("missing", 1)]


def test_places_are_those_of_the_file() -> None:
    """Front matter counts from line 2, the body from the line after its end."""
    matter, rest, first_line = split("---\na: 1\nb: 2\n---\n\n## Part\n")

    assert (matter, rest, first_line) == ("a: 1\nb: 2\n", "\n## Part\n", 5)

    text = text_of(HEAD | {"format": 7}, SECTIONS)
    _, findings = read_page(PATH, "playbooks/a-page.md", text)

    assert [one.position.line for one in findings] == [text.splitlines().index("format: 7") + 1]


@pytest.mark.parametrize(
    ("changes", "place", "words_of_it"),
    [
        ({"format": "playbok"}, "format:", "did you mean 'playbook'?"),
        ({"stage": "decides"}, "stage:", "did you mean 'decide'?"),
        ({"audience": ["seler"]}, "- seler", "did you mean 'seller'?"),
        ({"competencies": ["hold-valu"]}, "- hold-valu", "did you mean 'hold-value'?"),
        ({"situations": ["price-talks"]}, "- price-talks", "did you mean 'price-talk'?"),
        ({"checks": ["prize"]}, "- prize", "there is no sub-check 'prize'; did you mean 'price'?"),
        ({"external": ["ext-nobody"]}, "- ext-nobody", "there is no outside source"),
        ({"tensions": ["another-pag"]}, "- another-pag", "did you mean 'another-page'?"),
        ({"related": {"before": ["anothr-page"]}}, "- anothr-page", "did you mean 'another-page'?"),
        ({"dimensions": {"primary": ["commitment"], "secondary": ["qualifing"]}}, "- qualifing", "mean 'qualifying'?"),
        ({"slug": "other"}, "slug:", "the slug 'other' is not the name of the file 'a-page.md'"),
    ],
)  # fmt: skip
def test_unknown_words(changes: dict[str, Any], place: str, words_of_it: str, words: Vocabulary) -> None:
    """A word outside the taxonomy is told at its line with the nearest known one."""
    (finding,) = told(words, changes)
    lines = text_of(HEAD | changes, SECTIONS).splitlines()

    assert place in lines[finding.position.line - 1]
    assert words_of_it in finding.message


# Anatomy


@pytest.mark.parametrize("title", [title for title, always in ANATOMY if always])
def test_a_missing_section(title: str, words: Vocabulary) -> None:
    """A section that every playbook has is told when it is missing."""
    rest = {name: text for name, text in SECTIONS.items() if name != title}
    page, _ = read_page(PATH, "playbooks/a-page.md", text_of(HEAD, rest))

    assert page is not None
    messages = [one.message for one in found_on(page, words, ("a-page",)) if one.code == "parts"]

    assert messages == [f"the section '## {title}' is missing; add it"]


@pytest.mark.parametrize("title", [title for title, always in ANATOMY if not always])
def test_an_optional_section(title: str, words: Vocabulary) -> None:
    """A section that some playbooks have may stand at its place in the order, and nowhere else."""
    order = [name for name, _ in ANATOMY]
    given = SECTIONS | {title: "Words."}
    for names, expected in ((sorted(given, key=order.index), 0), ([title, *SECTIONS], len(SECTIONS))):
        page, _ = read_page(PATH, "playbooks/a-page.md", text_of(HEAD, {name: given[name] for name in names}))

        assert page is not None
        found = [one for one in found_on(page, words, ("a-page",)) if one.code == "parts"]

        assert bool(found) == bool(expected)


def test_sections_out_of_order_unknown_twice_and_empty(words: Vocabulary) -> None:
    """Each is told at the line of its heading."""
    page, _ = read_page(
        PATH,
        "playbooks/a-page.md",
        text_of(HEAD, SECTIONS) + "\n## Steps\n\nAgain.\n\n## Excersise\n\nWords.\n\n## Next\n\n",
    )

    assert page is not None
    found = [one for one in found_on(page, words, ("a-page",)) if one.code == "parts"]
    lines = text_of(HEAD, SECTIONS).count("\n") + 2

    assert [one.position.line for one in found] == [lines, lines + 4, lines + 8, lines + 8]
    assert "'Steps' stands after 'Sources and open questions'" in found[0].message
    assert "a playbook has no section 'Excersise'" in found[1].message
    assert "'Next' is empty" in found[3].message


def test_headings_in_code_are_none() -> None:
    """What looks like a heading inside a fence belongs to the section around it."""
    page = read(sections={"Practise": "```\n## Steps\n```\n\nWords."})

    assert [section.title for section in page.sections()].count("Steps") == 1


def test_explainers_are_free_in_their_parts(words: Vocabulary) -> None:
    """Only a playbook must have the parts of one."""
    page, _ = read_page(
        PATH,
        "playbooks/a-page.md",
        text_of(HEAD | {"format": "explainer", "claims": []}, {"Anything": "Words."}),
    )

    assert page is not None
    assert found_on(page, words, ("a-page",)) == []


# What is cited


def test_a_claim_that_is_not_registered(words: Vocabulary) -> None:
    """A citation of nothing is told at its line."""
    page = read(sections={"Prepare": "Line.\n\nWords.[^balance-essay.98]"})
    found = found_on(page, words, ("a-page",))

    assert [(one.code, one.position.line) for one in found if one.code != "parts"] == [
        ("unknown-claim", line_of("[^balance-essay.98]", page))
    ]


def test_claims_in_text_and_front_matter_agree(words: Vocabulary) -> None:
    """A claim cited but not listed, and one listed but not cited, are told each in its place."""
    found = told(words, {"claims": ["balance-essay.24"]})

    assert [(one.code, re.findall("balance-essay.[0-9]+", one.message)[0]) for one in found] == [
        ("unlisted-claim", "balance-essay.23"),
        ("uncited-claim", "balance-essay.24"),
    ]


def test_an_outside_source_has_a_list_of_its_own(words: Vocabulary) -> None:
    """Outside evidence is listed under `external`."""
    outside = next(iter(words.register.outside))
    (finding,) = told(words, sections={"Why, and how sure we are": f"A.[^balance-essay.23] B.[^{outside}]"})

    assert "add it to 'external' in the front matter" in finding.message


def test_features_of_web_sites_are_no_claims(words: Vocabulary) -> None:
    """What the register keeps about a source's web site is not for citing."""
    feature = next(id_ for id_, claim in words.register.claims.items() if claim.strength.startswith("site"))

    assert feature not in words.register.ids()


def test_citations_in_code_are_shown_not_meant(words: Vocabulary) -> None:
    """An example of a citation in code is none."""
    assert told(words, sections={"Practise": "Write `[^some-claim]`, or\n\n```\n[^other.01]\n```\n"}) == []
    assert without_code("a `b` c\n```\nd\n```\ne") == "a     c\n   \n \n   \ne"


def test_every_claim_has_a_document() -> None:
    """The register is whole: a claim whose document is not listed is told."""
    assert list(check_register(document_of("docs/_data/claims.yml"))) == []

    document, _ = read_yaml(
        "claims.yml", "documents: {brock-2017: x}\nclaims:\n  brok-2017.01: {says: x, strength: y}\n"
    )

    assert document is not None
    (finding,) = check_register(document)

    assert (finding.position.line, finding.message) == (
        3,
        "there is no document 'brok-2017'; did you mean 'brock-2017'?",
    )


# What to say


@pytest.mark.parametrize(
    ("say", "words_of_it"),
    [
        ({"commitment": "Shall we settle the day?"}, "does not stand word for word"),
        ({"commitment": "shall we settle a day?"}, "does not stand word for word"),
        ({"commitment": "Words."}, "does not stand word for word"),
        ({"commitment": "Good. Shall we settle a day? Listen"}, "does not stand word for word"),
        ({}, "'say' has no line for 'commitment'"),
        (
            {"commitment": "Shall we settle a day?", "qualifying": "Good."},
            "'qualifying' is no primary dimension",
        ),
    ],
)
def test_a_line_that_is_not_said(say: dict[str, str], words_of_it: str, words: Vocabulary) -> None:
    """The line to say stands word for word in one quoted line of Steps, one for each primary dimension and no other."""
    (finding,) = told(words, {"say": say})

    assert finding.code == "say"
    assert words_of_it in finding.message


def test_a_line_must_stand_in_one_quote(words: Vocabulary) -> None:
    """The end of one quoted line and the beginning of the next make no line together."""
    steps = "> Good. Shall we\n\nThey nod.\n\n> settle a day?\n"
    (finding,) = told(words, sections={"Steps": steps})

    assert "does not stand word for word" in finding.message


def test_a_line_that_nobody_could_say(words: Vocabulary) -> None:
    """More than twenty words are no line to say."""
    line = " ".join(["word"] * 21)
    (finding,) = told(words, {"say": {"commitment": line}}, {"Steps": f"> {line}\n"})

    assert "more than 20 words" in finding.message


# What the build adds


@pytest.fixture(scope="module")
def real() -> Project:
    """Return the real project, compiled."""
    return compile_project(read_files(ROOT))


def test_the_strip(real: Project) -> None:
    """At the head of a page stand its promise and its facts, with names in place of ids, nothing unescaped."""
    page = read({"promise": "Less <b> & more."})
    strip = render.with_strip(real, page, "Body.")

    assert strip.endswith("\nBody.")
    assert "Less &lt;b&gt; &amp; more." in strip
    for shown in (
        "<dd>Decide</dd>",
        "1 to read, 10 to prepare</dd>",
        "sellers",
        "commitment, qualifying",
        "22 November 2026",
    ):
        assert shown in strip


def test_a_strip_without_a_stage(real: Project) -> None:
    """What a page has not is left out."""
    strip = render.with_strip(real, read({"stage": None, "minutes": {}}), "")

    assert "Stage" not in strip
    assert "to prepare" not in strip


def test_notes(real: Project) -> None:
    """Each claim cited gets one footnote, in the order of citing, in the words of the register with its strength."""
    register = real.register

    assert register is not None
    outside = next(iter(register.outside))
    written = render.with_notes(
        real, f"A.[^balance-essay.23] B.[^{outside}] C.[^balance-essay.23]\n", "playbooks/a-page.md"
    )
    notes = re.findall(r"^\[\^(.+?)\]: (.*)$", written, re.MULTILINE)

    assert [id_ for id_, _ in notes] == ["balance-essay.23", outside]
    assert register.claims["balance-essay.23"].says in notes[0][1]
    assert f"Strength: {register.claims['balance-essay.23'].strength}." in notes[0][1]
    assert notes[1][1].endswith("Outside evidence, read in abstract or excerpt.")


@pytest.mark.parametrize(
    "text", ["Words.\n", "A.[^own]\n\n[^own]: Mine.\n", "Write `[^balance-essay.23]`.\n", "A.[^nobody.01]\n"]
)
def test_pages_that_get_no_note(text: str, real: Project) -> None:
    """A page without citations, with notes of its own, or with an example of one, stays as it is."""
    assert text == render.with_notes(real, text, "a.md")


def test_reading_minutes() -> None:
    """Minutes are counted from the words of the page, rounded up, never 0."""
    assert [1, 1, 2] == [
        read(sections={"Prepare": "word " * count}).reading_minutes() for count in (0, 90, 200)
    ]


def test_drafts_are_not_recommended(words: Vocabulary) -> None:
    """Results lead to playbooks that are no drafts, and to the page for pressing; in the order of their names."""

    def page(**head: Any) -> Page:
        return read(head)

    pages = [
        page(slug="b"),
        page(slug="a", status="field-tested", stage=None, minutes={}),
        page(slug="c", status="draft"),
        page(slug="d", format="explainer"),
        page(slug="e", format="explainer"),
    ]
    shown = recommendable(pages, words.taxonomy, "e")

    assert [one["page"] for one in shown] == ["a", "b", "e"]
    assert [one["drill"] for one in shown] == [False, True, True]
    assert shown[0]["stage"] == len(words.taxonomy.stages)
    assert shown[1]["stage"] == list(words.taxonomy.stages).index("decide")
    assert shown[1]["say"] == HEAD["say"]


def test_a_page_as_editors_of_every_system_save_it(project: Path, program: Callable) -> None:
    """A page with Windows line ends and a byte order mark is read like any other."""
    path = project / "docs" / "playbooks" / "hold-the-value.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    done = program(project, "even_exchange", "check")

    assert done.returncode == 0, done.stdout


def test_a_page_beyond_reading_hides_what_it_would_make_personas_say(project: Path) -> None:
    """A slip in the head of a playbook is told where it is, and personas that lead there are left alone."""
    page = project / "docs/playbooks/hold-the-value.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("title: Hold the value", "title: Hold: the value"),
        encoding="utf-8",
    )
    found = compile_project(read_files(project)).findings

    assert {one.position.path for one in found} == {"docs/playbooks/hold-the-value.md"}
