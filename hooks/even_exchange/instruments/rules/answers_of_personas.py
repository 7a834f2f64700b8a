"""A persona answers items that exist with answers that they allow.

PASS

    personas:
      - name: Somebody
        story: Who answers as most do.
        answers: {who-signs: 3}
        expect: {quality: ok}

FAIL

    personas:
      - name: Somebody
        story: Who answers as most do.
        answers: {who-sings: 3}
        expect: {quality: ok}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from even_exchange.findings import Finding, Position, did_you_mean
from even_exchange.instruments.score import UNMET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.instruments.items import Item
    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World


def check(reading: Reading, _world: World) -> Iterator[Finding]:
    """Yield a finding for each answer to no item and each answer that its item does not have."""
    known = reading.item_ids()
    items = {item.id: item for item in reading.items.values()}
    unknown: dict[str, list[Position]] = {}
    for index, persona in reading.personas.items():
        for id_, answer in persona.answers.items():
            loc = ("personas", index, "answers", id_)
            if id_ not in known:
                unknown.setdefault(id_, []).append(reading.document.at_key(loc))
            elif id_ in items and answer != UNMET and not _possible(items[id_], answer):
                message = f"'{id_}' has no answer '{answer}'; {_possible_answers(items[id_])}"
                yield reading.finding(loc, "answers-of-personas", message)

    for id_, places in unknown.items():
        others = ", ".join(str(place.line) for place in places[1:])
        too = f" here and in lines {others}" if others else ""
        message = f"there is no item '{id_}': take the answer{'s' if others else ''} out{too}, or mend the name; {did_you_mean(id_, known)}"
        yield Finding(places[0], "answers-of-personas", message)


def _possible(item: Item, answer: object) -> bool:
    form = item.form()
    if form is None:
        return str(answer) in item.answers()
    if "table" in form:
        return not isinstance(answer, bool) and answer in form["table"]["values"]
    line = form["line"]
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        return False
    return line["lowest"] <= answer <= line["highest"] and (not line["whole"] or answer == int(answer))


def _possible_answers(item: Item) -> str:
    form = item.form()
    if form is not None and "line" in form:
        line = form["line"]
        return f"give a number from {line['lowest']:g} to {line['highest']:g}"
    values = form["table"]["values"] if form else list(item.answers())
    return f"possible are {', '.join(map(str, values))} and {UNMET}"
