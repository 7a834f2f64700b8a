"""What instruments share: dimensions, axes, zones, patterns, cuts and the sentences of results (``model.yml``).

The classes are the single description of the file: they check it, they make the JSON Schema that editors' tools
read, and their field texts are its reference.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
        max_length=60,
        description="Lower-case words joined by hyphens.",
    ),
]
Text = Annotated[str, Field(min_length=1, max_length=1200, pattern=r"\S")]
Points = Annotated[int, Field(ge=0, le=100)]
Count = Annotated[int, Field(ge=0, le=1000)]


class Strict(BaseModel):
    """A part of a content file: nothing unknown is let in, nothing is converted, nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Axis(Strict):
    """One of the two scales that the map is drawn from."""

    id: Id
    name: Text = Field(description="As printed.")
    made_of: Literal["items", "dimensions"] = Field(
        description="Mean of all items, or of its dimensions alike."
    )
    moment: Text = Field(description="The words for it in 'your weakest moment'.")
    low: Text = Field(description="What 0 means.")
    high: Text = Field(description="What 100 means.")


class Dimension(Strict):
    """What an item can measure. The order in the file settles every tie."""

    id: Id
    name: Text = Field(description="As printed.")
    axis: Id | None = Field(default=None, description="The axis it belongs to, if any.")
    moment: Text = Field(description="The words for it in 'your weakest moment'.")
    low: Text = Field(description="What 0 means.")
    high: Text = Field(description="What 100 means.")


class Zone(Strict):
    """A stretch of the line. The lower end belongs to it, the upper end to the next; 100 to the last."""

    id: Id
    from_: Points = Field(alias="from", description="Lower end, which belongs to the zone.")
    to: Points = Field(description="Upper end, which belongs to the next zone.")
    name: Text = Field(description="As printed.")
    sentence: Text = Field(description="Says where early attention goes, nothing about the junctures.")


class Line(Strict):
    """The continuum: one axis, cut into zones from 0 to 100 without gap or overlap."""

    axis: Id
    zones: tuple[Zone, ...] = Field(min_length=1)


class Map(Strict):
    """The picture of both axes: a cross in the middle, and the corner to aim for."""

    across: Id
    up: Id
    cross: Points
    target: Points


class When(Strict):
    """Conditions of a pattern. All that are given must hold."""

    across_from: Points | None = Field(default=None, description="The axis across is at least this.")
    across_below: Points | None = Field(default=None, description="The axis across is under this.")
    up_from: Points | None = Field(default=None, description="The axis upward is at least this.")
    up_below: Points | None = Field(default=None, description="The axis upward is under this.")
    every_juncture_scored: bool = Field(default=False, description="No juncture lacks answers.")
    no_flag: bool = Field(default=False, description="No juncture is flagged.")
    pressing_below: Points | None = Field(default=None, description="The share of pressing is under this.")


class Pattern(Strict):
    """A named way in which the two axes combine. The first whose conditions hold is the name."""

    id: Id
    name: Text = Field(description="As printed; never the name of a zone.")
    when: When
    sentence: Text = Field(description="May hold {weakest} and {keeps}.")
    exception: Text | None = Field(
        default=None, description="Added when a juncture is flagged; holds {moments}."
    )
    tip: Text = Field(description="What would tip it to the neighbour; holds {other}.")


class SubCheck(Strict):
    """One thing to look at within a juncture; its sentence is printed when the answers under the tag are low."""

    name: Text = Field(description="As printed in the table of sub-checks.")
    note: Text


class Juncture(Strict):
    """A moment at which an even exchange is due, with the sentences for each reading of it."""

    habit: Text = Field(description="The habit at the moment, not a trait of the person.")
    protects: Text = Field(description="What the habit protects.")
    look_at: Text = Field(description="What to look at in the last three deals.")
    watch: Text
    none: Text
    unscored: Text
    sub_checks: dict[Id, SubCheck] = Field(min_length=1, description="Tag -> its gap note.")


class TierNames(Strict):
    """The words for how sure a flag is."""

    strong: Text
    likely: Text
    watch: Text
    none: Text
    unscored: Text


class Flags(Strict):
    """When a juncture is flagged, and the sentences over all of them."""

    yields_from: Points
    strong_from: Points
    watch_from: Points
    least_answers: Count
    least_yielding_answers: Count
    yielding_answer_at_most: Points
    names: TierNames
    all: Text
    some: Text
    some_clear: Text
    clear: Text
    watches: Text
    from_alone: Text


class GapNote(Strict):
    """When the answers under one tag are told apart from the juncture they belong to."""

    at_most: Points
    from_one: Text


class Pressing(Strict):
    """When holding one's ground is told to be pushing."""

    from_: Points = Field(alias="from")
    least_scenarios: Count
    page: Id = Field(description="The page for it.")
    sentence: Text


class BlindSpot(Strict):
    """When the guess before the items and the result lie far apart."""

    from_: Points = Field(alias="from")
    higher: Text
    lower: Text


class KeepsFromBalanced(Strict):
    """The words for what stands between 'uneven' and 'balanced'."""

    flag: Text
    unscored: Text
    pressing: Text
    lowest: Text


class LeastAnswered(Strict):
    """A scale is scored when at least `at_least` of each `of` items are answered."""

    of: Annotated[int, Field(ge=1, le=10)]
    at_least: Annotated[int, Field(ge=1, le=10)]


class Scoring(Strict):
    """Numbers of the score and its error band."""

    least_answered: LeastAnswered
    prior_scatter: Points
    prior_items: Annotated[int, Field(ge=1, le=100)]
    least_junctures: Annotated[int, Field(ge=1, le=9)]
    borderline: Annotated[float, Field(ge=0, le=3)]
    evidence_at_most: Points
    strength_from: Points


class Recommend(Strict):
    """Numbers of the recommendation."""

    wanted: Points
    least_need: Points
    flag: Points
    gap_note: Points
    pressing: Points
    secondary_share: Annotated[float, Field(ge=0, le=1)]
    pages: Annotated[int, Field(ge=1, le=9)]
    reasons: Annotated[int, Field(ge=1, le=9)]
    days: Annotated[int, Field(ge=1, le=400)]


class StraightLining(Strict):
    """The same place, many times in a row."""

    least_run: Count
    tenths_of_items: Annotated[int, Field(ge=0, le=10)]
    tenths_of_scenarios: Annotated[int, Field(ge=0, le=10)]
    hold: Text
    caution: Text


class Contradiction(Strict):
    """Planted pairs answered in opposite directions."""

    pairs: Count
    hold_from: Points
    caution_from: Points
    few_pairs: Count
    few_caution_from: Points
    hold: Text
    caution: Text


class Speed(Strict):
    """Answers faster than reading."""

    tenths_of_items: Annotated[int, Field(ge=0, le=10)]
    item_seconds: Count
    least_items: Count
    tenths_of_scenarios: Annotated[int, Field(ge=0, le=10)]
    scenario_seconds: Count
    least_scenarios: Count
    hold_with_run: Count
    hold_with_gap: Points
    hold: Text
    caution: Text


class Ideal(Strict):
    """Nearly every answer at its best."""

    tenths_at_best: Annotated[int, Field(ge=0, le=10)]
    least_items: Count
    caution: Text


class Quality(Strict):
    """Signs that a result would say nothing, or little."""

    straight_lining: StraightLining
    contradiction: Contradiction
    speed: Speed
    ideal: Ideal
    hold: Text
    caution: Text
    empty: Text
    not_enough: Text


class Pool(Strict):
    """Instruments whose junctures are scored together when a browser holds answers to both."""

    instruments: tuple[Id, ...] = Field(min_length=2)
    days: Annotated[int, Field(ge=1, le=400)]
    sentence: Text


class OpenLines(Strict):
    """The words for a checklist that scores nothing: what is open, and what to ask next."""

    yes: Text
    no: Text
    unsure: Text
    next: Text = Field(description="Headline when a line is open.")
    some: Text = Field(description="Headline when none is among the lines answered.")
    none: Text = Field(description="Headline when all lines are yes.")
    silent: Text = Field(description="Holds {silent}, the number of lines without an answer.")
    ask: Text = Field(description="Before a question in the plain text.")


class IndexPart(Strict):
    """One part of the organisation index: a dimension as one instrument scores it, or one item of it."""

    instrument: Id
    dimension: Id
    item: Id | None = Field(default=None, description="This item alone, instead of the dimension.")
    weight: Annotated[int, Field(ge=1, le=100)] = Field(description="In hundredths of the whole.")


class Index(Strict):
    """What several instruments say of one company together, over the parts that were taken."""

    name: Text
    low: Text = Field(description="What 0 means.")
    high: Text = Field(description="What 100 means.")
    parts: tuple[IndexPart, ...] = Field(min_length=1, description="The first has to be among those taken.")
    zones: tuple[Zone, ...] = Field(min_length=1)
    one_view: Text = Field(description="Said beside the result of an instrument about a company.")
    made_of: Text = Field(description="Holds {names}.")
    missing: Text = Field(description="Said when the first part is missing.")


class Compare(Strict):
    """Answers about oneself beside those of a colleague to the same items."""

    errors: Annotated[float, Field(gt=0, le=5)] = Field(
        description="Standard errors of the difference, from which on a gap is worth a sentence."
    )
    higher: Text = Field(description="The own score is higher.")
    lower: Text = Field(description="The own score is lower.")
    alike: Text = Field(description="Said when there is no gap at all.")
    unscored: Text = Field(description="In the place of a figure.")
    hold: Text = Field(description="The colleague's answers carry no result.")
    empty: Text = Field(description="The colleague gave no answer that counts.")
    thanks: Text = Field(description="To the colleague, when all is answered.")
    give: Text = Field(description="To the colleague: who gets the file.")
    again: Text = Field(description="To the colleague, when the answers carry no result.")


class MeasurementModel(Strict):
    """The whole of ``assessments/model.yml``."""

    axes: tuple[Axis, ...] = Field(min_length=1)
    dimensions: tuple[Dimension, ...] = Field(min_length=1)
    line: Line
    map: Map
    patterns: tuple[Pattern, ...] = Field(min_length=1)
    junctures: dict[Id, Juncture] = Field(description="Dimension id -> its sentences.")
    flags: Flags
    gap_note: GapNote
    pressing: Pressing
    blind_spot: BlindSpot
    keeps_from_balanced: KeepsFromBalanced
    scoring: Scoring
    recommend: Recommend
    quality: Quality
    pool: Pool
    index: Index
    begin: Text = Field(description="Headline of a result without line and band; holds {moment}.")
    open_lines: OpenLines
    compare: Compare
    limits: tuple[Text, ...] = Field(min_length=1, description="What every result says about itself.")
    hand_in: tuple[Text, ...] = Field(min_length=1, description="If you were told to hand this in.")

    def on_axis(self, axis: str) -> tuple[Dimension, ...]:
        """Return the dimensions of an axis in their order."""
        return tuple(dimension for dimension in self.dimensions if dimension.axis == axis)
