"""A sheet belongs to a playbook and has its parts: a drill its cards, clock and count, a checklist its boxes.

So has the page of a dimension: what it is, both ends, something to look at, and the place for what leads on.

PASS

    head: {format: checklist, playbook: hold-the-value}
    body: |
      ## Before

      - [ ] I know who signs.

      ## If a line stays empty

      Ring them first.

FAIL

    head: {format: checklist}
    body: |
      ## Before

      Know who signs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from even_exchange.library.prose import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.library.page import Page
    from even_exchange.library.rules.world import World

#: The first card is the seller's, or the lead's.
DRILL = ("Set up", "The seller's card", "The other card", "Run it", "Count", "Ask each other", "Alone")
LEADS = "The lead's card"
DIMENSION = ("What it is", "At the low end", "At the high end", "Look at it in your own week")
LAST = {"checklist": "If a line stays empty", "worksheet": "When it is filled in"}
SHEETS = ("drill", "checklist", "worksheet")
_BOX = re.compile(r"[-*] \[ \] \S")
_TO_FILL = re.compile(r"_{4,}|\|\s*\|")
LONGEST_LINE = 25


def check(page: Page, world: World) -> Iterator[Finding]:
    """Yield a finding for each part that is missing."""
    head = page.head
    titles = [section.title for section in page.sections()]
    if head.format in SHEETS:
        if head.playbook is None:
            what = "'playbook' is missing; name the playbook that this sheet belongs to"
            yield page.finding(("format",), "parts-of-sheets", what)
    elif head.playbook is not None:
        what = f"a {head.format} belongs to no other page; take 'playbook' out"
        yield page.finding(("playbook",), "parts-of-sheets", what)
    if head.format == "drill":
        yield from _in_order(page, [DRILL[1] if title == LEADS else title for title in titles], DRILL)
        if head.minutes.drill is None:
            what = "'minutes: {drill: …}' is missing; say how long the drill takes"
            yield page.finding(("format",), "parts-of-sheets", what)
    if head.format == "reference" and page.slug in world.words.dimensions:
        yield from _in_order(page, titles, DIMENSION)
        if f"<!-- ee: dimension {page.slug} -->" not in page.body:
            what = f"the line '<!-- ee: dimension {page.slug} -->' is missing; put it at the end"
            yield page.finding_at(page.first_line, "parts-of-sheets", what)
    if head.format in LAST and (not titles or titles[-1] != LAST[head.format]):
        what = f"a {head.format} ends with '## {LAST[head.format]}'; add it"
        yield page.finding_at(page.first_line, "parts-of-sheets", what)
    if head.format == "checklist":
        boxes = [block for block in blocks(page) if _BOX.match(block.text)]
        if not boxes:
            what = "a checklist has lines to tick ('- [ ] I know who signs.'); add them"
            yield page.finding_at(page.first_line, "parts-of-sheets", what)
        for box in boxes:
            if len(box.text.split()) - 3 > LONGEST_LINE:
                what = f"this line has more than {LONGEST_LINE} words; make two of it"
                yield page.finding_at(box.line, "parts-of-sheets", what)
    if head.format in {"worksheet", "drill"} and not _TO_FILL.search(page.body):
        what = f"a {head.format} has room to write (a table with empty cells, or '______'); add it"
        yield page.finding_at(page.first_line, "parts-of-sheets", what)


def _in_order(page: Page, titles: list[str], needed: tuple[str, ...]) -> Iterator[Finding]:
    if tuple(titles) != needed:
        what = f"the parts of this page are: {' · '.join(needed)}; this one has: {' · '.join(titles)}"
        yield page.finding_at(page.first_line, "parts-of-sheets", what)
