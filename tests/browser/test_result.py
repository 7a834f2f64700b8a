"""The result: on request only, what matters on the first screen, and never more than the answers carry."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from even_exchange.instruments.score import score

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

JUNCTURES = "three-junctures"


def by_keyboard(reader, answers: dict[str, object]) -> None:
    """Answer everything with Tab, digits, arrows and Enter."""
    press = reader.page.keyboard.press

    def answer_section() -> None:
        for id_ in reader.shown():
            if id_ not in answers:
                continue
            inputs = reader.page.locator(f'input[name="{id_}"]')
            inputs.first.focus()
            values = [one.get_attribute("value") for one in inputs.all()]
            if inputs.first.get_attribute("type") == "number":
                reader.page.keyboard.type(str(answers[id_]))
                continue
            press("Space")
            for _ in range(values.index(str(answers[id_]))):
                press("ArrowDown")

    while reader.element.get_attribute("data-at") == "form":
        answer_section()
        reader.button("Next").focus()
        press("Enter")
    reader.button("See my result").focus()
    press("Enter")


def test_touch_and_keyboard_lead_to_the_same_result(phone: Page, page: Page, reader_on: Callable) -> None:
    """The core assessment on a phone by touch and at a desk by keyboard alone says the same."""
    touch = reader_on(phone)
    answers = touch.varied()
    touch.answer(answers)
    by_touch = touch.see_result().inner_text()
    keys = reader_on(page)
    by_keyboard(keys, answers)

    expect(page.locator(".sa-result h2").first).to_be_focused()
    assert page.locator(".sa-result").inner_text() == by_touch
    assert keys.kept()["answers"] == touch.kept()["answers"] == answers


def test_nothing_of_a_result_shows_before_it_is_asked_for(start: Callable) -> None:
    """While answering, and at the review, there is no score and no name."""
    reader = start()
    reader.answer(reader.varied())

    expect(reader.page.locator(".sa-result")).to_be_hidden()
    assert reader.page.locator(".sa-result").inner_html() == ""


def test_the_first_screen_fits_a_phone_and_holds_what_it_must(phone: Page, reader_on: Callable) -> None:
    """Zone, weakest moment with at most two answers, the line to say, the name: all without scrolling."""
    reader = reader_on(phone)
    reader.answer(reader.varied())
    first = reader.see_result().locator(".sa-first")
    phone.wait_for_timeout(100)

    box = first.bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 844
    text = first.inner_text()
    headline = first.locator("h2").inner_text()
    assert headline in {zone["sentence"] for zone in reader.texts["zones"].values()}
    order = [headline, "Your weakest moment", "Say this week", "Why?", "What to do"]
    assert sorted(order, key=text.index) == order
    assert 1 <= first.locator(".sa-refs li").count() <= 2
    expect(first).to_contain_text(reader.texts["scales"]["negotiation"]["moment"])


def test_the_result_names_flags_pattern_and_three_pages_that_exist(start: Callable, page: Page, site) -> None:
    """What to do holds three pages, each with the answers that led to it; every link of the result works."""
    reader = start()
    reader.answer(reader.varied())
    result = reader.see_result()
    reader.button("The whole result").click()

    expect(result).to_contain_text(f"Negotiation (the price talk): {reader.texts['tiers']['strong']}")
    pages = result.locator(".sa-pages > li")
    assert pages.count() == 3
    assert "Because of what you answered to" in pages.first.inner_text()
    for link in result.locator("a").all():
        address = link.evaluate("link => link.href")
        assert not address.endswith("undefined")
        if "#ee-" not in address:
            path = address.split("/kb/")[1].split("#")[0]
            assert (site / path).is_file(), address


def test_a_reason_leads_to_its_answer(start: Callable) -> None:
    """A link in the result opens the item, with the answer in focus; Back returns to the result."""
    reader = start()
    reader.answer(reader.varied())
    result = reader.see_result()
    link = result.locator(".sa-first .sa-refs a").first
    item = (link.get_attribute("href") or "").removeprefix("#ee-")
    link.click()

    expect(reader.item(item)).to_be_in_viewport()
    assert reader.page.evaluate("document.activeElement.name") == item
    reader.page.go_back()
    expect(result.locator(".sa-first")).to_be_visible()


def test_nothing_answered_gives_no_score_and_no_flag(start: Callable) -> None:
    """An empty form has no result: what is missing is said, in both instruments."""
    for instrument in ("where-you-stand", JUNCTURES):
        reader = start(instrument)
        reader.answer({})
        result = reader.see_result()
        expect(result.get_by_role("heading")).to_have_text("No answers yet")
        assert result.locator("svg, details").count() == 0


def test_the_same_place_throughout_is_held(start: Callable) -> None:
    """On hold there is a reason, what to do and a way back; no score, no flag, no page."""
    reader = start()
    for item in reader.scored:
        assert "table" in item["form"]
    reader.answer({item["id"]: item["form"]["table"]["values"][0] for item in reader.scored})
    result = reader.see_result()

    expect(result).to_contain_text(reader.texts["quality"]["straight-lining"]["hold"])
    assert result.locator("svg, details, a").count() == 0
    expect(reader.page.locator(".sa-plan")).to_be_hidden()
    reader.button("Look again").click()
    assert reader.page.locator("form input:checked[name]").count() > 0


def test_a_moment_left_out_is_neither_flagged_nor_cleared(start: Callable) -> None:
    """With negotiation skipped the result says 'not enough to say' there, and never 'no sign'."""
    reader = start()
    skipped = {item["id"] for item in reader.dimension("negotiation")}
    answers = {id_: value for id_, value in reader.varied().items() if id_ not in skipped}
    reader.answer(answers)
    result = reader.see_result()
    reader.button("The whole result").click()

    expect(result.locator(".sa-first")).to_contain_text("Negotiation: not enough to say")
    expect(result).to_contain_text(f"Negotiation (the price talk): {reader.texts['tiers']['unscored']}")
    for tier in ("strong", "likely", "watch", "none"):
        expect(result).not_to_contain_text(f"Negotiation (the price talk): {reader.texts['tiers'][tier]}")


def test_low_confidence_stands_first(start: Callable) -> None:
    """A result with a caution begins with it."""
    reader = start()
    answers = {item["id"]: reader.best(item) for item in reader.scored}
    reader.answer(answers)
    first = reader.see_result().locator(".sa-first")

    expect(first.locator(".sa-note + h2")).to_be_visible()
    expect(first.locator(".sa-note")).to_contain_text(reader.texts["quality"]["ideal"]["caution"])


def test_both_instruments_are_read_together_and_the_page_says_so(start: Callable, page: Page) -> None:
    """With answers to both forms in the browser the moments use them all, and items of the other carry its title."""
    other = start(JUNCTURES)
    other.answer(other.varied())
    reader = start()
    reader.answer(reader.varied())
    result = reader.see_result()
    reader.button("The whole result").click()

    expect(result).to_contain_text(reader.texts["partner"]["pooled"])
    expect(result).to_contain_text("from 13 answers")


def test_the_three_junctures_have_no_line_and_begin_with_what_they_say_of_the_moments(
    start: Callable, page: Page
) -> None:
    """The second instrument says where the reader gives way; it has neither zone, pattern nor map."""
    reader = start(JUNCTURES)
    reader.answer(reader.varied())
    result = reader.see_result()

    summary = reader.texts["summary"]["some_clear"].split("{")[0]
    expect(result.locator("h2").first).to_contain_text(summary)
    assert result.get_by_text("The map").count() == 0
    expect(result.locator(".sa-first")).not_to_contain_text("Why?")


def test_the_browsers_own_list_of_answers_holds_no_answers(start: Callable) -> None:
    """However far a reader goes, the address stays bare: no query, no fragment."""
    reader = start()
    reader.answer(reader.varied())
    reader.see_result()
    reader.button("What to do").click()

    assert reader.page.evaluate("location.search + location.hash") == ""


def test_the_day_of_the_result_is_that_of_the_last_answer(start: Callable, page: Page) -> None:
    """Who looks again next week sees the day of the answers, and the day to come back counted from it."""
    page.clock.set_fixed_time("2026-11-22T10:00:00Z")
    reader = start()
    reader.answer(reader.varied())
    page.clock.set_fixed_time("2026-11-29T10:00:00Z")
    result = reader.see_result()
    reader.button("What to do").click()

    expect(result.locator(".sa-head")).to_contain_text("22 November 2026")
    expect(result).to_contain_text("Come back on 3 January 2027")


def test_a_whole_number_on_the_other_side_of_a_cut_is_not_printed_bare(start: Callable, page: Page) -> None:
    """A score just under a cut says so instead of rounding to it."""
    reader = start()

    assert [64.5, 65, "just under 65"] in reader.texts["cuts"]["customer-focus"]
    assert [45.000001, 45.5, "just over 45"] in reader.texts["cuts"]["negotiation"]


def test_a_reader_who_comes_back_finds_open_what_was_open(start: Callable) -> None:
    """After a reload, and after reading a page the result led to, the sections are open as they were left."""
    reader = start()
    reader.answer(reader.varied())
    result = reader.see_result()
    result.locator("summary", has_text="What to do").click()
    result.locator("summary", has_text="Why this result").click()
    expect(result.locator("details[open]")).to_have_count(2)
    reader.page.wait_for_function("history.state.open?.filter(Boolean).length === 2")
    reader.page.reload()
    expect(result.locator("details[open] > summary")).to_have_text(["What to do", "Why this result"])

    result.locator("#ee-todo li a").first.click()
    reader.page.wait_for_url("**/playbooks/**")
    reader.page.go_back()
    expect(result.locator("details[open] > summary")).to_have_text(["What to do", "Why this result"])


def test_back_in_the_form_leads_to_the_heading_that_has_the_focus(start: Callable) -> None:
    """The browser does not scroll to where the earlier part was left while the focus is at its heading."""
    reader = start()
    reader.page.evaluate("scrollTo(0, 100000)")
    reader.button("Next").click()
    reader.page.evaluate("scrollTo(0, 100000)")
    reader.page.go_back()
    heading = reader.page.get_by_role("heading", name="Part 1 of")

    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()


def test_each_juncture_has_a_table_of_what_is_within_it(start: Callable) -> None:
    """Every sub-check that was answered stands with its points and the number of answers; the others do not."""
    reader = start(JUNCTURES)
    reader.answer({item["id"]: reader.best(item) for item in reader.scored if item["tag"] != "urgency"})
    result = reader.see_result()
    result.locator("summary", has_text="The three junctures").click()
    rows = result.locator("section", has_text="Qualifying").locator("tbody tr")

    assert rows.locator("th").all_text_contents() == ["whether it fits", "money and people", "who signs"]
    assert set(rows.locator("td:nth-child(2)").all_text_contents()) == {"100"}


def test_an_answer_of_the_other_assessment_is_one_tap_away(start: Callable, page: Page) -> None:
    """A reason from the pooled form leads to that item on its own page, with its part on the screen."""
    other = start(JUNCTURES)
    other.answer({item["id"]: other.best(item, worst=True) for item in other.scored})
    reader = start()
    reader.answer(reader.varied())
    result = reader.see_result()
    result.locator("summary", has_text="The three junctures").click()
    link = result.locator('section a[href*="three-junctures"]').first
    item = (link.get_attribute("href") or "").split("#ee-")[1]
    link.click()
    page.wait_for_url("**/three-junctures.html#**")

    expect(page.locator(f"#ee-{item}")).to_be_in_viewport()


def test_answers_that_carry_no_score_are_told_as_such(start: Callable, page: Page) -> None:
    """Two answers, or "not met" throughout: no empty plan and no "nothing is answered", but what is left and a way on."""
    reader = start()
    reader.answer({item["id"]: reader.best(item) for item in reader.scored[:2]})
    result = reader.see_result()
    expect(result.get_by_role("heading", level=2)).to_have_text("Not enough to say yet")
    assert result.inner_text().count("not enough to say") <= 1
    assert result.locator("svg, details").count() == 0
    expect(result.get_by_role("link", name="3", exact=True)).to_be_visible()
    expect(page.locator(".sa-plan")).to_be_hidden()
    reader.button("Go on answering").click()
    reader.answer({item["id"]: "unmet" for item in reader.scored})
    result = reader.see_result()
    expect(result).to_contain_text("carries no score")
    expect(result).not_to_contain_text("Nothing is answered")

    card = start("five-attribute-card")
    card.go_on_until(lambda: None)
    page.evaluate("""() => { const field = document.querySelector('[data-total] input');
        field.value = '9'; field.dispatchEvent(new Event('input', {bubbles: true})); }""")
    reader.button("See my result").click()
    reader.button("See my result").click()
    expect(page.locator(".sa-result")).to_contain_text("points that do not come to ten")
    expect(page.locator("[data-part=errors]")).to_be_hidden()
    assert not page.title().startswith("Error: ")


def test_three_moments_worth_a_look_make_one_headline(start: Callable) -> None:
    """Where answers point both ways at more than one juncture, one sentence names them all."""
    reader = start(JUNCTURES)
    for seed in range(5000):
        random = Random(seed)  # noqa: S311 - cases, not secrets
        answers = {
            item["id"]: random.choice(item["form"]["table"]["values"])
            if "table" in item["form"]
            else int(random.choice(item["form"]["line"]["knots"])[0])
            for item in reader.scored
        }
        result = score(reader.key, {JUNCTURES: {"answers": answers, "day": 20770, "fast": False}})
        if set(result["flags"].values()) == {"watch"} and result["quality"] == "ok":
            break
    else:
        pytest.fail("no answers lead there")
    reader.answer(answers)
    headline = reader.see_result().locator("h2").first
    text = headline.inner_text()

    assert text.startswith("At the ")
    assert text.count("point both ways") == 1
    assert text.count(" and ") >= 1


def test_what_comes_late_and_does_not_come_is_told_and_loses_nothing(
    start: Callable, page: Page, traffic: object
) -> None:
    """Printing, deleting and handing over have a script of their own: when it fails that is said, and may be tried again."""
    traffic.tolerated = ("after", "ERR_FAILED")
    page.add_init_script("window.print = () => { window.printed = true; }")
    reader = start()
    reader.answer(reader.varied())
    kept = reader.kept()
    result = reader.see_result()
    page.route("**/after.*.js", lambda route: route.abort())
    result.get_by_text("On paper").click()
    reader.button("Print the plan").click()
    expect(page.get_by_text("This part did not arrive")).to_be_in_viewport()
    result.locator("summary", has_text="Delete my data").click()
    result.locator("[data-act=delete]").click()
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert reader.kept() == kept

    page.unroute("**/after.*.js")
    reader.button("Print the plan").click()
    page.wait_for_function("window.printed")
    reader.button("Delete my data").click()
    reader.button("Delete everything").click()
    expect(page.locator(".sa-progress")).to_contain_text("0 of")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('ee:'))") == []
