"""What a reader answers is kept at once, on this device only, and never lost silently."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

KEY = "ee:draft:where-you-stand"
BLOCKED = (
    "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
)
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"


def test_a_reload_half_way_loses_nothing(start: Callable) -> None:
    """Answers, place and count are there again, and the page says so."""
    reader = start()
    answers = {item["id"]: reader.best(item) for item in reader.scored[:12]}
    while answers.keys() & set(reader.shown()):
        for id_ in reader.shown():
            if id_ in answers:
                reader.tap(id_, answers[id_])
        reader.button("Next").click()
    shown = reader.shown()
    reader.page.reload()

    assert reader.shown() == shown
    assert reader.kept()["answers"] == answers
    expect(reader.page.get_by_role("status")).to_contain_text("restored")
    expect(reader.page.locator(".sa-progress")).to_contain_text("12 of")


def test_the_draft_is_what_the_architecture_says(start: Callable) -> None:
    """Format, instrument, version, fingerprint, answers by id, two times, one sign; nothing else is kept."""
    reader = start(times=True)
    reader.tap(reader.scored[0]["id"], 2)
    draft = reader.kept()

    assert draft.keys() == {"format", "id", "version", "fingerprint", "answers", "first", "last", "fast"}
    assert draft["answers"] == {reader.scored[0]["id"]: 2}
    assert draft["fast"] is False
    assert reader.page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('ee:'))") == [KEY]


def test_an_answer_given_before_the_script_runs_is_kept(page: Page) -> None:
    """A reader on a slow line may tap before the script is there."""
    held = []
    page.route("**/assess-axes.*.js", lambda route: held.append(route))  # noqa: PLW0108 (Playwright marks the handler)
    page.goto("assess/where-you-stand.html", wait_until="commit")
    page.locator("fieldset").nth(1).locator("label").nth(1).click()
    while not held:
        page.wait_for_timeout(20)
    held[0].fallback()

    expect(page.locator(".sa-progress")).to_contain_text("1 of")
    page.unroute("**/assess-axes.*.js")
    page.reload()
    expect(page.locator("fieldset input:checked")).to_have_count(1)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "null",
        "[]",
        '{"format":9}',
        '{"format":1,"id":"where-you-stand","answers":[1],"first":"x","last":1}',
    ],
)
def test_a_draft_beyond_reading_is_set_aside_and_told(start: Callable, text: str) -> None:
    """The page works, says what happened, and the unreadable text is still there."""
    reader = start()
    reader.page.evaluate("text => localStorage.setItem('ee:draft:where-you-stand', text)", text)
    reader.page.reload()

    expect(reader.page.get_by_role("status")).to_contain_text("set aside")
    assert reader.page.evaluate(f"localStorage.getItem('{KEY}:bad')") == text
    reader.tap(reader.scored[0]["id"], 2)
    assert reader.kept()["answers"] == {reader.scored[0]["id"]: 2}


def test_what_can_be_read_of_a_damaged_draft_is_used(start: Callable) -> None:
    """One broken answer does not take the others with it, and names from nowhere do no harm."""
    reader = start()
    item = reader.scored[0]["id"]
    reader.tap(item, 2)
    draft = reader.kept()
    text = json.dumps(draft | {"answers": {item: 2, "gone": "somewhere", "broken": {"a": True}}})
    text = text.replace('"answers": {', '"answers": {"__proto__": {"polluted": true}, ')
    reader.page.evaluate("text => localStorage.setItem('ee:draft:where-you-stand', text)", text)
    reader.page.reload()

    expect(reader.input(item, 2)).to_be_checked()
    assert reader.page.evaluate("({}).polluted") is None
    reader.tap(item, 3)
    assert reader.kept()["answers"] == {item: 3, "gone": "somewhere"}


def test_answers_to_older_items_are_kept_and_the_change_is_told(start: Callable) -> None:
    """When the items change, answers that still fit are in their place and the rest is not thrown away."""
    reader = start()
    item = reader.scored[0]["id"]
    reader.tap(item, 2)
    draft = reader.kept() | {"version": 0, "fingerprint": "00000000"}
    draft["answers"]["an-item-of-last-year"] = 3
    reader.page.evaluate("text => localStorage.setItem('ee:draft:where-you-stand', text)", json.dumps(draft))
    reader.page.reload()

    expect(reader.page.get_by_role("status")).to_contain_text("changed since")
    reader.tap(item, 4)
    assert reader.kept()["answers"] == {item: 4, "an-item-of-last-year": 3}


@pytest.mark.parametrize("trouble", [BLOCKED, FULL], ids=["blocked", "full"])
@pytest.mark.tolerates("localStorage", "SecurityError", "no", "full")
def test_a_browser_that_keeps_nothing_still_gives_a_result(
    new_context: Callable, reader_on: Callable, trouble: str
) -> None:
    """Blocked or full storage is said once, and the answers last as long as the page."""
    context = new_context()
    context.add_init_script(trouble)
    reader = reader_on(context.new_page())
    reader.leave_times_out()
    reader.answer(reader.varied())

    expect(reader.page.get_by_role("status")).to_contain_text("does not keep")
    expect(reader.see_result()).to_contain_text("Your weakest moment")


def test_a_second_tab_is_told_and_neither_tab_loses_an_answer(start: Callable, reader_on: Callable) -> None:
    """Answers from both tabs are kept; the first says so and shows the other's when asked."""
    reader = start()
    other = reader_on(reader.page.context.new_page())
    one, two = (item["id"] for item in reader.scored[:2])
    reader.tap(one, 2)
    other.tap(two, 3)

    assert reader.kept()["answers"] == {one: 2, two: 3}
    reader.button("Show those answers here").click()
    expect(reader.input(two, 3)).to_be_checked()
    expect(reader.input(one, 2)).to_be_checked()


def test_keeping_the_answers_of_this_tab_overrules_the_other(start: Callable, reader_on: Callable) -> None:
    """The reader decides: what stands in this tab is what is kept."""
    reader = start()
    other = reader_on(reader.page.context.new_page())
    item = reader.scored[0]["id"]
    reader.tap(item, 2)
    other.tap(item, 4)
    reader.button("Keep the answers of this tab").click()

    assert reader.kept()["answers"] == {item: 2}


def test_keeping_the_answers_of_this_tab_takes_none_away(start: Callable, reader_on: Callable) -> None:
    """What only the other tab was asked is added, on the screen and in what is kept; on the same item this tab wins."""
    reader = start()
    one, two, three = (item["id"] for item in reader.scored[:3])
    other = reader_on(reader.page.context.new_page())
    reader.tap(one, 2)
    other.tap(one, 4)
    other.tap(two, 3)
    other.tap(three, 1)
    reader.button("Keep the answers of this tab").click()

    assert reader.kept()["answers"] == {one: 2, two: 3, three: 1}
    expect(reader.input(three, 1)).to_be_checked()

    empty = reader_on(reader.page.context.new_page())
    empty.page.evaluate("document.querySelector('self-assessment form').reset()")
    reader.tap(one, 5)
    empty.button("Keep the answers of this tab").click()
    assert reader.kept()["answers"] == {one: 5, two: 3, three: 1}


def test_after_a_deletion_in_another_tab_what_is_shown_is_what_is_kept(
    start: Callable, reader_on: Callable
) -> None:
    """Who goes on answering in a tab keeps all that stands there; the other choice empties it."""
    reader = start()
    one, two, three = (item["id"] for item in reader.scored[:3])
    reader.tap(one, 2)
    reader.tap(two, 3)
    other = reader_on(reader.page.context.new_page())
    other.page.evaluate("localStorage.clear()")
    expect(reader.page.get_by_text("changed, or deleted, in another tab")).to_be_visible()
    reader.tap(three, 4)
    assert reader.kept()["answers"] == {one: 2, two: 3, three: 4}

    other.page.evaluate("localStorage.clear()")
    reader.button("Show those answers here").click()
    assert reader.page.locator("form input:checked[name]").count() == 0
    assert reader.kept() is None


def test_the_word_about_another_tab_covers_nothing(new_context: Callable, reader_on: Callable) -> None:
    """At 320 px and 400 per cent it stands in its place above the buttons, not over the items."""
    page = new_context(viewport={"width": 320, "height": 256}).new_page()
    reader = reader_on(page)
    reader.page.evaluate("dispatchEvent(new StorageEvent('storage', {key: null}))")
    note = reader.page.locator("[data-part=tabs]")
    expect(note).to_be_visible()

    assert note.evaluate("note => getComputedStyle(note).position") == "static"
    assert note.evaluate("note => note.nextElementSibling.className").endswith("sa-steps")


def test_a_day_that_cannot_be_read_counts_as_today(start: Callable, page: Page) -> None:
    """Answers with a damaged time are used, the reader is told, and the result bears today's date."""
    page.clock.set_fixed_time("2026-11-22T10:00:00Z")
    reader = start()
    answers = {
        item["id"]: reader.best(item, worst=index % 3 == 0) for index, item in enumerate(reader.scored)
    }
    draft = {"format": 1, "id": "where-you-stand", "answers": answers, "fast": False, "first": 1, "last": 1}
    draft |= {key: reader.key["instruments"]["where-you-stand"][key] for key in ("version", "fingerprint")}
    for last in ("1e300", "null", '"5"', "4102444800000"):
        text = json.dumps(draft).replace('"last": 1', f'"last": {last}')
        page.evaluate("text => localStorage.setItem('ee:draft:where-you-stand', text)", text)
        page.evaluate("history.replaceState(null, '')")
        page.reload()
        expect(page.get_by_role("status")).to_contain_text("set aside")
        expect(reader.see_result().locator(".sa-head")).to_contain_text("22 November 2026")


def test_a_wrong_figure_takes_no_right_one_away_and_stands_in_the_way_of_the_result(start: Callable) -> None:
    """While a figure is wrong the earlier one stays kept; the result says so instead of leaving the item out."""
    reader = start("three-junctures")
    reader.answer({item["id"]: reader.best(item) for item in reader.scored})
    number = next(item["id"] for item in reader.scored if "line" in item["form"])
    before = reader.kept()["answers"]
    reader.page.locator(f'[data-step="review"] dd a[href="#ee-{number}"]').click()
    reader.item(number).locator("input[type=number]").fill("5000")
    reader.page.go_back()
    assert reader.kept()["answers"] == before
    reader.button("See my result").click()

    summary = reader.page.locator("[data-part=errors]")
    expect(summary).to_be_focused()
    assert reader.element.get_attribute("data-at") == "review"
    summary.get_by_role("link").click()
    expect(reader.item(number).locator(".sa-error")).to_be_visible()
    reader.page.reload()
    assert reader.item(number).locator("input[type=number]").input_value() == str(before[number])


def test_start_again_asks_and_empties_this_form_only(start: Callable) -> None:
    """Start again asks first; after that the form and its draft are empty, and other drafts are not touched."""
    reader = start()
    reader.page.evaluate("localStorage.setItem('ee:draft:three-junctures', '{}')")
    reader.tap(reader.scored[0]["id"], 2)
    reader.page.get_by_text("Settings, and your data").click()
    reader.button("Start again").click()
    reader.button("Keep my answers").click()
    assert reader.kept()["answers"]

    reader.button("Start again").click()
    reader.page.get_by_role("dialog").get_by_role("button", name="Start again").click()
    expect(reader.page.locator(".sa-progress")).to_contain_text("0 of")
    assert reader.kept() is None
    assert reader.page.locator("form input:checked[name]").count() == 0
    assert reader.kept("draft:three-junctures") == {}

    reader.page.reload()
    expect(reader.page.locator(".sa-progress")).to_contain_text("0 of")
    expect(reader.page.locator("[data-part=status]")).to_be_empty()  # nothing was restored


def test_delete_my_data_leaves_nothing_of_ours_and_everything_else(start: Callable) -> None:
    """After the confirmation no key of this site is left; keys of others on the same origin stay."""
    reader = start()
    reader.page.evaluate(
        "localStorage.setItem('somebody-else', '1'); localStorage.setItem('ee:draft:x:bad', '1')"
    )
    reader.tap(reader.scored[0]["id"], 2)
    reader.page.get_by_text("Settings, and your data").click()
    reader.button("Delete my data").click()
    reader.button("Delete everything").click()

    expect(reader.page.get_by_role("status")).to_contain_text("deleted")
    assert reader.page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('ee:'))") == []
    assert reader.page.evaluate("localStorage.getItem('somebody-else')") == "1"
    assert reader.page.locator("form input:checked[name]").count() == 0


def test_times_can_be_left_out_and_are_never_kept(start: Callable) -> None:
    """Fast answers raise the sign in the draft; with the box ticked it is not used; no time is written down."""
    reader = start(times=True)
    reader.answer(reader.varied())
    assert reader.kept()["fast"] is True

    reader.leave_times_out()
    result = reader.see_result()
    expect(result).to_contain_text("Your weakest moment")
    expect(result).not_to_contain_text(reader.texts["quality"]["speed"]["caution"])
