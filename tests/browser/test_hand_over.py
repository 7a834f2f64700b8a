"""The file of answers: made only when asked for, with no name and no score in it, and read again by a pilot."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from even_exchange.instruments.result_file import read_result_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

OBSERVED = "where-you-stand-observed"
HABITS = "first-meeting-habits"


def opened(reader: Any) -> Locator:
    """Open the part of the result for handing over, and wait for its script."""
    part = reader.page.locator("#ee-next")
    part.locator("summary").click()
    expect(part.get_by_role("button", name="Save my answers as a file")).to_be_visible()
    return part


def saved(part: Locator) -> tuple[str, bytes]:
    """Save the answers; return the name and the content of the file."""
    with part.page.expect_download() as download:
        part.get_by_role("button", name="Save my answers as a file").click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def test_the_file_holds_the_answers_and_nothing_else(start: Callable) -> None:
    """Id, version, fingerprint, day and answers: no name, no score, no time; and the pilot reads it."""
    reader = start()
    answers = reader.varied()
    reader.answer(answers)
    reader.see_result()
    name, content = saved(opened(reader))
    file = json.loads(content)

    assert name == "where-you-stand-answers.json"
    assert set(file) == {"format", "kind", "id", "version", "fingerprint", "day", "answers"}
    assert file["answers"] == answers
    read, findings = read_result_file(name, content, reader.key["instruments"])
    assert findings == []
    assert read is not None


def test_times_are_in_the_file_only_when_ticked(start: Callable) -> None:
    """A tick puts the seconds by item into the file; who leaves the times out is not offered the tick."""
    reader = start(HABITS, times=True)
    reader.answer(reader.varied())
    reader.see_result()
    part = opened(reader)
    box = part.get_by_label("with my answering times")
    expect(box).not_to_be_checked()
    box.check()
    file = json.loads(saved(part)[1])

    assert set(file["seconds"]) == set(file["answers"])
    assert all(0 <= seconds < 60 for seconds in file["seconds"].values())
    assert reader.kept("set:undefined") is None

    reader.page.get_by_text("Settings, and your data").click()
    reader.page.get_by_label("Do not use my answering times").check()
    expect(opened(reader).get_by_label("with my answering times")).to_be_hidden()


def test_the_second_script_comes_only_when_its_part_is_opened(start: Callable, traffic: Any) -> None:
    """Not with the page, not with the result, not when all of the result is unfolded; then it alone is asked for."""
    reader = start()
    reader.answer(reader.varied())
    reader.see_result()
    reader.button("The whole result").click()
    traffic.settle()
    before = list(traffic.requests)
    assert not [address for address in before if "/after." in address]

    part = opened(reader)
    saved(part)
    traffic.settle()
    after = [address for address in traffic.requests[len(before) :] if not address.startswith("blob:")]
    assert len(after) == 1
    assert "/assets/even-exchange/after." in after[0]


def test_opening_closing_and_a_changed_answer(start: Callable) -> None:
    """Opened again, also of a new result, the part works on the answers as they are then, and saves once."""
    reader = start()
    reader.answer(reader.varied())
    reader.see_result()
    part = opened(reader)
    part.locator("summary").click()
    part.locator("summary").click()
    reader.page.get_by_text("Your answers", exact=True).click()
    reader.page.locator('.sa-result .sa-answers a[href="#ee-goodwill"]').first.click()
    reader.tap("goodwill", 4)
    reader.page.go_back()
    part = opened(reader)
    downloads: list[object] = []
    reader.page.on("download", lambda download: downloads.append(download))  # noqa: PLW0108 - it is inspected
    file = json.loads(saved(part)[1])

    assert file["answers"]["goodwill"] == 4
    assert len(downloads) == 1


@pytest.mark.tolerates("search_index")  # the theme's search, which another file on disk would bring
def test_it_works_from_disk(site: Path, browser: Browser, serve_site: Callable) -> None:
    """Opened as a file, without any server, the part loads its script and saves."""
    with browser.new_context(accept_downloads=True) as context:
        serve_site(context)
        page = context.new_page()
        page.goto((site / f"assess/{HABITS}.html").as_uri())
        page.evaluate("localStorage.setItem('ee:set:all', 'on')")
        page.reload()
        for number, item in enumerate(page.locator(".sa-item").all()):
            labels = item.locator("label:not(.sa-figure)")
            labels.nth(number % min(labels.count(), 4)).click()
        page.evaluate("history.replaceState({ step: 'result' }, '')")
        page.reload()
        part = page.locator("#ee-next")
        part.locator("summary").click()
        name, content = saved(part)

    assert name == f"{HABITS}-answers.json"
    assert len(json.loads(content)["answers"]) >= 12


def test_the_observer_gets_thanks_and_a_file_and_no_judgement(start: Callable) -> None:
    """No score, zone, pattern, flag or advice; what is left out; and who is to get the file."""
    reader = start(OBSERVED)
    answers = {id_: value for id_, value in reader.varied().items() if id_ != "goodwill"}
    reader.answer(answers)
    result = reader.see_result()
    part = opened(reader)

    expect(result).to_contain_text("Thank you")
    expect(result).to_contain_text("1 left out")
    expect(part).to_contain_text("give it to the person they are about, and to nobody else")
    text = result.locator(".sa-first").inner_text() + part.inner_text()
    for word in ("of 100", "weakest", "Say this week", "juncture", "sign", "customer-focused", "What to do"):
        assert word not in text
    assert reader.key["pages"] == []
    assert json.loads(saved(part)[1])["answers"] == answers


def test_an_observer_of_two_people_starts_anew_for_the_second(start: Callable) -> None:
    """Who comes back is told that the answers are about one person; the page is emptied for another on request."""
    reader = start(OBSERVED)
    reader.answer(reader.varied())
    reader.page.evaluate("history.replaceState(null, '')")
    reader.page.reload()
    expect(reader.page.locator("[data-part=status]")).to_contain_text(
        "answers about one person are still here"
    )
    expect(reader.button("Start for another person")).to_be_visible()
    reader.see_result()
    part = reader.page.locator("#ee-next")
    part.locator("summary").click()
    saved(part)
    part.get_by_role("button", name="Empty the page for another person").click()
    reader.page.get_by_role("dialog").get_by_role("button", name="Start again").click()
    expect(reader.page.locator(".sa-progress")).to_contain_text("0 of")
    assert reader.kept() is None


def test_an_observer_who_did_not_look_is_asked_to_look_again(start: Callable) -> None:
    """The same place all the way gives no file, and is told without a word about the person."""
    reader = start(OBSERVED)
    reader.answer({item["id"]: item["form"]["table"]["values"][1] for item in reader.scored})
    result = reader.see_result()

    expect(result).to_contain_text("Once more, please")
    expect(result.locator("#ee-next")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_opened_part(
    new_context: Callable, reader_on: Callable, scheme: str
) -> None:
    """Saving and the customer's card in the result, and the observer's thanks: no violation."""
    page = new_context(color_scheme=scheme, viewport={"width": 390, "height": 844}).new_page()
    for instrument in (HABITS, OBSERVED):
        reader = reader_on(page, instrument)
        reader.answer(reader.varied())
        reader.see_result()
        saved(opened(reader))
        for radio in page.locator('#ee-next input[type="radio"]').all()[::3]:
            radio.check()
        page.wait_for_timeout(300)

        assert Axe().run(page).response["violations"] == []


def test_without_scripts_the_observer_form_is_a_sheet_of_paper(new_context: Callable) -> None:
    """No script: the items are there, and what cannot work is not shown."""
    page: Page = new_context(java_script_enabled=False).new_page()
    page.goto(f"assess/{OBSERVED}.html")

    expect(page.locator("fieldset").first).to_be_visible()
    expect(page.locator(".sa-noscript")).to_be_visible()
    expect(page.get_by_text("Save my answers as a file")).to_have_count(0)


# The customer's card


def test_the_card_works_without_a_script_and_keeps_nothing(new_context: Callable, traffic: Any) -> None:
    """Five questions as native radios on a phone: tapped, emptied, nothing asked for and nothing kept."""
    page: Page = new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}).new_page()
    page.goto("assess/customer-card.html", wait_until="networkidle")
    before = [*traffic.requests]
    shown = [one for one in page.locator(".ee-customer-card fieldset").all() if one.is_visible()]
    assert len(shown) == 5
    for question in shown:
        question.locator("label").first.click()
        expect(question.locator("input").first).to_be_checked()
        assert question.locator("label").first.bounding_box()["height"] >= 44
    page.get_by_role("button", name="Empty the card").click()

    assert page.locator(".ee-customer-card input:checked").count() == 0
    icon = "mark.svg"  # a browser may ask for it when it likes
    assert [one for one in traffic.requests[len(before) :] if icon not in one] == []


def test_the_card_page_is_sound_and_prints_on_one_sheet(page: Page, tmp_path: Path) -> None:
    """Axe finds nothing; on paper two cards stand side by side on a single A4."""
    page.goto("assess/customer-card.html")
    assert Axe().run(page).response["violations"] == []
    page.emulate_media(media="print")
    cards = [card.bounding_box() for card in page.locator(".ee-customer-card").all()]

    assert len(cards) == 2
    assert cards[0]["y"] == cards[1]["y"]
    assert cards[0]["x"] + cards[0]["width"] <= cards[1]["x"] + 1
    printed = page.pdf(path=tmp_path / "card.pdf", prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") == 1


def test_the_customers_answers_stand_beside_ones_own(start: Callable) -> None:
    """Each answer tapped in brings the own answer to the named items, or a question, and what a difference may mean."""
    reader = start(HABITS)
    reader.answer(reader.varied())
    reader.see_result()
    part = opened(reader)

    def tap(question: str, answer: str) -> Locator:
        part.locator(f'input[name="{question}"][value="{answer}"]').check()
        return part.locator(f'[data-hand="beside-{question}"]')

    share = tap("spoke-more", "customer")
    expect(share).to_contain_text("per cent of the talking")
    expect(share).to_contain_text("the recording has the minutes")
    expect(tap("something-new", "from-me").locator("a")).to_have_count(2)
    asked = tap("could-have-been-mail", "partly")
    expect(asked).to_contain_text("What came up in that hour")
    before = reader.kept()
    asked = tap("could-have-been-mail", "mail")
    expect(asked.locator("p")).to_have_count(2)
    assert reader.kept() == before
    share.locator("a").click()
    expect(reader.item("talk-share")).to_be_in_viewport()
    reader.page.go_back()  # what was tapped in is still there
    expect(part.locator('input[name="spoke-more"][value="customer"]')).to_be_checked()
    expect(share).to_contain_text("per cent of the talking")
