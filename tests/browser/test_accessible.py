"""The assessment under axe, at narrow widths, mirrored and in forced colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

SIZES = {390: {"width": 390, "height": 844}, 1280: {"width": 1280, "height": 900}}


def violations(page: Page) -> list[str]:
    """Return what axe finds on the page, one line each."""
    page.wait_for_timeout(300)
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]
    ]


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(
    new_context: Callable, reader_on: Callable, scheme: str, width: int
) -> None:
    """Empty, with an error, at the review, with the result folded and unfolded: no violation."""
    page = new_context(viewport=SIZES[width], color_scheme=scheme).new_page()
    reader = reader_on(page, "three-junctures")
    assert violations(page) == []

    number = next(item["id"] for item in reader.scored if "line" in item["form"])
    while number not in reader.shown():
        reader.button("Next").click()
    reader.item(number).locator("input[type=number]").fill("99")
    reader.button("Next").click()
    assert violations(page) == []

    reader = reader_on(page)
    reader.button("Next").click()
    reader.page.goto("assess/where-you-stand.html")
    reader.answer(reader.varied())
    assert violations(page) == []

    reader.see_result()
    assert violations(page) == []
    reader.button("The whole result").click()
    assert violations(page) == []


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_nothing_scrolls_sideways_at_320_px(
    new_context: Callable, reader_on: Callable, direction: str
) -> None:
    """Form, review and unfolded result fit a narrow phone, also when the text runs from right to left."""
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    page.add_init_script(
        f"document.addEventListener('DOMContentLoaded', () => document.body.dir = '{direction}')"
    )
    reader = reader_on(page)

    def width() -> int:
        return page.evaluate("document.documentElement.scrollWidth")

    assert width() == 320
    reader.answer(reader.varied())
    assert width() == 320
    reader.see_result()
    reader.button("The whole result").click()
    assert width() == 320


def test_every_row_can_be_hit_with_a_thumb(phone: Page, reader_on: Callable) -> None:
    """Each answer is a row at least 44 px high, and the circle at least 24 px."""
    reader_on(phone)
    rows = phone.locator("fieldset label")

    heights = [row.bounding_box()["height"] for row in rows.all() if row.is_visible()]
    assert min(heights) >= 44
    circle = phone.locator("fieldset input[type=radio]").first.bounding_box()
    assert min(circle["width"], circle["height"]) >= 24


def test_the_focus_is_never_under_the_sticky_progress(phone: Page, reader_on: Callable) -> None:
    """Whatever takes the focus by a link or a step stands below the header and the progress."""
    reader = reader_on(phone)
    reader.button("Next").click()
    phone.wait_for_timeout(200)
    bar = phone.locator(".sa-progress").bounding_box()
    heading = phone.get_by_role("heading", name="Part 2 of").bounding_box()

    assert heading["y"] >= bar["y"] + bar["height"]


def test_positions_on_the_line_are_mirrored_from_right_to_left(
    new_context: Callable, reader_on: Callable
) -> None:
    """With text from right to left the low end stands on the right, for the words and for the mark."""
    page = new_context(viewport=SIZES[390]).new_page()
    page.add_init_script("document.addEventListener('DOMContentLoaded', () => document.body.dir = 'rtl')")
    reader = reader_on(page)
    reader.answer(reader.varied())
    first = reader.see_result().locator(".sa-first")
    low, high = (first.locator(".sa-poles span").nth(at).bounding_box()["x"] for at in (0, 1))
    own, customer = (
        first.locator(f".{name}").first.bounding_box()["x"] for name in ("sa-own", "sa-customer")
    )

    assert low > high
    assert own > customer


def test_the_drawings_are_seen_in_forced_colours(new_context: Callable, reader_on: Callable) -> None:
    """Marks take system colours, so that they differ from the ground."""
    page = new_context(forced_colors="active", viewport=SIZES[390]).new_page()
    reader = reader_on(page)
    reader.answer(reader.varied())
    mark = reader.see_result().locator(".sa-first .sa-mark")

    fill, ground = page.evaluate(
        "mark => [getComputedStyle(mark).fill, getComputedStyle(document.body).backgroundColor]",
        mark.element_handle(),
    )
    assert fill != ground


def test_drawings_have_words_that_say_the_same(start: Callable) -> None:
    """Every drawing that carries a value has a name; the others are hidden from assistive technology."""
    reader = start()
    reader.answer(reader.varied())
    result = reader.see_result()
    reader.button("The whole result").click()

    for drawing in result.locator("svg").all():
        if drawing.get_attribute("aria-hidden") != "true":
            assert drawing.get_attribute("role") == "img"
            assert len(drawing.locator("title").text_content() or "") > 10
