"""The guard around every browser test: it must see what it is there to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

PAGE = '<!doctype html><html lang="en"><title>Page</title><link rel="icon" href="data:,"><p>{}</p></html>'


@pytest.fixture
def guarded(browser: Browser, traffic: object, tmp_path: Path, site_url: str) -> Iterator[tuple]:
    """Return a page of a small site and the guard that watches it, which fails nobody here."""
    (tmp_path / "inner").mkdir()
    (tmp_path / "index.html").write_text(PAGE.format("home"), encoding="utf-8")
    (tmp_path / "inner" / "index.html").write_text(PAGE.format("inner"), encoding="utf-8")
    (tmp_path / "404.html").write_text(PAGE.format("lost"), encoding="utf-8")
    guard = type(traffic)()
    with browser.new_context(base_url=site_url) as context:
        guard.watch(context, tmp_path, site_url)
        page = context.new_page()
        page.goto("")
        yield page, guard


def test_a_quiet_page_is_fine(guarded: tuple, site_url: str) -> None:
    """A page that asks for nothing but itself gives no complaint, and its requests are known."""
    page, guard = guarded
    page.goto("inner/#part")
    guard.settle()

    assert guard.complaints == []
    assert [address.partition("#")[0] for address in guard.requests] == [site_url, f"{site_url}inner/"]


@pytest.mark.parametrize(
    ("act", "complaint"),
    [
        (
            "() => fetch('https://elsewhere.example/x').catch(() => 0)",
            "request to another origin: https://elsewhere",
        ),
        ("() => fetch('inner/', {method: 'POST', body: 'x'})", "POST request: https://"),
        ("() => { setTimeout(() => { throw new Error('broken') }) }", "page error: broken"),
        ("() => console.error('badly')", "console error: badly"),
        ("() => { document.body.append(Object.assign(new Image(), {src: 'gone.png'})) }", "status of 404"),
    ],
)
def test_what_is_seen(act: str, complaint: str, guarded: tuple) -> None:
    """Other origins, sending, throwing, console errors and missing files are complaints."""
    page, guard = guarded
    page.evaluate(act)
    guard.settle()

    assert any(complaint in text for text in guard.complaints), guard.complaints
    assert guard.problems == guard.complaints


def test_tolerated_complaints_are_no_problems(guarded: tuple) -> None:
    """What a test tolerates is still written down but does not fail it."""
    page, guard = guarded
    guard.tolerated = ("badly",)
    page.evaluate("() => console.error('badly')")
    guard.settle()

    assert len(guard.complaints) == 1
    assert guard.problems == []


@pytest.mark.tolerates("status of 404")
@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        ("inner/", 200, "inner"),
        ("inner/index.html", 200, "inner"),
        ("nowhere/", 404, "lost"),
        ("../outside/", 404, "lost"),
        ("..%2F..%2Fetc/passwd", 404, "lost"),
    ],
)
def test_answers_like_a_host(path: str, status: int, text: str, guarded: tuple) -> None:
    """Folders answer with their index page, unknown paths and paths outside with the 404 page."""
    page, _ = guarded
    answer = page.goto(path)

    assert answer.status == status
    assert page.locator("p").inner_text() == text


def test_folder_without_slash(guarded: tuple) -> None:
    """A folder without its slash leads to the folder."""
    page: Page = guarded[0]
    page.goto("inner")
    page.wait_for_url("**/inner/")


def test_the_real_site_is_served(page: Page, site_url: str) -> None:
    """The usual `page` opens the real site under the address that it is built for."""
    page.goto("")

    assert page.url == site_url
    assert page.title() != ""


def test_contexts_made_on_purpose_are_guarded(new_context: Callable, traffic: object) -> None:
    """A context with options of its own is served and watched like the usual one."""
    page = new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False).new_page()
    page.goto("")

    assert page.viewport_size == {"width": 390, "height": 844}
    assert traffic.requests
