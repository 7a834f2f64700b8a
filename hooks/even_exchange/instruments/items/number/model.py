"""Number: a figure that the respondent looks up or counts, put on a published line."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from even_exchange.instruments.forms import Form, line
from even_exchange.instruments.items.item import ScoredItem
from even_exchange.instruments.measurement_model import Strict, Text

Knot = Annotated[tuple[float, float], Field(description="[value, points]")]


class Anchor(Strict):
    """A figure from elsewhere, printed beside the published line."""

    at: float
    text: Text = Field(description="Whose figure it is, with its doubt.")


class Number(ScoredItem):
    """A figure between `lowest` and `highest`; points by the straight line through the knots, 0 to 100.

    With `of` it asks for two figures, x of y, and the line goes over per cent.
    """

    seconds: ClassVar[int] = 12

    type: Literal["number"]
    unit: Text = Field(description="Printed behind the figure.")
    of: Text | None = Field(default=None, description="Printed behind the second figure, y of 'x of y'.")
    lowest: float
    highest: float
    whole: bool = Field(default=True, description="Only whole numbers go.")
    line: tuple[Knot, ...] = Field(min_length=2, description="Knots [value, points], values rising.")
    anchors: tuple[Anchor, ...] = ()
    may_be_fewer: bool = Field(
        default=False, description="true when it asks about the last so many, and there may have been fewer."
    )

    def form(self) -> Form:
        """Return the line through the knots."""
        return line(
            [list(knot) for knot in self.line],
            self.lowest,
            self.highest,
            whole=self.whole,
            ratio=self.of is not None,
        )

    def keyed(self) -> str:
        """Return which way the published line runs."""
        points = [knot[1] for knot in self.line]
        if points == sorted(points):
            return "more is better"
        return "less is better" if points == sorted(points, reverse=True) else "a figure in between is best"

    def read_by_respondent(self) -> tuple[str, ...]:
        """Return stem and units."""
        return (self.stem, self.unit, *([self.of] if self.of else []))

    def answers(self) -> dict[str, str]:
        """Return nothing: the figure stands for itself."""
        return {}

    @property
    def cannot_say(self) -> str:
        """Return the words for somebody who has no such figure."""
        return "Fewer than that, or I don't know" if self.may_be_fewer else super().cannot_say


ItemType = Number
