"""What a page cites is in the register of claims and in the list of the page, and what is listed is cited.

PASS

    head: {claims: [balance-essay.21]}
    body: |
      One essay ranks urgency above the rest.[^balance-essay.21]

FAIL

    head: {claims: [balance-essay.21]}
    body: |
      One essay ranks urgency above the rest.[^balance-essay.12]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from even_exchange.findings import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.library.page import Page
    from even_exchange.library.rules.world import World


def check(page: Page, world: World) -> Iterator[Finding]:
    """Yield a finding for each citation of nothing, each that is not listed, and each listed claim not cited."""
    register = world.words.register
    known = register.ids()
    listed = {*page.head.claims, *page.head.external}
    cited = page.cited()
    for id_, line in cited:
        if id_ not in known:
            what = f"there is no claim '{id_}'; {did_you_mean(id_, known)}"
            yield page.finding_at(line, "unknown-claim", what)
        elif id_ not in listed:
            key = "external" if id_ in register.outside else "claims"
            what = f"'{id_}' is cited here; add it to '{key}' in the front matter"
            yield page.finding_at(line, "unlisted-claim", what)
    for key, ids in (("claims", page.head.claims), ("external", page.head.external)):
        for index, id_ in enumerate(ids):
            if id_ in known and id_ not in {one for one, _ in cited}:
                what = f"no sentence cites '{id_}'; add [^{id_}] where one rests on it, or take it out"
                yield page.finding((key, index), "uncited-claim", what)
