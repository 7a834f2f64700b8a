"""Whatever a result may find leads somewhere: each dimension has a primary playbook and three in all, each habit one.

Drafts do not count, since no result recommends them.

PASS

    pages:
      - {head: {dimensions: {primary: every dimension}, checks: every sub-check}}
      - {head: {slug: b, dimensions: {primary: every dimension}}}
      - {head: {slug: c, dimensions: {primary: every dimension}}}

FAIL

    pages:
      - {head: {dimensions: {primary: every dimension}, checks: []}}
      - {head: {slug: b, dimensions: {primary: every dimension}}}
      - {head: {slug: c, dimensions: {primary: every dimension}}}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from even_exchange.findings import Finding, Position

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from even_exchange.library.page import Page
    from even_exchange.library.rules.world import World

FEWEST = 3
MODEL = "assessments/model.yml"


def check_library(pages: Sequence[Page], world: World) -> Iterator[Finding]:
    """Yield a finding for each dimension with too few playbooks, and each sub-check that none answers."""
    if not world.every_page:
        return
    playbooks = [
        page.head for page in pages if page.head.format == "playbook" and page.head.status != "draft"
    ]
    for dimension in world.words.dimensions:
        primary = [head.slug for head in playbooks if dimension in head.dimensions.primary]
        every = [
            head.slug
            for head in playbooks
            if dimension in (*head.dimensions.primary, *head.dimensions.secondary)
        ]
        if not primary:
            what = f"no playbook is about '{dimension}'; write one, with '{dimension}' as primary dimension"
            yield Finding(Position(MODEL, 1, 1), "coverage", what)
        elif len(every) < FEWEST:
            what = f"{len(every)} playbooks help with '{dimension}' ({', '.join(every)}); give it {FEWEST}"
            yield Finding(Position(MODEL, 1, 1), "coverage", what)
    for tag in world.words.tags:
        if not any(tag in head.checks for head in playbooks):
            what = f"no playbook answers the sub-check '{tag}'; add it to 'checks' of the page that does"
            yield Finding(Position(MODEL, 1, 1), "coverage", what)
