"""The finder: pages found by the reader's own words and by facets, with a search that can be shared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUERIES = yaml.safe_load((Path(__file__).parent / "queries.yml").read_text(encoding="utf-8"))["queries"]
ENOUGH = 0.9
FIRST = 3
#: Type a search and read what stands first; all in one go.
FOUND = """(queries) => queries.map((words) => {
    const input = document.querySelector("#ee-q");
    input.value = words;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    return [...document.querySelectorAll(".ee-finder li a")].slice(0, 3).map((a) => a.pathname.split("/").pop().replace(".html", ""));
})"""


@pytest.fixture
def finder(page: Page) -> Page:
    """Open the finder on a phone."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("find.html")
    expect(page.get_by_role("searchbox", name="What is going on?")).to_be_visible()
    return page


def missed(queries: list[dict[str, Any]], found: list[list[str]]) -> list[tuple[str, str, list[str]]]:
    """Return each search whose page is not among the first three."""
    return [
        (query["words"], query["page"], names)
        for query, names in zip(queries, found, strict=True)
        if not {query["page"], *query.get("also", [])} & set(names[:FIRST])
    ]


@pytest.mark.parametrize("kept_back", [False, True])
def test_readers_find_a_page_by_their_own_words(finder: Page, *, kept_back: bool) -> None:
    """Nine in ten searches in the words of readers, also of those nobody looked at, have their page among the first three."""
    queries = [query for query in QUERIES if query.get("kept_back", False) == kept_back]
    found = finder.evaluate(FOUND, [query["words"] for query in queries])
    wrong = missed(queries, found)

    assert len(queries) >= (20 if kept_back else 40)
    assert len(wrong) <= (1 - ENOUGH) * len(queries), wrong


def test_words_and_two_facets_shared_by_address(finder: Page, new_context: Any) -> None:
    """A search by word, stage and kind of page narrows the list, tells its number, and opens elsewhere by its address."""
    finder.get_by_role("searchbox").fill("discount")
    links = finder.locator(".ee-finder li a")
    expect(links.first).to_have_text("Hold the value")
    before = links.count()
    finder.locator("summary", has_text="Stage").click()
    finder.get_by_role("checkbox", name="Decide").check()
    finder.locator("summary", has_text="Kind of page").click()
    finder.get_by_role("checkbox", name="Playbook").check()
    after = links.all_inner_texts()

    assert 0 < len(after) < before
    assert after[0] == "Hold the value"
    expect(finder.locator("output")).to_have_text(f"{len(after)} page{'s' if len(after) != 1 else ''}")
    assert finder.url.endswith("find.html#q=discount&stage=decide&format=playbook")

    elsewhere = new_context(viewport={"width": 1280, "height": 800}).new_page()
    elsewhere.goto(finder.url)
    expect(elsewhere.locator(".ee-finder li a")).to_have_text(after)
    expect(elsewhere.locator("[value=decide]")).to_be_checked()
    expect(elsewhere.locator("summary", has_text="Stage")).to_have_text("Stage (1)")
    expect(
        elsewhere.locator(".ee-finder li a").first
    ).to_be_in_viewport()  # no open box stands before the list


def test_back_leads_to_the_search_as_it_was(finder: Page) -> None:
    """Who opens a page and comes back finds words, boxes and list unchanged; a search adds no steps to go back through."""
    finder.get_by_role("searchbox").fill("ghosted")
    expect(finder.locator(".ee-finder li a").first).to_have_text("Ask for the decision that is due")
    finder.locator(".ee-finder li a").first.click()
    finder.wait_for_url("**/ask-for-the-decision.html")
    finder.go_back()
    expect(finder.get_by_role("searchbox")).to_have_value("ghosted")
    expect(finder.locator(".ee-finder li a").first).to_have_text("Ask for the decision that is due")


def test_counts_tell_what_a_box_would_leave(finder: Page) -> None:
    """The figure beside a box is the number of pages that are left when it is the only one ticked of its facet."""
    finder.get_by_role("searchbox").fill("price")
    finder.locator("summary", has_text="Kind of page").click()
    box = finder.get_by_role("checkbox", name="Worksheet")
    count = int(finder.locator("label", has=box).locator("span span").inner_text())
    box.check()

    assert finder.locator(".ee-finder li").count() == count > 0


def test_nothing_found_says_what_to_do(finder: Page) -> None:
    """A search that finds nothing says so, offers a way on, and one button clears it."""
    finder.get_by_role("searchbox").fill("zxqv")
    expect(finder.locator("output")).to_have_text("No page found")
    expect(finder.get_by_role("link", name="all playbooks, by stage")).to_be_visible()
    finder.get_by_role("button", name="Clear the search").click()
    expect(finder.get_by_role("searchbox")).to_be_focused()
    assert finder.locator(".ee-finder li").count() > 100
    assert "#" not in finder.url


def test_by_keyboard_alone(finder: Page) -> None:
    """Tab reaches field, boxes and list; Enter in the field goes to the first page found."""
    finder.get_by_role("searchbox").focus()
    finder.keyboard.type("deck too long")
    finder.keyboard.press("Enter")
    expect(finder.locator(".ee-finder li a").first).to_be_focused()
    finder.keyboard.press("Enter")
    finder.wait_for_url("**/playbooks/present-what-matters.html")


@pytest.mark.parametrize(
    "address", ["#q=%3Cimg%20src%3Dx%3E", "#stage=nowhere", "#q=" + "a" * 5000, "#%%%", "#=&&"]
)
def test_odd_addresses_do_no_harm(page: Page, address: str) -> None:
    """Whatever stands behind the # is read as words or not at all."""
    page.goto(f"find.html{address}")
    expect(page.locator("output")).to_be_visible()

    assert page.locator(".ee-finder img").count() == 0


def test_without_scripts_it_is_a_plain_list(new_context: Any) -> None:
    """Scripts off: no dead form, and every page stands in the list with its promise."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto("find.html")

    assert not page.locator(".ee-finder form").is_visible()
    assert page.locator(".ee-finder li a").count() > 100


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(new_context: Any, scheme: str, width: int) -> None:
    """With open facets and a search, and with nothing found, there is no violation."""
    page = new_context(viewport={"width": width, "height": 844}, color_scheme=scheme).new_page()
    page.goto("find.html#q=price&stage=decide")
    expect(page.locator(".ee-finder li").first).to_be_visible()
    for words in ("price", "zxqv"):
        page.get_by_role("searchbox").fill(words)

        assert [one["id"] for one in Axe().run(page).response["violations"]] == []
