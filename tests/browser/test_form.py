"""The form: native, never preselected, one section at a time, usable by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

JUNCTURES = "three-junctures"


def test_every_item_is_a_fieldset_with_a_legend_and_nothing_is_chosen_for_the_reader(start: Callable) -> None:
    """Each item has its name in a legend, native inputs, and no answer before the reader gives one."""
    reader = start()
    fields = reader.page.locator("fieldset")

    assert fields.count() == len(reader.items)
    assert all(field.locator("legend").text_content() for field in fields.all())
    assert reader.page.locator("form input:checked[name]").count() == 0
    expect(reader.page.locator(".sa-progress")).to_contain_text(f"0 of {len(reader.scored)} answered")


def test_not_met_is_an_answer_apart_from_the_steps(start: Callable) -> None:
    """'I haven't met this' counts as dealt with and is kept as such, not as a step."""
    reader = start()
    first = reader.scored[0]["id"]
    reader.tap(first, "unmet")

    assert reader.kept()["answers"] == {first: "unmet"}
    expect(reader.page.locator(".sa-progress")).to_contain_text("1 of")


def test_sections_come_one_at_a_time_and_the_browsers_back_button_goes_through_them(start: Callable) -> None:
    """Next shows the next section with its heading in focus; Back, the button and the browser's, returns."""
    reader = start()
    first = reader.shown()
    reader.button("Next").click()
    second = reader.shown()

    assert set(first).isdisjoint(second)
    assert 4 <= len(second) <= 6
    expect(reader.page.get_by_role("heading", name="Part 2 of")).to_be_focused()
    assert reader.page.evaluate("location.hash + location.search") == ""

    reader.page.go_back()
    assert reader.shown() == first
    reader.page.go_forward()
    assert reader.shown() == second
    reader.button("Back").click()
    expect(reader.item(first[0])).to_be_visible()


def test_all_items_at_once_is_a_switch_that_is_kept(start: Callable) -> None:
    """The switch shows every item, and still does after a reload."""
    reader = start()
    reader.page.get_by_text("Settings, and your data").click()
    reader.page.get_by_label("Show all items at once").check()
    assert len(reader.shown()) == len(reader.items)

    reader.page.reload()
    assert len(reader.shown()) == len(reader.items)


def test_arrows_choose_and_stay(start: Callable) -> None:
    """Arrow keys move through the answers of an item and never leave its section."""
    reader = start()
    item = reader.scored[0]["id"]
    shown = reader.shown()
    reader.input(item, 1).focus()
    for _ in range(3):
        reader.page.keyboard.press("ArrowDown")

    expect(reader.input(item, 4)).to_be_checked()
    assert reader.shown() == shown


def test_digits_answer_while_an_answer_has_the_focus(start: Callable) -> None:
    """A digit chooses the answer it names and moves on; the switch turns that off for good."""
    reader = start()
    first, second = (item["id"] for item in reader.scored[:2])
    reader.input(first, 1).focus()
    reader.page.keyboard.press("4")

    expect(reader.input(first, 4)).to_be_checked()
    assert reader.page.evaluate("document.activeElement.name") == second

    reader.page.get_by_text("Settings, and your data").click()
    reader.page.get_by_label("digit keys").uncheck()
    reader.page.reload()
    reader.input(second, 1).focus()
    reader.page.keyboard.press("3")
    assert reader.page.locator(f'input[name="{second}"]:checked').count() == 0


def test_letters_do_not_reach_the_themes_commands(start: Callable) -> None:
    """The theme leaves the page at 'n' and opens search at 's'; not while an answer has the focus."""
    reader = start()
    address = reader.page.url
    reader.input(reader.scored[0]["id"], 1).focus()
    for letter in "nps,.f/":
        reader.page.keyboard.press(letter)
    reader.page.wait_for_timeout(200)

    assert reader.page.url == address
    expect(reader.page.locator("#__search")).not_to_be_checked()


def test_an_answer_can_be_taken_back(start: Callable) -> None:
    """Clear empties the item, in the form and in what is kept."""
    reader = start()
    item = reader.scored[0]["id"]
    reader.tap(item, 2)
    reader.item(item).get_by_role("button", name="Clear").click()

    assert reader.page.locator(f'input[name="{item}"]:checked').count() == 0
    assert reader.kept() is None
    expect(reader.page.locator(".sa-progress")).to_contain_text("0 of")


def test_a_figure_out_of_range_is_told_at_the_top_and_at_its_place(start: Callable) -> None:
    """The summary takes the focus, its link leads to the field, and the same words stand there."""
    reader = start(JUNCTURES)
    number = next(item for item in reader.scored if "line" in item["form"])
    highest = number["form"]["line"]["highest"]
    while number["id"] not in reader.shown():
        reader.button("Next").click()
    field = reader.item(number["id"]).locator("input[type=number]")
    field.fill(str(highest + 1))
    reader.button("Next").click()

    summary = reader.page.get_by_role("alert")
    expect(summary).to_be_focused()
    assert reader.page.title().startswith("Error: ")
    words = summary.get_by_role("link").text_content()
    error = reader.item(number["id"]).locator(".sa-error")
    expect(error).to_be_visible()
    expect(error).to_have_text(words)
    expect(field).to_have_attribute("aria-invalid", "true")
    assert number["id"] not in (reader.kept() or {"answers": {}})["answers"]

    summary.get_by_role("link").click()
    expect(field).to_be_focused()
    field.fill(str(highest))
    expect(error).to_be_hidden()
    shown = reader.shown()
    reader.button("Next").click()
    assert reader.shown() != shown
    assert not reader.page.title().startswith("Error: ")
    assert reader.kept()["answers"] == {number["id"]: highest}


def test_not_met_empties_a_figure_and_a_figure_lifts_not_met(start: Callable) -> None:
    """An item holds one answer: a figure or 'not met', never both."""
    reader = start(JUNCTURES)
    number = next(item["id"] for item in reader.scored if "line" in item["form"])
    while number not in reader.shown():
        reader.button("Next").click()
    field = reader.item(number).locator("input[type=number]")
    field.fill("3")
    reader.tap(number, "unmet")
    expect(field).to_have_value("")
    assert reader.kept()["answers"] == {number: "unmet"}

    field.fill("4")
    expect(reader.input(number, "unmet")).not_to_be_checked()
    assert reader.kept()["answers"] == {number: 4}


def test_the_review_tells_what_is_left_out_and_leads_there(start: Callable) -> None:
    """Before the result the reader sees what is missing, and each link opens its item."""
    reader = start()
    left = reader.scored[7]["id"]
    reader.answer({item["id"]: reader.best(item) for item in reader.scored if item["id"] != left})
    review = reader.page.locator('[data-step="review"]')
    expect(review).to_contain_text("1 left out")

    review.get_by_role("link", name="8", exact=True).click()
    expect(reader.item(left)).to_be_in_viewport()
    assert reader.page.evaluate("document.activeElement.name") == left
    reader.tap(left, reader.best(reader.scored[7]))
    reader.button("Check my answers").click()
    expect(review).not_to_contain_text("left out")


def test_without_scripts_the_whole_form_is_there_and_says_what_to_do(new_context: Callable) -> None:
    """Every item can be read and answered; a note offers paper and pencil instead; no dead button is left."""
    page: Page = new_context(java_script_enabled=False).new_page()
    page.goto("assess/where-you-stand.html")

    expect(page.locator("fieldset").last).to_be_visible()
    expect(page.get_by_text("Scripts are off")).to_be_visible()
    expect(page.get_by_role("button", name="Next")).to_be_hidden()
    expect(page.locator(".sa-failed")).to_be_hidden()
    expect(page.locator(".sa-noscript")).to_contain_text("score it by pencil")
    page.locator(".sa-noscript").get_by_role("link", name="paper version").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("On paper: Where do you stand?")
    expect(page.locator(".paper-item").last).to_be_visible()


def test_when_the_script_fails_the_form_says_so(page: Page, traffic: object) -> None:
    """A script that does not arrive leaves the form whole, with a note before the first item."""
    traffic.tolerated = ("",)
    page.route("**/assess*.js", lambda route: route.abort())
    page.goto("assess/where-you-stand.html")

    expect(page.locator("fieldset").last).to_be_visible()
    failed = page.locator(".sa-failed")
    expect(failed).to_contain_text("The script of this page did not run")
    assert not failed.is_visible()  # it may only be late
    expect(failed).to_be_in_viewport()
    assert failed.bounding_box()["y"] < page.locator("fieldset").first.bounding_box()["y"]
    expect(failed).to_contain_text("score it by pencil")
    failed.get_by_role("link", name="paper version").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("On paper: Where do you stand?")


def test_paper_is_offered_beside_the_form_and_in_the_result(start: Callable, page: Page) -> None:
    """The line of facts and the part "On paper" of a result lead to the same page."""
    reader = start()
    address = page.locator(".sa-facts").get_by_role("link", name="on paper").get_attribute("href")
    reader.answer(reader.varied())
    result = reader.see_result()
    result.locator("summary", has_text="On paper").click()

    assert address == result.get_by_role("link", name="paper version").get_attribute("href")


def test_back_never_leaves_the_page(start: Callable, page: Page) -> None:
    """Who comes back to a half-filled form goes on where the gap is; Back leads to the part before, then to the first."""
    reader = start()
    reader.answer({item["id"]: reader.best(item) for item in reader.scored if item is not reader.scored[12]})
    page.goto("about:blank")
    page.goto("assess/where-you-stand.html")
    part = reader.page.locator("section:not([hidden]) h2")
    expect(part).to_contain_text("Part 3 of")
    for number in (2, 1):
        reader.button("Back").click()
        expect(part).to_contain_text(f"Part {number} of")
    expect(reader.button("Back")).to_be_hidden()

    reader.button("Check my answers").or_(reader.button("Next")).first.click()
    reader.button("Back").click()  # now from a step of this visit: the way it came
    expect(part).to_contain_text("Part 1 of")


def test_a_place_within_the_page_leaves_the_step_as_it_is(start: Callable, page: Page) -> None:
    """The skip link and the mark behind a heading move nobody to another part; an item's address leads to it."""
    reader = start()
    for _ in range(2):
        reader.button("Next").click()
    shown = reader.shown()
    page.reload()
    page.locator(".md-skip").press("Enter")
    assert reader.shown() == shown
    page.go_back()
    assert reader.shown() == shown

    item = reader.scored[0]["id"]
    page.evaluate("id => { location.hash = `#ee-${id}`; }", item)
    expect(reader.item(item)).to_be_in_viewport()
    page.go_back()
    page.go_back()
    assert reader.shown() == shown


def test_no_letter_leaves_a_page(start: Callable, page: Page) -> None:
    """The theme's keys for the next and the last page lead nowhere: not from a result, not from the customer's card."""
    for address, place in (("customer-card", ".ee-customer-card label"), ("where-you-stand", ".sa-facts")):
        page.goto(f"assess/{address}.html")
        page.locator(place).first.click()
        at = page.url
        for letter in "np.,":
            page.keyboard.press(letter)
        page.wait_for_timeout(200)
        assert page.url == at
    assert page.locator(".md-footer__link--next").count() == 1


def test_what_was_wrong_is_told_no_longer_than_it_is_wrong(start: Callable, page: Page) -> None:
    """Going back, Clear, "not met" and Start again take the message, its list and the word in the title away."""
    reader = start(JUNCTURES)
    number = next(item["id"] for item in reader.scored if "line" in item["form"])
    field = reader.item(number).locator("input[type=number]")
    error = reader.item(number).locator(".sa-error")
    page.get_by_text("Settings, and your data").click()
    page.get_by_label("Show all items at once").check()

    def go_wrong() -> None:
        field.fill("5000")
        reader.button("Next").click()
        expect(error).to_be_visible()

    go_wrong()
    reader.item(number).get_by_role("button", name="Clear").click()
    expect(error).to_be_hidden()
    expect(field).to_have_attribute("aria-invalid", "false")
    go_wrong()
    reader.tap(number, "unmet")
    expect(error).to_be_hidden()
    go_wrong()
    reader.button("Start again").click()
    page.get_by_role("dialog").get_by_role("button", name="Start again").click()
    expect(error).to_be_hidden()
    expect(page.locator("[data-part=errors]")).to_be_hidden()
    assert not page.title().startswith("Error: ")


def test_what_has_the_focus_is_never_under_the_bars(phone: Page, reader_on: Callable) -> None:
    """Going backwards through all items, each answer that takes the focus stands clear of header and progress."""
    reader = reader_on(phone)
    phone.evaluate("localStorage.setItem('ee:set:all', 'on')")
    phone.reload()
    phone.locator("#ee-" + reader.scored[11]["id"] + " input").first.focus()
    for _ in range(16):
        phone.keyboard.press("Shift+Tab")
        top, bottom = phone.evaluate(
            "(({top, bottom}) => [top, bottom])(document.activeElement.getBoundingClientRect())"
        )
        bar = phone.locator(".sa-progress").bounding_box()
        assert bottom <= bar["y"] or top >= bar["y"] + bar["height"]


def test_a_digit_past_the_last_answer_does_nothing(start: Callable) -> None:
    """Only the answers have digits; 'not met' is chosen on purpose."""
    reader = start()
    first = next(item["id"] for item in reader.scored if len(item["form"]["table"]["values"]) == 5)
    reader.input(first, 1).focus()
    reader.page.keyboard.press("6")

    assert reader.page.locator(f'input[name="{first}"]:checked').count() == 0
    assert reader.page.evaluate("document.activeElement.name") == first


def test_two_figures_that_do_not_go_together_are_told(start: Callable, page: Page) -> None:
    """X of y: x is no more than y, y is one at least, and neither stands alone; wrong ones count as not answered."""
    reader = start("drills-or-holes")
    page.evaluate("localStorage.setItem('ee:set:all', 'on')")
    page.reload()
    item = next(
        item["id"] for item in reader.scored if "line" in item["form"] and item["form"]["line"]["ratio"]
    )
    error = reader.item(item).locator(".sa-error")
    x, y = (page.locator(f'[name="{item}.{place}"]') for place in (0, 1))
    for one, other in (("8", "5"), ("0", "0"), ("3", ""), ("", "3")):
        x.fill(one)
        y.fill(other)
        expect(page.locator(".sa-progress")).to_contain_text("0 of")
        reader.button("Next").click()
        expect(page.locator("[data-part=errors]")).to_contain_text("not more than the second")
        expect(error).to_be_visible()
    assert reader.kept() is None
    x.fill("3")
    expect(error).to_be_hidden()
    assert reader.kept()["answers"] == {item: [3, 3]}
    reader.button("Next").click()
    assert reader.element.get_attribute("data-at") == "review"
