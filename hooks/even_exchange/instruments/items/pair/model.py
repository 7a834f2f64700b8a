"""Pair: a forced choice between two statements that are alike in desirability."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from even_exchange.instruments.forms import Form, table
from even_exchange.instruments.items.item import ScoredItem
from even_exchange.instruments.measurement_model import Id, Points, Strict, Text


class Statement(Strict):
    """One of the two."""

    id: Id
    text: Text
    points: Points


class Pair(ScoredItem):
    """Two statements, one of which has to be chosen."""

    type: Literal["pair"]
    options: tuple[Statement, ...] = Field(min_length=2, max_length=2)

    def form(self) -> Form:
        """Return points by the id of the statement, in printed order."""
        return table([option.id for option in self.options], [option.points for option in self.options])

    def read_by_respondent(self) -> tuple[str, ...]:
        """Return stem and statements."""
        return (self.stem, *(option.text for option in self.options))

    def answers(self) -> dict[str, str]:
        """Return the text of each statement."""
        return {option.id: option.text for option in self.options}


ItemType = Pair
