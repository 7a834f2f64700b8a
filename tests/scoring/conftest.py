"""What the tests of scoring share: the real project, and the shipped scorer in a real browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from even_exchange.client_script import CLIENT, join
from even_exchange.instruments import score as score_in_python
from even_exchange.pipeline import Project, compile_project
from even_exchange.project_files import read_files
from tests.scoring import by_hand

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from playwright.sync_api import Browser, BrowserContext, Page

    from even_exchange.instruments.scoring_key import ScoringKey

ROOT = Path(__file__).resolve().parents[2]
#: The browser scorer with every reading that there is, as an entry of its own.
SCORER = """
import { printed, tidy } from "CLIENT/numbers.mjs";
import { readings } from "CLIENT/readings.mjs";
import { isFast, score as withReadings } from "CLIENT/score.mjs";

const score = (key, sittings) => withReadings(key, sittings, readings);
globalThis.scorer = { isFast, printed, score, tidy };
""".replace("CLIENT", CLIENT.as_posix())
START = """<!doctype html><html lang="en"><meta charset="utf-8"><title>twins</title>
<link rel="icon" href="data:,"><script src="scorer.js"></script><script type="module" src="same.mjs"></script></html>"""
#: Compares every leaf with Object.is and every list and mapping by length, keys and their order.
SAME = """
const { scorer } = globalThis;

function difference(expected, found, path) {
  if (Object.is(expected, found)) return null;
  if (typeof expected !== "object" || typeof found !== "object" || !expected || !found
    || Array.isArray(expected) !== Array.isArray(found)) {
    return `${path}: ${JSON.stringify(expected)} in Python, ${JSON.stringify(found)} in the browser`;
  }
  const keys = Object.keys(expected), others = Object.keys(found);
  if (keys.join("\\n") !== others.join("\\n")) return `${path}: has ${keys} in Python, ${others} in the browser`;
  for (const key of keys) {
    const inner = difference(expected[key], found[key], `${path}.${key}`);
    if (inner) return inner;
  }
  return null;
}

/** Scores each [sittings, result in Python]; returns the count and what differs. */
function compare(batch, score) {
  const differences = [];
  let compared = 0;
  for (const [key, cases] of batch) {
    for (let number = 0; number < cases.length; number += 1) {
      const [sittings, expected] = cases[number];
      compared += 1;
      const what = difference(expected, score(key, sittings), "result");
      if (what && differences.length < 5) differences.push(`${key.id} ${number}: ${what}`);
    }
  }
  return { compared, differences };
}

globalThis.twins = {
  ...scorer,
  compareFile: async (name, score = scorer.score) => compare(await (await fetch(name)).json(), score),
  compare: (text) => compare(JSON.parse(text), scorer.score),
};
"""


def joined_scorer(folder: Path, *, small: bool = False) -> str:
    """Return the browser scorer as one script that sets a global; `small`: minified as pages load it."""
    entry = folder / "scorer.mjs"
    entry.write_text(SCORER, encoding="utf-8")
    return join(entry, small=small)


@pytest.fixture(scope="session")
def project() -> Project:
    """Return the shipped project, compiled and without findings."""
    compiled = compile_project(read_files(ROOT))
    assert compiled.sound, [str(finding) for finding in compiled.findings]
    return compiled


@pytest.fixture(scope="session")
def keys(project: Project) -> dict[str, ScoringKey]:
    """Return the shipped scoring keys as they reach a page: through JSON."""
    return json.loads(json.dumps(project.keys))


@pytest.fixture
def twin_folder(tmp_path: Path) -> Path:
    """Return a folder with the shipped browser scorer and a page that loads it; files put here can be fetched."""
    (tmp_path / "index.html").write_text(START, encoding="utf-8")
    (tmp_path / "same.mjs").write_text(SAME, encoding="utf-8")
    (tmp_path / "scorer.js").write_text(joined_scorer(tmp_path), encoding="utf-8")
    return tmp_path


@pytest.fixture
def twin(
    browser: Browser, serve_site: Callable[..., BrowserContext], site_url: str, twin_folder: Path
) -> Generator[Page, Any, None]:
    """Return a page of a real browser that holds the shipped scorer as `twins`."""
    context = serve_site(browser.new_context(), twin_folder)
    page = context.new_page()
    page.goto(site_url)
    yield page
    context.close()


class InBrowser:
    """The shipped browser scorer, called one case at a time; values travel as JSON, as they do in a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def score(self, key: Any, sittings: Any) -> Any:
        """Score in the browser."""
        return self._call("score", key, sittings)

    def is_fast(self, instrument: Any, quality: Any, seconds: Any) -> bool:
        """Look at times in the browser."""
        return self._call("isFast", instrument, quality, seconds)

    def tidy(self, value: float) -> float:
        """Make a value tidy in the browser."""
        return self._call("tidy", value)

    def printed(self, value: float) -> int:
        """Round a value for print in the browser."""
        return self._call("printed", value)

    def _call(self, name: str, *arguments: Any) -> Any:
        script = "([name, text]) => JSON.stringify(scorer[name](...JSON.parse(text)))"
        return json.loads(self.page.evaluate(script, [name, json.dumps(arguments)]))


@pytest.fixture(scope="session")
def browser_scorer(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Generator[InBrowser, Any, None]:
    """Return the shipped browser scorer on an empty page that asks for nothing."""
    page = browser.new_page()
    page.evaluate(joined_scorer(tmp_path_factory.mktemp("scorer")))
    yield InBrowser(page)
    page.close()


@pytest.fixture(params=["python", pytest.param("browser", marks=pytest.mark.browser)])
def scorer(request: pytest.FixtureRequest) -> Any:
    """Return each of the two scorers in turn: what holds for one must hold for the other."""
    return score_in_python if request.param == "python" else request.getfixturevalue("browser_scorer")


@pytest.fixture
def result_of(scorer: Any) -> Callable[..., Any]:
    """Return a function from forms made by hand to the result of the first; keywords go to the key."""

    def result(*forms: by_hand.Form, **changes: Any) -> Any:
        return scorer.score(by_hand.key_of(*forms, **changes), by_hand.sittings_of(*forms))

    return result
