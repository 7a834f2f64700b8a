"""Every claim of the register is used by a page: what nobody needs is not kept, and nothing is forgotten.

Features of web sites, whose strength begins with `site`, are not for pages.

PASS

    pages:
      - head: {claims: every claim}

FAIL

    pages:
      - head: {claims: [balance-essay.21]}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from even_exchange.findings import Finding, Position

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from even_exchange.library.page import Page
    from even_exchange.library.rules.world import World


def check_library(pages: Sequence[Page], world: World) -> Iterator[Finding]:
    """Yield a finding, in the register, for each claim that no page lists."""
    if not world.every_page:
        return
    register = world.words.register
    used = {id_ for page in pages if page.head.status != "draft" for id_ in page.head.claims}
    for id_ in register.ids():
        if id_ in register.claims and id_ not in used:
            what = f"no page uses the claim '{id_}'; let a sentence rest on it, or take it out"
            position = world.words.places.get(id_, Position("docs/_data/claims.yml", 1, 1))
            yield Finding(position, "claims-used", what)
