"""Text mirror: a text of the respondent's own, whose words are counted in the browser."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from even_exchange.instruments.forms import Form, counts
from even_exchange.instruments.items.item import ScoredItem

PARTS = ("customer", "seller", "words")


class TextMirror(ScoredItem):
    """A text that is pasted and counted: words for the customer's side by words for both sides.

    The three counts are the answer; the text itself is neither kept nor sent.
    """

    #: To find a text, to paste it, to read what was counted.
    seconds: ClassVar[int] = 120

    type: Literal["text-mirror"]
    least_words: Annotated[int, Field(ge=1, le=1000)] = Field(
        default=150, description="Below this many words the text is too short to say."
    )

    def form(self) -> Form:
        """Return the form of counted words."""
        return counts(self.least_words)

    def keyed(self) -> str:
        """Return which words are worth points."""
        return "by words on the customer's side"

    def read_by_respondent(self) -> tuple[str, ...]:
        """Return the stem."""
        return (self.stem,)

    def answers(self) -> dict[str, str]:
        """Return nothing: figures stand for themselves."""
        return {}

    def lines_of_it(self) -> tuple[str, ...]:
        """Return the names of the three counts."""
        return PARTS


ItemType = TextMirror
