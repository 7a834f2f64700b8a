"""What is assumed of simulated respondents (``assessments/simulation.yml``): numbers about people, none about words."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from even_exchange.instruments.measurement_model import Points, Strict

Share = Annotated[float, Field(ge=0, le=1)]
Deviation = Annotated[float, Field(ge=0, le=3)]
Positive = Annotated[float, Field(ge=0.1, le=10)]
Seconds = Annotated[float, Field(ge=0.1, le=600)]


class Run(Strict):
    """How many people, how often, and on which shortened forms."""

    people: Annotated[int, Field(ge=100, le=100000)] = Field(description="People for each seed.")
    seeds: Annotated[int, Field(ge=1, le=100)] = Field(description="Seeds 1, 2, 3 and so on.")
    item_counts: tuple[Annotated[int, Field(ge=6, le=200)], ...] = Field(
        description="Scored items of the shorter forms, fewest first."
    )


class Traits(Strict):
    """How the latent values of a person go together. All are normal with mean 0 and deviation 1."""

    between_junctures: Annotated[float, Field(ge=0.1, le=0.95)] = Field(
        description="Correlation of any two junctures."
    )
    between_axes: Annotated[float, Field(ge=-0.5, le=0.5)] = Field(
        description="Correlation of the axis across with the mean of the junctures."
    )


class Steps(Strict):
    """Where the steps of an item lie, in units of the trait."""

    outermost: Positive = Field(description="Steps lie evenly from minus this to plus this.")
    location: Annotated[float, Field(ge=-3, le=3)] = Field(description="Mean by which an item is moved.")
    location_deviation: Deviation = Field(description="Deviation of that move from item to item.")
    discrimination_varies: Annotated[float, Field(ge=0, le=0.9)] = Field(
        description="Largest share by which an item discriminates more or less than its type."
    )


class ItemTypeAssumed(Strict):
    """How items of one type answer to trait and biases."""

    discrimination: Positive = Field(description="Slope of the graded response model.")
    acquiescence: Share = Field(description="Share of a person's acquiescence that reaches it.")
    desirability: Share = Field(description="Share of a person's desirability that reaches it.")


class ItemTypesAssumed(Strict):
    """The item types about which something is assumed."""

    trade_off: ItemTypeAssumed = Field(alias="trade-off")
    count: ItemTypeAssumed
    number: ItemTypeAssumed
    scenario: ItemTypeAssumed
    pair: ItemTypeAssumed

    def of(self, type_: str) -> ItemTypeAssumed | None:
        """Return what is assumed of an item type, by its name in instruments, or None."""
        found: ItemTypeAssumed | None = getattr(self, type_.replace("-", "_"), None)
        return found


class Biases(Strict):
    """How far a person's answers are pulled away from the trait, in units of the trait."""

    acquiescence_mean: Annotated[float, Field(ge=-3, le=3)] = Field(
        description="Pull to the higher count, whatever it counts: its mean over people."
    )
    acquiescence_deviation: Deviation = Field(description="Its deviation over people.")
    desirability_deviation: Deviation = Field(
        description="Pull to the good pole: deviation of a normal number, of which the size is taken."
    )


class Careless(Strict):
    """Shares of people who do not read, by what they do instead."""

    straight: Annotated[float, Field(ge=0, le=0.3)] = Field(description="The same place throughout.")
    random: Annotated[float, Field(ge=0, le=0.3)] = Field(description="Any answer throughout.")
    half_random: Annotated[float, Field(ge=0, le=0.3)] = Field(description="Any answer from half-way on.")


class SecondsAssumed(Strict):
    """Time of an item; its natural logarithm is normal around that of the median."""

    rating: Seconds = Field(description="Median of a trade-off or count that is read.")
    scenario: Seconds = Field(description="Median of a scenario that is read.")
    careless: Seconds = Field(description="Median of an item that is not read.")
    spread: Deviation = Field(description="Deviation of the logarithm.")


class Truth(Strict):
    """What counts as true of a person, on the scale of 100 minus the score of a juncture."""

    yields_from: Points = Field(description="A person truly gives way from here on.")
    clearly_from: Points = Field(description="Clear cases of giving way begin here.")
    clearly_not_to: Points = Field(description="Clear cases of holding one's own end here.")
    coverage: Positive = Field(description="Standard errors to each side in the figure of coverage.")


class Wanted(Strict):
    """What the pooled forms have to reach."""

    correlation: Share = Field(description="At least, of both axes with their true values.")
    clear_right: Share = Field(description="At least, of the patterns that are named alone.")
    swapped: Share = Field(
        description="At most, of all people: the two opposite patterns taken for each other."
    )
    sensitivity: Share = Field(description="At least, of flags over all junctures.")
    specificity: Share = Field(description="At least, of flags over all junctures.")


class Assumptions(Strict):
    """The whole of ``assessments/simulation.yml``."""

    run: Run
    traits: Traits
    steps: Steps
    item_types: ItemTypesAssumed
    biases: Biases
    careless: Careless
    seconds: SecondsAssumed
    truth: Truth
    wanted: Wanted
