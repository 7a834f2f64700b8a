"""The few ways in which an answer becomes points. Item types end here: the scorers know forms, not types.

A form is plain JSON. Points are whole, 0 to 100, for the one dimension of the item.
"""

from __future__ import annotations

from typing import TypedDict


class Table(TypedDict):
    """Points for each value that the draft may hold, in printed order; `press` marks the pushing options."""

    values: list[int | str]
    points: list[int]
    press: list[bool]


class LineThroughKnots(TypedDict):
    """Points by a straight line between knots ``[value, points]``, the ends carried on, clamped to 0 and 100.

    With `ratio` the answer is two figures ``[x, y]``, y at least 1 and x at most y, and 100 x / y goes on the line;
    `lowest` and `highest` then bound both figures.
    """

    knots: list[list[float]]
    lowest: float
    highest: float
    whole: bool
    ratio: bool


class Shares(TypedDict):
    """A figure per line, `total` in all; each point given to a line is worth `worth` of it, 0 to 10."""

    lines: list[str]
    worth: list[int]
    total: int


class Apart(TypedDict):
    """Two figures per line, `total` in each table; every point in which the tables differ takes `each` from 100."""

    lines: list[str]
    each: int
    total: int


class Ticks(TypedDict):
    """Yes, no or unsure per line: 100 times the points of lines with yes, by those of lines with yes or no.

    Missing unless `at_least` of every `of` lines are yes or no. When no line has points, nothing is scored and one
    such line is enough. `tags` name what an open line leads to, "" for nothing.
    """

    lines: list[str]
    points: list[int]
    tags: list[str]
    of: int
    at_least: int


class Counts(TypedDict):
    """Words of a text on the customer's side by those on both sides; missing below `least` words in all."""

    least: int


class Form(TypedDict, total=False):
    """Exactly one of the forms."""

    table: Table
    line: LineThroughKnots
    shares: Shares
    apart: Apart
    ticks: Ticks
    counts: Counts


def table(values: list[int | str], points: list[int], press: list[bool] | None = None) -> Form:
    """Return the form of a table of options; all three lists have the same length."""
    return {"table": {"values": values, "points": points, "press": press or [False] * len(values)}}


def line(
    knots: list[list[float]], lowest: float, highest: float, *, whole: bool, ratio: bool = False
) -> Form:
    """Return the form of a line through two or more knots with rising values."""
    return {"line": {"knots": knots, "lowest": lowest, "highest": highest, "whole": whole, "ratio": ratio}}


def shares(lines: list[str], worth: list[int], total: int) -> Form:
    """Return the form of points shared out over lines; worth 0 throughout when nothing is scored."""
    return {"shares": {"lines": lines, "worth": worth, "total": total}}


def apart(lines: list[str], each: int, total: int) -> Form:
    """Return the form of two tables over the same lines that should agree."""
    return {"apart": {"lines": lines, "each": each, "total": total}}


def ticks(lines: list[str], points: list[int], tags: list[str]) -> Form:
    """Return the form of a checklist; two thirds of the lines must be yes or no."""
    return {"ticks": {"lines": lines, "points": points, "tags": tags, "of": 3, "at_least": 2}}


def counts(least: int) -> Form:
    """Return the form of a text whose words are counted."""
    return {"counts": {"least": least}}
