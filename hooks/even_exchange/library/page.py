"""A Markdown file of the library -> its front matter, its sections, and what is wrong with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from even_exchange.findings import Finding, Position, did_you_mean
from even_exchange.library.front_matter import FrontMatter
from even_exchange.shape import fit
from even_exchange.source import Document, read_yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from even_exchange.library.vocabulary import Vocabulary

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_CODE = re.compile(r"^ *(```+|~~~+).*?^ *\1[ \t]*$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_CITATION = re.compile(r"\[\^([^\]\s]+)\]")
_HEADING = re.compile(r"^(#{1,6}) +(.+?) *#* *$")
_QUOTE = re.compile(r"(?:^ *>.*\n?)+", re.MULTILINE)
_WORD = re.compile(r"\w+(?:['’]\w+)?")

LONGEST_LINE_TO_SAY = 20

#: The sections of a playbook in their order; True = always there.
ANATOMY = (
    ("Two-minute version", True),
    ("When to use it, and when not", True),
    ("Why, and how sure we are", True),
    ("Prepare", False),
    ("Steps", True),
    ("What it sounds like", True),
    ("When it goes wrong", True),
    ("Variations", False),
    ("Practise", True),
    ("How you know it works", True),
    ("If you lead", False),
    ("Next", True),
    ("Sources and open questions", True),
)


@dataclass(frozen=True)
class Section:
    """A part of a page under a heading of the second level; `line` is that of the heading in the file."""

    title: str
    line: int
    text: str


@dataclass(frozen=True)
class Page:
    """A page of the library. `path` is relative to the project root, `uri` to the folder of pages."""

    path: str
    uri: str
    head: FrontMatter
    document: Document
    body: str
    first_line: int

    @property
    def slug(self) -> str:
        """The id by which results and other pages name it."""
        return self.head.slug

    def sections(self) -> list[Section]:
        """Return the parts of the page under headings of the second level."""
        found: list[Section] = []
        fenced = False
        lines: list[str] = []
        title, start = "", 0
        for number, line in enumerate(self.body.splitlines(), self.first_line):
            if line.lstrip().startswith(("```", "~~~")):
                fenced = not fenced
            heading = None if fenced else _HEADING.match(line)
            if heading and heading.group(1) == "##":
                if title:
                    found.append(Section(title, start, "\n".join(lines)))
                title, start, lines = heading.group(2), number, []
            else:
                lines.append(line)
        if title:
            found.append(Section(title, start, "\n".join(lines)))
        return found

    def cited(self) -> list[tuple[str, int]]:
        """Return each claim id cited in the text with the line, in order."""
        return [
            (match.group(1), number)
            for number, line in enumerate(without_code(self.body).splitlines(), self.first_line)
            for match in _CITATION.finditer(line)
        ]

    def reading_minutes(self) -> int:
        """Return the minutes to read the page at 200 words a minute, rounded up."""
        return max(1, -(-len(_WORD.findall(self.body)) // 200))


def without_code(markdown: str) -> str:
    """Return the text with blanks in place of code, in which nothing is meant but shown; every place stays."""
    if "`" not in markdown and "~~~" not in markdown:
        return markdown
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), markdown)


def split(text: str) -> tuple[str, str, int]:
    """Return front matter (without its rulers), body, and the line of the file on which the body begins."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return "", text, 1
    return match.group(1), text[match.end() :], text.count("\n", 0, match.end()) + 1


def read_page(path: str, uri: str, text: str) -> tuple[Page | None, list[Finding]]:
    """Read one page of the library; None when its front matter does not fit."""
    matter, body, first_line = split(text)
    if not matter:
        what = "the page has no front matter; begin it with the block between two lines '---' (see the docs)"
        return None, [Finding(Position(path, 1, 1), "missing", what)]
    document, findings = read_yaml(path, matter, first_line=2, dates=True)
    if document is None:
        return None, findings
    head, wrong = fit(FrontMatter, document)
    if head is None:
        return None, findings + wrong
    return Page(path, uri, head, document, body, first_line), findings


def check_page(page: Page, words: Vocabulary, pages: Collection[str]) -> Iterator[Finding]:
    """Yield what is wrong with a page that could be read: unknown words, anatomy, citations, lines to say.

    `pages` are the slugs of all pages of the library.
    """
    head = page.head
    if page.slug != page.uri.rsplit("/", 1)[-1].removesuffix(".md"):
        file = page.uri.rsplit("/", 1)[-1]
        yield _at(
            page,
            ("slug",),
            "file-name",
            f"the slug '{page.slug}' is not the name of the file '{file}'; make them agree",
        )
    yield from _unknown_words(page, words, pages)
    yield from _citations(page, words)
    if head.format == "playbook":
        yield from _anatomy(page)
        yield from _say(page)


def _at(page: Page, loc: tuple[str | int, ...], code: str, message: str) -> Finding:
    return Finding(page.document.at(loc), code, message)


def _unknown_words(page: Page, words: Vocabulary, pages: Collection[str]) -> Iterator[Finding]:
    head, taxonomy = page.head, words.taxonomy
    single: list[tuple[str, str | None, Collection[str]]] = [
        ("format", head.format, taxonomy.formats),
        ("stage", head.stage, taxonomy.stages),
    ]
    for key, word, known in single:
        if word is not None and word not in known:
            yield _at(
                page, (key,), "unknown-word", f"there is no {key} '{word}'; {did_you_mean(word, known)}"
            )
    lists: Mapping[tuple[str, ...], tuple[tuple[str, ...], Collection[str], str]] = {
        ("competencies",): (head.competencies, taxonomy.competencies, "competency"),
        ("dimensions", "primary"): (head.dimensions.primary, words.dimensions, "dimension"),
        ("dimensions", "secondary"): (head.dimensions.secondary, words.dimensions, "dimension"),
        ("audience",): (head.audience, taxonomy.audiences, "audience"),
        ("situations",): (head.situations, taxonomy.situations, "situation"),
        ("checks",): (head.checks, words.tags, "sub-check"),
        ("claims",): (head.claims, words.register.claims, "claim"),
        ("external",): (head.external, words.register.outside, "outside source"),
        ("tensions",): (head.tensions, pages, "page"),
        ("related", "before"): (head.related.before, pages, "page"),
        ("related", "after"): (head.related.after, pages, "page"),
        ("related", "instead"): (head.related.instead, pages, "page"),
    }
    for loc, (used, known, what) in lists.items():
        for index, word in enumerate(used):
            if word not in known:
                message = f"there is no {what} '{word}'; {did_you_mean(word, known)}"
                yield _at(page, (*loc, index), "unknown-word", message)


def _citations(page: Page, words: Vocabulary) -> Iterator[Finding]:
    known = words.register.ids()
    listed = {*page.head.claims, *page.head.external}
    cited = page.cited()
    for id_, line in cited:
        position = Position(page.path, line, 1)
        if id_ not in known:
            yield Finding(position, "unknown-claim", f"there is no claim '{id_}'; {did_you_mean(id_, known)}")
        elif id_ not in listed:
            key = "external" if id_ in words.register.outside else "claims"
            yield Finding(
                position, "unlisted-claim", f"'{id_}' is cited here; add it to '{key}' in the front matter"
            )
    for key, ids in (("claims", page.head.claims), ("external", page.head.external)):
        for index, id_ in enumerate(ids):
            if id_ in known and id_ not in {one for one, _ in cited}:
                what = f"no sentence cites '{id_}'; add [^{id_}] where one rests on it, or take it out"
                yield _at(page, (key, index), "uncited-claim", what)


def _anatomy(page: Page) -> Iterator[Finding]:
    titles = [title for title, _ in ANATOMY]
    sections = page.sections()
    present = [section.title for section in sections]
    for title, always in ANATOMY:
        if always and title not in present:
            what = f"the section '## {title}' is missing; add it"
            yield Finding(Position(page.path, page.first_line, 1), "anatomy", what)
    last = -1
    for section in sections:
        position = Position(page.path, section.line, 1)
        if section.title not in titles:
            what = f"a playbook has no section '{section.title}'; {did_you_mean(section.title, titles)}"
            yield Finding(position, "anatomy", what)
            continue
        place = titles.index(section.title)
        if place < last:
            what = (
                f"'{section.title}' stands after '{titles[last]}'; the order of sections is fixed: move it up"
            )
            yield Finding(position, "anatomy", what)
        if place == last:
            yield Finding(position, "anatomy", f"'{section.title}' stands here a second time; join the two")
        last = max(last, place)
        if not section.text.strip():
            yield Finding(position, "anatomy", f"'{section.title}' is empty; write it or take it out")


def _say(page: Page) -> Iterator[Finding]:
    steps = next((section.text for section in page.sections() if section.title == "Steps"), "")
    spoken = [_plain(quote.replace(">", " ")) for quote in _QUOTE.findall(steps)]
    for dimension in page.head.dimensions.primary:
        if dimension not in page.head.say:
            what = f"'say' has no line for '{dimension}', a primary dimension; add the line to say this week"
            yield _at(page, ("say",), "say", what)
    for dimension, text in page.head.say.items():
        if dimension not in page.head.dimensions.primary:
            what = (
                f"'{dimension}' is no primary dimension of this page; take the line out or add the dimension"
            )
            yield Finding(page.document.at_key(("say", dimension)), "say", what)
        if len(_WORD.findall(text)) > LONGEST_LINE_TO_SAY:
            yield _at(
                page,
                ("say", dimension),
                "say",
                f"the line to say has more than {LONGEST_LINE_TO_SAY} words; shorten it",
            )
        if not any(_plain(text) in line for line in spoken):
            what = (
                "this line does not stand word for word in a quoted line ('> …') of Steps; make the two agree"
            )
            yield _at(page, ("say", dimension), "say", what)


def _plain(text: str) -> str:
    return " ".join(_CITATION.sub("", text).replace("*", "").split())
