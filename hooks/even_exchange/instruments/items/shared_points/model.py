"""Shared points: ten points given out over a few lines, in one table or in two."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from even_exchange.instruments.forms import Form, apart, shares
from even_exchange.instruments.items.item import LinedItem
from even_exchange.instruments.measurement_model import Id, Strict, Text

TOTAL = 10


class Line(Strict):
    """One line that points can be given to."""

    id: Id
    text: Text
    points: Annotated[int, Field(ge=0, le=10)] = Field(
        default=0, description="What one point given to this line is worth."
    )


class Table(Strict):
    """One of two tables over the same lines."""

    id: Id
    text: Text = Field(description="Whose view it is.")


class SharedPoints(LinedItem):
    """Ten points given out over four to eight lines; scored only when they total ten.

    In one table each point given is worth the points of its line. In two tables the score is 100 less `apart` for
    every point in which they differ.
    """

    type: Literal["shared-points"]
    lines: tuple[Line, ...] = Field(min_length=4, max_length=8)
    tables: tuple[Table, ...] = Field(default=(), description="None, or the two tables that are compared.")
    apart: Annotated[int, Field(ge=1, le=10)] = Field(
        default=5, description="What every point of difference between two tables takes from 100."
    )

    @property
    def scored(self) -> bool:
        """Return whether it has a dimension, and lines with points or two tables."""
        return self.dimension is not None and (bool(self.tables) or any(line.points for line in self.lines))

    def form(self) -> Form:
        """Return the form of one table or of two."""
        lines = [line.id for line in self.lines]
        if self.tables:
            return apart(lines, self.apart, TOTAL)
        return shares(lines, [line.points for line in self.lines], TOTAL)

    def keyed(self) -> str:
        """Return what the points that are given out are worth."""
        if not self.scored:
            return "not scored"
        return "two tables that agree are best" if self.tables else "by what each line is worth"

    def read_by_respondent(self) -> tuple[str, ...]:
        """Return stem, names of tables and lines; in a second table the lines repeat."""
        return (self.stem, *(table.text for table in self.tables), *(line.text for line in self.lines))

    def answers(self) -> dict[str, str]:
        """Return nothing: figures stand for themselves."""
        return {}

    def lines_of_it(self) -> tuple[str, ...]:
        """Return the ids of the lines."""
        return tuple(line.id for line in self.lines)


ItemType = SharedPoints
