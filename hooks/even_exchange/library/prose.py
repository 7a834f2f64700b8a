"""The Markdown of a page -> its blocks with their lines, and the words and sentences that somebody reads in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from even_exchange.library.page import without_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from even_exchange.library.page import Page

Kind = Literal["heading", "text", "item", "quote", "speaker", "said", "note", "table"]

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_CITATION = re.compile(r"\[\^[^\]\s]+\]")
_TARGET = re.compile(r"\]\([^)\s]*(?:\s+\"[^\"]*\")?\)(?:\{[^}]*\})?")
_ATTRIBUTES = re.compile(r"\{ ?[.#:][^}]*\}")
_MARKS = re.compile(r"[*_`\[\]|]|^[ \t]*(?:#{1,6}|>|:|[-+]|\d+[.)])[ \t]+(?:\[[ xX]\] )?", re.MULTILINE)
_HEADING = re.compile(r"#{1,6} ")
_ITEM = re.compile(r"[ \t]*(?:[-+*]|\d+[.)]) ")
_DIALOGUE = re.compile(r'<div class="[^"]*\bdialogue\b[^"]*"')
_DIV = re.compile(r"<(/?)div\b")
_SENTENCE_END = re.compile(r"[.!?…:]+[\"'”’)]*(?=\s|$)")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, list item or turn of a talk; `line` is that of the file, `said` and `note` are turns."""

    kind: Kind
    line: int
    text: str


def blocks(page: Page) -> tuple[Block, ...]:
    """Return what a page holds, in order; code, comments and tags are left out."""
    return _read(page.body, page.first_line)


@lru_cache(maxsize=1024)
def _read(body: str, first_line: int) -> tuple[Block, ...]:
    return tuple(_blocks(_COMMENT.sub(_blank, without_code(body)), first_line))


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())


def _blocks(body: str, first_line: int) -> Iterator[Block]:
    depth = 0  # of divs within a dialogue; 0 = outside
    kind: Kind = "text"
    start, lines = 0, list[str]()
    for number, line in enumerate([*body.splitlines(), ""], first_line):
        if _DIALOGUE.search(line):
            depth = 1
        elif depth:
            depth += sum(-1 if match.group(1) else 1 for match in _DIV.finditer(line))
        starts = _starts(line, lines, talk=depth > 0)
        if lines and (starts or not line.strip() or _TAG.fullmatch(line.strip())):
            yield Block(kind, start, "\n".join(lines))
            lines = []
        if not line.strip() or _TAG.fullmatch(line.strip()):
            continue
        if not lines:
            kind, start = starts or ("note" if depth else "text"), number
        lines.append(line)


def _starts(line: str, before: list[str], *, talk: bool) -> Kind | None:
    """Return what begins on a line, or None when it goes on with what stands above it."""
    if _HEADING.match(line):
        return "heading"
    if talk and line.startswith(":"):
        return "said" if before and not before[0].startswith(":") else "note"
    if talk and not line[:1].isspace():
        return "speaker"
    if _ITEM.match(line):
        return "item"
    if line.lstrip().startswith(">") and not (before and before[0].lstrip().startswith(">")):
        return "quote"
    if line.lstrip().startswith("|"):
        return "table"
    return None if before else "text"


def plain(markdown: str) -> str:
    """Return what a reader sees of a text: no citations, targets of links, tags or marks."""
    text = _TARGET.sub("]", _CITATION.sub("", _COMMENT.sub("", markdown)))
    return _MARKS.sub("", _ATTRIBUTES.sub("", _TAG.sub("", text)))


def words(markdown: str) -> list[str]:
    """Return the words that a reader sees, as they are written."""
    return _WORD.findall(plain(markdown))


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of one block; one without a full stop ends with its block."""
    at = 0
    seen = " ".join(plain(text).split())
    for match in _SENTENCE_END.finditer(seen):
        yield seen[at : match.end()].strip()
        at = match.end()
    if seen[at:].strip():
        yield seen[at:].strip()


def talks(page: Page) -> list[tuple[int, int]]:
    """Return for each dialogue the line on which it begins and the number of its turns."""
    found: list[tuple[int, int]] = []
    for number, line in enumerate(without_code(page.body).splitlines(), page.first_line):
        if _DIALOGUE.search(line):
            found.append((number, 0))
    turns = [block.line for block in blocks(page) if block.kind == "said"]
    edges = [*(line for line, _ in found), 10**9][1:]
    return [
        (line, sum(line < turn < end for turn in turns)) for (line, _), end in zip(found, edges, strict=True)
    ]


def outside_talk(all_blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks in which the author speaks: neither a turn of a talk nor a line to say nor a heading nor a table."""
    for block in all_blocks:
        if block.kind in {"text", "item"}:
            yield block
