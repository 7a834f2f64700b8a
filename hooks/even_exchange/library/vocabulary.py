"""The register of claims and the controlled words of the library (``docs/_data``)."""

from __future__ import annotations

from dataclasses import dataclass

from even_exchange.instruments.measurement_model import Id, Strict, Text


class Claim(Strict):
    """One statement of a founding document in our words, and how well it is supported there."""

    says: Text
    strength: Text


class Outside(Strict):
    """One piece of outside evidence, read in abstract or excerpt."""

    says: Text


class Register(Strict):
    """The whole of ``claims.yml``."""

    documents: dict[str, Text]
    claims: dict[str, Claim]
    outside: dict[str, Outside]

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
        document = self.documents[id_.rsplit(".", 1)[0]]
        return f"{claim.says} Strength: {claim.strength}. Source: {document}."


class Stage(Strict):
    """A stage of the sale, seen from both sides."""

    name: Text
    buyer: str
    seller: Text


class Taxonomy(Strict):
    """The whole of ``taxonomy.yml``; the order of stages is that of a sale."""

    stages: dict[Id, Stage]
    competencies: dict[Id, Text]
    formats: dict[Id, Text]
    audiences: dict[Id, Text]
    situations: dict[Id, Text]


@dataclass(frozen=True)
class Vocabulary:
    """All words that a page may use, with the dimensions and sub-checks of the measurement model."""

    register: Register
    taxonomy: Taxonomy
    dimensions: tuple[str, ...]
    tags: tuple[str, ...]
