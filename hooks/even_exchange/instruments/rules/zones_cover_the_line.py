"""The zones of the line, of the index and of an instrument's own bands run from 0 to 100 without a gap or an overlap.

A score in a gap would have no name; one in an overlap would have two.

PASS

    line:
      axis: customer-focus
      zones:
        - {id: low, from: 0, to: 50, name: low, sentence: Low.}
        - {id: high, from: 50, to: 100, name: high, sentence: High.}

FAIL

    line:
      axis: customer-focus
      zones:
        - {id: low, from: 0, to: 40, name: low, sentence: Low.}
        - {id: high, from: 50, to: 100, name: high, sentence: High.}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from even_exchange.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World
    from even_exchange.source import Document, Loc

LOWEST, HIGHEST = 0, 100


def check(reading: Reading, _world: World) -> Iterator[Finding]:
    """Yield a finding for each gap, overlap or missing end of the instrument's own bands."""
    yield from _covered(reading.document, ("bands", "zones"), reading.raw("bands", "zones"))


def check_model(document: Document) -> Iterator[Finding]:
    """Yield a finding for each gap, overlap or missing end of the line and of the index, with the range."""
    for name in ("line", "index"):
        part = document.data.get(name)
        yield from _covered(document, (name, "zones"), part.get("zones") if isinstance(part, dict) else None)


def _covered(document: Document, loc: Loc, zones: Any) -> Iterator[Finding]:
    if not isinstance(zones, tuple) or not zones:
        return
    ends: list[tuple[Any, Any]] = [
        (zone.get("from"), zone.get("to")) if isinstance(zone, dict) else (None, None) for zone in zones
    ]
    reached: Any = LOWEST
    for index, (low, high) in enumerate(ends):
        if not _number(low) or not _number(high):
            reached = None
            continue
        zone = (*loc, index)
        if high <= low:
            yield _finding(
                document,
                (*zone, "to"),
                f"the zone ends at {high}, not above its start {low}; turn them round",
            )
        if reached is not None and low > reached:
            yield _finding(
                document, (*zone, "from"), f"no zone holds the scores from {reached} to {low}; close the gap"
            )
        if reached is not None and low < reached:
            yield _finding(
                document,
                (*zone, "from"),
                f"two zones hold the scores from {low} to {reached}; end one earlier",
            )
        reached = high
    if reached is not None and reached != HIGHEST:
        last = (*loc, len(zones) - 1, "to")
        yield _finding(document, last, f"the last zone ends at {reached}; the line runs to {HIGHEST}")


def _number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _finding(document: Document, loc: tuple[str | int, ...], message: str) -> Finding:
    return Finding(document.at(loc), "zones-cover-the-line", message)
