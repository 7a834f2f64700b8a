"""Every item at a juncture carries one of the tags of that juncture, in the instruments that have flags.

The tag decides which gap note its answer can raise. Elsewhere an item may have none, or one that a note of its own
instrument names.

PASS

    items:
      - id: who-signs
        type: count
        dimension: qualifying
        checks: authority
        short: who signs
        stem: Of your last five quotes, how many went to the person who signs?
        good: five
        rests_on: [balance-essay.21]

FAIL

    items:
      - id: who-signs
        type: count
        dimension: qualifying
        checks: autority
        short: who signs
        stem: Of your last five quotes, how many went to the person who signs?
        good: five
        rests_on: [balance-essay.21]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from even_exchange.findings import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World


def check(reading: Reading, world: World) -> Iterator[Finding]:
    """Yield a finding for each juncture item without a tag, and for each tag that nothing answers to."""
    own = _named_by_notes(reading)
    every = [tag for tags in world.sub_checks.values() for tag in tags]
    for index, item in reading.raw_items():
        dimension, tag = item.get("dimension"), item.get("checks")
        tags = world.sub_checks.get(dimension, ()) if isinstance(dimension, str) else ()
        if tag is None and tags and reading.raw("id") in world.pool:
            message = f"'checks' is missing; add one of {', '.join(tags)}"
            yield reading.finding(("items", index), "sub-checks", message)
        elif isinstance(tag, str) and world.sub_checks and tag not in tags and tag not in own:
            message = f"{dimension} has no sub-check '{tag}'; {did_you_mean(tag, [*tags, *own])}"
            yield reading.finding(("items", index, "checks"), "sub-checks", message)
        for number, line in enumerate(_lines(item)):
            tag = line.get("checks")
            if isinstance(tag, str) and every and tag not in every:
                message = f"there is no sub-check '{tag}'; {did_you_mean(tag, every)}"
                yield reading.finding(("items", index, "lines", number, "checks"), "sub-checks", message)


def _named_by_notes(reading: Reading) -> list[str]:
    notes = reading.raw("notes")
    named: list[str] = []
    for note in notes if isinstance(notes, tuple) else ():
        when = note.get("when") if isinstance(note, dict) else None
        tags = when.get("tags") if isinstance(when, dict) else None
        named += [tag for tag in tags if tag not in named] if isinstance(tags, dict) else []
        if isinstance(note, dict) and isinstance(note.get("id"), str):
            named.append(note["id"])
    return named


def _lines(item: dict[str, Any]) -> list[dict[str, Any]]:
    lines = item.get("lines")
    return [line if isinstance(line, dict) else {} for line in (lines if isinstance(lines, tuple) else ())]
