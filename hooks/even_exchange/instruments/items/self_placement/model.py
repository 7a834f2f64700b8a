"""Self-placement: the respondent's own guess on the line, asked before the items and never scored."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from even_exchange.instruments.forms import Form
from even_exchange.instruments.items.item import Item
from even_exchange.instruments.measurement_model import Id, Text

HIGHEST = 10


class SelfPlacement(Item):
    """A step from 0 to 10 between two named ends; ten times the answer is compared with the score."""

    type: Literal["self-placement"]
    low: Text = Field(description="The end at 0.")
    high: Text = Field(description="The end at 10.")
    compare_with: Id = Field(description="The axis it is compared with.")

    def form(self) -> Form | None:
        """Return None: it is not scored."""
        return None

    def read_by_respondent(self) -> tuple[str, ...]:
        """Return stem and ends."""
        return (self.stem, self.low, self.high)

    def answers(self) -> dict[str, str]:
        """Return the words for each step."""
        return {str(step): f"{step} of {HIGHEST}" for step in range(HIGHEST + 1)}


ItemType = SelfPlacement
