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
    """The form is finished when it arrives: with scripts off every item stands there, no dead button."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"assess/{TYPES[type_][0]}.html")
    assert page.locator("fieldset[data-item]:visible").count() == page.locator("fieldset[data-item]").count()
    assert page.locator("fieldset input:visible").count() > 0
    assert page.locator("button:visible", has_text="Count the words").count() == 0


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
    expect(reader.page.locator(".sa-result")).to_contain_text("carries no score")
    expect(reader.page.locator(".sa-result")).to_contain_text("points that do not come to ten")
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


def test_who_has_met_fewer_than_five_can_say_so(start: Callable[..., Any], page: Page) -> None:
    """Beside a count, and a figure out of the last ten, stands a way out for somebody with fewer; elsewhere the usual."""
    reader = start("after-the-sale")
    show_all(reader)
    usual, five, ten = (
        "I haven't met this, or don't know",
        "Fewer than five, or I don't know",
        "Fewer than that, or I don't know",
    )
    ways = {"done-by-the-day": five, "old-ground": ten, "the-usual-coffee": usual, "an-exception": usual}
    for id_, words in ways.items():
        expect(reader.item(id_).locator(".sa-else label")).to_have_text(words)
    reader.item("done-by-the-day").get_by_text(five).click()
    reader.page.locator('input[name="old-ground"]').first.fill("3")
    reader.item("old-ground").get_by_text(ten).click()
    assert reader.kept()["answers"] == {"done-by-the-day": "unmet", "old-ground": "unmet"}

    page.goto("assess/after-the-sale-on-paper.html")
    boxes = page.locator(".paper-unmet").all_inner_texts()
    assert [words.strip() for words in boxes[:4]] == [ten, five, usual, usual]

    start("first-meeting-habits")
    expect(page.locator("#ee-talk-share .sa-else label")).to_have_text(usual)


def test_a_deal_lasts_as_long_as_its_tab(start: Callable[..., Any], page: Page, reader_on: Any) -> None:
    """A page that the result led to and back, a reload: the answers are there; in another tab they are not."""
    reader = start("check-one-deal")
    for line in page.locator('input[value="no"]').all():
        line.check(force=True)
    reader.button("Next").click()
    result = reader.see_result()
    asked = result.locator("blockquote").all_inner_texts()
    result.locator('a[href*=".html"]').first.click()
    page.wait_for_url(lambda url: "check-one-deal" not in url)
    page.go_back()
    assert result.locator("blockquote").all_inner_texts() == asked
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert page.locator('input[value="no"]:checked').count() == 10
    page.reload()
    assert result.locator("blockquote").all_inner_texts() == asked
    assert reader.kept() is None
    other = reader_on(page.context.new_page(), "check-one-deal")
    expect(other.page.locator("fieldset input:checked")).to_have_count(0)

    result.locator("summary", has_text="Delete my data").click()
    reader.button("Delete my data").last.click()
    reader.button("Delete everything").click()
    expect(page.locator("fieldset input:checked")).to_have_count(0)
    assert page.evaluate("sessionStorage.length") == 0


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
    expect(page.get_by_role("status").first).to_have_text("The text is copied.")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    reader.button("Copy the text").click()
    expect(page.get_by_role("status").first).to_contain_text("did not let this page copy")
    expect(page.locator("[data-plain]")).to_be_focused()

    page.emulate_media(media="print")
    expect(page.locator(".sa-plan")).to_contain_text(lines["wrong-choice"]["ask"])
    expect(page.locator(".sa-plan")).not_to_contain_text(reader.texts["said"]["next"])


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
    result = page.locator(".sa-result")
    expect(result).to_contain_text("A text needs at least 150 words")
    expect(result).to_contain_text("7 words in all")


def test_a_text_is_counted_when_it_is_left_and_before_going_on(start: Callable[..., Any], page: Page) -> None:
    """No result is of an older text: a change is counted without the button, by Enter in a field, and by Next."""
    reader = start("message-mirror")
    text, names = page.get_by_label("Your text"), page.get_by_label("Names on your own side")
    reading = page.locator("[data-part=reading]")
    text.fill("You asked us for bread at six. " * 30)
    reader.button("Next").click()
    assert reader.kept()["answers"]["own-text"] == {"words": 210, "customer": 30, "seller": 30}
    page.go_back()

    text.fill("We bake our bread here. " * 40)
    page.get_by_text("Your text. It is").click()
    expect(reading).to_contain_text("200 words: 0 for the customer's side, 80 for your own")
    names.fill("bread")
    names.press("Enter")
    expect(reading).to_contain_text("120 for your own")
    assert reader.element.get_attribute("data-at") == "form"
    steps = page.evaluate("history.length")
    reader.button("Count the words").click()
    expect(reading.locator("p").first).to_be_in_viewport()
    assert page.evaluate("history.length") == steps


def test_what_was_written_goes_with_the_answers(start: Callable[..., Any], page: Page) -> None:
    """Start again empties text, names and reading, too; a text without either side has no share of 100."""
    reader = start("message-mirror")
    page.get_by_label("Your text").fill("Bread is baked at six. " * 31)
    page.get_by_label("Names on your own side").fill("Millstone")
    reader.button("Count the words").click()
    reading = page.locator("[data-part=reading]")
    expect(reading).to_contain_text("It has no word for either side")
    expect(reading).not_to_contain_text("of 100")
    assert page.locator("[dir=auto]").count() >= 5
    page.get_by_text("Settings, and your data").click()
    reader.button("Start again").click()
    page.get_by_role("dialog").get_by_role("button", name="Start again").click()

    expect(page.get_by_label("Your text")).to_have_value("")
    expect(page.get_by_label("Names on your own side")).to_have_value("")
    expect(reading).to_be_empty()
    assert page.locator("[data-part=words-customer]").input_value()


def test_a_very_long_text_is_counted_and_its_beginning_is_marked(
    start: Callable[..., Any], page: Page
) -> None:
    """Eighty thousand words of either side do not break the page."""
    reader = start("message-mirror")
    page.evaluate("document.querySelector('[data-part=mirror]').value = 'we you '.repeat(40000)")
    reader.button("Count the words").click()

    expect(page.locator("[data-part=reading]")).to_contain_text("80000 words: 40000")
    assert 1000 <= page.locator("[data-marked] mark").count() <= 5000


def test_counts_that_cannot_be_are_told(start: Callable[..., Any], page: Page) -> None:
    """More words for the two sides than words in all, or one count missing: the page says so and goes no further."""
    reader = start("message-mirror")
    for name, figure in (("words", "200"), ("customer", "180"), ("seller", "90")):
        page.locator(f'input[name="own-text.{name}"]').fill(figure)
    reader.button("Next").click()
    expect(page.locator("[data-part=errors]")).to_contain_text("not more than the words in all")
    page.locator('input[name="own-text.seller"]').fill("")
    reader.button("Next").click()
    expect(page.locator("[data-part=errors]")).to_be_visible()
    page.locator('input[name="own-text.seller"]').fill("20")
    reader.button("Next").click()
    assert reader.element.get_attribute("data-at") == "review"
