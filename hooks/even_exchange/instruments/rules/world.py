"""What rules may know of the files around an instrument: names only, read even where those files have mistakes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from even_exchange.source import Document


@dataclass(frozen=True)
class World:
    """Ids that an instrument may refer to; an empty list means that the file could not be read: nothing is told."""

    dimensions: tuple[str, ...] = ()
    axes: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    index_zones: tuple[str, ...] = ()
    sub_checks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: Dimension -> the axis that is the mean of all its items, for those that have one.
    item_axis: dict[str, str] = field(default_factory=dict)
    #: Instruments that are read together, and so have flags and gap notes.
    pool: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()

    def scales(self, instrument: str, dimensions: tuple[str, ...]) -> dict[str, str]:
        """Return for each dimension the scale its items share: the axis, where an instrument of the pool has all of it."""
        shared = {
            axis
            for axis in self.item_axis.values()
            if instrument in self.pool
            and all(self.item_axis[d] != axis or d in dimensions for d in self.item_axis)
        }
        axes = {dimension: self.item_axis.get(dimension, dimension) for dimension in dimensions}
        return {dimension: axis if axis in shared else dimension for dimension, axis in axes.items()}


def names_in(model: Document | None, claims: tuple[str, ...], pages: tuple[str, ...]) -> World:
    """Return the names that the shared model defines, as far as it can be read."""
    data = model.data if model else {}
    junctures = data.get("junctures")
    line, index = data.get("line"), data.get("index")
    return World(
        dimensions=ids(data.get("dimensions")),
        axes=ids(data.get("axes")),
        zones=ids(line.get("zones") if isinstance(line, dict) else None),
        patterns=ids(data.get("patterns")),
        index_zones=ids(index.get("zones") if isinstance(index, dict) else None),
        sub_checks={
            name: tuple(juncture["sub_checks"])
            for name, juncture in (junctures.items() if isinstance(junctures, dict) else ())
            if isinstance(juncture, dict) and isinstance(juncture.get("sub_checks"), dict)
        },
        item_axis=_item_axes(data.get("axes"), data.get("dimensions")),
        pool=_pool(data.get("pool")),
        claims=claims,
        pages=pages,
    )


def _pool(pool: Any) -> tuple[str, ...]:
    names = pool.get("instruments") if isinstance(pool, dict) else None
    return tuple(name for name in names if isinstance(name, str)) if isinstance(names, tuple) else ()


def _item_axes(axes: Any, dimensions: Any) -> dict[str, str]:
    if not isinstance(axes, tuple) or not isinstance(dimensions, tuple):
        return {}
    of_items = ids(tuple(axis for axis in axes if isinstance(axis, dict) and axis.get("made_of") == "items"))
    return {
        dimension["id"]: dimension["axis"]
        for dimension in dimensions
        if isinstance(dimension, dict)
        and isinstance(dimension.get("id"), str)
        and dimension.get("axis") in of_items
    }


def ids(entries: Any) -> tuple[str, ...]:
    """Return the ids of a list of mappings, passing over what has none."""
    if not isinstance(entries, tuple):
        return ()
    return tuple(
        entry["id"] for entry in entries if isinstance(entry, dict) and isinstance(entry.get("id"), str)
    )
