"""Paper: by default a plan in the reader's own hands; the report is the second choice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

TELLING = re.compile(
    r"\d+ of 100|seller-|customer-focused|leaning|balanced|uneven|over-accommodating|out of phase|flag|give way|score|confidence",
    re.IGNORECASE,
)


def sheets(page: Page) -> int:
    """Return how many A4 pages the page prints on."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


def test_printing_a_result_gives_the_plan_on_one_page(start: Callable, page: Page) -> None:
    """One moment, one line, one date and room to write; no score, zone, pattern or flag."""
    reader = start()
    reader.answer(reader.varied())
    say = reader.see_result().locator(".sa-first blockquote").inner_text()
    page.emulate_media(media="print")
    text = page.locator("body").inner_text()

    assert sheets(page) == 1
    assert reader.texts["scales"]["negotiation"]["moment"] in text
    assert say.strip() in text
    assert re.search(r"I look at it again on\s+\d+ \w+ \d{4}", text)
    assert not TELLING.search(text), TELLING.search(text)


def test_the_report_is_the_second_choice(start: Callable, page: Page) -> None:
    """Asked for, the whole result is printed, with everything folded open; afterwards the plan is the default again."""
    page.add_init_script("window.print = () => {}")
    reader = start()
    reader.answer(reader.varied())
    result = reader.see_result()
    result.get_by_text("On paper").click()
    expect(result.get_by_text("If you were told to hand this in")).to_be_visible()
    reader.button("Print the full report").click()
    page.emulate_media(media="print")

    expect(result.get_by_role("heading", name="Negotiation")).to_be_visible()
    expect(page.locator(".sa-plan")).to_be_hidden()
    assert sheets(page) <= 7
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".sa-plan")).to_be_visible()


def test_printing_the_form_gives_every_item(start: Callable, page: Page) -> None:
    """Whichever section is on the screen, paper holds them all."""
    reader = start()
    page.emulate_media(media="print")

    assert len(reader.shown()) == len(reader.items)
    assert sheets(page) <= 8
