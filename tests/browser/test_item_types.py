"""Every item type: under axe, by keyboard alone, on the narrowest phone, on paper, and without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

#: Item type -> an instrument that has it, one item of it, the keys that answer it, and what is kept then.
TYPES: dict[str, tuple[str, str, list[str], object]] = {
    "self-placement": ("where-you-stand", "where-attention-goes", ["Space"], 0),
    "trade-off": ("where-you-stand", "", ["Space"], 1),
    "count": ("where-you-stand", "", ["ArrowRight"], 1),
    "scenario": ("three-junctures", "some-time-this-year", ["Space"], "no-rush"),
    "number": ("three-junctures", "spoke-with-the-signer", ["7"], 7),
    "x of y": ("drills-or-holes", "", ["3", "Tab", "1", "2"], [3, 12]),
    "pair": ("drills-or-holes", "", ["Space"], None),
    "shared-points": ("measure-and-pay", "measured-weekly", ["4", "Tab", "6"], {"ties": 4, "sales": 6}),
    "two tables": ("five-attribute-card", "", ["1", "Tab", "0"], None),
    "checklist": ("check-one-deal", "whether-to-go-on", ["Space"], {"wrong-choice": "yes"}),
    "text-mirror": ("message-mirror", "own-text", [], None),
}
WAYS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "self-placement": lambda item: bool(item["self"]),
    "trade-off": lambda item: item["place"] == "rating" and len(item["form"]["table"]["values"]) == 5,
    "count": lambda item: item["place"] == "rating" and len(item["form"]["table"]["values"]) == 6,
    "scenario": lambda item: item["place"] == "scenario",
    "number": lambda item: "line" in item["form"] and not item["form"]["line"]["ratio"],
    "x of y": lambda item: "line" in item["form"] and item["form"]["line"]["ratio"],
    "pair": lambda item: "table" in item["form"] and item["place"] is None,
    "shared-points": lambda item: "shares" in item["form"],
    "two tables": lambda item: "apart" in item["form"],
    "checklist": lambda item: "ticks" in item["form"],
    "text-mirror": lambda item: "counts" in item["form"],
}
EVERY_TYPE = pytest.mark.parametrize("type_", TYPES)


def item_of(reader: Any, type_: str) -> str:
    """Return the item of this type that the tests use."""
    named = TYPES[type_][1]
    found = [
        item["id"]
        for item in reader.items
        if (item["form"] or type_ == "self-placement") and WAYS[type_](item)
    ]
    assert found, f"no item of type {type_}"
    assert not named or named in found
    return named or found[0]


def show_all(reader: Any) -> None:
    """Let every section stand on the screen."""
    reader.page.evaluate("localStorage.setItem('ee:set:all', 'on')")
    reader.page.reload()


@EVERY_TYPE
def test_it_is_answered_by_keyboard_alone(start: Callable[..., Any], type_: str) -> None:
    """Tab reaches it, keys answer it, and the answer is what the scorer expects."""
    instrument, _, keys, kept = TYPES[type_]
    reader = start(instrument)
    show_all(reader)
    item = item_of(reader, type_)
    inside = "id => document.activeElement.closest('[data-item]')?.dataset.item === id"
    for _ in range(400):
        reader.page.keyboard.press("Tab")
        if reader.page.evaluate(inside, item):
            break
    else:
        pytest.fail(f"Tab does not reach {item}")
    if instrument == "check-one-deal":
        reader.page.get_by_text("Settings, and your data").click()
        reader.page.get_by_label("Keep these answers").check()
        reader.page.locator(f"#ee-{item} input").first.focus()
    if type_ == "text-mirror":
        reader.page.keyboard.type("You asked us for bread at six. " * 30)
        while reader.page.evaluate("document.activeElement.textContent") != "Count the words":
            reader.page.keyboard.press("Tab")
        reader.page.keyboard.press("Enter")
        kept = {"words": 210, "customer": 30, "seller": 30}
    for key in keys:
        reader.page.keyboard.press(key)
    answer = reader.kept()["answers"][item]
    if kept is None:
        assert answer
    else:
        assert answer == kept


@EVERY_TYPE
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(start: Callable[..., Any], type_: str, scheme: str) -> None:
    """Empty, and with its first answer given, the whole form has no violation."""
    reader = start(TYPES[type_][0])
    reader.page.emulate_media(color_scheme=scheme)
    show_all(reader)
    assert Axe().run(reader.page, context=f"#ee-{item_of(reader, type_)}").response["violations"] == []


@EVERY_TYPE
def test_it_fits_the_narrowest_phone(new_context: Callable[..., Any], reader_on: Any, type_: str) -> None:
    """At 320 px nothing scrolls sideways, and every place to tap is 24 px high at least."""
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    reader = reader_on(page, TYPES[type_][0])
    show_all(reader)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    inputs = page.locator(f"#ee-{item_of(reader, type_)} input:visible")
    assert min(box["height"] for box in (one.bounding_box() for one in inputs.all()) if box) >= 24


@EVERY_TYPE
def test_it_stands_on_paper(start: Callable[..., Any], type_: str) -> None:
    """Printed from the form, its words and its places to answer are there."""
    reader = start(TYPES[type_][0])
    reader.page.emulate_media(media="print")
    field = reader.item(item_of(reader, type_))

    expect(field.locator("legend").first).to_be_visible()
    assert field.locator("input:visible").count() > 0


@EVERY_TYPE
def test_without_scripts_it_can_be_read_and_filled_in(new_context: Callable[..., Any], type_: str) -> None:
    """The form is finished when it arrives: with scripts off every item stands there with its inputs."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"assess/{TYPES[type_][0]}.html")
    assert page.locator("fieldset[data-item]:visible").count() == page.locator("fieldset[data-item]").count()
    assert page.locator("fieldset input:visible").count() > 0


def test_points_that_do_not_total_ten_are_told_and_score_nothing(start: Callable[..., Any]) -> None:
    """Asked for the result, the page says which table is short and leads there; nothing is lost, nothing scored."""
    reader = start("measure-and-pay")
    show_all(reader)
    for line, points in (("ties", 4), ("sales", 3)):
        reader.page.locator(f'input[name="measured-weekly.{line}"]').fill(str(points))
    table = reader.item("measured-weekly")
    expect(table.get_by_role("status")).to_have_text("3 left to share")
    reader.page.get_by_text("more often the first").first.click()
    reader.button("Next").click()
    reader.button("See my result").click()
    summary = reader.page.locator("[data-part=errors]")

    expect(summary).to_be_focused()
    expect(summary).to_contain_text("give out ten points in all")
    summary.get_by_role("link").click()
    expect(table).to_be_in_viewport()
    expect(table.locator(".sa-error")).to_be_visible()
    assert reader.kept()["answers"]["measured-weekly"] == {"ties": 4, "sales": 3}

    reader.button("Next").click()
    reader.button("See my result").click()  # told once, it does not stand in the way again
    expect(reader.page.locator(".sa-result")).to_contain_text("Attention: not enough to say")
    assert reader.kept()["answers"]["measured-weekly"] == {"ties": 4, "sales": 3}


def test_a_table_that_is_made_even_leads_straight_to_the_result(start: Callable[..., Any]) -> None:
    """Once the points total ten, nothing stands in the way."""
    reader = start("measure-and-pay")
    show_all(reader)
    figure = reader.page.locator('input[name="pays-and-praises.sales"]')
    figure.fill("12")
    reader.button("Next").click()
    expect(reader.page.locator("[data-part=errors]")).to_contain_text("ten points")
    figure.fill("10")
    expect(reader.item("pays-and-praises").get_by_role("status")).to_have_text("All ten are shared.")
    reader.button("Next").click()
    reader.button("See my result").click()
    assert reader.element.get_attribute("data-at") == "result"


def test_not_met_empties_a_table_and_a_figure_lifts_it(start: Callable[..., Any]) -> None:
    """The box and the figures of one item put each other out of force."""
    reader = start("measure-and-pay")
    show_all(reader)
    figure = reader.page.locator('input[name="measured-weekly.ties"]')
    figure.fill("4")
    reader.item("measured-weekly").get_by_text("I haven't met this").click()
    assert figure.input_value() == ""
    assert reader.kept()["answers"]["measured-weekly"] == "unmet"
    figure.fill("5")
    assert reader.kept()["answers"]["measured-weekly"] == {"ties": 5}


def test_a_deal_is_kept_only_when_asked(start: Callable[..., Any], page: Page) -> None:
    """Nothing is stored before the box is ticked; unticked again, what was stored is gone."""
    reader = start("check-one-deal")
    page.locator('input[name="whether-to-go-on.wrong-choice"][value="no"]').click()
    assert reader.kept() is None
    page.get_by_text("Settings, and your data").click()
    box = page.get_by_label("Keep these answers on this device")
    box.check()
    assert reader.kept()["answers"] == {"whether-to-go-on": {"wrong-choice": "no"}}
    box.uncheck()
    assert reader.kept() is None


def test_a_deal_is_copied_as_plain_text(start: Callable[..., Any], page: Page) -> None:
    """Every line with its answer stands in the text, and the question to ask under the first open ones."""
    reader = start("check-one-deal")
    page.locator('input[name="whether-to-go-on.wrong-choice"][value="no"]').click()
    page.locator('input[name="what-is-due.next-step-owned"][value="yes"]').click()
    reader.button("Next").click()
    reader.button("See my result").click()
    text = page.locator("[data-plain]").input_value()
    lines = reader.texts["lines"]

    assert text.startswith("Check one deal, ")
    assert f"[no] {lines['wrong-choice']['text']}\n      Ask: {lines['wrong-choice']['ask']}" in text
    assert f"[yes] {lines['next-step-owned']['text']}" in text
    assert text.count("[ ] ") == 8
    reader.button("Copy the text").click()
    expect(page.get_by_role("status").first).to_contain_text("copied")


def test_the_pasted_text_is_neither_kept_nor_sent(start: Callable[..., Any], page: Page) -> None:
    """Only three figures are stored; names only when asked; the passages and sentences to rewrite are shown."""
    reader = start("message-mirror")
    page.get_by_label("Your text").fill(
        "We are Millstone. Our ovens win prizes. You asked about Tuesday. " * 15
    )
    page.get_by_label("Names on your own side").fill("Millstone, ovens")
    reader.button("Count the words").click()
    reading = page.locator("[data-part=reading]")

    expect(reading).to_contain_text("165 words: 15 for the customer's side, 60 for your own")
    expect(reading).to_contain_text("Rewrite these first")
    assert reader.kept()["answers"] == {"own-text": {"words": 165, "customer": 15, "seller": 60}}
    assert "Tuesday" not in page.evaluate("JSON.stringify(localStorage)")
    assert "Millstone" not in page.evaluate("JSON.stringify(localStorage)")
    reading.locator("summary").click()
    assert reading.locator("[data-marked] mark[data-side=customer]").count() == 15
    page.get_by_label("Keep these names").check()
    assert "Millstone" in page.evaluate("localStorage.getItem('ee:mirror:names')")


def test_a_short_text_says_so_and_gives_no_band(start: Callable[..., Any], page: Page) -> None:
    """Under 150 words the mirror says that it is too short to say, and the text scores nothing."""
    reader = start("message-mirror")
    page.get_by_label("Your text").fill("You asked us for bread at six.")
    reader.button("Count the words").click()
    expect(page.locator("[data-part=reading]")).to_contain_text("too short to say")
    reader.button("Next").click()
    reader.button("See my result").click()
    assert reader.element.get_attribute("data-result") == "empty"
