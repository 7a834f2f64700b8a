"""What one page calls its next, that page calls its previous; and whoever stands in the head is linked in the text.

PASS

    pages:
      - head: {slug: a, related: {after: [b]}}
        body: |
          Then comes [the second](b.md).
      - head: {slug: b, related: {before: [a]}}
        body: |
          Before comes [the first](a.md).

FAIL

    pages:
      - head: {slug: a, related: {after: [b]}}
        body: |
          Then comes [the second](b.md).
      - head: {slug: b}
        body: |
          Words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from even_exchange.findings import Finding
    from even_exchange.library.page import Page
    from even_exchange.library.rules.world import World


def check_library(pages: Sequence[Page], _world: World) -> Iterator[Finding]:
    """Yield a finding for each neighbour that does not agree, and each that the text does not link."""
    by_slug = {page.slug: page for page in pages}
    for page in pages:
        related = page.head.related
        for key, other in (("before", "after"), ("after", "before")):
            for index, slug in enumerate(getattr(related, key)):
                if slug in by_slug and page.slug not in getattr(by_slug[slug].head.related, other):
                    what = f"'{slug}' does not name this page under 'related: {other}'; add it there, or take it out here"
                    yield page.finding(("related", key, index), "agreeing-neighbours", what)
        linked = set(page.linked())
        named: list[tuple[tuple[str | int, ...], str]] = [
            (("related", key, index), slug)
            for key in ("before", "after", "instead")
            for index, slug in enumerate(getattr(related, key))
        ]
        named += [(("tensions", index), slug) for index, slug in enumerate(page.head.tensions)]
        for loc, slug in named:
            if slug in by_slug and slug not in linked:
                what = f"no sentence links '{by_slug[slug].head.title}' ({slug}); add it under Next, or take it out"
                yield page.finding(loc, "agreeing-neighbours", what)
