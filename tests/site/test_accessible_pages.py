"""Pages without a form, under axe and at the narrowest width."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = (
    "index.html",
    "assess/index.html",
    "assess/reading-your-result.html",
    "playbooks/index.html",
    "playbooks/hold-the-value.html",
    "understand/how-much-customer-focus.html",
    "understand/how-scoring-works.html",
    "understand/glossary.html",
    "contribute/rules.html",
    "contribute/item-types.html",
    "contribute/simulation.html",
    "now/index.html",
    "now/price-talk.html",
    "playbooks/decide/index.html",
    "practise/index.html",
    "practise/find-the-stopper.html",
    "practise/before-a-price-talk.html",
    "practise/price-card.html",
    "assess/dimensions/index.html",
    "assess/dimensions/negotiation.html",
    "lead/team-session.html",
    "lead/coaching-cards.html",
    "understand/sources-and-claims.html",
    "understand/claims/farrington-2019.html",
    "understand/where-the-sources-disagree.html",
    "understand/crosswalk.html",
    "404.html",
)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(new_context, scheme, width):
    """One page of every kind has no violation: the first five in each scheme at each width, the others in two of the four."""
    page = new_context(viewport={"width": width, "height": 844}, color_scheme=scheme).new_page()
    found = {}
    turn = (width > 400) == (scheme == "dark")
    for name in [name for place, name in enumerate(PAGES) if place < 5 or place % 2 == turn]:
        page.goto(name)
        page.locator("[data-md-component=header]").wait_for()
        violations = Axe().run(page).response["violations"]
        if violations:
            found[name] = [(one["id"], one["nodes"][0]["html"][:120]) for one in violations]

    assert {} == found


def test_nothing_scrolls_sideways_at_320_px(new_context):
    """Every page of these fits the narrowest phone; wide tables scroll inside their own frame."""
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    wide = {}
    for name in PAGES:
        page.goto(name)
        page.locator("[data-md-component=header]").wait_for()
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[name] = width

    assert {} == wide


def test_a_playbook_prints_on_three_pages(new_context, tmp_path):
    """Every playbook fits three A4 pages on paper, without the chrome of the site."""
    page = new_context().new_page()
    page.goto("playbooks/index.html")
    names = page.locator(".ee-entry__title a").evaluate_all("links => links.map((link) => link.href)")
    pages = {}
    for name in names:
        page.goto(name)
        page.locator("[data-md-component=header]").wait_for()
        pdf = page.pdf(format="A4")
        pages[name.rsplit("/", 1)[-1]] = pdf.count(b"/Type /Page\n") + pdf.count(
            b"/Type /Page "
        ) or pdf.count(b"/Type/Page")

    assert len(pages) >= 9
    assert {} == {name: number for name, number in pages.items() if number > 3}


@pytest.mark.parametrize("width", [390, 1280])
def test_the_keyboard_goes_only_where_something_is_seen(new_context, width):
    """From the top of an assessment, Tab meets a way to skip, and then nothing that is shut or off the screen."""
    page = new_context(viewport={"width": width, "height": 844}).new_page()
    page.goto("assess/where-you-stand.html")
    page.locator("[data-md-component=header]").wait_for()
    page.keyboard.press("Tab")
    assert "Skip to content" == page.evaluate("document.activeElement.textContent.trim()")
    unseen = []
    for _ in range(14):
        page.keyboard.press("Tab")
        unseen += page.evaluate(
            """() => {
                const it = document.activeElement;
                // The theme draws its switch of colours beside the input.
                const { left, right, width } = (it.matches(".md-option") ? it.parentElement : it).getBoundingClientRect();
                const seen = width > 0 && right > 0 && left < innerWidth && it.checkVisibility({ visibilityProperty: !it.matches(".md-option") });
                return seen ? [] : [it.outerHTML.slice(0, 100)];
            }"""
        )

    assert [] == unseen
