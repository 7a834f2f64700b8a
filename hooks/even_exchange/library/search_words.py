"""The words in which readers look for a page (``docs/_data/synonyms.yml``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from even_exchange.findings import Finding, did_you_mean
from even_exchange.instruments.measurement_model import Id, Strict, Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from even_exchange.source import Document


class SearchWords(Strict):
    """The whole of ``synonyms.yml``."""

    same: tuple[tuple[Text, ...], ...] = Field(default=(), description="Groups of words that mean the same.")
    called: dict[Id, tuple[Text, ...]] = Field(
        default={}, description="Page -> words and phrases that readers use when they need it."
    )


def check_search_words(words: SearchWords, document: Document, pages: Collection[str]) -> Iterator[Finding]:
    """Yield a finding for each page that is not there, and each group that says nothing."""
    for slug in words.called:
        if slug not in pages:
            what = f"there is no page '{slug}'; {did_you_mean(slug, pages)}"
            yield Finding(document.at_key(("called", slug)), "unknown-page", what)
    for index, group in enumerate(words.same):
        if len(set(group)) < 2:  # noqa: PLR2004 - one word is no group
            what = "a group has two words or more that mean the same; add one, or take it out"
            yield Finding(document.at(("same", index)), "search-words", what)
