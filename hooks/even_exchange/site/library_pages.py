"""Compiled project -> what is made of the library: Now, sheets, stages, dimensions, claims, and what leads on from a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from even_exchange.instruments.minutes import counted_minutes
from even_exchange.site.finder import MARK as FINDER
from even_exchange.site.template import fill, relative, written_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from even_exchange.library.page import Page
    from even_exchange.pipeline import Project

SHEETS = ("drill", "checklist", "worksheet")
_CITATION = re.compile(r"\[\^[^\]\s]+\]")
_TO_TICK = re.compile(r"^([-*] )\[ \] ", re.MULTILINE)
_TO_FILL = re.compile(r"_{6,}")
_SPEAKERS = re.compile(r"^### (.+?)\s*$", re.MULTILINE)


def now_uri(situation: str) -> str:
    """Return the place of the two-minute version for a situation."""
    return f"now/{situation}.md"


def claims_uri(document: str) -> str:
    """Return the place of the page that lists the claims of a founding document, or of outside evidence."""
    return f"understand/claims/{document}.md"


def claim_anchor(id_: str) -> str:
    """Return the name of a claim's place on its page."""
    return id_.replace(".", "-")


def claim_href(project: Project, id_: str, uri: str) -> str:
    """Return the way from a page to the place of a claim in the register."""
    outside = project.register is not None and id_ in project.register.outside
    document = "outside" if outside else id_.rsplit(".", 1)[0]
    return f"{relative(claims_uri(document), uri)}#{claim_anchor(id_)}"


def published(project: Project, *formats: str) -> list[Page]:
    """Return the pages that are no drafts, of these formats or of all, by title."""
    found = [
        page
        for page in project.pages
        if page.head.status != "draft" and (not formats or page.head.format in formats)
    ]
    return sorted(found, key=lambda page: page.head.title)


def generated_pages(project: Project) -> dict[str, tuple[str, str]]:
    """Return the pages that no file holds, by place: text, and the file in which its words are edited (as a way from `docs`)."""
    made: dict[str, tuple[str, str]] = {}
    by_slug = {page.slug: page for page in project.pages}
    if project.taxonomy:
        for id_, situation in project.taxonomy.situations.items():
            page = by_slug.get(situation.page)
            if page and page.section("Two-minute version"):
                made[now_uri(id_)] = (_now(project, id_, page), page.uri)
    if project.register:
        for document in (*project.register.documents, "outside"):
            made[claims_uri(document)] = (_claims(project, document), "_data/claims.yml")
    return made


def _now(project: Project, id_: str, page: Page) -> str:
    """Return the two-minute version of a playbook on a page of its own; its words are those of the playbook."""
    if project.taxonomy is None:
        return ""
    uri = now_uri(id_)
    section = page.section("Two-minute version")
    others = [
        other
        for other in published(project, "playbook")
        if id_ in other.head.situations and other.slug != page.slug
    ]
    return fill(
        "now_page.md.j2",
        situation=project.taxonomy.situations[id_],
        page=page,
        lines=_CITATION.sub("", section.text).strip() if section else "",
        href=relative(page.uri, uri),
        back=relative("now/index.md", uri),
        others=[{"page": other, "href": relative(other.uri, uri)} for other in others],
    )


def _claims(project: Project, document: str) -> str:
    register = project.register
    if register is None:
        return ""
    uri = claims_uri(document)
    outside = document == "outside"
    entries: list[dict[str, Any]] = []
    ids = (
        list(register.outside)
        if outside
        else [id_ for id_ in register.claims if id_.rsplit(".", 1)[0] == document]
    )
    for id_ in ids:
        claim = None if outside else register.claims[id_]
        entries.append(
            {
                "id": id_,
                "anchor": claim_anchor(id_),
                "says": register.outside[id_].says if claim is None else claim.says,
                "strength": "outside evidence, read in abstract or excerpt"
                if claim is None
                else claim.strength,
                "site": claim is not None and claim.strength.startswith("site"),
                "pages": [
                    {"title": page.head.title, "href": relative(page.uri, uri)}
                    for page in published(project)
                    if id_ in (*page.head.claims, *page.head.external)
                ],
                "instruments": [
                    {"title": instrument.title, "href": relative(f"assess/{name}.md", uri), "items": items}
                    for name, instrument in sorted(project.instruments.items())
                    if (items := sum(id_ in getattr(item, "rests_on", ()) for item in instrument.items))
                ],
                "tensions": [
                    tension.title
                    for tension in register.tensions.values()
                    if id_ in (*tension.claims, *tension.external)
                ],
            }
        )
    return fill(
        "claims_page.md.j2",
        document=document,
        names="Outside evidence" if outside else register.documents[document],
        outside=outside,
        entries=entries,
        disagree=relative("understand/where-the-sources-disagree.md", uri),
        back=relative("understand/sources-and-claims.md", uri),
    )


def register_list(project: Project, _argument: str, uri: str) -> str:
    """Return the list of documents with the number of claims of each strength, and the way to each."""
    register = project.register
    if register is None:
        return ""
    documents = []
    for document, name in register.documents.items():
        claims = [
            claim
            for id_, claim in register.claims.items()
            if id_.rsplit(".", 1)[0] == document and not claim.strength.startswith("site")
        ]
        documents.append(
            {
                "name": name,
                "href": relative(claims_uri(document), uri),
                "claims": len(claims),
                "named": sum(claim.strength.startswith("research, named") for claim in claims),
            }
        )
    return fill(
        "register.md.j2",
        documents=documents,
        outside={"href": relative(claims_uri("outside"), uri), "entries": len(register.outside)},
    )


def situations(project: Project, _argument: str, uri: str) -> str:
    """Return the doors of Now: one for each situation."""
    if project.taxonomy is None:
        return ""
    by_slug = {page.slug: page for page in project.pages}
    doors = [
        {"situation": one, "href": relative(now_uri(id_), uri), "page": by_slug[one.page]}
        for id_, one in project.taxonomy.situations.items()
        if one.page in by_slug
    ]
    return fill("situations.md.j2", doors=doors)


def calls(project: Project, _argument: str, uri: str) -> str:
    """Return the situations as the home page lists them: what the call is about."""
    if project.taxonomy is None:
        return ""
    return "\n".join(
        f"- [{one.door}]({relative(now_uri(id_), uri)})" for id_, one in project.taxonomy.situations.items()
    )


def sheets(project: Project, _argument: str, uri: str) -> str:
    """Return all sheets, by kind and then in the order of the sale, and all talks."""
    order = _order_of_sale(project)
    by_slug = {page.slug: page for page in project.pages}
    kinds = []
    for kind in SHEETS:
        pages = [page for page in published(project, kind) if page.head.playbook in by_slug]
        pages.sort(key=lambda page: order.get(page.head.playbook or "", len(order)))
        entries = [
            {
                "page": page,
                "href": relative(page.uri, uri),
                "of": by_slug[page.head.playbook or ""].head.title,
                "of_href": relative(by_slug[page.head.playbook or ""].uri, uri),
            }
            for page in pages
        ]
        kinds.append({"id": kind, "entries": entries})
    talks = []
    for page in sorted(published(project, "playbook"), key=lambda page: order[page.slug]):
        section = page.section("What it sounds like")
        if section:
            talks.append(
                {
                    "page": page,
                    "href": f"{relative(page.uri, uri)}#what-it-sounds-like",
                    "titles": [_CITATION.sub("", title) for title in _SPEAKERS.findall(section.text)],
                }
            )
    return fill("sheets.md.j2", kinds=[kind for kind in kinds if kind["entries"]], talks=talks)


def _order_of_sale(project: Project) -> dict[str, int]:
    stages = list(project.taxonomy.stages) if project.taxonomy else []
    ranked = in_reading_order(published(project, "playbook"))
    ranked.sort(key=lambda page: stages.index(page.head.stage) if page.head.stage in stages else len(stages))
    return {page.slug: place for place, page in enumerate(ranked)}


def in_reading_order(pages: Iterable[Page]) -> list[Page]:
    """Return pages so that what is to be read before another stands before it, else in the order given."""
    left = list(pages)
    slugs = {page.slug for page in left}
    done: list[Page] = []
    while left:
        known = {page.slug for page in done}
        free = next(
            (
                page
                for page in left
                if all(one in known or one not in slugs for one in page.head.related.before)
            ),
            left[0],  # two pages that each want to be read first
        )
        left.remove(free)
        done.append(free)
    return done


def stage(project: Project, argument: str, uri: str) -> str:
    """Return the arc with this stage marked, and its playbooks."""
    if project.taxonomy is None:
        return ""
    stages = project.taxonomy.stages
    pages = [page for page in published(project, "playbook") if page.head.stage == argument]
    arc = [
        {
            "id": id_,
            "stage": one,
            "href": relative("lead/index.md" if id_ == "lead" else f"playbooks/{id_}/index.md", uri),
        }
        for id_, one in stages.items()
        if id_ != "lead"
    ]
    return fill(
        "stage.md.j2",
        here=argument,
        arc=arc,
        entries=[{"page": page, "href": relative(page.uri, uri)} for page in in_reading_order(pages)],
    )


def dimension(project: Project, argument: str, uri: str) -> str:
    """Return the ends of a dimension, what to read about it, and which assessments score it."""
    model = project.model
    if model is None:
        return ""
    one = next(one for one in model.dimensions if one.id == argument)
    order = _order_of_sale(project)
    reads = [
        {"page": page, "href": relative(page.uri, uri), "primary": argument in page.head.dimensions.primary}
        for page in sorted(published(project, "playbook"), key=lambda page: order[page.slug])
        if argument in (*page.head.dimensions.primary, *page.head.dimensions.secondary)
    ]
    reads.sort(key=lambda read: not read["primary"])
    scored = [
        {
            "title": instrument.title,
            "href": relative(f"assess/{name}.md", uri),
            "items": sum(getattr(item, "measures", None) == argument for item in instrument.items),
            "minutes": counted_minutes(instrument),
        }
        for name, instrument in project.instruments.items()
        if argument in instrument.dimensions
        and not instrument.observes
        and any(getattr(item, "measures", None) == argument for item in instrument.items)
    ]
    return fill("dimension.md.j2", dimension=one, reads=reads, scored=scored)


def dimensions(project: Project, _argument: str, uri: str) -> str:
    """Return the list of all dimensions with a page of their own."""
    by_slug = {page.slug: page for page in published(project, "reference")}
    entries = [
        {"page": by_slug[one.id], "href": relative(by_slug[one.id].uri, uri), "dimension": one}
        for one in (project.model.dimensions if project.model else ())
        if one.id in by_slug
    ]
    return fill("dimensions.md.j2", entries=entries)


def with_boxes(markdown: str) -> str:
    """Return a page with boxes to tick, as characters, since nothing could keep a tick, and with lines to write on."""
    return _TO_FILL.sub(fill("blank.html.j2"), _TO_TICK.sub(r"\1☐ ", markdown))


def head_of(project: Project, page: Page, names: dict[str, str]) -> str:
    """Return promise and facts for the head of a page; a sheet has those of its playbook."""
    by_slug = {one.slug: one for one in project.pages}
    of = by_slug.get(page.head.playbook or "")
    overdue = project.day is not None and page.head.review_by < project.day
    return fill(
        "strip.html.j2",
        page=page,
        of=of,
        of_href=relative(of.uri, page.uri) if of else None,
        taxonomy=project.taxonomy,
        names=names,
        date=written_day,
        overdue=overdue,
    )


def foot_of(project: Project, page: Page, names: dict[str, str]) -> str:
    """Return what leads on from a page: sheets, assessments, dimensions, and the pages that link here."""
    uri = page.uri
    head = page.head

    def link(other: Page) -> dict[str, str]:
        return {"title": other.head.title, "href": relative(other.uri, uri), "format": other.head.format}

    own = {*head.dimensions.primary, *head.dimensions.secondary}
    told = {*page.linked(), page.slug}
    by_slug = {one.slug: one for one in published(project, "reference")}
    scored = [
        {"title": instrument.title, "href": relative(f"assess/{name}.md", uri)}
        for name, instrument in project.instruments.items()
        if own & set(instrument.dimensions)
        and not instrument.observes
        and set(instrument.for_) & set(head.audience)
        and any(one["page"] == page.slug for one in project.keys[name]["pages"])
    ]
    return fill(
        "foot.md.j2",
        page=page,
        sheets=[link(other) for other in published(project, *SHEETS) if other.head.playbook == page.slug],
        scored=scored,
        dimensions=[
            {"name": names.get(one, one), "href": relative(by_slug[one].uri, uri)}
            for one in (*head.dimensions.primary, *head.dimensions.secondary)
            if one in by_slug
        ],
        back=[
            link(other)
            for other in published(project, "playbook", "explainer")
            if page.slug in other.linked() and other.slug not in told
        ],
        changes=head.changes,
    )


def finder(_project: Project, _argument: str, _uri: str) -> str:
    """Return the place of the finder, which is put in when the page is finished."""
    return FINDER


RENDERERS: dict[str, Callable[[Any, str, str], str]] = {
    "calls": calls,
    "situations": situations,
    "sheets": sheets,
    "stage": stage,
    "dimension": dimension,
    "dimensions": dimensions,
    "register": register_list,
    "finder": finder,
}
