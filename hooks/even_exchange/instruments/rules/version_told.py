"""What the current version of an instrument brought stands under `changes`, and no version stands there twice.

The card of the instrument prints the list, so that somebody with an old result sees what is no longer the same.

PASS

    version: 2
    changes:
      - "1: first version"
      - "2: the item on the first offer asks for a figure"

FAIL

    version: 2
    changes:
      - "1: first version"
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World

_ENTRY = re.compile(r"([1-9][0-9]*): \S")


def check(reading: Reading, _world: World) -> Iterator[Finding]:
    """Yield a finding for a version without an entry, and for each entry that is double or ahead of its time."""
    version, changes = reading.raw("version"), reading.raw("changes")
    if not isinstance(version, int) or not isinstance(changes, tuple | None):
        return
    told: list[int] = []
    for index, change in enumerate(changes or ()):
        entry = _ENTRY.match(change) if isinstance(change, str) else None
        if entry is None:  # the shape says what is wrong with it
            return
        number = int(entry[1])
        if number in told:
            message = f"version {number} stands here twice; put both into one entry"
            yield reading.finding(("changes", index), "version-told", message)
        elif number > version:
            message = f"this file is version {version}; raise 'version' or take the entry out"
            yield reading.finding(("changes", index), "version-told", message)
        told.append(number)
    if version not in told:
        message = f"version {version} has no entry under 'changes'; add one: '{version}:' and what it brought"
        yield reading.finding(("version",), "version-told", message)
