"""Every item at a juncture carries one of the tags of that juncture.

The tag decides which gap note its answer can raise.

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

from typing import TYPE_CHECKING

from even_exchange.findings import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World


def check(reading: Reading, world: World) -> Iterator[Finding]:
    """Yield a finding for each juncture item without a tag or with an unknown one."""
    for index, item in reading.raw_items():
        dimension = item.get("dimension")
        if not isinstance(dimension, str) or dimension not in world.sub_checks:
            continue
        tags = world.sub_checks[dimension]
        tag = item.get("checks")
        if tag is None:
            message = f"'checks' is missing; add one of {', '.join(tags)}"
            yield reading.finding(("items", index), "sub-checks", message)
        elif isinstance(tag, str) and tag not in tags:
            message = f"{dimension} has no sub-check '{tag}'; {did_you_mean(tag, tags)}"
            yield reading.finding(("items", index, "checks"), "sub-checks", message)
