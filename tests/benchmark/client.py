"""Three pages in a real browser -> when each is ready, and what an answer and a result cost.

bare     the page of an assessment with the assessment taken out
limit    the same with static radios and one kilobyte of script in its place
project  the page as the engine writes it

The pages come from a server of this process on the loopback address, gzipped, as a host would send them.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import content
from playwright.sync_api import sync_playwright
from weights import page_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, CDPSession, Page

HERE = Path(__file__).resolve().parent
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
SLOWED = 4
ANSWERS = 8
RESULTS = 8
LOADS = 3
"""How often a page is only loaded in a round, beside the time that it is used."""
PAGES = ("bare", "limit", "project")
KINDS = {".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".json": "application/json"}
KINDS |= {".svg": "image/svg+xml"}
#: What the engine writes for an assessment: links to style and script, block, script.
_OWN = re.compile(
    r'(<link[^>]* href="[^"]*assess\.[^"]*">\s*)|(<script[^>]* src="[^"]*assess\.[^"]*"></script>\s*)'
    r'|(<div class="sa">.*</self-assessment>\s*</div>)',
    re.DOTALL,
)


@dataclass
class Seen:
    """What the rounds saw of one page, in milliseconds."""

    ready: list[float] = field(default_factory=list)
    work: dict[int, list[float]] = field(default_factory=lambda: {1: [], SLOWED: []})
    taps: list[float] = field(default_factory=list)
    results: list[float] = field(default_factory=list)


def measure(site: Path, id_: str, rounds: int) -> dict[str, Seen]:
    """Open the three pages in turn, round after round."""
    paths = write_pages(site, id_)
    seen = {name: Seen() for name in PAGES}
    with served(site) as address, browser() as chromium:
        addresses = {name: address + path.relative_to(site).as_posix() for name, path in paths.items()}
        for number in range(rounds):
            for _ in range(LOADS):
                for name in PAGES:
                    with phone(chromium, addresses[name], SLOWED) as (page, _):
                        seen[name].ready.append(_ready(page, name))
            for name in PAGES if number % 2 == 0 else PAGES[::-1]:
                with phone(chromium, addresses[name], SLOWED) as (page, devtools):
                    seen[name].ready.append(_ready(page, name))
                    if name != "bare":
                        _answer(page, devtools, seen[name], SLOWED)
                        _ask(page, name, seen[name])
                if name != "bare":
                    with phone(chromium, addresses[name], 1) as (page, devtools):
                        _ready(page, name)
                        _answer(page, devtools, seen[name], 1)
    return seen


def write_pages(site: Path, id_: str) -> dict[str, Path]:
    """Write the bare page and the limit beside the page of an assessment, and return all three."""
    project = page_of(site, id_)
    html = project.read_text(encoding="utf-8")
    bare = _OWN.sub("", html)
    main = re.search(r"</article>", bare)
    if main is None or len(bare) == len(html):
        raise SystemExit("the page of an assessment looks different from what the benchmark knows")
    form = content.as_form(next(iter(content.instruments(1).values())), escape)
    limit = (
        f'<p class="plain-count"></p>{form}<button type="button" class="plain-ask">See my result</button>'
        '<ul class="plain-result" hidden></ul><script src="limit.js"></script>'
    )
    paths = {name: project.with_name(f"{name}.html") for name in ("bare", "limit")}
    paths["bare"].write_text(bare, encoding="utf-8")
    paths["limit"].write_text(bare[: main.start()] + limit + bare[main.start() :], encoding="utf-8")
    shutil.copy(HERE / "limit.js", project.parent)
    return paths | {"project": project}


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the browser that run.py has found; no name leads anywhere but to this machine."""
    arguments = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    if os.environ.get("CI") or (hasattr(os, "geteuid") and os.geteuid() == 0):
        arguments.append("--no-sandbox")
    named = os.environ.get("EE_BROWSER")
    program = (shutil.which(named) or named) if named else None
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=arguments)
        try:
            yield chromium
        finally:
            chromium.close()


@contextmanager
def phone(chromium: Browser, address: str, slowed: int) -> Iterator[tuple[Page, CDPSession]]:
    """Open a page on a phone with an empty cache, the processor slowed down."""
    context = chromium.new_context(**PHONE)
    context.set_default_timeout(15000)
    context.add_init_script(path=HERE / "watch.js")
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    # Time on the processor: what other programs of the machine do is not in it.
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    try:
        page.goto(address, wait_until="load")
        yield page, devtools
    finally:
        context.close()


def _ready(page: Page, name: str) -> float:
    """Return when the page could be used: bare, when the theme's own script has run; else when the form's has."""
    value = {
        "bare": "watched.themed",
        "limit": "performance.getEntriesByName('ready')[0].startTime",
        "project": "watched.defined",
    }[name]
    _settle(page)
    return float(page.evaluate(value))


def _answer(page: Page, devtools: CDPSession, seen: Seen, slowed: int) -> None:
    """Tap answers one by one: the work of the main thread for each, and the time to the frame that shows it."""
    for name in _names(page)[:ANSWERS]:
        choices = page.locator(f'label:has(input[type=radio][name="{name}"])')
        place = choices.nth(1)
        if not place.is_visible():
            page.locator('[data-act="next"]').tap()
            _settle(page)
        place.scroll_into_view_if_needed()
        _settle(page)
        box = place.bounding_box()
        assert box is not None
        before, painted = _work(devtools), _painted(page)
        page.touchscreen.tap(box["x"] + 12, box["y"] + box["height"] / 2)
        _settle(page)
        seen.work[slowed].append(_work(devtools) - before)
        if slowed > 1:
            seen.taps += page.evaluate(f"watched.paints.slice({painted})")


def _ask(page: Page, name: str, seen: Seen) -> None:
    """Answer everything, then ask for the result, again and again."""
    names = _names(page)
    page.evaluate(
        """(names) => names.forEach((name, place) => {
            const inputs = document.querySelectorAll(`fieldset input[type=radio][name="${name}"]`);
            inputs[(place * 7 + 3) % Math.min(4, inputs.length)].click();
        })""",
        names,
    )
    if name == "project":
        for _ in names:  # from section to section, up to the review of the answers
            if page.locator('[data-act="result"]').is_visible():
                break
            page.evaluate("document.querySelector('[data-act=next]').click()")
    for _ in range(RESULTS):
        ask = page.locator('[data-act="result"]' if name == "project" else ".plain-ask")
        ask.scroll_into_view_if_needed()
        _settle(page)
        painted = _painted(page)
        ask.tap()
        _settle(page)
        seen.results += page.evaluate(f"watched.paints.slice({painted})")
        if name == "project":
            shown = page.locator('[data-part="result"] h2').first
            shown.wait_for()
            page.go_back()
        else:
            page.evaluate("document.querySelector('.plain-result').hidden = true")
        _settle(page)


def _names(page: Page) -> list[str]:
    """Return the names of the items that are answered by a tap."""
    names: list[str] = page.evaluate(
        "[...new Set([...document.querySelectorAll('fieldset input[type=radio]')].map((input) => input.name))]"
    )
    return names


def _painted(page: Page) -> int:
    return int(page.evaluate("watched.paints.length"))


def _work(devtools: CDPSession) -> float:
    """Return the milliseconds that the main thread has worked so far."""
    metrics: list[dict[str, Any]] = devtools.send("Performance.getMetrics")["metrics"]
    return next(float(metric["value"]) for metric in metrics if metric["name"] == "TaskDuration") * 1000


def _settle(page: Page) -> None:
    """Wait until two frames have been shown and nothing is left to do."""
    page.evaluate(
        "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(done, {timeout: 500}))))"
    )


# The server


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on the loopback address, gzipped; yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(folder))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(folder: Path) -> type[BaseHTTPRequestHandler]:
    packed: dict[Path, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = folder / urlsplit(self.path).path.lstrip("/")
            file = path / "index.html" if path.is_dir() else path
            if not file.resolve().is_relative_to(folder.resolve()) or not file.is_file():
                self.send_error(404)
                return
            if file not in packed:
                packed[file] = gzip.compress(file.read_bytes(), 9)
            self.send_response(200)
            self.send_header("Content-Type", KINDS.get(file.suffix, "application/octet-stream"))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(packed[file])))
            self.send_header("Cache-Control", "max-age=600")
            self.end_headers()
            self.wfile.write(packed[file])

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


def middle(values: list[float]) -> float:
    """Return the median."""
    return median(values)


def high(values: list[float]) -> float:
    """Return the value that 95 of 100 stay under."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
