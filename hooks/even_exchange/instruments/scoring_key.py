"""The scoring key: everything that the two scorers know, as plain JSON. What they make of it is `score.Result`."""

from __future__ import annotations

from typing import Any, TypedDict

from even_exchange.instruments.forms import Form

#: The answer "haven't met this", whatever the type of the item.
UNMET = "unmet"


class ItemKey(TypedDict):
    """One item. `dimension` and `form` are None when it is not scored; `self` names the axis a guess is about.

    `short` calls it to mind in a list, `tag` is its sub-check. `place` is "rating" or "scenario" when the place of an
    answer counts as a sign of straight-lining.
    """

    id: str
    short: str
    dimension: str | None
    weight: int
    tag: str | None
    place: str | None
    form: Form | None
    self: str | None


class InstrumentKey(TypedDict):
    """The items of one instrument in file order; `pairs` are indexes of planted pairs, first item first.

    `required` holds by dimension the items without which it is not scored; `optional` those that may be missing.
    """

    id: str
    version: int
    title: str
    fingerprint: str
    items: list[ItemKey]
    pairs: list[list[int]]
    required: dict[str, list[str]]
    optional: list[str]


class PartKey(TypedDict):
    """A facet that only this instrument names, with its items."""

    id: str
    dimension: str
    items: list[str]


class ZoneKey(TypedDict):
    """A stretch of the line from `low` on, up to where the next one begins."""

    id: str
    low: int


class PatternKey(TypedDict):
    """A name and the conditions that must all hold (see ``measurement_model.When``)."""

    id: str
    when: dict[str, Any]


class PageKey(TypedDict):
    """A page that a result may lead to. `stage` is its rank in the sale, smaller is earlier."""

    page: str
    format: str
    stage: int
    primary: list[str]
    secondary: list[str]
    checks: list[str]
    say: dict[str, str]
    drill: bool


class IndexPartKey(TypedDict):
    """What one instrument adds to the index: a dimension, or one `item` in its place; `weight` in hundredths."""

    instrument: str
    dimension: str
    item: str | None
    weight: int


class BandKey(TypedDict):
    """Bands of one scale, of one item, or of the index when `of` is None; then `parts` make it, the first required."""

    of: str | None
    zones: list[ZoneKey]
    parts: list[IndexPartKey]


class NoteKey(TypedDict):
    """A note and the tests that must all hold.

    A test is one of: ``{item, at_most}`` points; ``{item, below}`` figure; ``{item, is, line}`` answer, of a line
    unless that is None; ``{tag, high}`` mean from 50 on, or under it; ``{said, paid, lines, by}`` points of ten.
    """

    id: str
    caution: bool
    tests: list[dict[str, Any]]


class ScoringKey(TypedDict):
    """Everything for one instrument's page. All numbers are those of ``model.yml``.

    `pool` holds the ids of `instruments`, its own among them, in the order in which they are read. `dimensions` are
    all that it scores: those of the axis `across` are its `facets`, those of the axis `up` its `junctures`. `across`
    is None (and `facets`, `zones` and `patterns` are empty) unless it has every facet. `tags` are the sub-checks by
    juncture. `parts`, `band` and `notes` are the instrument's own; `instruments` also holds those of the index.
    """

    id: str
    pool: list[str]
    pool_days: int
    dimensions: list[str]
    facets: list[str]
    junctures: list[str]
    tags: dict[str, list[str]]
    across: str | None
    up: str | None
    target: int
    parts: list[PartKey]
    band: BandKey | None
    notes: list[NoteKey]
    zones: list[ZoneKey]
    patterns: list[PatternKey]
    flags: dict[str, int]
    gap_at_most: int
    pressing: dict[str, Any]
    blind_spot_from: int
    scoring: dict[str, Any]
    recommend: dict[str, Any]
    quality: dict[str, dict[str, int]]
    pages: list[PageKey]
    instruments: dict[str, InstrumentKey]


class Sitting(TypedDict):
    """One respondent's answers to one instrument.

    `answers` holds item id -> value as in the form's table, a figure, two figures, a mapping of lines, or "unmet"; an
    untouched item is absent.
    `day` counts days since 1970-01-01 (None = not known); `fast` says whether the speed sign was raised.
    """

    answers: dict[str, Any]
    day: int | None
    fast: bool


Sittings = dict[str, Sitting]
