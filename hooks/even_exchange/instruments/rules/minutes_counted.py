"""The minutes counted from the texts are at most the minutes stated.

Counted are 200 words a minute, plus 6 seconds an item and 12 for a count or a number, and 120 for a text that is pasted.

PASS

    minutes: 10

FAIL

    minutes: 1  # for six items, two of which ask for a figure
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from even_exchange.instruments.minutes import exact_minutes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World


def check(reading: Reading, _world: World) -> Iterator[Finding]:
    """Yield a finding when the texts take longer than the file says."""
    if reading.instrument is None:
        return
    counted = exact_minutes(reading.instrument)
    if counted > reading.instrument.minutes:
        message = (
            f"the texts take {counted:.1f} minutes, more than the {reading.instrument.minutes} stated here; "
            "shorten items or raise the figure"
        )
        yield reading.finding(("minutes",), "minutes-counted", message)
