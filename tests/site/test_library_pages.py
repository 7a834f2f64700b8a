"""What the build makes of the library: Now, sheets, stages, dimensions, claims, and what leads on from a page."""

from __future__ import annotations

import re
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import expect

from even_exchange.library.prose import words
from even_exchange.pipeline import compile_project
from even_exchange.project_files import read_files
from even_exchange.site.build import Site, build_site

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
_HREF = re.compile(r'<a\s[^>]*?href="([^"#?]*)(#[^"]*)?"')
_ID = re.compile(r'\sid="([^"]+)"')
LONGEST_CARD = 120


@pytest.fixture(scope="module")
def made() -> Site:
    """Return the real site, compiled."""
    return build_site(read_files(ROOT), "2026-12-01")


def pages_of(pdf: bytes) -> int:
    """Return the number of pages of a PDF."""
    return pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") or pdf.count(b"/Type/Page")


def content_of(path: Path) -> str:
    """Return what a page holds without header, menu and footer."""
    html = path.read_text(encoding="utf-8")
    start = html.find('data-md-component="content"')
    return html[start : html.find('<footer class="md-footer"')] if start > 0 else html


def links_of(site: Path) -> dict[str, set[str]]:
    """Return for each page the pages that its own text links, header and menu left out."""
    found: dict[str, set[str]] = {}
    for path in site.rglob("*.html"):
        name = path.relative_to(site).as_posix()
        targets = {
            urlsplit(urljoin(f"http://x/{name}", href)).path
            for href, _ in _HREF.findall(content_of(path))
            if href
        }
        found[name] = {unquote(target).lstrip("/") for target in targets if target.endswith(".html")}
    return found


def steps_from(links: dict[str, set[str]], start: str) -> dict[str, int]:
    """Return how many clicks each page is away from one of them."""
    away, queue = {start: 0}, deque([start])
    while queue:
        here = queue.popleft()
        for there in links.get(here, ()):
            if there not in away:
                away[there] = away[here] + 1
                queue.append(there)
    return away


def test_home_to_a_two_minute_version_in_two_taps(new_context: Callable[..., Any]) -> None:
    """On a phone the first tap opens a situation from the home page; by the section Now it is the second."""
    page = new_context(viewport={"width": 390, "height": 844}, has_touch=True).new_page()
    page.goto("index.html")
    page.get_by_role("link", name="the price", exact=True).tap()
    page.wait_for_url("**/now/price-talk.html")
    card = page.locator(".ee-card")
    expect(card).to_contain_text("write your last line")
    expect(card).to_be_in_viewport(ratio=1)

    page.goto("now/index.html")
    page.get_by_role("link", name="They have gone quiet.").tap()
    page.wait_for_url("**/now/gone-quiet.html")
    expect(page.locator(".ee-card")).to_be_in_viewport(ratio=1)
    page.get_by_role("link", name="The whole page: Ask for the decision that is due").tap()
    page.wait_for_url("**/playbooks/ask-for-the-decision.html")


def test_two_minutes_are_never_typed_twice(made: Site) -> None:
    """Each situation shows the lines of its playbook as they stand there, 120 words at most, without footnotes."""
    by_slug = {page.slug: page for page in made.project.pages}
    assert made.project.taxonomy is not None
    assert len(made.project.taxonomy.situations) == 6
    for id_, situation in made.project.taxonomy.situations.items():
        section = by_slug[situation.page].section("Two-minute version")
        assert section is not None
        text = made.generated[f"now/{id_}.md"]
        for line in re.sub(r"\[\^[^\]]+\]", "", section.text).strip().splitlines():
            assert line in text
        assert len(words(section.text)) <= LONGEST_CARD
        assert "[^" not in text


def test_each_situation_and_each_sheet_prints_on_one_page(
    new_context: Callable[..., Any], site: Path
) -> None:
    """The six situations, all sheets and the coaching cards on A4: one page each, the cards on three at most."""
    page = new_context().new_page()
    names = [
        path.relative_to(site).as_posix()
        for folder in ("now", "practise")
        for path in sorted((site / folder).glob("*.html"))
        if path.name != "index.html"
    ]
    long = {}
    for name in [*names, "lead/coaching-cards.html"]:
        page.goto(name)
        page.locator("[data-md-component=header]").wait_for()
        count, most = pages_of(page.pdf(format="A4")), 3 if "cards" in name else 1
        if count > most:
            long[name] = count

    assert len(names) >= 50
    assert long == {}


def test_nothing_is_an_orphan(site: Path) -> None:
    """Every page can be reached from the home page by links in the text or the menu, and every playbook in two clicks from Now."""
    links = links_of(site)
    menu = {
        unquote(urlsplit(urljoin("http://x/index.html", href)).path).lstrip("/")
        for href, _ in _HREF.findall((site / "index.html").read_text(encoding="utf-8"))
    }
    links["index.html"] |= {name for name in menu if name.endswith(".html")}
    away = steps_from(links, "index.html")

    assert {name for name in links if name not in away} - {"404.html"} == set()

    links["now/index.html"] |= {"find.html", "playbooks/index.html"}  # both stand in the menu of every page
    near = steps_from(links, "now/index.html")
    far = [
        path.name for path in (site / "playbooks").glob("*.html") if near.get(f"playbooks/{path.name}", 9) > 2
    ]
    assert far == []


def test_every_footnote_leads_to_its_claim(site: Path) -> None:
    """A footnote of a claim links the place of that claim in the register, and the place is there."""
    places = {
        path.name: set(_ID.findall(path.read_text(encoding="utf-8")))
        for path in (site / "understand" / "claims").glob("*.html")
    }
    checked = 0
    for path in site.rglob("*.html"):
        for href, anchor in _HREF.findall(content_of(path)):
            if "/claims/" in f"/{href}" and anchor:
                assert anchor[1:] in places[href.rsplit("/", 1)[-1]], (path.name, href, anchor)
                checked += 1

    assert checked > 500


def test_every_claim_is_shown_with_its_strength_and_uses(made: Site) -> None:
    """Each of the 145 claims stands in the register with its strength and at least one page; the fourteen tensions are named."""
    register = made.project.register
    assert register is not None
    claims = [id_ for id_, claim in register.claims.items() if not claim.strength.startswith("site")]
    used = {id_ for page in made.project.pages for id_, _ in page.cited()}
    texts = "\n".join(text for uri, text in made.generated.items() if uri.startswith("understand/claims/"))

    assert len(claims) == 145
    assert set(claims) <= used
    for id_ in claims:
        assert f"**{id_}**" in texts
    assert len(register.tensions) == 14
    for tension in register.tensions.values():
        assert tension.title in texts
        assert {*tension.claims} <= set(register.claims)


def test_every_tension_is_carried_by_its_page(made: Site) -> None:
    """The page that carries a tension cites both its sides, and the list of disagreements names and links it."""
    register = made.project.register
    assert register is not None
    by_slug = {page.slug: page for page in made.project.pages}
    listed = (ROOT / "docs/understand/where-the-sources-disagree.md").read_text(encoding="utf-8")
    about = (ROOT / "docs/understand/about.md").read_text(encoding="utf-8")
    for tension in register.tensions.values():
        assert tension.title in listed
        cited = set(re.findall(r"\[\^([^\]]+)\]", about))
        for slug in tension.carried_by:
            assert f"{slug}.md" in listed
            if slug in by_slug:
                cited |= {id_ for id_, _ in by_slug[slug].cited()}
        assert set(tension.claims) <= cited, (tension.title, set(tension.claims) - cited)


def test_a_review_that_is_overdue_is_told_on_the_page() -> None:
    """After the day of the next review a page carries a banner and a notice, and also a strict build goes on; the day before, nothing."""
    files = read_files(ROOT)
    late, early = build_site(files, "2027-12-01"), build_site(files, "2027-11-22")
    page = next(page for page in late.project.pages if page.slug == "hold-the-value")
    markdown = page.body

    assert "due for review on 22 November 2027" in late.page(page.uri, markdown)
    assert "due for review" not in early.page(page.uri, markdown)
    assert late.sound
    assert {finding.severity for finding in late.findings if finding.code == "dates"} == {"notice"}
    assert [finding for finding in early.findings if finding.code == "dates"] == []


def test_pages_lead_on(made: Site) -> None:
    """Below a playbook stand its sheets, its dimensions, the assessments that may lead here, and who links it."""
    page = next(page for page in made.project.pages if page.slug == "qualify-without-yielding")
    foot = made.page(page.uri, page.body).split("ee-foot")[-1]

    for shown in (
        "](../practise/find-the-stopper.md), a drill",
        "](../practise/five-blanks.md), a worksheet",
        "[Qualifying](../assess/dimensions/qualifying.md)",
        "[Where do you stand?](../assess/where-you-stand.md)",
        "](say-no-well.md)",
    ):
        assert shown in foot, shown
    assert "observed" not in foot


@pytest.mark.parametrize("uri", ["playbooks/decide/index.md", "assess/dimensions/negotiation.md"])
def test_overviews_are_made_from_data(made: Site, uri: str) -> None:
    """A stage lists its playbooks in reading order with the arc; a dimension its ends, its pages and its assessments."""
    markdown = (ROOT / "docs" / uri).read_text(encoding="utf-8")
    written = made.page(uri, markdown)
    playbooks = [page for page in made.project.pages if page.head.format == "playbook"]
    if "decide" in uri:
        titles = [page.head.title for page in playbooks if page.head.stage == "decide"]
        assert "● Decide" in written
        assert written.index("Ask for the decision that is due](") < written.index(
            "Decide when to flex and when to hold]("
        )
    else:
        titles = [
            page.head.title
            for page in playbooks
            if "negotiation" in (*page.head.dimensions.primary, *page.head.dimensions.secondary)
        ]
        assert "[The three junctures" in written
    assert len(titles) >= 3
    for title in titles:
        assert f"[{title}](" in written


def test_a_situation_without_a_page_is_told() -> None:
    """A situation that names no page, and a page of the library in the way of a generated one, are findings."""
    files = read_files(ROOT)
    taxonomy = files["docs/_data/taxonomy.yml"].replace(b"page: hold-the-value", b"page: hold-the-valu")
    found = compile_project(files | {"docs/_data/taxonomy.yml": taxonomy}).findings
    assert [finding.code for finding in found] == ["situations-made"]
    assert "did you mean 'hold-the-value'" in found[0].message

    way = build_site(files | {"docs/now/price-talk.md": b"# Mine\n"})
    assert [finding.code for finding in way.findings] == ["page-in-the-way"]
