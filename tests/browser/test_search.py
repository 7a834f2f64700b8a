"""The search of the site finds pages by the words of readers, which do not stand on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("discount", "Hold the value"),
        ("ghosted", "Ask for the decision that is due"),
        ("comp plan", "Change what you reward, one step at a time"),
    ],
)
def test_readers_words_find_their_page(page: Page, words: str, title: str) -> None:
    """A word that no page has in its text still leads to the page that helps, among the first three."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("index.html")
    page.locator("[data-md-component=search-query]").click()
    page.locator("[data-md-component=search-query]").fill(words)
    results = page.locator(".md-search-result__item h1")
    expect(results.first).to_be_visible()

    assert title in results.all_inner_texts()[:3]
