"""Whatever a result may say, some answers make it say so.

Looked at are every zone, band and pattern; every flag, strong and likely, and the watch; every gap note; pressing and
the blind spot, in both directions; every note of the instrument's own; and both ends of every scale. For each of them
a *witness* is looked for: a sheet of answers to which the shipped scorer gives this very result, and no hold. The
personas are tried first. Then answers are put together that bring the scores where they are wanted. What no witness
is found for is a sentence that nobody would ever read, or a cut that does not do what it says; it is told at the line
where it stands, here or in `model.yml`. `witness` prints the witnesses as personas.

PASS

    notes:
      - id: looks-for-reasons-against
        when: {item: before-a-call, points_at_most: 25}
        text: Before your last calls you went through what you have. Look once for what would speak against you.

FAIL

    notes:
      - id: looks-for-reasons-against
        when: {item: before-a-call, points_at_most: 25, tags: {fit: high}}  # the one item with this tag
        text: Before your last calls you went through what you have. Look once for what would speak against you.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from even_exchange.findings import Finding
from even_exchange.instruments.goals import find_witnesses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from even_exchange.findings import Position
    from even_exchange.instruments.goals import Lack
    from even_exchange.instruments.instrument import Instrument
    from even_exchange.instruments.proofs.documents import Documents
    from even_exchange.instruments.score import Result
    from even_exchange.instruments.scoring_key import ScoringKey, Sitting


def check(
    instrument: Instrument, key: ScoringKey, documents: Documents, known: Sequence[tuple[Sitting, Result]]
) -> Iterator[Finding]:
    """Yield one finding for each line at which something stands that no answers lead to."""
    told: dict[Position, tuple[list[str], str]] = {}
    for goal, lack in find_witnesses(key, known).lacking:
        names, _ = told.setdefault(_place(lack, instrument, documents), ([], lack.message))
        names.append(goal.name)
    for position, (names, message) in told.items():
        what = f"no answers to '{instrument.id}' lead to {', '.join(names)}: {message}"
        yield Finding(position, "reachable", what)


def _place(lack: Lack, instrument: Instrument, documents: Documents) -> Position:
    if lack.file == "model":
        return documents.model.at(lack.loc)
    loc = lack.loc
    if loc[0] == "dimensions" and loc[1] in instrument.dimensions:
        loc = ("dimensions", instrument.dimensions.index(str(loc[1])))
    return documents.instrument.at(loc)
