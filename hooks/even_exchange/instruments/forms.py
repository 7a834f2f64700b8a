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
    """Points by a straight line between knots ``[value, points]``, the ends carried on, clamped to 0 and 100."""

    knots: list[list[float]]
    lowest: float
    highest: float
    whole: bool


class Form(TypedDict, total=False):
    """Exactly one of the forms."""

    table: Table
    line: LineThroughKnots


def table(values: list[int | str], points: list[int], press: list[bool] | None = None) -> Form:
    """Return the form of a table of options; all three lists have the same length."""
    return {"table": {"values": values, "points": points, "press": press or [False] * len(values)}}


def line(knots: list[list[float]], lowest: float, highest: float, *, whole: bool) -> Form:
    """Return the form of a line through two or more knots with rising values."""
    return {"line": {"knots": knots, "lowest": lowest, "highest": highest, "whole": whole}}
