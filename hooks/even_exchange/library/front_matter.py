"""What stands between the two lines of hyphens at the top of a library page."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from even_exchange.instruments.measurement_model import Id, Strict, Text

Date = Annotated[
    str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", description="Year-month-day.")
]


class Dimensions(Strict):
    """What a page helps with. Results recommend it by these, and by nothing else."""

    primary: tuple[Id, ...] = ()
    secondary: tuple[Id, ...] = ()


class Minutes(Strict):
    """Minutes that the work takes; reading minutes are counted."""

    prepare: Annotated[int, Field(ge=0, le=240)] | None = None
    run: Annotated[int, Field(ge=0, le=480)] | None = None
    drill: Annotated[int, Field(ge=1, le=60)] | None = None


class Related(Strict):
    """Pages to read before, after or instead."""

    before: tuple[Id, ...] = ()
    after: tuple[Id, ...] = ()
    instead: tuple[Id, ...] = ()


class FrontMatter(Strict):
    """The head of a playbook or explainer."""

    title: Annotated[str, Field(min_length=1, max_length=60, description="An action.")]
    slug: Id = Field(description="Same as the file name; never reused.")
    promise: Annotated[
        str, Field(min_length=1, max_length=110, description="What the reader gets, in one line.")
    ]
    summary: Text = Field(description="40 to 80 words.")
    format: Id
    playbook: Id | None = Field(
        default=None, description="The playbook that a sheet belongs to; only sheets have it."
    )
    stage: Id | None = Field(default=None, description="One stage of the sale.")
    competencies: tuple[Id, ...] = ()
    dimensions: Dimensions = Dimensions()
    audience: tuple[Id, ...] = Field(default=(), description="For whom; a sheet takes it from its playbook.")
    situations: tuple[Id, ...] = ()
    checks: tuple[Id, ...] = Field(default=(), description="Sub-check tags that this page answers.")
    say: dict[Id, Annotated[str, Field(min_length=1, max_length=160)]] = Field(
        default={}, description="One line for each primary dimension, word for word in Steps."
    )
    minutes: Minutes = Minutes()
    people: Text | None = None
    topics: tuple[Id, ...] = Field(
        default=(), max_length=4, description="What the page is about, for the finder."
    )
    claims: tuple[str, ...] = ()
    external: tuple[str, ...] = ()
    tensions: tuple[Id, ...] = ()
    related: Related = Related()
    status: Literal["draft", "published", "field-tested"]
    owner: Text
    created: Date
    last_reviewed: Date
    review_by: Date
    changes: tuple[Text, ...] = ()
    discussion: int | None = None
