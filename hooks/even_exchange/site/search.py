"""The index of the site's search -> the same index, in which pages are found by the words of their readers too."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from even_exchange.pipeline import Project

INDEX = "search/search_index.json"
LABEL = "Also looked for as"


def readers_words(project: Project) -> dict[str, list[str]]:
    """Return for each page, by its place in the sources, the words of readers: its own, and what means the same as those."""
    words = project.search_words
    if words is None:
        return {}
    places = {page.slug: page.uri for page in project.pages}
    places |= {id_: f"assess/{id_}.md" for id_ in project.instruments}
    found: dict[str, list[str]] = {}
    for slug, called in words.called.items():
        if slug not in places:
            continue
        own = {word.casefold() for phrase in called for word in phrase.split()}
        same = [
            word
            for group in words.same
            if any(one.casefold() in own or one in called for one in group)
            for word in group
            if word.casefold() not in own
        ]
        found[places[slug]] = list(dict.fromkeys([*called, *same]))
    return found


def without_notes(html: str) -> str:
    """Return a page whose footnotes are left out of the index: they repeat the register, which stands in it once."""
    return html.replace('class="footnote"', 'class="footnote" data-search-exclude')


def with_words(index: str, words: Mapping[str, list[str]], addresses: Mapping[str, str]) -> str:
    """Return the index with the words of readers in the text of their pages.

    `index` is JSON with ``docs``, a list of ``{location, title, text}``; `addresses` gives the location of a page by its
    place in the sources.
    """
    data = json.loads(index)
    by_location = {addresses[place]: called for place, called in words.items() if place in addresses}
    for entry in data["docs"]:
        called = by_location.get(entry["location"])
        if called:
            entry["text"] = f"{entry['text']} {LABEL}: {', '.join(called)}.".strip()
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
