"""Nothing half-done is published: no notes to oneself, no filler, no leftover markup, no empty heading, no test page.

Markup is left to Markdown; the only tag is the `div` around a talk or the pitfalls.

PASS

    body: |
      ## Steps

      Ask once, and wait.

FAIL

    body: |
      ## Steps

      TODO: ask once, and wait.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from even_exchange.library.page import without_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.library.page import Page
    from even_exchange.library.rules.world import World

_LEFT = re.compile(
    r"\b(?:TODO|FIXME|TBD|TBC|XXX)\b|\b(?:lorem ipsum|coming soon|under construction|to be (?:written|added)"
    r"|insert (?:here|text|name)|your text here|placeholder)\b|\?\?\?",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?(?!div\b)([a-z][a-z0-9]*)(?:\s[^<>]*)?>", re.IGNORECASE)
_TEST = re.compile(r"^(?:test|untitled|new|copy|draft|a+|x+)(?:-?\d+|-test)?$|-(?:copy|old|\d)$")


def check(page: Page, _world: World) -> Iterator[Finding]:
    """Yield a finding for each leftover."""
    head = page.head
    for key, text in (("title", head.title), ("promise", head.promise), ("summary", head.summary)):
        for match in _LEFT.finditer(text):
            what = f"'{match.group()}' is left over; finish it or take it out"
            yield page.finding((key,), "residue", what)
    if _TEST.search(page.slug):
        what = f"'{page.slug}' looks like a trial or a copy; name the page after what it is for"
        yield page.finding(("slug",), "residue", what)
    for number, line in enumerate(without_code(page.body).splitlines(), page.first_line):
        for match in _LEFT.finditer(line):
            what = f"'{match.group()}' is left over; finish it or take it out"
            yield page.finding_at(number, "residue", what)
        for match in _TAG.finditer(line):
            what = f"'{match.group()}' is HTML; write it in Markdown"
            yield page.finding_at(number, "residue", what)
        if re.fullmatch(r"#{1,6}\s*", line):
            yield page.finding_at(number, "residue", "this heading is empty; write it or take it out")
