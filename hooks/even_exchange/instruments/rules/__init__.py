"""Rules over what instruments say. One rule, one file: its docstring is its manual, with examples that are tested.

A rule is a function ``check(reading, world)`` over one instrument or ``check_model(document)`` over the shared
model; both yield findings. A rule never raises on what another rule or the shape has already told.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from even_exchange.findings import Finding
    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World
    from even_exchange.source import Document

#: One line a rule: the name of its file.
NAMES = (
    "answers_of_personas",
    "best_option_varies",
    "claims_exist",
    "dimensions_exist",
    "enough_items",
    "expectations_of_personas",
    "file_name",
    "graded_options",
    "item_share",
    "keyed_both_ways",
    "knots_rise",
    "minutes_counted",
    "model_names",
    "neighbours",
    "one_good_pole",
    "own_names",
    "pairs",
    "reading_grade",
    "reserved_words",
    "same_place",
    "sub_checks",
    "unique_ids",
    "version_told",
    "wording",
    "zones_cover_the_line",
)

RULES: dict[str, ModuleType] = {name: import_module(f"{__name__}.{name}") for name in NAMES}


def check_instrument(reading: Reading, world: World) -> Iterator[Finding]:
    """Yield the findings of every rule over one instrument."""
    for rule in RULES.values():
        if hasattr(rule, "check"):
            yield from rule.check(reading, world)


def check_model(document: Document) -> Iterator[Finding]:
    """Yield the findings of every rule over the shared model."""
    for rule in RULES.values():
        if hasattr(rule, "check_model"):
            yield from rule.check_model(document)
