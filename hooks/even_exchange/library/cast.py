"""The running cast of invented people (``docs/_data/cast.yml``): who there is, and which figures everybody knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import Field

from even_exchange.findings import Finding
from even_exchange.instruments.measurement_model import Id, Strict, Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from even_exchange.source import Document


class Figure(Strict):
    """A figure that stands on more than one page."""

    fact: Text = Field(description="The fact, as a sentence.")
    told: Text = Field(description="The words around the figure; the figure itself is the group in brackets.")
    values: tuple[Text, ...] = Field(
        alias="is", min_length=1, description="The ways in which the figure may be written."
    )


class Story(Strict):
    """A seller, a customer, and what is true of them on every page."""

    sells: Text
    customer: Text
    people: dict[str, Text] = Field(
        min_length=1, description="Name, as it stands over a line -> who that is."
    )
    facts: tuple[Text, ...] = ()
    figures: tuple[Figure, ...] = ()
    pages: dict[Id, Text] = Field(
        default={},
        description="In the order in which things happen: page -> when, and who knows what by then.",
    )


class Cast(Strict):
    """The whole of ``cast.yml``."""

    stories: dict[Id, Story] = Field(min_length=1)

    def people(self) -> dict[str, str]:
        """Return everybody by name, as it stands over a line."""
        return {name: who for story in self.stories.values() for name, who in story.people.items()}

    def told_otherwise(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the fact and the words of each figure in a text that is not as it should be."""
        for story in self.stories.values():
            for figure in story.figures:
                for match in re.finditer(figure.told, text):
                    if match.group(1) not in figure.values:
                        yield figure.fact, match.group()


def check_cast(cast: Cast, document: Document, pages: Collection[str]) -> Iterator[Finding]:
    """Yield a finding for each pattern that cannot be read, and each page of a story that is not there."""
    for id_, story in cast.stories.items():
        for index, figure in enumerate(story.figures):
            try:
                groups = re.compile(figure.told).groups
            except re.error as error:
                groups, why = 0, f"it cannot be read: {error}"
            else:
                why = "the figure itself must stand in one pair of brackets"
            if groups != 1:
                what = f"this pattern finds nothing, since {why}; correct it"
                yield Finding(document.at(("stories", id_, "figures", index, "told")), "cast", what)
        for slug in story.pages:
            if slug not in pages:
                what = f"there is no page '{slug}'; take the line out or correct the name"
                yield Finding(document.at_key(("stories", id_, "pages", slug)), "cast", what)
