"""Trade-off: five steps between two poles, both of which a good colleague might choose."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from even_exchange.instruments.forms import Form, table
from even_exchange.instruments.items.item import Place, ScoredItem
from even_exchange.instruments.measurement_model import Strict, Text

STEPS = 5


class Pole(Strict):
    """One end of a trade-off."""

    text: Text
    good: bool = Field(
        default=False, description="true on exactly one of the two poles: it is worth 100 points."
    )


class TradeOff(ScoredItem):
    """Five steps between two poles. The step nearest the good pole is worth 100 points, the next 75, down to 0."""

    place: ClassVar[Place | None] = "rating"

    type: Literal["trade-off"]
    left: Pole
    right: Pole

    def form(self) -> Form:
        """Return points by step from the left as printed, 25 a step."""
        from_left = [25 * step for step in range(STEPS)]
        return table([1, 2, 3, 4, 5], from_left[::-1] if self.left.good else from_left)

    def keyed(self) -> str:
        """Return the side of the good pole."""
        return f"good pole on the {'left' if self.left.good else 'right'}"

    def read_by_respondent(self) -> tuple[str, ...]:
        """Return stem and poles; the five step labels repeat."""
        return (self.stem, self.left.text, self.right.text)

    def answers(self) -> dict[str, str]:
        """Return the words for each step."""
        left, right = self.left.text, self.right.text
        return {
            "1": f"{left}",
            "2": f"more often: {left}",
            "3": "as often one as the other",
            "4": f"more often: {right}",
            "5": f"{right}",
        }


ItemType = TradeOff
