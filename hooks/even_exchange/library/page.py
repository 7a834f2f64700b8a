"""A Markdown file of the library -> its front matter, its sections, and what is wrong with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from even_exchange.findings import Finding, Position
from even_exchange.library.front_matter import FrontMatter
from even_exchange.shape import fit
from even_exchange.source import Document, read_yaml

if TYPE_CHECKING:
    from even_exchange.findings import Severity

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]*?)([a-z0-9-]+)\.md(?:#[^)\s]*)?\)")
_CODE = re.compile(r"^ *(```+|~~~+).*?^ *\1[ \t]*$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_CITATION = re.compile(r"\[\^([^\]\s]+)\]")
_HEADING = re.compile(r"^(#{1,6}) +(.+?) *#* *$")
_WORD = re.compile(r"\w+(?:['’]\w+)?")

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
    """A part of a page under a heading of the second level.

    `line` is that of the heading in the file, `end` the line after the last one of the part.
    """

    title: str
    line: int
    text: str
    end: int


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

    def sections(self) -> tuple[Section, ...]:
        """Return the parts of the page under headings of the second level."""
        return _sections(self.body, self.first_line)

    def section(self, title: str) -> Section | None:
        """Return the first part with this title."""
        return next((section for section in self.sections() if section.title == title), None)

    def linked(self) -> tuple[str, ...]:
        """Return the slugs of the pages that the text links, in order, each as often as it is linked."""
        return _linked(self.body)

    def finding(
        self, loc: tuple[str | int, ...], code: str, message: str, severity: Severity = "error"
    ) -> Finding:
        """Return a finding at a place in the front matter."""
        return Finding(self.document.at(loc), code, message, severity)

    def finding_at(self, line: int, code: str, message: str, severity: Severity = "error") -> Finding:
        """Return a finding at a line of the file."""
        return Finding(Position(self.path, line, 1), code, message, severity)

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


# Many rules ask the same of a page, one after the other.


@lru_cache(maxsize=1024)
def _sections(body: str, first_line: int) -> tuple[Section, ...]:
    found: list[Section] = []
    fenced = False
    lines: list[str] = []
    title, start, number = "", 0, first_line
    for number, line in enumerate(body.splitlines(), first_line):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        heading = None if fenced else _HEADING.match(line)
        if heading and heading.group(1) == "##":
            if title:
                found.append(Section(title, start, "\n".join(lines), number))
            title, start, lines = heading.group(2), number, []
        else:
            lines.append(line)
    if title:
        found.append(Section(title, start, "\n".join(lines), number + 1))
    return tuple(found)


@lru_cache(maxsize=1024)
def _linked(body: str) -> tuple[str, ...]:
    return tuple(match.group(2) for match in _LINK.finditer(without_code(body)))


def without_code(markdown: str) -> str:
    """Return the text with blanks in place of code, in which nothing is meant but shown; every place stays."""
    if "`" not in markdown and "~~~" not in markdown:
        return markdown
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), markdown)


def is_of_library(path: str, data: bytes) -> bool:
    """Say whether a file is a page of the library: a slug in its head says so, and so does its place among the playbooks or sheets."""
    folder, _, name = path.rpartition("/")
    if name == "index.md":
        return False
    return folder in {"docs/playbooks", "docs/practise"} or b"\nslug:" in data.partition(b"\n---")[0]


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
