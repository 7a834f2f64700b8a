"""An instrument file as its editor wrote it: a head, its items, its personas."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from even_exchange.instruments.items import AnyItem
from even_exchange.instruments.measurement_model import Id, Strict, Text

Audience = Literal["new-seller", "seller", "account-manager", "manager", "executive", "marketing-product"]
Tier = Literal["strong", "likely", "watch", "none", "unscored"]
Answer = int | float | str
Range = Annotated[tuple[float, float], Field(description="[lowest, highest] in points, both included")]


class Expectation(Strict):
    """What a persona's result must be. What is not named is not checked."""

    quality: Literal["ok", "caution", "hold", "empty"] | None = None
    scores: dict[Id, Range] = Field(default={}, description="Scale id -> range in points.")
    unscored: tuple[Id, ...] = Field(default=(), description="Scales for which there is not enough to say.")
    zone: Id | None = None
    zone_close_to: tuple[Id, ...] | None = Field(
        default=None, description="Second names, lower first; [] = none."
    )
    pattern: Id | None = Field(
        default=None, description="The first name, or 'none' when there is no pattern."
    )
    close_to: Id | None = Field(default=None, description="The second name; 'none' = clear.")
    weakest: Id | None = Field(default=None, description="The weakest moment.")
    flags: dict[Id, Tier] = {}
    notes: tuple[Annotated[str, Field(pattern=r"^(gap\.[a-z-]+|pressing|blind-spot)$")], ...] = Field(
        default=(), description="gap.TAG, pressing, blind-spot: all of these must be there."
    )
    no_notes: bool = Field(default=False, description="No note of any kind.")
    playbooks: tuple[Id, ...] = Field(default=(), description="Must be among those shown.")


class Persona(Strict):
    """An answer set with the result it must lead to, run through both scorers."""

    name: Text
    story: Text = Field(description="Who this is, in one sentence.")
    self_placement: Annotated[int, Field(ge=0, le=10)] | None = None
    seconds: float | dict[Id, float] | None = Field(
        default=None, description="Per item, or item id -> seconds."
    )
    answers: dict[Id, Answer] = Field(
        description="Item id -> answer as the draft keeps it; 'unmet' = not met."
    )
    expect: Expectation


class Head(Strict):
    """Everything of an instrument but its items and personas."""

    id: Id = Field(description="Same as the file name.")
    version: Annotated[int, Field(ge=1)] = Field(
        description="Raised when items or options change their meaning."
    )
    title: Annotated[str, Field(min_length=1, max_length=60, pattern=r"\S")]
    for_: tuple[Audience, ...] = Field(alias="for", min_length=1, description="Who answers it.")
    minutes: Annotated[int, Field(ge=1, le=30)] = Field(
        description="At most; the page prints the counted minutes."
    )
    promise: Annotated[str, Field(min_length=1, max_length=110, pattern=r"\S")]
    introduction: Text = Field(description="Shown above the form.")
    dimensions: tuple[Id, ...] = Field(min_length=1, description="What it scores, in the order of the model.")


class Instrument(Head):
    """The whole file."""

    items: tuple[AnyItem, ...] = Field(min_length=1)
    personas: tuple[Persona, ...] = Field(default=(), description="Answer sets with the expected result.")
