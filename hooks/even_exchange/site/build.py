"""A compiled project -> which pages are generated, what each page holds, and which files go beside them.

This is what a host of any kind asks for: it knows nothing of the generator.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from even_exchange.client_script import (
    AFTER_SCRIPT,
    FINDER_SCRIPT,
    FINDER_STYLE,
    MIRROR_SCRIPT,
    MIRROR_STYLE,
    SCRIPTS,
    STYLE,
    shipped,
)
from even_exchange.findings import Finding, Position, has_errors, in_order
from even_exchange.instruments.page import script_for
from even_exchange.library.page import is_of_library, split, without_code
from even_exchange.pipeline import CUSTOMER_CARD, Project, compile_project
from even_exchange.site import finder, library_pages, render
from even_exchange.site.directives import check, directives, expand, places
from even_exchange.site.links import check_links
from even_exchange.site.policy import code_in_text
from even_exchange.source import read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ASSETS = "assets/even-exchange"
PAPER_STYLE = "assets/stylesheets/paper.css"


@dataclass
class Site:
    """One build. `placed` holds the page of every instrument, `generated` the text of pages that no file holds."""

    project: Project
    findings: tuple[Finding, ...]
    placed: dict[str, str]
    generated: dict[str, str]
    edited_in: dict[str, str]
    files: dict[str, str] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """Whether nothing stops a build."""
        return not has_errors(self.findings)

    def asset(self, name: str) -> str:
        """Return the path in the site of ``assess.css`` or a script such as ``assess-axes.js``; the name changes with the content."""
        stem, ending = name.rsplit(".", 1)
        return next(
            path for path in self.files if path.startswith(f"{ASSETS}/{stem}.") and path.endswith(ending)
        )

    def weight(self, uri: str) -> float:
        """Return how much a page counts in the search: readers look for playbooks, editors know where to look."""
        if any(page.uri == uri for page in self.project.pages):
            return 4
        return 0.2 if uri.startswith(("contribute/", "assess/about/")) else 1

    def page(self, uri: str, markdown: str) -> str:
        """Return the Markdown of a page with everything in its place but the forms: `with_forms` puts them in.

        No converter and no search index has to read the forms that way; both take longer over one than all of ours.
        """

        def write_assessment(id_: str) -> str:
            if id_ not in self.project.keys:
                return render.broken_list(self.project.broken.get(id_, ()))
            return render.words(self.project, id_, uri)

        written = expand(
            markdown,
            lambda name, argument: render.directive(
                self.project, name, argument, uri, write_assessment, generated=self.generated
            ),
        )
        page = next((page for page in self.project.pages if page.uri == uri), None)
        wrong = [finding for finding in self.findings if finding.position.path == f"docs/{uri}"]
        if has_errors(wrong):  # somebody is editing
            written = render.broken_list(wrong) + "\n" + written
        elif page is not None and self.project.model and self.project.taxonomy:
            written = library_pages.with_boxes(written)
            written = render.with_foot(self.project, page, render.with_strip(self.project, page, written))
        return render.with_notes(self.project, written, uri)

    def with_forms(self, html: str, link: Callable[[str], str]) -> str:
        """Return the finished HTML of a page with the forms of the instruments in their places.

        `link` turns a path in the site's sources (``playbooks/x.md``) or of an asset into an address relative to
        the page.
        """
        pages = {page.slug: page.uri for page in self.project.pages} | self.placed
        pages |= {f"{id_}-on-paper": render.paper_uri(id_) for id_ in self.project.keys}
        card = self.project.customer_card
        pages |= {card.id: render.customer_card_uri(card)} if card else {}

        def to_page(slug: str) -> str:
            return link(pages.get(slug, f"understand/{slug}.md"))

        def form(id_: str) -> str:
            return render.assessment(self.project, id_, to_page, lambda name: link(self.asset(name)))

        def paper(id_: str) -> str:
            return render.sheet(self.project, id_, to_page, link(PAPER_STYLE))

        if finder.MARK in html:
            found = finder.finder(
                self.project, link, link(self.asset("find.js")), link(self.asset("find.css"))
            )
            html = html.replace(finder.MARK, found)
        return render.put_sheets(render.put_forms(html, form), paper)


def build_site(files: Mapping[str, bytes], day: str | None = None) -> Site:
    """Compile the content files of a project into a site; `day` (year-month-day) says which reviews are overdue."""
    project = compile_project(files, day)
    findings = list(project.findings)
    known = {*project.instruments, *project.broken}
    placed: dict[str, str] = {}
    texts: dict[str, str] = {}
    for path in sorted(files):
        if not path.endswith(".md"):
            continue
        markdown, wrong = read_bytes(path, files[path])
        findings += wrong
        if markdown is None:
            continue
        texts[path] = markdown
        findings += check(path, markdown, render.RENDERERS, known)
        findings += _unusable(path, markdown, project)
        findings += code_in_text(path, without_code(markdown))
        findings += _unknown_citations(path, markdown, project)
        for id_, line in places(markdown):
            if id_ in placed:
                what = f"'{id_}' stands on '{placed[id_]}' already; an instrument has one page: take one out"
                findings.append(Finding(Position(path, line, 1), "placed-twice", what))
            placed.setdefault(id_, path.removeprefix("docs/"))
    generated: dict[str, str] = {}
    edited_in: dict[str, str] = {}
    for id_ in sorted(known):
        if id_ in placed:
            continue
        uri = f"assess/{id_}.md"
        if f"docs/{uri}" in files:
            what = f"this page takes the place of the instrument '{id_}'; put <!-- ee: assessment {id_} --> into it"
            findings.append(Finding(Position(f"docs/{uri}", 1, 1), "page-in-the-way", what))
            continue
        placed[id_] = uri
        edited_in[uri] = f"../assessments/{id_}.yml"
        if id_ in project.keys:
            generated[uri] = render.assessment_page(project, id_)
        else:
            generated[uri] = render.broken_page(id_, project.broken.get(id_) or project.findings)
    for id_ in project.keys:
        paper = render.paper_uri(id_)
        if f"docs/{paper}" in files or paper in generated:
            what = f"this page takes the place of the paper version of '{id_}'; give it another name"
            path = f"docs/{paper}" if f"docs/{paper}" in files else f"assessments/{id_}-on-paper.yml"
            findings.append(Finding(Position(path, 1, 1), "page-in-the-way", what))
        else:
            generated[paper] = render.sheet_page(project, id_)
            edited_in[paper] = f"../assessments/{id_}.yml"
        card = render.card_uri(id_)
        if f"docs/{card}" in files:
            what = f"this page takes the place of the card of '{id_}'; give it another name"
            findings.append(Finding(Position(f"docs/{card}", 1, 1), "page-in-the-way", what))
        elif id_ in placed:
            generated[card] = render.card(project, id_, placed[id_], paper if paper in generated else None)
            edited_in[card] = f"../assessments/{id_}.yml"
    if project.customer_card:
        uri = render.customer_card_uri(project.customer_card)
        if f"docs/{uri}" in files:
            what = "this page takes the place of the customer card; give it another name"
            findings.append(Finding(Position(f"docs/{uri}", 1, 1), "page-in-the-way", what))
        else:
            generated[uri] = render.customer_card(project.customer_card)
            edited_in[uri] = f"../{CUSTOMER_CARD}"
    for uri, (text, source) in library_pages.generated_pages(project).items():
        if f"docs/{uri}" in files:
            what = f"this page takes the place of one that the build makes of {source}; give it another name"
            findings.append(Finding(Position(f"docs/{uri}", 1, 1), "page-in-the-way", what))
        else:
            generated[uri], edited_in[uri] = text, source
    pages = {path.removeprefix("docs/") for path in files if path.endswith(".md")} | set(placed.values())
    pages |= generated.keys()
    for path, markdown in texts.items():
        findings += check_links(path, markdown, pages)
    site = Site(project, tuple(in_order(findings)), placed, generated, edited_in)
    if any("<!-- ee: finder" in text for text in texts.values()):
        site.files |= dict(
            [_hashed("find.js", shipped(FINDER_SCRIPT)), _hashed("find.css", shipped(FINDER_STYLE))]
        )
    if project.instruments or project.broken:
        needed = sorted({script_for(key) for key in project.keys.values()})
        scripts = {f"assess-{kind}.js": shipped(SCRIPTS[kind]) for kind in needed}
        scripts["after.js"] = shipped(AFTER_SCRIPT)
        styles = {"assess.css": shipped(STYLE)}
        if any(render.has_mirror(key) for key in project.keys.values()):
            scripts["mirror.js"], styles["mirror.css"] = shipped(MIRROR_SCRIPT), shipped(MIRROR_STYLE)
        site.files |= dict(_hashed(name, text) for name, text in (scripts | styles).items())
    return site


def _unusable(path: str, markdown: str, project: Project) -> Iterator[Finding]:
    for name, argument, line in directives(markdown):
        complaint = render.complaint(project, name, argument)
        if complaint:
            yield Finding(Position(path, line, 1), "directive-argument", complaint)


def _unknown_citations(path: str, markdown: str, project: Project) -> list[Finding]:
    """Pages outside the library may cite claims too; those of the library have been checked with their front matter."""
    if is_of_library(path, markdown.encode()) or project.register is None:
        return []
    _, body, first_line = split(markdown)
    return list(render.unknown_citations(project.register, path, body, first_line))


def _hashed(name: str, text: str) -> tuple[str, str]:
    stem, ending = name.rsplit(".", 1)
    return f"{ASSETS}/{stem}.{hashlib.sha256(text.encode()).hexdigest()[:8]}.{ending}", text
