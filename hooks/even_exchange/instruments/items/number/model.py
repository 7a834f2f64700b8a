"""Number: a figure that the respondent looks up or counts, put on a published line."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from even_exchange.instruments.forms import Form, line
from even_exchange.instruments.items.item import ScoredItem
from even_exchange.instruments.measurement_model import Text

Knot = Annotated[tuple[float, float], Field(description="[value, points]")]


class Number(ScoredItem):
    """A figure between `lowest` and `highest`; points by the straight line through the knots, 0 to 100."""

    seconds: ClassVar[int] = 12

    type: Literal["number"]
    unit: Text = Field(description="Printed behind the figure.")
    lowest: float
    highest: float
    whole: bool = Field(default=True, description="Only whole numbers go.")
    line: tuple[Knot, ...] = Field(min_length=2, description="Knots [value, points], values rising.")

    def form(self) -> Form:
        """Return the line through the knots."""
        return line([list(knot) for knot in self.line], self.lowest, self.highest, whole=self.whole)

    def read_by_respondent(self) -> tuple[str, ...]:
        """Return stem and unit."""
        return (self.stem, self.unit)

    def answers(self) -> dict[str, str]:
        """Return nothing: the figure stands for itself."""
        return {}


ItemType = Number
