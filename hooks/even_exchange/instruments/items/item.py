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
        """Return the words for each value an answer may have; {} for typed figures and answers by line."""
        raise NotImplementedError

    def keyed(self) -> str:
        """Return in a few words which answer is worth most, for the card of its instrument; if need be, by place."""
        form = self.form()
        if form is None:
            return "not scored"
        if "table" not in form:
            return "by what is entered"
        points = form["table"]["points"]
        places = {0: "best answer first", len(points) - 1: "best answer last"}
        return places.get(points.index(max(points)), "best answer in between")

    def lines_of_it(self) -> tuple[str, ...]:
        """Return the ids of the lines that are answered one by one, in printed order; () for one answer."""
        return ()

    @property
    def measures(self) -> str | None:
        """Return the dimension that its points count for, or None."""
        return None

    @property
    def thinking(self) -> int:
        """Return the seconds to think, beside the reading time."""
        return self.seconds

    @property
    def cannot_say(self) -> str:
        """Return the words of the last box, for somebody who cannot answer; such an item counts as missing."""
        return "I haven't met this, or don't know"


Claims = tuple[Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(\.[0-9]{2})?$")], ...]


class ScoredItem(Item):
    """An item that counts for one dimension."""

    dimension: Id = Field(description="The one dimension it measures.")
    facet: Id | None = Field(
        default=None, description="The facet of that dimension, if the instrument names any."
    )
    weight: Annotated[int, Field(ge=1, le=10)] = Field(default=1, description="How many times it counts.")
    required: bool = Field(
        default=False, description="true when the dimension is not scored without an answer to this item."
    )
    optional: bool = Field(
        default=False, description="true when the dimension is scored as well without an answer to this item."
    )
    checks: Id | None = Field(
        default=None, description="Sub-check tag of a juncture item, or a tag of the instrument's notes."
    )
    contradicts: Id | None = Field(
        default=None, description="The other item of a planted pair; written on the first of the two."
    )
    rests_on: Claims = Field(min_length=1, description="Claims of the register that the item rests on.")

    @property
    def measures(self) -> str | None:
        """Return its dimension."""
        return self.dimension


class LinedItem(Item):
    """An item answered line by line, which may go unscored: then it names no dimension and its lines no points."""

    dimension: Id | None = Field(default=None, description="The one dimension it measures or belongs to.")
    facet: Id | None = Field(
        default=None, description="The facet of that dimension, if the instrument names any."
    )
    weight: Annotated[int, Field(ge=1, le=10)] = Field(default=1, description="How many times it counts.")
    required: bool = Field(
        default=False, description="true when the dimension is not scored without an answer to this item."
    )
    rests_on: Claims = Field(default=(), description="Claims of the register that the item rests on.")

    @property
    def scored(self) -> bool:
        """Return whether its lines are worth anything."""
        raise NotImplementedError

    @property
    def thinking(self) -> int:
        """Return the seconds to think, those of one item for each line."""
        return self.seconds * len(self.lines_of_it())

    @property
    def measures(self) -> str | None:
        """Return its dimension if it is scored."""
        return self.dimension if self.scored else None
