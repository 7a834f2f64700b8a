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
from even_exchange.instruments.points import points_of
from even_exchange.instruments.scoring_key import UNMET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.instruments.items import Item
    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World

TABLES = 2


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
            elif id_ in items and not _possible(items[id_], answer):
                message = f"'{id_}' has no answer '{answer}'; {_possible_answers(items[id_])}"
                yield reading.finding(loc, "answers-of-personas", message)

    for id_, places in unknown.items():
        others = ", ".join(str(place.line) for place in places[1:])
        too = f" here and in lines {others}" if others else ""
        message = f"there is no item '{id_}': take the answer{'s' if others else ''} out{too}, or mend the name; {did_you_mean(id_, known)}"
        yield Finding(places[0], "answers-of-personas", message)


def _possible(item: Item, answer: object) -> bool:
    """Say whether a browser could hold this answer; points that do not total ten are one, though they score nothing."""
    form = item.form()
    if answer == UNMET:
        return form is not None and "ticks" not in form
    if form is None:
        return str(answer) in item.answers()
    if "table" in form:
        return not isinstance(answer, bool) and answer in form["table"]["values"]
    if "line" in form:
        return points_of(form, answer)[0] is not None
    if not isinstance(answer, dict) or not set(answer) <= set(item.lines_of_it()):
        return False
    if "ticks" in form:
        return all(said in item.answers() for said in answer.values())
    if "apart" in form:
        return all(isinstance(said, tuple) and len(said) == TABLES for said in answer.values())
    return all(isinstance(said, int) and said >= 0 for said in answer.values())


def _possible_answers(item: Item) -> str:
    form = item.form()
    if form is not None and "line" in form:
        line = form["line"]
        span = f"from {line['lowest']:.15g} to {line['highest']:.15g}"
        return f"give [x, y], two numbers {span}, x at most y" if line["ratio"] else f"give a number {span}"
    if form is None or "table" in form:
        values = form["table"]["values"] if form else list(item.answers())
        return f"possible are {', '.join(map(str, values))} and {UNMET}"
    what = "a whole number"
    if "ticks" in form:
        what = "one of " + ", ".join(f'"{word}"' for word in item.answers())
    if "apart" in form:
        what = "two whole numbers [a, b]"
    return f"give {{line: answer}} with {what} for the lines {', '.join(item.lines_of_it())}"
