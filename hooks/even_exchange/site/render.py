"""Compiled project -> the Markdown that directives, library pages and generated pages hold."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from even_exchange.findings import Finding, Position, did_you_mean
from even_exchange.instruments.items import TYPES
from even_exchange.instruments.minutes import counted_minutes
from even_exchange.instruments.page import render_page, split_into_sections
from even_exchange.instruments.rules import RULES
from even_exchange.instruments.texts import texts_for
from even_exchange.library.page import without_code
from even_exchange.site.examples import examples
from even_exchange.site.fields import ROOTS, fields_of
from even_exchange.site.inline import inline
from even_exchange.site.worked_example import worked_example

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from even_exchange.library.page import Page
    from even_exchange.library.vocabulary import Register
    from even_exchange.pipeline import Project

TABLES = ("dimensions", "item-types", "junctures", "patterns", "zones")
_CITATION = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_WORDS = re.compile(r"<!-- ee: form (\S+) -->.*?<!-- ee: end of form -->", re.DOTALL)
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
    form = render_page(instrument, dict(key), texts, sections, link, counted_minutes(instrument), inline)
    return _template("assets.html.j2", form=form, style=assets("assess.css"), script=assets("assess.js"))


def words(project: Project, id_: str) -> str:
    """Return what a respondent reads, marked: what a search may find of an instrument before its form is there."""
    return _template("words.html.j2", instrument=project.instruments[id_], inline=inline)


def put_forms(html: str, form: Callable[[str], str]) -> str:
    """Return a page with a form in the place of the words of each instrument."""
    return _WORDS.sub(lambda match: form(match.group(1)), html)


def assessment_page(project: Project, id_: str) -> str:
    """Return the page that an instrument gets when no page places it."""
    return _template("assessment_page.md.j2", instrument=project.instruments[id_])


def broken_list(findings: Iterable[Finding]) -> str:
    """Return the mistakes of an instrument that a page of its own places."""
    return _template("broken_list.md.j2", findings=list(findings))


def broken_page(name: str, findings: Iterable[Finding]) -> str:
    """Return the page that stands in for an instrument with mistakes while somebody edits it."""
    return _template("broken_page.md.j2", name=name, findings=list(findings))


def with_notes(project: Project, markdown: str) -> str:
    """Add a footnote for every claim that the page cites, in the words of the register."""
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
        f"[^{id_}]: **{id_}** {register.note(id_)}"
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
    return (
        _template("strip.html.j2", page=page, taxonomy=project.taxonomy, names=_names(project), date=_date)
        + "\n"
        + markdown
    )


def directive(
    project: Project, name: str, argument: str, uri: str, write_assessment: Callable[[str], str]
) -> str:
    """Return what stands in the place of a directive on the page `uri`."""
    if name == "assessment":
        return write_assessment(argument)
    if name not in RENDERERS or not _can_write(project, name, argument) or complaint(project, name, argument):
        return ""  # a finding says why; this page is only seen by somebody who is editing
    return RENDERERS[name](project, argument, uri)


def complaint(project: Project, name: str, argument: str) -> str | None:
    """Return what is wrong with the argument of a directive, or None."""
    if name == "fields" and argument not in ROOTS:
        return f"there are no fields of '{argument}'; {did_you_mean(argument, ROOTS)}"
    if name == "table" and argument not in TABLES:
        return f"there is no table '{argument}'; {did_you_mean(argument, TABLES)}"
    if name == "number" and project.model is not None and argument not in project.values:
        return f"there is no value '{argument}' in model.yml; {did_you_mean(argument, project.values)}"
    if name not in {"assessment", "fields", "table", "number"} and name in RENDERERS and argument:
        return f"'ee: {name}' takes nothing behind it; delete '{argument}'"
    return None


def _can_write(project: Project, name: str, argument: str) -> bool:
    if name in {"assessments", "playbooks"}:
        return project.taxonomy is not None
    return (
        project.model is not None
        or name not in {"number", "table", "worked-example"}
        or argument == "item-types"
    )


def _assessments(project: Project, _argument: str, uri: str) -> str:
    instruments = [
        {
            "instrument": instrument,
            "href": _relative(f"assess/{id_}.md", uri),
            "minutes": counted_minutes(instrument),
            "items": sum(item.form() is not None for item in instrument.items),
        }
        for id_, instrument in sorted(
            project.instruments.items(), key=lambda one: (-len(one[1].dimensions), one[0])
        )
    ]
    return _template("assessments.md.j2", instruments=instruments, taxonomy=project.taxonomy)


def _playbooks(project: Project, _argument: str, uri: str) -> str:
    stages = project.taxonomy.stages if project.taxonomy else {}
    by_stage = [
        {
            "id": id_,
            "stage": stage,
            "pages": [
                {"page": page, "href": _relative(page.uri, uri)}
                for page in project.pages
                if page.head.stage == id_ and page.head.format == "playbook" and page.head.status != "draft"
            ],
        }
        for id_, stage in stages.items()
    ]
    return _template("playbooks.md.j2", stages=[stage for stage in by_stage if stage["pages"]])


def _number(project: Project, argument: str, _uri: str) -> str:
    """Return a value of the shared model by its dotted path."""
    value = project.values[argument]
    return f"{value:g}" if isinstance(value, float) else str(value)


def _table(project: Project, argument: str, _uri: str) -> str:
    return _template(
        f"table_{argument.replace('-', '_')}.md.j2", model=project.model, types=TYPES, names=_names(project)
    )


def _worked_example(project: Project, _argument: str, _uri: str) -> str:
    if project.model is None:
        return ""
    return _template(
        "worked_example.md.j2", example=worked_example(project), model=project.model, names=_names(project)
    )


def _item_types(_project: Project, _argument: str, _uri: str) -> str:
    return _template("item_types.md.j2", types=TYPES, examples=examples(), fields_of=fields_of)


def _rules(_project: Project, _argument: str, _uri: str) -> str:
    return _template("rules.md.j2", rules=RULES)


def _fields(_project: Project, argument: str, _uri: str) -> str:
    return _template("fields.md.j2", models=fields_of(argument))


RENDERERS: dict[str, Callable[[Any, str, str], str]] = {
    "assessment": lambda *_: "",
    "assessments": _assessments,
    "playbooks": _playbooks,
    "number": _number,
    "table": _table,
    "worked-example": _worked_example,
    "item-types": _item_types,
    "rules": _rules,
    "fields": _fields,
}


def _names(project: Project) -> dict[str, str]:
    if project.model is None:
        return {}
    axes = {axis.id: axis.name for axis in project.model.axes}
    return axes | {dimension.id: dimension.name for dimension in project.model.dimensions}


def _relative(target: str, page: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(page) or ".")


_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905


def _date(text: str) -> str:
    """Return ``22 November 2026`` for ``2026-11-22``."""
    year, month, day = text.split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


def _template(template: str, /, **values: Any) -> str:
    return _templates().get_template(template).render(**values)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent.parent / "templates"),
        # Markdown is not escaped: its templates do it where a text goes into HTML.
        autoescape=lambda name: ".html" in (name or ""),  # noqa: S701
        undefined=StrictUndefined,
        auto_reload=False,  # under serve the engine is loaded anew
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["inline"] = inline
    return environment
