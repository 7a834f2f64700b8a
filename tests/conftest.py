"""What all tests share: the built site, and a browser that sees it under its real address.

Tests ask for these fixtures by name:

site          folder with the real site, built once in a run
site_url      the address it was built for and is served under
context, page, new_context
              those of pytest-playwright, but every request is answered from `site`
traffic       what the browser asked for and complained about in this test
serve_site    to serve another folder, or a context that was made by hand

A test fails when its browser asks for anything outside the site's origin, sends anything
but GET, throws, or writes an error to the console. `@pytest.mark.tolerates("pattern")`
allows what matches, as the failure message prints it. Only locators wait under our
content security policy: `wait_for_function` with a string needs eval and is refused.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Error as PlaywrightError

import run

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from playwright.sync_api import BrowserContext, BrowserType, ConsoleMessage, Request, Route, WebError

ROOT = Path(__file__).resolve().parent.parent
SITE_URL = os.environ.get("SITE_URL", "https://even-exchange.example/kb/")
SETTLING = 20
"""Milliseconds that a page gets after a test to say what went wrong."""
BROWSER_FIXTURES = {"browser", "context", "new_context", "page", "playwright"}
CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".gz": "application/gzip",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
    ".zip": "application/zip",
}


# The site


@pytest.fixture(scope="session")
def site_url() -> str:
    """Return the address that the site is built for and served under, with a slash at the end."""
    return SITE_URL


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, site_url: str) -> Path:
    """Build the real site strictly, once, and return its folder."""
    folder = tmp_path_factory.mktemp("built") / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    variables = run.child_variables() | {"SITE_URL": site_url}
    built = subprocess.run(
        command, cwd=ROOT, env=variables, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if built.returncode:
        pytest.fail(f"the site does not build:\n{built.stdout}{built.stderr}", pytrace=False)
    return folder


# The browser


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], browser_type: BrowserType, pytestconfig: pytest.Config
) -> dict[str, Any]:
    """Launch the browser that run.py would choose; without one the whole run ends."""
    arguments = dict(browser_type_launch_args)
    if browser_type.name != "chromium":  # asked for on the command line
        return arguments
    own = Path(browser_type.executable_path)
    try:
        found, reason = run.find_browser(own, os.environ), run.NO_BROWSER
    except run.Stop as stop:
        found, reason = None, str(stop)
    if found is None:
        if hasattr(pytestconfig, "workerinput"):  # pytest-xdist: a worker must not leave
            pytest.fail(reason, pytrace=False)
        pytest.exit(reason, returncode=1)
    if found != own:
        arguments["executable_path"] = str(found)
    if run.runs_as_root() or os.environ.get("CI"):
        arguments["args"] = [*arguments.get("args", []), "--no-sandbox"]
    return arguments


@dataclass
class Traffic:
    """What the browser contexts of one test asked for, and what went wrong in them."""

    tolerated: tuple[str, ...] = ()
    contexts: list[BrowserContext] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    """Every address asked for, in order, from inside and outside the site."""
    complaints: list[str] = field(default_factory=list)
    """Everything that would fail the test, tolerated or not."""

    @property
    def problems(self) -> list[str]:
        """The complaints that the test does not tolerate."""
        return [text for text in self.complaints if not any(re.search(p, text) for p in self.tolerated)]

    def settle(self) -> None:
        """Wait until everything that the browser has said so far has arrived here."""
        for context in self.contexts:
            with contextlib.suppress(PlaywrightError):  # closed by the test
                for page in context.pages:
                    page.wait_for_timeout(SETTLING)
                context.cookies()

    def watch(self, context: BrowserContext, folder: Path, address: str) -> None:
        """Answer every request of a context from a folder, and write down what it does."""
        self.contexts.append(context)

        def asked(request: Request) -> None:
            self.requests.append(request.url)
            if request.method != "GET":
                self.complaints.append(f"{request.method} request: {request.url}")

        def answer(route: Route, request: Request) -> None:
            if request.url.startswith("file:"):
                route.continue_()
            elif urlsplit(request.url)[:2] != urlsplit(address)[:2]:
                self.complaints.append(f"request to another origin: {request.url}")
                route.abort()
            else:
                respond(route, folder, urlsplit(request.url).path, urlsplit(address).path)

        def said(message: ConsoleMessage) -> None:
            if message.type == "error":
                place = (message.location or {}).get("url", "")
                self.complaints.append(f"console error: {message.text} ({place})")

        def threw(error: WebError) -> None:
            self.complaints.append(f"page error: {error.error}")

        context.on("request", asked)
        context.on("console", said)
        context.on("weberror", threw)
        context.route("**/*", answer)


def respond(route: Route, folder: Path, path: str, base: str) -> None:
    """Answer as a static host does: folders by index.html, unknown paths by 404.html."""
    inside = unquote(path.removeprefix(base)) if path.startswith(base) else None
    file = (folder / inside).resolve() if inside is not None else None
    if file is None or not file.is_relative_to(folder.resolve()):
        file = None
    elif file.is_dir():
        if not path.endswith("/"):  # a real redirect would leave the browser's routing
            refresh = f'<!doctype html><title>…</title><meta http-equiv="refresh" content="0; url={path}/">'
            route.fulfill(status=200, content_type=CONTENT_TYPES[".html"], body=refresh)
            return
        file = file / "index.html"
    if file is not None and file.is_file():
        kind = CONTENT_TYPES.get(file.suffix, "application/octet-stream")
        route.fulfill(status=200, content_type=kind, body=file.read_bytes())
        return
    missing = folder / "404.html"
    body = missing.read_bytes() if missing.is_file() else b"not found"
    route.fulfill(status=404, content_type=CONTENT_TYPES[".html"], body=body)


TRAFFIC = pytest.StashKey[Traffic]()


@pytest.fixture
def traffic(request: pytest.FixtureRequest) -> Traffic:
    """Return the record of this test's requests, errors and console."""
    patterns = [p for mark in request.node.iter_markers("tolerates") for p in mark.args]
    return request.node.stash.setdefault(TRAFFIC, Traffic(tolerated=tuple(patterns)))


@pytest.fixture
def serve_site(
    traffic: Traffic, site_url: str, request: pytest.FixtureRequest
) -> Callable[..., BrowserContext]:
    """Return a function `serve_site(context, folder=None)` that serves the site, or a folder, to a context."""

    def serve(context: BrowserContext, folder: Path | None = None) -> BrowserContext:
        traffic.watch(context, folder or request.getfixturevalue("site"), site_url)
        return context

    return serve


@pytest.fixture
def new_context(
    new_context: Callable[..., BrowserContext], serve_site: Callable[..., BrowserContext]
) -> Callable[..., BrowserContext]:
    """Make contexts as pytest-playwright does (`new_context(viewport=…)`), served from the site."""

    def make(**options: Any) -> BrowserContext:
        return serve_site(new_context(**options))

    return make


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], site_url: str) -> dict[str, Any]:
    """Let tests write `page.goto("playbooks/first-meeting.html")`."""
    return {"base_url": site_url, **browser_context_args}


# Collecting and reporting


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a browser, so that `-m "not browser"` leaves them out."""
    for item in items:
        if BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Fail a test for what its browser did, after the test itself has had its say."""
    try:
        result = yield
    except BaseException:
        item.add_report_section("call", "browser", "\n".join(browser_problems(item)))
        raise
    problems = browser_problems(item)
    if problems:
        pytest.fail("the browser had problems:\n" + "\n".join(problems), pytrace=False)
    return result


def browser_problems(item: pytest.Item) -> list[str]:
    """Return what a test does not tolerate of what its browser did."""
    traffic = item.stash.get(TRAFFIC, None)
    if traffic is None:
        return []
    traffic.settle()
    return traffic.problems
