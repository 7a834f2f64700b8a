"""Compiled project -> the Markdown that directives, library pages and generated pages hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from even_exchange.findings import Finding, Position, did_you_mean
from even_exchange.instruments.card import card_of
from even_exchange.instruments.hand_over import given_to_script, observer_of
from even_exchange.instruments.items import TYPES
from even_exchange.instruments.minutes import counted_minutes
from even_exchange.instruments.mirror import lists_of
from even_exchange.instruments.page import LANGUAGE, render_page, script_for, split_into_sections
from even_exchange.instruments.paper import sheet_of
from even_exchange.instruments.proofs import PROOFS
from even_exchange.instruments.rules import RULES
from even_exchange.instruments.simulation_report import LIMITS, STYLES, WRITE
from even_exchange.instruments.texts import texts_for
from even_exchange.library.page import without_code
from even_exchange.library.rules import RULES as LIBRARY_RULES
from even_exchange.reading_grade import grade
from even_exchange.site import library_pages
from even_exchange.site.examples import examples
from even_exchange.site.fields import ROOTS, fields_of
from even_exchange.site.inline import inline
from even_exchange.site.simulation_page import simulation_page
from even_exchange.site.template import fill, relative, written_day
from even_exchange.site.worked_example import worked_example

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from even_exchange.instruments.customer_card import CustomerCard
    from even_exchange.instruments.instrument import Instrument
    from even_exchange.instruments.scoring_key import ScoringKey
    from even_exchange.library.page import Page
    from even_exchange.library.vocabulary import Register
    from even_exchange.pipeline import Project

TAKES_ONE = ("assessment", "dimension", "fields", "number", "stage", "table")
TABLES = ("dimensions", "index", "index-zones", "item-types", "junctures", "patterns", "zones")
_CITATION = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_WORDS = re.compile(r"<!-- ee: form (\S+) -->.*?<!-- ee: end of form -->", re.DOTALL)
_SHEET = re.compile(r"<!-- sheet of (\S+) -->")
_DEFINITION = re.compile(r"^\[\^([^\]\s]+)\]:", re.MULTILINE)


def assessment(project: Project, id_: str, link: Callable[[str], str], assets: Callable[[str], str]) -> str:
    """Return the form of an instrument finished, with the two files it needs.

    `link` gives the address of a page by slug, `assets` that of a file of the client, both relative to the page.
    """
    instrument, key, model = project.instruments[id_], project.keys[id_], project.model
    if model is None:
        return ""
    texts = texts_for(key, model, project.instruments, project.pages, link)
    sections = split_into_sections(len(instrument.items))
    mirror = project.mirror_words.get(LANGUAGE[:2]) if has_mirror(key) else None
    form = render_page(
        instrument,
        dict(key),
        texts,
        sections,
        link,
        counted_minutes(instrument),
        inline,
        lists_of(mirror.model_dump()) if mirror else None,
        _hand_over(project, id_, link, assets),
    )
    files = {"styles": [assets("assess.css")], "scripts": [assets(f"assess-{script_for(key)}.js")]}
    if mirror:
        files["styles"].append(assets("mirror.css"))
        files["scripts"].append(assets("mirror.js"))
    return fill("assets.html.j2", form=form, **files)


def _hand_over(
    project: Project, id_: str, link: Callable[[str], str], assets: Callable[[str], str]
) -> dict[str, Any] | None:
    """Return what the part "Hand over, or compare" of a result holds, and the script behind it."""
    model, card = project.model, project.customer_card
    if model is None:
        return None
    observer = observer_of(id_, project.instruments)
    beside = card if card and card.of == id_ else None
    return {
        "script": assets("after.js"),
        "given": given_to_script(id_, project.instruments, project.keys, model, beside),
        "compare": link(observer) if observer else None,
        "card": beside,
        "card_href": link(card.id) if card else None,
    }


def sheet(project: Project, id_: str, link: Callable[[str], str], style: str) -> str:
    """Return the sheet of an instrument, form and key, finished; `link` as for `assessment`, `style` an address."""
    instrument, key, model = project.instruments[id_], project.keys[id_], project.model
    if model is None:
        return ""
    titles = {page.slug: page.head.title for page in project.pages}
    words = project.mirror_words.get(LANGUAGE[:2])
    made = sheet_of(instrument, key, model, titles, words.model_dump() if words else None)
    return fill("paper.html.j2", instrument=instrument, sheet=made, link=link, style=style, inline=inline)


def has_mirror(key: ScoringKey) -> bool:
    """Say whether an instrument has a text whose words are counted."""
    items = key["instruments"][key["id"]]["items"]
    return any(item["form"] is not None and "counts" in item["form"] for item in items)


def words(project: Project, id_: str, uri: str) -> str:
    """Return what a respondent reads, marked: what a search may find of an instrument before its form is there.

    Behind it stands the way to its card.
    """
    about = relative(card_uri(id_), uri)
    return fill("words.html.j2", instrument=project.instruments[id_], inline=inline, about=about)


def put_forms(html: str, form: Callable[[str], str]) -> str:
    """Return a page with a form in the place of the words of each instrument."""
    return _WORDS.sub(lambda match: form(match.group(1)), html)


def put_sheets(html: str, write: Callable[[str], str]) -> str:
    """Return a page with a sheet in its place."""
    return _SHEET.sub(lambda match: write(match.group(1)), html)


def sheet_page(project: Project, id_: str) -> str:
    """Return the page on which an instrument is printed."""
    return fill("paper_page.md.j2", instrument=project.instruments[id_])


def assessment_page(project: Project, id_: str) -> str:
    """Return the page that an instrument gets when no page places it."""
    return fill("assessment_page.md.j2", instrument=project.instruments[id_], card=project.customer_card)


def customer_card_uri(card: CustomerCard) -> str:
    """Return where the page of the customer card stands."""
    return f"assess/{card.id}.md"


def customer_card(card: CustomerCard) -> str:
    """Return the page that a customer answers after a meeting; it needs no script."""
    return fill("customer_card.md.j2", card=card)


def card_uri(id_: str) -> str:
    """Return the place of the card of an instrument."""
    return f"assess/about/{id_}.md"


def paper_uri(id_: str) -> str:
    """Return the place of the paper version of an instrument."""
    return f"assess/{id_}-on-paper.md"


def card(project: Project, id_: str, here: str, paper: str | None) -> str:
    """Return the page that says what an instrument asks, how it is keyed and where its limits are.

    `here` is the place of its form in the sources, `paper` that of its paper version, if there is one.
    """
    if project.model is None or project.taxonomy is None:
        return ""
    instrument, uri = project.instruments[id_], card_uri(id_)
    titles = {one.id: one.title for one in project.instruments.values()}
    pages = {page.slug: {"title": page.head.title, "href": relative(page.uri, uri)} for page in project.pages}
    made = card_of(instrument, project.keys[id_], project.model, project.register, titles)
    texts = [
        instrument.introduction,
        *(text for item in instrument.items for text in item.read_by_respondent()),
    ]

    def says(outcome: Any) -> str:
        return " ".join(fill("says.md.j2", outcome=outcome, pages=pages, scored=made.scored).split())

    return fill(
        "card.md.j2",
        card=made,
        grade=grade(texts),
        here=relative(here, uri),
        paper=paper and relative(paper, uri),
        scoring=relative("understand/how-scoring-works.md", uri),
        audiences=project.taxonomy.audiences,
        names=_names(project),
        shorts={item.id: item.short for item in instrument.items},
        pages=pages,
        says=says,
        date=written_day,
    )


def broken_list(findings: Iterable[Finding]) -> str:
    """Return the mistakes of an instrument that a page of its own places."""
    return fill("broken_list.md.j2", findings=list(findings))


def broken_page(name: str, findings: Iterable[Finding]) -> str:
    """Return the page that stands in for an instrument with mistakes while somebody edits it."""
    return fill("broken_page.md.j2", name=name, findings=list(findings))


def with_foot(project: Project, page: Page, markdown: str) -> str:
    """Put what leads on from a library page below it."""
    return markdown.rstrip("\n") + "\n\n" + library_pages.foot_of(project, page, _names(project))


def with_notes(project: Project, markdown: str, uri: str) -> str:
    """Add a footnote for every claim that the page `uri` cites, in the words of the register, with the way to it."""
    register = project.register
    if register is None:
        return markdown
    defined = set(_DEFINITION.findall(markdown))
    cited = list(
        dict.fromkeys(
            id_ for id_ in _CITATION.findall(without_code(_WORDS.sub("", markdown))) if id_ not in defined
        )
    )
    notes = [
        f"[^{id_}]: [**{id_}**]({library_pages.claim_href(project, id_, uri)}) {register.note(id_)}"
        for id_ in cited
        if id_ in register.claims or id_ in register.outside
    ]
    return "\n\n".join([markdown, *notes]) + "\n" if notes else markdown


def unknown_citations(register: Register, path: str, body: str, first_line: int) -> Iterator[Finding]:
    """Yield a finding for each footnote that neither the page nor the register explains."""
    if "[^" not in body:
        return
    known = register.ids()
    defined = set(_DEFINITION.findall(body))
    for number, line in enumerate(without_code(body).splitlines(), first_line):
        for id_ in _CITATION.findall(line):
            if id_ not in known and id_ not in defined:
                message = f"there is no claim '{id_}'; {did_you_mean(id_, known)}"
                yield Finding(Position(path, number, 1), "unknown-claim", message)


def with_strip(project: Project, page: Page, markdown: str) -> str:
    """Put promise and facts of a library page at its head."""
    return library_pages.head_of(project, page, _names(project)) + "\n" + markdown


def directive(
    project: Project,
    name: str,
    argument: str,
    uri: str,
    write_assessment: Callable[[str], str],
    *,
    generated: Collection[str] = (),
) -> str:
    """Return what stands in the place of a directive on the page `uri`; `generated` are the pages no file holds."""
    if name == "assessment":
        return write_assessment(argument)
    if name not in RENDERERS or not _can_write(project, name, argument) or complaint(project, name, argument):
        return ""  # a finding says why; this page is only seen by somebody who is editing
    if name == "assessments":
        return _assessments(project, uri, generated)
    return RENDERERS[name](project, argument, uri)


def complaint(project: Project, name: str, argument: str) -> str | None:
    """Return what is wrong with the argument of a directive, or None."""
    if name == "fields" and argument not in ROOTS:
        return f"there are no fields of '{argument}'; {did_you_mean(argument, ROOTS)}"
    if name == "table" and argument not in TABLES:
        return f"there is no table '{argument}'; {did_you_mean(argument, TABLES)}"
    if name == "number" and project.model is not None and argument not in project.values:
        return f"there is no value '{argument}' in model.yml; {did_you_mean(argument, project.values)}"
    if name == "stage" and project.taxonomy is not None and argument not in project.taxonomy.stages:
        return f"there is no stage '{argument}'; {did_you_mean(argument, project.taxonomy.stages)}"
    if name == "dimension" and project.model is not None:
        known = [dimension.id for dimension in project.model.dimensions]
        if argument not in known:
            return f"there is no dimension '{argument}'; {did_you_mean(argument, known)}"
    if name not in TAKES_ONE and name in RENDERERS and argument:
        return f"'ee: {name}' takes nothing behind it; delete '{argument}'"
    return None


def _can_write(project: Project, name: str, argument: str) -> bool:
    if name in {"assessments", "playbooks"}:
        return project.taxonomy is not None
    return (
        project.model is not None
        or name not in {"number", "simulation", "table", "worked-example"}
        or argument == "item-types"
    )


def _assessments(project: Project, uri: str, generated: Collection[str]) -> str:
    """Return the instruments by what they are about; those that open a pool or the index stand first, then by topic."""
    model, groups = project.model, project.taxonomy.groups if project.taxonomy else {}
    first = [*model.pool.instruments, model.index.parts[0].instrument] if model else []
    order = [dimension.id for dimension in model.dimensions] if model else []

    def rank(instrument: Instrument) -> tuple[int, int, str]:
        leads = first.index(instrument.id) if instrument.id in first else len(first)
        return leads, min(order.index(name) for name in instrument.dimensions), instrument.id

    by_group = [
        {
            "id": id_,
            "group": group,
            "entries": [
                {
                    "instrument": instrument,
                    "href": relative(f"assess/{instrument.id}.md", uri),
                    "card": relative(card_uri(instrument.id), uri),
                    "paper": relative(paper_uri(instrument.id), uri)
                    if paper_uri(instrument.id) in generated
                    else None,
                    "minutes": counted_minutes(instrument),
                    "items": sum(item.form() is not None for item in instrument.items),
                }
                for instrument in sorted(project.instruments.values(), key=rank)
                if _group(instrument) == id_
            ],
        }
        for id_, group in groups.items()
    ]
    return fill(
        "assessments.md.j2", groups=[one for one in by_group if one["entries"]], taxonomy=project.taxonomy
    )


def _group(instrument: Instrument) -> str:
    """Return the heading under which an instrument is listed, by whom it is about and who answers it."""
    if instrument.about != "me":
        return instrument.about
    return "team" if set(instrument.for_) <= {"manager", "executive"} else "me"


def _cards(project: Project, _argument: str, uri: str) -> str:
    cards = [
        {"title": instrument.title, "href": relative(card_uri(id_), uri)}
        for id_, instrument in sorted(project.instruments.items(), key=lambda one: one[1].title)
    ]
    return fill("cards.md.j2", cards=cards)


def _playbooks(project: Project, _argument: str, uri: str) -> str:
    stages = project.taxonomy.stages if project.taxonomy else {}
    by_stage = [
        {
            "id": id_,
            "stage": stage,
            "pages": [
                {"page": page, "href": relative(page.uri, uri)}
                for page in project.pages
                if page.head.stage == id_ and page.head.format == "playbook" and page.head.status != "draft"
            ],
        }
        for id_, stage in stages.items()
    ]
    return fill("playbooks.md.j2", stages=[stage for stage in by_stage if stage["pages"]])


def _number(project: Project, argument: str, _uri: str) -> str:
    """Return a value of the shared model by its dotted path."""
    value = project.values[argument]
    return f"{value:g}" if isinstance(value, float) else str(value)


def _table(project: Project, argument: str, _uri: str) -> str:
    return fill(
        f"table_{argument.replace('-', '_')}.md.j2", model=project.model, types=TYPES, names=_names(project)
    )


def _worked_example(project: Project, _argument: str, _uri: str) -> str:
    if project.model is None:
        return ""
    return fill(
        "worked_example.md.j2", example=worked_example(project), model=project.model, names=_names(project)
    )


def _simulation(project: Project, _argument: str, _uri: str) -> str:
    model = project.model
    if model is None:
        return ""
    return fill(
        "simulation.md.j2",
        page=simulation_page(project),
        model=model,
        names=_names(project),
        across=model.map.across,
        up=model.map.up,
        junctures=list(model.junctures),
        flags_from=model.flags.yields_from,
        limits=LIMITS,
        styles=STYLES,
        command=WRITE,
    )


def _item_types(_project: Project, _argument: str, _uri: str) -> str:
    return fill("item_types.md.j2", types=TYPES, examples=examples(), fields_of=fields_of)


def _rules(_project: Project, _argument: str, _uri: str) -> str:
    groups = {
        "Instruments and the shared model": RULES | PROOFS,
        "Pages of the library": LIBRARY_RULES,
    }
    return fill("rules.md.j2", groups={title: dict(sorted(rules.items())) for title, rules in groups.items()})


def _fields(_project: Project, argument: str, _uri: str) -> str:
    return fill("fields.md.j2", models=fields_of(argument))


RENDERERS: dict[str, Callable[[Any, str, str], str]] = {
    "assessment": lambda *_: "",
    "assessments": lambda *_: "",
    "cards": _cards,
    "playbooks": _playbooks,
    "number": _number,
    "table": _table,
    "worked-example": _worked_example,
    "simulation": _simulation,
    "item-types": _item_types,
    "rules": _rules,
    "fields": _fields,
    **library_pages.RENDERERS,
}


def _names(project: Project) -> dict[str, str]:
    if project.model is None:
        return {}
    axes = {axis.id: axis.name for axis in project.model.axes}
    return axes | {dimension.id: dimension.name for dimension in project.model.dimensions}
