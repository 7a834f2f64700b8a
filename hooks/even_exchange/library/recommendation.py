"""Pages of the library -> what the scorers know of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from even_exchange.instruments.scoring_key import PageKey
    from even_exchange.library.page import Page
    from even_exchange.library.vocabulary import Taxonomy


def recommendable(pages: Iterable[Page], taxonomy: Taxonomy, page_for_pressing: str) -> list[PageKey]:
    """Return the playbooks that are not drafts, and the page for pressing, by slug."""
    return [
        {
            "page": page.slug,
            "format": page.head.format,
            "stage": _rank(page.head.stage, list(taxonomy.stages)),
            "primary": list(page.head.dimensions.primary),
            "secondary": list(page.head.dimensions.secondary),
            "checks": list(page.head.checks),
            "say": dict(page.head.say),
            "drill": page.head.minutes.drill is not None,
        }
        for page in sorted(pages, key=lambda page: page.slug)
        if page.head.status != "draft" and (page.head.format == "playbook" or page.slug == page_for_pressing)
    ]


def _rank(stage: str | None, stages: Sequence[str]) -> int:
    """Return the place of a stage in the sale; a page without one comes last."""
    return stages.index(stage) if stage in stages else len(stages)
