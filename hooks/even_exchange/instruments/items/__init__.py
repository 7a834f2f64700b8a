"""Item types. Each is a folder: model.py (what it is), template.html.j2 (how it is asked), example.yml (one of it).

A type ends before scoring begins: its `form` says how an answer becomes points, and nothing after that knows types.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, Union

from pydantic import Field

from even_exchange.instruments.items.item import Item

#: One line a type: the name of its folder.
FOLDERS = (
    "trade_off",
    "count",
    "scenario",
    "number",
    "pair",
    "shared_points",
    "checklist",
    "text_mirror",
    "self_placement",
)

TYPES: dict[str, type[Item]] = {
    folder.replace("_", "-"): import_module(f"{__name__}.{folder}.model").ItemType for folder in FOLDERS
}

if TYPE_CHECKING:
    AnyItem = Item
else:
    AnyItem: Any = Annotated[Union[tuple(TYPES.values())], Field(discriminator="type")]  # noqa: UP007

__all__ = ["FOLDERS", "TYPES", "AnyItem", "Item"]
