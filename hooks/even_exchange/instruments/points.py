"""A form and an answer -> points. The twin of ``client/points.mjs``; they agree on anything that a browser may hold."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from even_exchange.instruments.forms import Apart, Counts, Form, LineThroughKnots, Shares, Ticks

HIGHEST = 100
MOST_WORDS = 100000


def points_of(form: Form, answer: Any) -> tuple[int | None, int]:
    """Return what an answer is worth, None for no answer that counts, and the place of the option or -1."""
    if isinstance(answer, bool):
        return None, -1
    if "table" in form:
        table = form["table"]
        for index, value in enumerate(table["values"]):
            if value == answer:
                return table["points"][index], index
        return None, -1
    if "line" in form:
        return _on_line(form["line"], answer), -1
    if not isinstance(answer, dict):
        return None, -1
    if "shares" in form:
        return _shared(form["shares"], answer), -1
    if "apart" in form:
        return _apart(form["apart"], answer), -1
    if "ticks" in form:
        return _ticked(form["ticks"], answer), -1
    return _counted(form["counts"], answer), -1


def _whole(value: Any, highest: float) -> bool:
    """Say whether a value is a whole figure from 0 to the highest."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return 0 <= value <= highest and value == floor(value)


def _on_line(line: LineThroughKnots, answer: Any) -> int | None:
    if line["ratio"]:
        if not isinstance(answer, list | tuple) or len(answer) != 2:  # noqa: PLR2004 - x of y
            return None
        x, y = answer
        if not _on_scale(line, x) or not _on_scale(line, y) or x > y or y < 1:
            return None
        answer = HIGHEST * x / y
    elif not _on_scale(line, answer):
        return None
    knots = line["knots"]
    at = 0
    while at < len(knots) - 2 and answer > knots[at + 1][0]:
        at += 1
    (x0, y0), (x1, y1) = knots[at], knots[at + 1]
    points: float = y0 + (answer - x0) * (y1 - y0) / (x1 - x0)
    points = min(max(points, 0), HIGHEST)
    return floor(points + 0.5)


def _on_scale(line: LineThroughKnots, answer: Any) -> bool:
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        return False
    return line["lowest"] <= answer <= line["highest"] and (not line["whole"] or answer == floor(answer))


def _shared(form: Shares, answer: dict[str, Any]) -> int | None:
    total = points = 0
    for line, worth in zip(form["lines"], form["worth"], strict=True):
        given = answer.get(line, 0)
        if not _whole(given, form["total"]):
            return None
        total += given
        points += given * worth
    return floor(min(points, HIGHEST)) if total == form["total"] else None


def _apart(form: Apart, answer: dict[str, Any]) -> int | None:
    totals = [0, 0]
    difference = 0
    for line in form["lines"]:
        given = answer.get(line, [])
        if not isinstance(given, list | tuple):
            return None
        pair = [given[at] if at < len(given) and given[at] is not None else 0 for at in (0, 1)]
        if not _whole(pair[0], form["total"]) or not _whole(pair[1], form["total"]):
            return None
        totals = [totals[0] + pair[0], totals[1] + pair[1]]
        difference += abs(pair[0] - pair[1])
    if totals != [form["total"], form["total"]]:
        return None
    return floor(max(0, HIGHEST - form["each"] * difference))


def _ticked(form: Ticks, answer: dict[str, Any]) -> int | None:
    worth = told = yes = clear = 0
    for line, points in zip(form["lines"], form["points"], strict=True):
        worth += points
        given = answer.get(line)
        if isinstance(given, str) and given in {"yes", "no"}:
            clear += 1
            told += points
            yes += points if given == "yes" else 0
    if worth == 0:
        return 0 if clear else None
    if form["of"] * clear < form["at_least"] * len(form["lines"]) or told == 0:
        return None
    return floor(HIGHEST * yes / told + 0.5)


def _counted(form: Counts, answer: dict[str, Any]) -> int | None:
    figures: list[Any] = [answer.get(part) for part in ("customer", "seller", "words")]
    if not all(_whole(figure, MOST_WORDS) for figure in figures):
        return None
    customer, seller, words = figures
    if words < form["least"] or customer + seller == 0 or customer + seller > words:
        return None
    share: float = HIGHEST * customer / (customer + seller)
    return floor(share + 0.5)
