"""Pages are short: each format has its fewest and most words, and so have the two-minute version, the reasons and the summary.

PASS

    head: {format: explainer, summary: &summary "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty. One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty."}
    repeated: 800

FAIL

    head: {format: explainer, summary: "Too short."}
    repeated: 100
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from even_exchange.library.prose import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.library.page import Page
    from even_exchange.library.rules.world import World

#: Words of a whole page by format.
PAGE = {
    "playbook": (800, 1300),
    "explainer": (700, 1100),
    "drill": (200, 400),
    "checklist": (150, 300),
    "worksheet": (100, 300),
    "reference": (200, 350),
}
SUMMARY = {
    "playbook": (40, 80),
    "explainer": (40, 80),
    "reference": (25, 80),
    "drill": (15, 50),
    "checklist": (15, 50),
    "worksheet": (15, 50),
}
#: Most words of two parts of a playbook.
PARTS = {"Two-minute version": 120, "Why, and how sure we are": 120}


def check(page: Page, _world: World) -> Iterator[Finding]:
    """Yield a finding for each text that is too long or too short."""
    head = page.head
    for bounds, text, what, position in (
        (PAGE, page.body, "the page", None),
        (SUMMARY, head.summary, "the summary", ("summary",)),
    ):
        if head.format not in bounds:
            continue
        (fewest, most), count = bounds[head.format], len(words(text))
        if not fewest <= count <= most:
            message = f"{what} of a {head.format} has {fewest} to {most} words, and this one has {count}; {'cut' if count > most else 'say more, or drop it'}"
            if position:
                yield page.finding(position, "lengths", message)
            else:
                yield page.finding_at(page.first_line, "lengths", message)
    for title, most in PARTS.items():
        section = page.section(title)
        if head.format == "playbook" and section and len(words(section.text)) > most:
            what = f"'{title}' has {len(words(section.text))} words; cut it to {most}"
            yield page.finding_at(section.line, "lengths", what)
