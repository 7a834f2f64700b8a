"""Nothing a reader enters leaves the browser, and nothing an editor writes can run in it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from even_exchange.client_script import CLIENT, drop_comments

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page


def test_no_request_is_made_after_the_page_has_loaded(start: Callable, traffic: object) -> None:
    """From the first answer to the result the browser asks for nothing at all."""
    reader = start()
    reader.page.wait_for_load_state("networkidle")
    before = list(traffic.requests)
    reader.answer(reader.varied())
    reader.see_result()
    reader.button("The whole result").click()
    traffic.settle()

    assert traffic.requests == before


def test_sending_the_form_without_the_script_sends_nothing(page: Page, traffic: object) -> None:
    """Script lost, answers given, form submitted in every way there is: no address holds an answer."""
    traffic.tolerated = ("",)
    page.route("**/*.js", lambda route: route.abort())
    page.goto("assess/three-junctures.html")
    page.locator("fieldset input[type=radio]").first.check()
    before = list(traffic.requests)
    page.locator("input[type=number]").first.fill("3")
    page.locator("input[type=number]").first.press("Enter")
    page.evaluate(
        "for (const form of document.querySelectorAll('self-assessment form')) form.requestSubmit()"
    )
    page.wait_for_timeout(200)

    assert traffic.requests == before
    assert "?" not in page.url


def test_pages_without_an_assessment_carry_none_of_its_script(site: Path) -> None:
    """Our script and style are asked for on the pages of assessments and nowhere else."""
    carrying = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if re.search(r"assets/even-exchange/assess", path.read_text(encoding="utf-8"))
    }

    holding = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if "<self-assessment" in path.read_text(encoding="utf-8")
    }
    assert carrying == holding >= {"assess/where-you-stand.html", "assess/check-one-deal.html"}


def test_key_and_sentences_are_inert_and_cannot_end_their_element(site: Path) -> None:
    """Data stands in JSON scripts without a single '<' in them."""
    html = (site / "assess/where-you-stand.html").read_text(encoding="utf-8")
    islands = re.findall(r'<script type="application/json" data-part="\w+">(.*?)</script>', html, re.DOTALL)

    assert len(islands) == 2
    for island in islands:
        assert "<" not in island
        json.loads(island)


def test_the_client_works_where_no_text_may_become_markup(  # noqa: PLR0917 (fixtures)
    site: Path, tmp_path: Path, serve_site: Callable, browser: Browser, reader_on: Callable, site_url: str
) -> None:
    """Under Trusted Types, which refuse every way to turn text into elements, the whole flow runs."""
    html = (site / "assess/where-you-stand.html").read_text(encoding="utf-8")
    block = (
        html[html.index('<div class="sa">') : html.index("</self-assessment>")] + "</self-assessment></div>"
    )
    script = next((site / "assets/even-exchange").glob("assess-axes.*.js")).read_text(encoding="utf-8")
    policy = "require-trusted-types-for 'script'; trusted-types 'none'; style-src 'self'; form-action 'none'"
    folder = tmp_path / "assess"
    folder.mkdir(parents=True)
    (folder / "assess.js").write_text(script, encoding="utf-8")
    (folder / "where-you-stand.html").write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<title>Bare</title><link rel="icon" href="data:,"><script defer src="assess.js"></script>{block}</html>',
        encoding="utf-8",
    )
    with browser.new_context(base_url=site_url) as context:
        serve_site(context, tmp_path)
        reader = reader_on(context.new_page())
        reader.answer(reader.varied())
        expect(reader.see_result()).to_contain_text("Your weakest moment")


def test_the_sources_hold_no_way_to_turn_text_into_markup() -> None:
    """No module uses a sink, and no string in it holds a tag."""
    for path in CLIENT.glob("*.mjs"):
        source = drop_comments(path.read_text(encoding="utf-8"))
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", source
        ), path
        assert not re.search(r"['\"`][^'\"`\n]*</?[a-z]+[ >]", source), path
        assert not re.search(r"\bfetch\b|XMLHttpRequest|sendBeacon|WebSocket|EventSource", source), path
