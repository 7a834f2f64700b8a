"""Every playbook and explainer is linked from at least two other pages: nobody reads what nobody leads to.

PASS

    pages:
      - {head: {slug: a}, body: "See [b](b.md) and [c](c.md)."}
      - {head: {slug: b}, body: "See [a](a.md) and [c](c.md)."}
      - {head: {slug: c}, body: "See [a](a.md) and [b](b.md)."}

FAIL

    pages:
      - {head: {slug: a}, body: "See [b](b.md) and [c](c.md)."}
      - {head: {slug: b}, body: "See [a](a.md) and [c](c.md)."}
      - {head: {slug: c}, body: "See [a](a.md)."}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from even_exchange.findings import Finding
    from even_exchange.library.page import Page
    from even_exchange.library.rules.world import World

FEWEST = 2


def check_library(pages: Sequence[Page], world: World) -> Iterator[Finding]:
    """Yield a finding for each playbook or explainer that fewer than two pages link."""
    if not world.every_page:
        return
    links = {page.slug: set(page.linked()) - {page.slug} for page in pages}
    for page in pages:
        if page.head.format not in {"playbook", "explainer"}:
            continue
        count = sum(page.slug in to for to in links.values())
        if count < FEWEST:
            what = f"{count} pages of the library link here; let {FEWEST} lead to it"
            yield page.finding(("slug",), "linked-twice", what)
