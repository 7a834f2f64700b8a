"""Every claim that an item rests on is in the register.

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
        checks: authority
        short: who signs
        stem: Of your last five quotes, how many went to the person who signs?
        good: five
        rests_on: [balance-essay.99]
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
    """Yield a finding for each claim that nobody registered."""
    if not world.claims:
        return
    for index, item in reading.raw_items():
        claims = item.get("rests_on")
        for number, claim in enumerate(claims if isinstance(claims, tuple) else ()):
            if isinstance(claim, str) and claim not in world.claims:
                message = f"there is no claim '{claim}' in the register; {did_you_mean(claim, world.claims)}"
                yield reading.finding(("items", index, "rests_on", number), "claims-exist", message)
