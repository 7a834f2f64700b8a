"""The page from which a situation of Now is made is a playbook, no draft, and names that situation.

PASS

    pages:
      - head: {slug: first-meeting, situations: every situation}
        body: |
          ## Two-minute version

          1. Ask what made them say yes to the meeting.
    made_from: first-meeting

FAIL

    pages:
      - head: {slug: first-meeting, situations: []}
        body: |
          ## Two-minute version

          1. Ask what made them say yes to the meeting.
    made_from: first-meeting
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from even_exchange.findings import Finding, Position, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from even_exchange.library.page import Page
    from even_exchange.library.rules.world import World

TAXONOMY = "docs/_data/taxonomy.yml"


def check_library(pages: Sequence[Page], world: World) -> Iterator[Finding]:
    """Yield a finding for each situation without a page to make its two-minute version of."""
    if not world.every_page:
        return
    by_slug = {page.slug: page for page in pages}
    for id_, situation in world.words.taxonomy.situations.items():
        page = by_slug.get(situation.page)
        position = world.words.places.get(f"situations.{id_}", Position(TAXONOMY, 1, 1))
        if page is None:
            what = f"there is no page '{situation.page}'; {did_you_mean(situation.page, by_slug)}"
            yield Finding(position, "situations-made", what)
        elif page.head.status == "draft" or page.section("Two-minute version") is None:
            what = f"'{situation.page}' has no two-minute version to show; name a finished playbook"
            yield Finding(position, "situations-made", what)
        elif id_ not in page.head.situations:
            yield page.finding(
                ("situations",), "situations-made", f"'{id_}' is made from this page; add it here"
            )
