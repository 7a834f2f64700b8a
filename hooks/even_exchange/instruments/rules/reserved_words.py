"""No answer of an item is called 'unmet': the draft keeps that word for "I haven't met this, or don't know".

An option of that name could not be told apart from it.

PASS

    items:
      - id: stall
        type: scenario
        dimension: qualifying
        checks: urgency
        short: when we are ready
        stem: "They say: 'We come back to you.' You …"
        options:
          - {id: wait, text: thank them and wait, points: 0}
          - {id: ask, text: ask for the next step, points: 100}
        rests_on: [balance-essay.23]

FAIL

    items:
      - id: stall
        type: scenario
        dimension: qualifying
        checks: urgency
        short: when we are ready
        stem: "They say: 'We come back to you.' You …"
        options:
          - {id: unmet, text: thank them and wait, points: 0}
          - {id: ask, text: ask for the next step, points: 100}
        rests_on: [balance-essay.23]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from even_exchange.instruments.scoring_key import UNMET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World


def check(reading: Reading, _world: World) -> Iterator[Finding]:
    """Yield a finding for each item that has an answer of a reserved name."""
    for index, item in reading.items.items():
        form = item.form()
        values = list(form["table"]["values"]) if form and "table" in form else list(item.answers())
        if UNMET in values:
            loc = ("items", index, "options", values.index(UNMET), "id")
            message = (
                f"'{UNMET}' is kept for \"I haven't met this, or don't know\"; give this answer another id"
            )
            yield reading.finding(loc, "reserved-words", message)
