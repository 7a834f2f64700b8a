"""Checklist: lines to be answered yes, no or don't know."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from even_exchange.instruments.forms import Form, ticks
from even_exchange.instruments.items.item import LinedItem
from even_exchange.instruments.measurement_model import Id, Strict, Text

ANSWERS = {"yes": "yes", "no": "no", "unsure": "don't know"}


class Line(Strict):
    """One statement that is true or is not."""

    id: Id
    text: Text
    points: Annotated[int, Field(ge=0, le=10)] = Field(default=0, description="What a yes is worth, 0 to 10.")
    checks: Id | None = Field(default=None, description="The sub-check whose page helps when it is open.")
    ask: Text | None = Field(default=None, description="What to ask next when it is open, word for word.")


class Checklist(LinedItem):
    """Lines answered yes, no or don't know, so that "no" and "not read" are told apart.

    A yes is worth the points of its line, by the points of all lines with yes or no; two thirds of the lines must have
    one of the two.
    """

    type: Literal["checklist"]
    lines: tuple[Line, ...] = Field(min_length=1, max_length=10)
    rewrite: Text | None = Field(
        default=None, description="Label of a text field above the lines, which is neither scored nor kept."
    )

    @property
    def scored(self) -> bool:
        """Return whether it has a dimension and lines with points."""
        return self.dimension is not None and any(line.points for line in self.lines)

    def form(self) -> Form:
        """Return the form of its lines."""
        return ticks(
            [line.id for line in self.lines],
            [line.points for line in self.lines],
            [line.checks or "" for line in self.lines],
        )

    def keyed(self) -> str:
        """Return whether a yes is worth anything."""
        return "a yes is worth points" if self.scored else "not scored"

    def read_by_respondent(self) -> tuple[str, ...]:
        """Return stem, lines and the label of the text field; yes, no and don't know repeat."""
        return (self.stem, *([self.rewrite] if self.rewrite else []), *(line.text for line in self.lines))

    def answers(self) -> dict[str, str]:
        """Return the words for each answer to a line."""
        return ANSWERS

    def lines_of_it(self) -> tuple[str, ...]:
        """Return the ids of the lines."""
        return tuple(line.id for line in self.lines)


ItemType = Checklist
