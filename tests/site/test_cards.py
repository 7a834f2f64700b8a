"""The cards of instruments and the list of assessments: what they say is what the engine computes."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from even_exchange.instruments.card import Card, card_of
from even_exchange.instruments.minutes import counted_minutes, exact_minutes
from even_exchange.instruments.personas import sitting_of
from even_exchange.instruments.points import points_of
from even_exchange.instruments.score import printed, score
from even_exchange.pipeline import Project, compile_project
from even_exchange.project_files import read_files
from even_exchange.reading_grade import grade
from even_exchange.site.build import Site, build_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext

ROOT = Path(__file__).resolve().parents[2]
FILES = read_files(ROOT)
PROJECT = compile_project(FILES)
EACH = pytest.mark.parametrize("id_", sorted(PROJECT.instruments))
SAMPLE = ("where-you-stand", "measure-and-pay", "check-one-deal", "message-mirror", "five-attribute-card")


class _Text(HTMLParser):
    """The text of a page, and the text of each cell of its tables by row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.text: list[str] = []
        self._cell = False

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"} and self.rows:
            self.rows[-1].append("")
            self._cell = True
        if tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._cell = False

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if self._cell:
            self.rows[-1][-1] += data


def card(project: Project, id_: str) -> Card:
    """Return the card of one instrument as plain data."""
    assert project.model
    titles = {one.id: one.title for one in project.instruments.values()}
    return card_of(project.instruments[id_], project.keys[id_], project.model, project.register, titles)


def page(site: Path, id_: str) -> _Text:
    """Return what the built card says."""
    parser = _Text()
    parser.feed((site / "assess" / "about" / f"{id_}.html").read_text(encoding="utf-8"))
    return parser


def said(parser: _Text) -> str:
    """Return the words of a page with single spaces."""
    return " ".join("".join(parser.text).split())


# What a card says


@EACH
def test_a_card_counts_as_the_engine_counts(site: Path, id_: str) -> None:
    """Minutes, grade and the number of items of each type are those that the engine computes."""
    instrument = PROJECT.instruments[id_]
    texts = [
        instrument.introduction,
        *(text for item in instrument.items for text in item.read_by_respondent()),
    ]
    words = said(page(site, id_))

    assert f"{exact_minutes(instrument):.1f} counted from the words" in words
    assert f"promises {instrument.minutes} at most" in words
    assert f"{grade(texts):.1f} by the formula" in words
    for type_ in {item.type for item in instrument.items}:
        assert f"{sum(item.type == type_ for item in instrument.items)} {type_}" in words


@EACH
def test_the_worked_example_is_what_the_scorer_makes_of_it(id_: str) -> None:
    """Points are those of the forms; each sum, divided as the card says, is the score of the shipped scorer."""
    made, instrument, key = card(PROJECT, id_), PROJECT.instruments[id_], PROJECT.keys[id_]
    assert made.example
    persona = next(one for one in instrument.personas if one.name == made.example.outcome.persona)
    result = score(key, {id_: sitting_of(persona, instrument, key)})
    forms = [item for item in instrument.items if item.form()]
    for item, worked in zip(forms, made.example.items, strict=True):
        form = item.form()
        points = points_of(form, persona.answers[item.id])[0] if item.id in persona.answers and form else None
        assert worked.points == (points if item.measures else None)
    means = {one.name: one.score for one in made.example.sums}
    assert len(made.example.sums) == (len(result["scales"]) if made.scored else 0)
    for one, scale in zip(made.example.sums, result["scales"].values(), strict=False):
        assert (one.score, one.error, one.k, one.n) == (scale["score"], scale["se"], scale["k"], scale["n"])
        if one.score is None:
            continue
        parts = [means[name] for name in one.mean_of]
        expected = (
            sum(p for p in parts if p is not None) / len(parts) if parts else one.weighted / one.weights
        )
        assert one.score == pytest.approx(expected, abs=1e-9)


@EACH
def test_the_lines_of_the_example_add_up(id_: str) -> None:
    """What the lines of an answer add is what its item is worth."""
    example = card(PROJECT, id_).example
    assert example
    for item in example.items:
        if item.points is None or not item.lines:
            continue
        adds = sum(line.adds or 0 for line in item.lines)
        told = sum(line.worth or 0 for line in item.lines)
        made = {"shares": min(100, adds), "apart": max(0, 100 + adds)}
        assert item.points == made.get(item.form, int(100 * adds / told + 0.5) if told else None)


@EACH
def test_the_numbers_of_the_example_stand_on_the_page(site: Path, id_: str) -> None:
    """The page prints each score of the example with its sum, and the points of each answer."""
    example = card(PROJECT, id_).example
    assert example
    rows = page(site, id_).rows
    for one in example.sums:
        (row,) = [row for row in rows if len(row) == 4 and row[0] == one.name and row[1] == str(one.k)]
        if one.score is None:
            assert row[2] == "not enough to say"
        else:
            assert row[2].endswith(f" = {one.score:.2f}")
            assert one.mean_of or row[2].startswith(f"{one.weighted} / {one.weights} =")
    if example.sums:
        for item in example.items:
            (row,) = [
                row
                for row in rows
                if len(row) == 3 and row[0] == item.number and row[1].startswith(item.short)
            ]
            expected = "–" if item.points is None else str(item.points)
            if item.weight > 1 and item.points is not None:
                expected = f"{item.points} × {item.weight} = {item.weighted}"
            assert row[2] == expected


@EACH
def test_personas_stand_with_what_they_get(site: Path, id_: str) -> None:
    """Each made-up person is there by name and story, with the scores of the shipped scorer."""
    instrument, key = PROJECT.instruments[id_], PROJECT.keys[id_]
    words = said(page(site, id_))
    for persona, outcome in zip(instrument.personas, card(PROJECT, id_).outcomes, strict=True):
        assert f"{persona.name}. {' '.join(persona.story.split())} Gets:" in words
        result = score(key, {id_: sitting_of(persona, instrument, key)})
        scores = [printed(one["score"]) for one in result["scales"].values() if one["score"] is not None]
        assert [value for _, value in outcome.scores] == scores
        gets = ", ".join(f"{name} {value}" for name, value in outcome.scores)
        assert gets in words.split(f"{persona.name}. ", 1)[1]


@EACH
def test_claims_stand_with_their_strength(site: Path, id_: str) -> None:
    """Each claim that an item rests on has a row with its strength, and a note at the foot in our words."""
    assert PROJECT.register
    rows, words = page(site, id_).rows, said(page(site, id_))
    claims = {claim for item in PROJECT.instruments[id_].items for claim in getattr(item, "rests_on", ())}
    for claim in claims:
        (row,) = [row for row in rows if len(row) == 3 and row[0].split()[:1] == [claim]]
        strength = (
            PROJECT.register.claims[claim].strength
            if claim in PROJECT.register.claims
            else "outside evidence"
        )
        assert row[1] == strength
        assert f"{claim} {PROJECT.register.note(claim)}" in words


@EACH
def test_a_card_leads_where_results_lead(id_: str) -> None:
    """By dimension it names every page that a result could recommend for it."""
    key = PROJECT.keys[id_]
    for lead, dimension in zip(card(PROJECT, id_).leads, key["dimensions"], strict=True):
        assert set(lead.pages) == {page["page"] for page in key["pages"] if dimension in page["primary"]}
        assert PROJECT.instruments[id_].observes or lead.pages or lead.further


@EACH
def test_the_versions_stand_at_the_end(site: Path, id_: str) -> None:
    """The card prints what each version brought."""
    words = said(page(site, id_))
    for change in PROJECT.instruments[id_].changes:
        assert f"Version {change}" in words


def trying(tried: str) -> Site:
    """Return the site with a line of the file of one instrument about who has tried it."""
    path = "assessments/check-one-deal.yml"
    text = FILES[path].decode().replace("\nabout: deal\n", f"\nabout: deal\n{tried}", 1)
    return build_site({**FILES, path: text.encode()})


def test_a_card_says_whether_people_have_tried_it() -> None:
    """Without an entry it says that nobody has; with one it says how many, when, and what came of it."""
    uri = "assess/about/check-one-deal.md"
    nobody = trying("").generated[uri]
    five = trying('tried: [{people: 5, on: "2026-11-22", note: Two lines were reworded.}]\n').generated[uri]

    assert "not yet tried on people" in nobody
    assert "not yet tried on people" not in five
    assert "Tried on 5 people on 22 November 2026. Two lines were reworded." in five


# How one gets there


@EACH
def test_the_way_to_a_card(site: Path, id_: str) -> None:
    """The page of an assessment, the list of assessments and the contributor page lead to the card, and it leads back."""
    pages = {
        "assess": (site / "assess" / f"{id_}.html", f"about/{id_}.html"),
        "list": (site / "assess" / "index.html", f"about/{id_}.html"),
        "contribute": (site / "contribute" / "write-an-instrument.html", f"../assess/about/{id_}.html"),
        "card": (site / "assess" / "about" / f"{id_}.html", f"../{id_}.html"),
    }
    for file, address in pages.values():
        assert f'href="{address}"' in file.read_text(encoding="utf-8")


def test_a_card_carries_no_script_of_ours(site: Path) -> None:
    """Cards and the list are plain pages."""
    for file in [*(site / "assess" / "about").glob("*.html"), site / "assess" / "index.html"]:
        assert "assets/even-exchange/" not in file.read_text(encoding="utf-8")


# The list of assessments


def listed(site: Path) -> dict[str, dict[str, str]]:
    """Return by heading the facts of each assessment under it, by its title."""
    html = (site / "assess" / "index.html").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = {}
    for part in html.split('<section class="ee-stage"')[1:]:
        part = part.split("</section>")[0]  # noqa: PLW2901 - what follows the last section is no list
        (heading,) = re.findall(r'<h2 id="([a-z-]+)"', part)
        titles = re.findall(r'ee-entry__title"><a href="([\w-]+)\.html"', part)
        facts = re.findall(r'ee-entry__facts">(.*?)</p>', part, re.DOTALL)
        found[heading] = dict(zip(titles, facts, strict=True))
    return found


def test_every_assessment_is_listed_once_under_its_heading(site: Path) -> None:
    """Those about a deal, about the company, for leaders only, and all the others, each once."""
    expected: dict[str, set[str]] = {
        "deal": set(),
        "me": set(),
        "person": set(),
        "team": set(),
        "company": set(),
    }
    for id_, instrument in PROJECT.instruments.items():
        leaders = set(instrument.for_) <= {"manager", "executive"}
        expected[instrument.about if instrument.about != "me" else "team" if leaders else "me"].add(id_)

    assert expected == {heading: set(entries) for heading, entries in listed(site).items()}


def test_the_list_begins_with_the_deal_and_the_core(site: Path) -> None:
    """The order is that of a reader who has little time."""
    found = listed(site)

    assert ["deal", "me", "person", "team", "company"] == list(found)
    assert "where-you-stand" == next(iter(found["me"]))
    assert "measure-and-pay" == next(iter(found["company"]))


def test_the_list_has_counted_minutes_and_both_links(site: Path) -> None:
    """Each entry says the counted minutes, and leads to the card and, where there is one, to the paper version."""
    for entries in listed(site).values():
        for id_, facts in entries.items():
            minutes = counted_minutes(PROJECT.instruments[id_])
            assert f"about {minutes} minute{'s' if minutes > 1 else ''} ·" in facts
            assert f'<a href="about/{id_}.html">About this assessment</a>' in facts
            on_paper = (site / "assess" / f"{id_}-on-paper.html").exists()
            assert on_paper == (f'<a href="{id_}-on-paper.html">On paper</a>' in facts)


# As seen


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(new_context: Callable[..., BrowserContext], scheme: str, width: int) -> None:
    """A card of each kind and the list have no violation, and nothing scrolls sideways but tables in their frames."""
    page = new_context(viewport={"width": width, "height": 844}, color_scheme=scheme).new_page()
    found = {}
    for name in ("assess/index.html", *(f"assess/about/{id_}.html" for id_ in SAMPLE)):
        page.goto(name)
        page.locator("[data-md-component=header]").wait_for()
        violations = Axe().run(page).response["violations"]
        if violations:
            found[name] = [(one["id"], one["nodes"][0]["html"][:120]) for one in violations]
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    assert {} == found
