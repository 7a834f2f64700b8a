"""Formats, stages, audiences, dimensions, topics and the like come from the lists of the project, spelled as there.

PASS

    head: {audience: [seller], topics: [price]}

FAIL

    head: {audience: [salesman], topics: [price]}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from even_exchange.findings import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from even_exchange.findings import Finding
    from even_exchange.library.page import Page
    from even_exchange.library.rules.world import World


def check(page: Page, world: World) -> Iterator[Finding]:
    """Yield a finding for each word that is in no list."""
    head, words = page.head, world.words
    taxonomy = words.taxonomy
    single: list[tuple[str, str | None, Collection[str]]] = [
        ("format", head.format, taxonomy.formats),
        ("stage", head.stage, taxonomy.stages),
        ("playbook", head.playbook, world.pages),
    ]
    for key, word, known in single:
        if word is not None and word not in known:
            yield page.finding(
                (key,), "known-words", f"there is no {key} '{word}'; {did_you_mean(word, known)}"
            )
    lists: Mapping[tuple[str, ...], tuple[tuple[str, ...], Collection[str], str]] = {
        ("competencies",): (head.competencies, taxonomy.competencies, "competency"),
        ("dimensions", "primary"): (head.dimensions.primary, words.dimensions, "dimension"),
        ("dimensions", "secondary"): (head.dimensions.secondary, words.dimensions, "dimension"),
        ("audience",): (head.audience, taxonomy.audiences, "audience"),
        ("situations",): (head.situations, taxonomy.situations, "situation"),
        ("topics",): (head.topics, taxonomy.topics, "topic"),
        ("checks",): (head.checks, words.tags, "sub-check"),
        ("claims",): (head.claims, words.register.claims, "claim"),
        ("external",): (head.external, words.register.outside, "outside source"),
        ("tensions",): (head.tensions, world.pages, "page"),
        ("related", "before"): (head.related.before, world.pages, "page"),
        ("related", "after"): (head.related.after, world.pages, "page"),
        ("related", "instead"): (head.related.instead, world.pages, "page"),
    }
    for loc, (used, known, what) in lists.items():
        for index, word in enumerate(used):
            if word not in known:
                message = f"there is no {what} '{word}'; {did_you_mean(word, known)}"
                yield page.finding((*loc, index), "known-words", message)
