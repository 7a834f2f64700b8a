"""Rules over the pages of the library. One rule, one file: its docstring is its manual, with examples that are tested.

A rule is a function ``check(page, world)`` over one page, or ``check_library(pages, world)`` over all of them; both
yield findings. The examples are YAML: `head` holds keys of the front matter, `body` the Markdown below it, and `pages`
a list of such pages.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

    from even_exchange.findings import Finding
    from even_exchange.library.page import Page
    from even_exchange.library.rules.world import World

#: One line a rule: the name of its file.
NAMES = (
    "agreeing_neighbours",
    "cast_agrees",
    "citations",
    "claims_used",
    "coverage",
    "dates",
    "figures_qualified",
    "known_words",
    "lengths",
    "lines_to_say",
    "linked_twice",
    "own_words",
    "page_name",
    "parts",
    "parts_of_sheets",
    "pitfalls",
    "plain_sentences",
    "residue",
    "shared_runs",
    "signs",
    "situations_made",
    "steps",
    "strength_kept",
    "talks",
    "worn_words",
)

RULES: dict[str, ModuleType] = {name: import_module(f"{__name__}.{name}") for name in NAMES}


def check_pages(pages: Sequence[Page], world: World) -> Iterator[Finding]:
    """Yield the findings of every rule over the library."""
    for rule in RULES.values():
        if hasattr(rule, "check"):
            for page in pages:
                yield from rule.check(page, world)
        if hasattr(rule, "check_library"):
            yield from rule.check_library(pages, world)
