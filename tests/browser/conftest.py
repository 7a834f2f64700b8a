"""What the tests of an assessment page share: a reader who answers, by tapping or by keyboard alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Locator, Page

CORE = "where-you-stand"
JUNCTURES = "three-junctures"
PHONE = {"width": 390, "height": 844}
NO_TIMES = "try { localStorage.setItem('ee:set:times', 'on') } catch {}"
"""A test answers faster than anybody reads; unless it is about that, it leaves its times out as a reader may."""


class Reader:
    """One person at one assessment page."""

    def __init__(self, page: Page, instrument: str = CORE, *, times: bool = False) -> None:
        self.page = page
        if not times:
            page.add_init_script(NO_TIMES)
        page.goto(f"assess/{instrument}.html")
        self.key = json.loads(page.locator('[data-part="key"]').text_content() or "")
        self.texts = json.loads(page.locator('[data-part="texts"]').text_content() or "")
        self.items = self.key["instruments"][instrument]["items"]
        self.scored = [item for item in self.items if item["form"]]

    @property
    def element(self) -> Locator:
        """Return the custom element."""
        return self.page.locator("self-assessment")

    def item(self, id_: str) -> Locator:
        """Return the fieldset of an item."""
        return self.page.locator(f"#ee-{id_}")

    def input(self, id_: str, value: object) -> Locator:
        """Return the radio or box of one answer."""
        return self.page.locator(f'input[name="{id_}"][value="{value}"]')

    def dimension(self, *names: str) -> list[dict[str, Any]]:
        """Return the scored items of some dimensions."""
        return [item for item in self.scored if item["dimension"] in names]

    def button(self, name: str) -> Locator:
        """Return a button that can be seen, by its words."""
        return self.page.get_by_role("button", name=name, exact=True)

    def tap(self, id_: str, value: object) -> None:
        """Answer as a finger does: on the words, not on the circle."""
        if isinstance(value, int | float) and not self.input(id_, value).count():
            self.item(id_).locator("input[type=number]").fill(str(value))
        else:
            self.input(id_, value).locator("xpath=..").locator("span").first.click()

    def answer(self, answers: dict[str, object]) -> None:
        """Answer section by section, and stop at the review."""
        self.go_on_until(lambda: [self.tap(id_, answers[id_]) for id_ in self.shown() if id_ in answers])

    def shown(self) -> list[str]:
        """Return the items on the screen."""
        return [
            field.get_attribute("data-item") or ""
            for field in self.page.locator("fieldset").all()
            if field.is_visible()
        ]

    def go_on_until(self, work: Callable[[], object]) -> None:
        """Do the work in every section, and go on to the review."""
        while self.element.get_attribute("data-at") == "form":
            work()
            self.button("Next").click()

    def leave_times_out(self) -> None:
        """Tick the box beside the form."""
        self.page.get_by_text("Settings, and your data").click()
        self.page.get_by_label("answering times").check()

    def see_result(self) -> Locator:
        """Ask for the result at the review, or finish a form about somebody else; return the place of what follows."""
        self.button("See my result").or_(self.button("Finish")).click()
        return self.page.locator(".sa-result")

    def kept(self, name: str | None = None) -> Any:
        """Return what the browser keeps under a name without its prefix: the draft, if none is given."""
        text = self.page.evaluate(
            "name => localStorage.getItem('ee:' + name)", name or f"draft:{self.key['id']}"
        )
        return text and json.loads(text)

    def best(self, item: dict[str, Any], *, worst: bool = False) -> object:
        """Return the answer with the most points, or the fewest."""
        form = item["form"]
        if "line" in form:
            return int((min if worst else max)(form["line"]["knots"], key=lambda knot: knot[1])[0])
        table = list(zip(form["table"]["points"], form["table"]["values"], strict=True))
        return (min if worst else max)(table, key=lambda pair: pair[0])[1]

    def varied(self) -> dict[str, object]:
        """Answers to everything that are neither alike nor ideal: good at the start, giving in at the price."""
        answers = {}
        for number, item in enumerate(self.scored):
            low = item["dimension"] == "negotiation" or number % 5 == 2
            answers[item["id"]] = self.best(item, worst=low)
        return answers


@pytest.fixture
def start(page: Page) -> Callable[..., Reader]:
    """Return a function that opens an assessment, by default the core, on the page of the test."""
    return lambda instrument=CORE, **options: Reader(page, instrument, **options)


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext]) -> Page:
    """Return a page on a phone with touch."""
    return new_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()


@pytest.fixture
def reader_on() -> Callable[..., Reader]:
    """Return the function that opens an assessment on a page of the test's own."""
    return Reader
