"""Scenario: what would you most likely do, with graded options."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from even_exchange.instruments.forms import Form, table
from even_exchange.instruments.items.item import Place, ScoredItem
from even_exchange.instruments.measurement_model import Id, Points, Strict, Text


class Option(Strict):
    """One thing the respondent might do."""

    id: Id
    text: Text
    points: Points
    press: bool = Field(default=False, description="true when the option holds the ground by pushing.")


class Scenario(ScoredItem):
    """Graded options: as a rule an even exchange (100), a kind yield (0), a half-yield (33) and a press (67)."""

    place: ClassVar[Place | None] = "scenario"

    type: Literal["scenario"]
    options: tuple[Option, ...] = Field(min_length=2, max_length=6)

    def form(self) -> Form:
        """Return points by option id, in printed order."""
        options = self.options
        return table(
            [option.id for option in options],
            [option.points for option in options],
            [o.press for o in options],
        )

    def read_by_respondent(self) -> tuple[str, ...]:
        """Return stem and options."""
        return (self.stem, *(option.text for option in self.options))

    def answers(self) -> dict[str, str]:
        """Return the text of each option."""
        return {option.id: option.text for option in self.options}


ItemType = Scenario
