"""Names in the shared model are used once and refer to something that exists.

PASS

    line:
      axis: customer-focus
      zones:
        - {id: all, from: 0, to: 100, name: all, sentence: All.}

FAIL

    line:
      axis: custommer-focus
      zones:
        - {id: all, from: 0, to: 100, name: all, sentence: All.}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from even_exchange.findings import Finding, did_you_mean
from even_exchange.instruments.rules.world import ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.source import Document, Loc


def check_model(document: Document) -> Iterator[Finding]:
    """Yield a finding for each id given twice and each name that nothing bears."""
    data = document.data
    line, map_ = data.get("line"), data.get("map")
    zones = line.get("zones") if isinstance(line, dict) else None
    lists: dict[Loc, Any] = {
        ("axes",): data.get("axes"),
        ("dimensions",): data.get("dimensions"),
        ("patterns",): data.get("patterns"),
        ("line", "zones"): zones,
    }
    for place, entries in lists.items():
        yield from _twice(document, place, entries)
    axes, dimensions = ids(data.get("axes")), ids(data.get("dimensions"))
    named: dict[Loc, Any] = {
        ("line", "axis"): line.get("axis") if isinstance(line, dict) else None,
        ("map", "across"): map_.get("across") if isinstance(map_, dict) else None,
        ("map", "up"): map_.get("up") if isinstance(map_, dict) else None,
    }
    for index, entry in enumerate(_entries(data.get("dimensions"))):
        named[("dimensions", index, "axis")] = entry.get("axis")
    for loc, name in named.items():
        if isinstance(name, str) and name not in axes:
            yield _finding(document, loc, f"there is no axis '{name}'; {did_you_mean(name, axes)}")
    junctures = data.get("junctures")
    for name in junctures if isinstance(junctures, dict) else ():
        if name not in dimensions:
            message = f"there is no dimension '{name}'; {did_you_mean(name, dimensions)}"
            yield Finding(document.at_key(("junctures", name)), "model-names", message)
    yield from _last_pattern(document, data.get("patterns"))


def _last_pattern(document: Document, patterns: Any) -> Iterator[Finding]:
    """Tell when the last pattern has a condition or another has none: the last takes whatever is left."""
    entries = _entries(patterns)
    for index, pattern in enumerate(entries):
        when = pattern.get("when")
        last = index == len(entries) - 1
        if last and when:
            message = "the last pattern takes what is left over; give it 'when: {}' or add one after it"
            yield _finding(document, ("patterns", index, "when"), message)
        if not last and when == {}:
            message = (
                "a pattern without conditions takes everything, so those after it are out of reach; add one"
            )
            yield _finding(document, ("patterns", index, "when"), message)


def _twice(document: Document, loc: Loc, entries: Any) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, entry in enumerate(_entries(entries)):
        id_ = entry.get("id")
        if not isinstance(id_, str):
            continue
        if id_ in first:
            line = document.at((*loc, first[id_], "id")).line
            yield _finding(
                document,
                (*loc, index, "id"),
                f"the id '{id_}' is taken, on line {line}; give this one another",
            )
        first.setdefault(id_, index)


def _entries(value: Any) -> list[dict[str, Any]]:
    return [entry if isinstance(entry, dict) else {} for entry in value] if isinstance(value, tuple) else []


def _finding(document: Document, loc: Loc, message: str) -> Finding:
    return Finding(document.at(loc), "model-names", message)
