"""Every built page, seen by a real browser: nothing blocked, nothing fetched from elsewhere, no script it does not need."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

VIOLATIONS = """
document.addEventListener('securitypolicyviolation', (event) => {
  console.error(`blocked by the policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""


class _Scripts(HTMLParser):
    """The addresses of all scripts and styles of a page."""

    def __init__(self):
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "script" and given.get("src"):
            self.found.append(given["src"])
        if tag == "link" and given.get("rel") == "stylesheet":
            self.found.append(given["href"])


def pages(site):
    """Return every built page by its path in the site."""
    return sorted(
        path.relative_to(site).as_posix() for path in site.rglob("*.html") if path.name != "404.html"
    )


def test_no_page_breaks_the_policy_or_asks_elsewhere(site, new_context, traffic):
    """Every page loads with its scripts under the policy: no violation, no error, no request to another origin."""
    context = new_context(viewport={"width": 390, "height": 844})
    context.add_init_script(VIOLATIONS)
    page = context.new_page()
    names = pages(site)
    for name in names:
        page.goto(name, wait_until="domcontentloaded")
        page.locator("[data-md-component=header]").wait_for()

    assert len(names) >= 150
    assert [] == traffic.problems


def test_every_page_carries_the_same_policy(site):
    """One policy for the whole site stands right behind the charset of every page and forbids forms to send."""
    policies = set()
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        start = html.index('<meta charset="utf-8">')
        head = html[start : start + 2000]
        policy = head.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0]
        policies.add(policy)

    assert 1 == len(policies)
    assert "form-action 'none'" in policies.pop()


def test_pages_without_an_assessment_carry_none_of_our_script(site):
    """Only the pages that hold a form load the script and style of assessments, and the finder its own."""
    carrying = set()
    for name in pages(site):
        parser = _Scripts()
        parser.feed((site / name).read_text(encoding="utf-8"))
        if any("assets/even-exchange/" in address for address in parser.found):
            carrying.add(name.removesuffix("/index.html").removesuffix(".html"))

    files = (Path(__file__).parents[2] / "assessments").glob("*.yml")
    instruments = {path.stem for path in files if "\nitems:" in path.read_text(encoding="utf-8")}
    assert instruments >= {"where-you-stand", "three-junctures", "check-one-deal", "message-mirror"}
    assert {f"assess/{id_}" for id_ in instruments} | {"find"} == carrying


def test_the_site_can_be_walked_from_disk(site, new_context, traffic):
    """Opened by a double click, the home page leads to an assessment that works and to a playbook."""
    page = new_context().new_page()
    page.goto((site / "index.html").as_uri())
    page.get_by_role("link", name="Where do you stand?").first.click()
    page.locator("self-assessment:defined").wait_for()
    page.go_back()
    page.get_by_role("link", name="the price", exact=True).click()
    page.get_by_role("link", name="The whole page: Hold the value").click()
    page.get_by_role("heading", name="Two-minute version").wait_for()
    page.goto((site / "find.html").as_uri())
    page.get_by_role("searchbox", name="What is going on?").fill("discount")
    page.locator(".ee-finder").get_by_role("link", name="Hold the value").first.click()

    assert "hold-the-value" in page.url


@pytest.fixture(autouse=True)
def _search_index_from_disk(request, traffic):
    """From disk the theme looks for a search index that only an offline copy would have."""
    if "from_disk" in request.node.name:
        traffic.tolerated = ("search_index", "search/search")
