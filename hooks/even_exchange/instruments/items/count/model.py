"""Count of the last five: how many of the last five occasions held one behaviour."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from even_exchange.instruments.forms import Form, table
from even_exchange.instruments.items.item import Place, ScoredItem

OCCASIONS = 5


class Count(ScoredItem):
    """A count from 0 to 5, 20 points each; turned round when it counts the unwanted behaviour."""

    place: ClassVar[Place | None] = "rating"
    seconds: ClassVar[int] = 12

    type: Literal["count"]
    good: Literal["five", "none"] = Field(
        description="'five' when a high count is the wanted behaviour, 'none' when it counts the unwanted one."
    )

    def form(self) -> Form:
        """Return points by count."""
        rising = [20 * count for count in range(OCCASIONS + 1)]
        return table([0, 1, 2, 3, 4, 5], rising if self.good == "five" else rising[::-1])

    def keyed(self) -> str:
        """Return which end of the count is the wanted one."""
        return f"{self.good} is best"

    def read_by_respondent(self) -> tuple[str, ...]:
        """Return the stem; the figures repeat."""
        return (self.stem,)

    def answers(self) -> dict[str, str]:
        """Return the words for each count."""
        return {str(count): f"{count} of 5" for count in range(OCCASIONS + 1)}

    @property
    def cannot_say(self) -> str:
        """Return the words for somebody who has not met it as often as that."""
        return "Fewer than five, or I don't know"


ItemType = Count
