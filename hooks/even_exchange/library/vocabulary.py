"""The register of claims and the controlled words of the library (``docs/_data``)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from even_exchange.findings import Finding, did_you_mean
from even_exchange.instruments.measurement_model import Id, Strict, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from even_exchange.findings import Position
    from even_exchange.source import Document


class Claim(Strict):
    """One statement of a founding document in our words, and how well it is supported there."""

    says: Text
    strength: Text
    figures: tuple[Text, ...] = ()
    qualifiers: tuple[Text, ...] = ()


class Outside(Strict):
    """One piece of outside evidence, read in abstract or excerpt."""

    says: Text
    figures: tuple[Text, ...] = ()
    qualifiers: tuple[Text, ...] = ()


class Tension(Strict):
    """A disagreement between the sources, or within one; `carried_by` are the pages that set it out."""

    title: Text
    claims: tuple[str, ...] = ()
    external: tuple[str, ...] = ()
    carried_by: tuple[Id, ...]


class Register(Strict):
    """The whole of ``claims.yml``."""

    documents: dict[str, Text]
    claims: dict[str, Claim]
    outside: dict[str, Outside]
    tensions: dict[Id, Tension] = {}

    def qualifiers(self, id_: str) -> tuple[str, ...]:
        """Return the words of which one has to stand beside a claim, if it is a figure; else nothing."""
        entry = self.claims.get(id_) or self.outside.get(id_)
        return entry.qualifiers if entry else ()

    def figures(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return the figures of the register that may not stand without their claim."""
        every: dict[str, Claim | Outside] = {**self.claims, **self.outside}
        return [(id_, entry.figures) for id_, entry in every.items() if entry.figures]

    def ids(self) -> list[str]:
        """Return every id that a page or an item may cite; features of the sources' web sites are none."""
        return [id_ for id_, claim in self.claims.items() if not claim.strength.startswith("site")] + list(
            self.outside
        )

    def note(self, id_: str) -> str:
        """Return the text of a footnote: the claim in our words and its strength."""
        if id_ in self.outside:
            return f"{self.outside[id_].says} Outside evidence, read in abstract or excerpt."
        claim = self.claims[id_]
        name = id_.rsplit(".", 1)[0]
        document = self.documents.get(name, name)
        return f"{claim.says} Strength: {claim.strength}. Source: {document}."


def check_register(document: Document) -> Iterator[Finding]:
    """Yield a finding for each claim whose document is not in the list."""
    documents, claims = document.data.get("documents"), document.data.get("claims")
    if not isinstance(documents, dict) or not isinstance(claims, dict):
        return
    for id_ in claims:
        name = id_.rsplit(".", 1)[0]
        if name not in documents:
            message = f"there is no document '{name}'; {did_you_mean(name, documents)}"
            yield Finding(document.at_key(("claims", id_)), "unknown-document", message)


class MirrorWords(Strict):
    """The whole of ``mirror-words.<language>.yml``: the words that the message mirror counts."""

    language: Id
    customer: tuple[Text, ...]
    roles: tuple[Text, ...] = ()
    seller: tuple[Text, ...]
    nobody: tuple[Text, ...] = ()
    greeting: tuple[Text, ...] = ()
    closing: tuple[Text, ...] = ()


class Stage(Strict):
    """A stage of the sale, seen from both sides."""

    name: Text
    buyer: str
    seller: Text


class Situation(Strict):
    """What a reader is in just now; `page` is the playbook whose two-minute version helps."""

    says: Text = Field(description="The situation in the reader's voice.")
    door: Text = Field(description="How a call that is about it goes on: 'the call is about …'.")
    page: Id


class Group(Strict):
    """Assessments that are about the same."""

    name: Text
    about: Text


class Taxonomy(Strict):
    """The whole of ``taxonomy.yml``; the order of stages is that of a sale."""

    stages: dict[Id, Stage]
    competencies: dict[Id, Text]
    formats: dict[Id, Text]
    audiences: dict[Id, Text]
    situations: dict[Id, Situation]
    topics: dict[Id, Text]
    groups: dict[Literal["deal", "me", "person", "team", "company"], Group]


@dataclass(frozen=True)
class Vocabulary:
    """All words that a page may use, with the dimensions and sub-checks of the measurement model."""

    register: Register
    taxonomy: Taxonomy
    dimensions: tuple[str, ...]
    tags: tuple[str, ...]
    #: Where entries of the data files stand, by their key.
    places: Mapping[str, Position] = field(default_factory=dict)
