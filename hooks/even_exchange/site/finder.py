"""Compiled project -> the finder: every page of the library and every assessment as a card, and the facets over them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from even_exchange.instruments.minutes import counted_minutes
from even_exchange.library.prose import words
from even_exchange.site.template import fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from even_exchange.library.page import Page
    from even_exchange.pipeline import Project

MARK = "<!-- finder -->"
#: Pages of which kind come first when words find several alike.
WEIGHTS = {"playbook": 1.0, "explainer": 0.85, "assessment": 0.75, "reference": 0.6}
OTHER_WEIGHT = 0.55
FACETS = ("stage", "competency", "format", "audience", "topic", "situation")


def finder(project: Project, link: Callable[[str], str], script: str, style: str) -> str:
    """Return the finder finished; `link` gives the address of a place in the sources."""
    taxonomy = project.taxonomy
    if taxonomy is None:
        return ""
    cards = [_card(project, page, link) for page in _in_order(project)]
    cards += [_assessment_card(project, id_, link) for id_ in sorted(project.instruments)]
    names: dict[str, dict[str, str]] = {
        "stage": {id_: stage.name for id_, stage in taxonomy.stages.items()},
        "competency": dict(taxonomy.competencies),
        "format": {**taxonomy.formats, "assessment": "Assessment"},
        "audience": dict(taxonomy.audiences),
        "topic": dict(taxonomy.topics),
        "situation": {id_: one.says for id_, one in taxonomy.situations.items()},
    }
    titles = {
        "stage": "Stage",
        "competency": "Skill",
        "format": "Kind of page",
        "audience": "For",
        "topic": "Topic",
        "situation": "Situation",
    }
    facets = []
    for id_ in FACETS:
        counted = [
            (value, name, sum(value in card["facets"][id_] for card in cards))
            for value, name in names[id_].items()
        ]
        facets.append({"id": id_, "title": titles[id_], "options": [one for one in counted if one[2]]})
    same = [list(group) for group in project.search_words.same] if project.search_words else []
    return fill(
        "finder.html.j2",
        cards=cards,
        facets=facets,
        same=same,
        all=link("playbooks/index.md"),
        script=script,
        style=style,
    )


def _in_order(project: Project) -> list[Page]:
    stages = list(project.taxonomy.stages) if project.taxonomy else []
    kinds = list(WEIGHTS)
    by_slug = {page.slug: page for page in project.pages}

    def rank(page: Page) -> tuple[int, int, str]:
        placed = by_slug.get(page.head.playbook or "", page).head.stage
        kind = kinds.index(page.head.format) if page.head.format in kinds else len(kinds)
        return kind, stages.index(placed) if placed in stages else len(stages), page.head.title

    return sorted((page for page in project.pages if page.head.status != "draft"), key=rank)


def _card(project: Project, page: Page, link: Callable[[str], str]) -> dict[str, Any]:
    """Return what the finder knows of a page; a sheet stands where its playbook stands."""
    head = page.head
    of = next((one.head for one in project.pages if one.slug == head.playbook), head)
    taxonomy = project.taxonomy
    minutes = head.minutes.drill or head.minutes.prepare if of is not head else page.reading_minutes()
    kind = taxonomy.formats[head.format] if taxonomy else head.format
    facts = [kind if of is head else f"{kind} for {of.title}", f"{minutes or page.reading_minutes()} minutes"]
    if of is head and head.stage and taxonomy:
        facts.insert(1, taxonomy.stages[head.stage].name)
    called = list(project.search_words.called.get(page.slug, ())) if project.search_words else []
    topics = [taxonomy.topics[topic] for topic in head.topics] if taxonomy else []
    situations = [taxonomy.situations[one].says for one in head.situations] if taxonomy else []
    return {
        "title": head.title,
        "promise": head.promise,
        "href": link(page.uri),
        "facts": " · ".join(facts),
        "words": {
            "called": called,
            "topics": " ".join([*topics, *situations]),
            "more": _few(f"{head.summary} {' '.join(head.say.values())}", f"{head.title} {head.promise}"),
            "weight": WEIGHTS.get(head.format, OTHER_WEIGHT),
        },
        "facets": {
            "stage": [of.stage] if of.stage else [],
            "competency": list(head.competencies or of.competencies),
            "format": [head.format],
            "audience": list(head.audience or of.audience),
            "topic": list(head.topics),
            "situation": list(head.situations or (of.situations if of is not head else ())),
        },
    }


def _assessment_card(project: Project, id_: str, link: Callable[[str], str]) -> dict[str, Any]:
    instrument = project.instruments[id_]
    minutes = counted_minutes(instrument)
    names = {one.id: one.name for one in project.model.dimensions} if project.model else {}
    called = list(project.search_words.called.get(id_, ())) if project.search_words else []
    return {
        "title": instrument.title,
        "promise": instrument.promise,
        "href": link(f"assess/{id_}.md"),
        "facts": f"Assessment · about {minutes} minute{'s' if minutes != 1 else ''}",
        "words": {
            "called": called,
            "topics": " ".join(names.get(one, one) for one in instrument.dimensions),
            "more": "",
            "weight": WEIGHTS["assessment"],
        },
        "facets": {
            "stage": [],
            "competency": [],
            "format": ["assessment"],
            "audience": list(instrument.for_),
            "topic": [],
            "situation": [],
        },
    }


def _few(text: str, told: str) -> str:
    """Return the words of a text that are not told elsewhere, each once."""
    known = {word.lower() for word in words(told)}
    return " ".join(dict.fromkeys(word.lower() for word in words(text) if word.lower() not in known))
