"""The paper version of every instrument: few pages, black on white, nothing of the site around it, no script of ours."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

MOST_PAGES, MOST_OF_LONG = 4, 6
"""Sheets of paper, form and key together; an instrument with both axes may take more."""

IN_SIGHT = """() => [...document.querySelectorAll("body *")].filter((one) => {
    const box = one.getBoundingClientRect();
    const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    return own && box.width > 1 && box.height > 1 && box.right > 0 && one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      && !one.closest(".paper, h1");
}).map((one) => one.textContent.trim().slice(0, 60))"""
COLOURS = """() => [...new Set([...document.querySelectorAll(".paper, .paper *")].map((one) => {
    const { color, backgroundColor } = getComputedStyle(one);
    return `${color} on ${backgroundColor}`;
}))]"""


@pytest.fixture(scope="module")
def names(site):
    """Return the instruments that have a paper version."""
    ending = "-on-paper.html"
    return sorted(path.name.removesuffix(ending) for path in (site / "assess").glob(f"*{ending}"))


def sheets(pdf):
    """Return how many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_every_instrument_has_one(site, names):
    """Each assessment page has a paper version beside it, to which it links three times."""
    forms = [
        path for path in (site / "assess").glob("*.html") if "<self-assessment" in path.read_text("utf-8")
    ]

    assert names == sorted(path.stem for path in forms)
    for path in forms:
        assert 2 < path.read_text(encoding="utf-8").count(f'"{path.stem}-on-paper.html"') + (
            "data-plain" in path.read_text(encoding="utf-8")
        )


def test_each_prints_on_few_pages(new_context, names):
    """Form and key together fit few sheets, of A4 as well as of Letter."""
    page = new_context().new_page()
    too_many = {}
    for name in names:
        page.goto(f"assess/{name}-on-paper.html")
        page.locator(".paper").wait_for()
        most = MOST_OF_LONG if page.locator("[data-key=patterns]").count() else MOST_PAGES
        for kind in ("A4", "Letter"):
            number = sheets(page.pdf(format=kind))
            if number > most:
                too_many[name, kind] = number

    assert len(names) >= 12
    assert {} == too_many


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_prints_black_on_white_without_the_site(new_context, names, scheme):
    """On paper stands the title and the sheet; colours of a screen do not come along."""
    page = new_context(color_scheme=scheme).new_page()
    for name in names:
        page.goto(f"assess/{name}-on-paper.html")
        page.locator(".paper").wait_for()
        page.emulate_media(media="print", color_scheme=scheme)

        assert [] == page.evaluate(IN_SIGHT)
        assert {"rgb(0, 0, 0) on rgba(0, 0, 0, 0)"} == set(page.evaluate(COLOURS))
        page.emulate_media(media="screen", color_scheme=scheme)


def test_no_item_is_torn_apart(new_context, names):
    """Items, worksheets and rows of tables stay on one page."""
    page = new_context().new_page()
    for name in names:
        page.goto(f"assess/{name}-on-paper.html")
        page.locator(".paper").wait_for()
        page.emulate_media(media="print")
        kept = page.locator(".paper-item, .paper-block, .paper-aid, .paper tr").evaluate_all(
            "all => all.map((one) => getComputedStyle(one).breakInside)"
        )

        assert {"avoid"} == set(kept)
        page.emulate_media(media="screen")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(new_context, names, scheme, width):
    """No sheet has a violation: the longest in both schemes at both widths, and each of the others in one of the four."""
    page = new_context(viewport={"width": width, "height": 844}, color_scheme=scheme).new_page()
    found = {}
    turn = 2 * (width > 400) + (scheme == "dark")
    for name in [name for place, name in enumerate(names) if place % 4 == turn or name == "where-you-stand"]:
        page.goto(f"assess/{name}-on-paper.html")
        page.locator("[data-md-component=header]").wait_for()
        violations = Axe().run(page).response["violations"]
        if violations:
            found[name] = [(one["id"], one["nodes"][0]["html"][:120]) for one in violations]

    assert {} == found


def test_nothing_scrolls_sideways_at_320_px(new_context, names):
    """Sheets fit the narrowest phone; wide tables scroll inside their own frame."""
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    wide = {}
    for name in names:
        page.goto(f"assess/{name}-on-paper.html")
        page.locator(".paper").wait_for()
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[name] = width

    assert {} == wide


def test_it_needs_no_script_and_carries_none_of_ours(site, new_context, names):
    """With scripts off the whole sheet is there to its end; no script of an assessment, no key as data, no handler, no style."""
    page = new_context(java_script_enabled=False).new_page()
    for name in names:
        html = (site / "assess" / f"{name}-on-paper.html").read_text(encoding="utf-8")
        own = html[html.index('<div class="paper">') : html.index("</article>")]
        page.goto(f"assess/{name}-on-paper.html")

        assert "assets/even-exchange/" not in html
        assert not re.search(r"<script|\son[a-z]+=|\sstyle=", own)
        assert page.locator(".paper-item").last.is_visible()
        assert page.locator(".paper-key, .paper-give").is_visible()


def test_the_search_finds_the_form_and_not_the_paper(site):
    """What stands on paper stands on the screen as well: the search would show everything twice."""
    index = (site / "search" / "search_index.json").read_text(encoding="utf-8")

    assert "assess/where-you-stand.html" in index
    assert "-on-paper.html" not in index


def test_links_lead_to_pages_that_are_there(site, names):
    """Each playbook that a sheet names, and the way back to the screen, is a page of the site."""
    for name in names:
        html = (site / "assess" / f"{name}-on-paper.html").read_text(encoding="utf-8")
        own = html[html.index('<div class="paper">') : html.index("</article>")]
        addresses = re.findall(r'<a href="([^"#]+)', own)

        assert f"{name}.html" in addresses
        assert [] == [one for one in addresses if not (site / "assess" / one).resolve().is_file()]


def test_the_boxes_run_from_one_line_to_the_other(new_context):
    """On a phone the left line stands above the first box, and the right one ends under the last."""
    page = new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto("assess/where-you-stand-on-paper.html")
    row = page.locator(".paper-row:has(.paper-end)").nth(1)
    boxes = [box.bounding_box() for box in row.locator(".paper-box").all()]
    left, right = (end.bounding_box() for end in row.locator(".paper-end").all())

    assert left["y"] < boxes[0]["y"] < right["y"]
    assert right["x"] + right["width"] == pytest.approx(boxes[-1]["x"] + boxes[-1]["width"], abs=12)
    assert row.locator(".paper-end").last.evaluate("end => getComputedStyle(end).textAlign") == "end"
    assert boxes[-1]["x"] - boxes[0]["x"] > 250
