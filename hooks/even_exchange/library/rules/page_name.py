"""The slug of a page is the name of its file, so that nobody has to look for it.

PASS

    path: docs/playbooks/hold-the-value.md
    head: {slug: hold-the-value}

FAIL

    path: docs/playbooks/hold-the-value.md
    head: {slug: holding-the-value}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.library.page import Page
    from even_exchange.library.rules.world import World


def check(page: Page, _world: World) -> Iterator[Finding]:
    """Yield a finding when slug and file have different names."""
    file = page.uri.rsplit("/", 1)[-1]
    if page.slug != file.removesuffix(".md"):
        what = f"the slug '{page.slug}' is not the name of the file '{file}'; make them agree"
        yield page.finding(("slug",), "page-name", what)
