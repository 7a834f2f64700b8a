"""Dates fit together: created, then reviewed, then reviewed again within a year.

A page whose review is overdue gets a banner and a notice, and the build goes on. Whether a review lies in the future
is not asked: the day of a build is that of its commit, and who edits writes the day on which they do.

PASS

    day: "2026-12-01"
    head: {created: 2026-11-22, last_reviewed: 2026-11-22, review_by: 2027-11-22}

FAIL

    day: "2026-12-01"
    head: {created: 2026-11-22, last_reviewed: 2026-11-20, review_by: 2027-11-22}
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.library.page import Page
    from even_exchange.library.rules.world import World

LONGEST_DAYS = 366
KEYS = ("created", "last_reviewed", "review_by")


def check(page: Page, world: World) -> Iterator[Finding]:
    """Yield a finding for each date that does not fit, and a notice for an overdue review."""
    head = page.head
    dates: dict[str, date] = {}
    for key in KEYS:
        try:
            dates[key] = date.fromisoformat(getattr(head, key))
        except ValueError:
            yield page.finding((key,), "dates", f"there is no day {getattr(head, key)}; correct it")
    if len(dates) < len(KEYS):
        return
    created, reviewed, again = dates["created"], dates["last_reviewed"], dates["review_by"]
    if reviewed < created:
        yield page.finding(("last_reviewed",), "dates", f"this lies before {created}, when the page was made")
    if not reviewed < again:
        yield page.finding(("review_by",), "dates", f"this does not lie after the last review, {reviewed}")
    elif (again - reviewed).days > LONGEST_DAYS:
        yield page.finding(
            ("review_by",), "dates", f"this lies more than a year after {reviewed}; bring it nearer"
        )
    if world.day is None:
        return
    today = date.fromisoformat(world.day)
    if again < today:
        what = f"this page was due for review on {again}; read it again and set new dates"
        yield page.finding(("review_by",), "dates", what, "notice")
