"""An instrument file as its editor wrote it: a head, its items, its personas."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from even_exchange.instruments.items import AnyItem
from even_exchange.instruments.measurement_model import Id, Points, Strict, Text, Zone

Audience = Literal["new-seller", "seller", "account-manager", "manager", "executive", "marketing-product"]
Tier = Literal["strong", "likely", "watch", "none", "unscored"]
Part = int | float | str | tuple[int | float, ...]
#: One figure or word, two figures for "x of y", or one for each line.
Answer = int | float | str | tuple[int | float, ...] | dict[Id, Part]
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
    band: Id | None = Field(
        default=None, description="The band of the instrument's own scale, or of the index."
    )
    notes: tuple[Annotated[str, Field(pattern=r"^(gap\.)?[a-z][a-z0-9-]*$")], ...] = Field(
        default=(), description="gap.TAG, pressing, blind-spot, own notes: all of these must be there."
    )
    no_notes: bool = Field(default=False, description="No note of any kind.")
    playbooks: tuple[Id, ...] = Field(default=(), description="Must be among those shown.")
    open: tuple[Id, ...] | None = Field(
        default=None, description="Tags of the open lines of a deal, in order: exactly these."
    )


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


class Facet(Strict):
    """A part of a dimension that this instrument shows by itself."""

    id: Id
    dimension: Id = Field(description="The dimension that its items measure.")
    name: Text = Field(description="As printed.")
    moment: Text = Field(description="The words for it in 'your weakest moment'.")
    low: Text = Field(description="What 0 means.")
    high: Text = Field(description="What 100 means.")
    ask: Text | None = Field(
        default=None, description="What to ask next when it is one of the two lowest, word for word."
    )


class Bands(Strict):
    """A scale of the instrument's own, from 0 to 100 without gap or overlap."""

    of: Id = Field(description="The dimension, or the item, whose points it cuts.")
    zones: tuple[Zone, ...] = Field(min_length=1)


class When(Strict):
    """When an own note is said. An item with one of the conditions, or tags, or two tables to compare."""

    item: Id | None = None
    points_at_most: Points | None = Field(default=None, description="Its answer is worth at most this.")
    figure_below: float | None = Field(default=None, description="The figure typed is under this.")
    unmet: Literal[True] | None = Field(default=None, description="It was answered 'haven't met this'.")
    answer: Text | None = Field(default=None, description="This is its answer, or that of the line.")
    line: Id | None = Field(default=None, description="The line of it that is looked at.")
    tags: dict[Id, Literal["high", "low"]] | None = Field(
        default=None, description="All items with the tag are answered and average 50 or more, or less."
    )
    said: Id | None = Field(default=None, description="The table of what is said.")
    more_than: Id | None = Field(default=None, description="The table it is compared with, line by line.")
    by: Annotated[int, Field(ge=1, le=10)] | None = Field(
        default=None, description="Points of ten by which the largest difference counts."
    )


class Note(Strict):
    """A sentence that only this instrument says."""

    id: Id
    when: When
    text: Text = Field(description="May hold {line}, the line with the largest difference.")
    caution: bool = Field(default=False, description="true puts the result under 'low confidence'.")


class Trial(Strict):
    """One occasion on which people have answered the instrument and said what they made of it."""

    people: Annotated[int, Field(ge=1)] = Field(description="How many they were.")
    on: Annotated[
        str,
        Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", description="Year-month-day."),
    ]
    note: Text = Field(description="Who they were, and what came of it.")


class Head(Strict):
    """Everything of an instrument but its items and personas."""

    id: Id = Field(description="Same as the file name.")
    version: Annotated[int, Field(ge=1)] = Field(
        description="Raised when items or options change their meaning."
    )
    changes: tuple[Annotated[Text, Field(pattern=r"^[1-9][0-9]*: \S")], ...] = Field(
        default=(), description='What each version brought, as "2: two items ask for other things".'
    )
    title: Annotated[str, Field(min_length=1, max_length=60, pattern=r"\S")]
    for_: tuple[Audience, ...] = Field(alias="for", min_length=1, description="Who answers it.")
    observes: Id | None = Field(
        default=None,
        description="Only in an observer file: the instrument whose items it puts into the third person.",
    )
    about: Literal["me", "company", "deal", "person"] = Field(
        default="me", description="Who or what the answers describe."
    )
    minutes: Annotated[int, Field(ge=1, le=30)] = Field(
        description="At most; the page prints the counted minutes."
    )
    promise: Annotated[str, Field(min_length=1, max_length=110, pattern=r"\S")]
    introduction: Text = Field(description="Shown above the form.")
    dimensions: tuple[Id, ...] = Field(min_length=1, description="What it scores, in the order of the model.")
    facets: tuple[Facet, ...] = Field(
        default=(), description="Parts of a dimension that it shows by themselves."
    )
    bands: Bands | None = Field(default=None, description="The bands of a scale of its own.")
    notes: tuple[Note, ...] = Field(default=(), description="Sentences that only this instrument says.")
    tried: tuple[Trial, ...] = Field(
        default=(), description="When people have answered it; its card says so, or that nobody has."
    )


class Instrument(Head):
    """The whole file."""

    items: tuple[AnyItem, ...] = Field(min_length=1)
    personas: tuple[Persona, ...] = Field(default=(), description="Answer sets with the expected result.")
