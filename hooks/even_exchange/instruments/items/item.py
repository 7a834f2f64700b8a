"""What every item has, whatever its type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from even_exchange.instruments.measurement_model import Id, Strict, Text

if TYPE_CHECKING:
    from even_exchange.instruments.forms import Form

Place = Literal["rating", "scenario"]


class Item(Strict):
    """One thing that a respondent answers."""

    #: Whether the place of an answer counts as a sign of straight-lining, and in which sequence.
    place: ClassVar[Place | None] = None
    #: Seconds to think, beside the reading time, in the count of minutes.
    seconds: ClassVar[int] = 6

    id: Id
    type: str
    short: Annotated[
        str,
        Field(
            min_length=1,
            max_length=70,
            pattern=r"\S",
            description="At most 8 words that call the item to mind in a list.",
        ),
    ]
    stem: Text = Field(description="What is asked: one behaviour at one moment.")

    def form(self) -> Form | None:
        """Return how an answer becomes points, or None for an item that is not scored."""
        raise NotImplementedError

    def read_by_respondent(self) -> tuple[str, ...]:
        """Return the texts that a respondent reads, without labels that repeat from item to item."""
        raise NotImplementedError

    def answers(self) -> dict[str, str]:
        """Return the words for each value an answer may have, for the list 'your answers'; {} for a typed figure."""
        raise NotImplementedError


class ScoredItem(Item):
    """An item that counts for one dimension."""

    dimension: Id = Field(description="The one dimension it measures.")
    weight: Annotated[int, Field(ge=1, le=10)] = Field(default=1, description="How many times it counts.")
    checks: Id | None = Field(default=None, description="Sub-check tag of a juncture item.")
    contradicts: Id | None = Field(
        default=None, description="The other item of a planted pair; written on the first of the two."
    )
    rests_on: tuple[Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(\.[0-9]{2})?$")], ...] = Field(
        min_length=1, description="Claims of the register that the item rests on."
    )
