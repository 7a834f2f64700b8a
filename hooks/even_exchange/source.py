"""Text of a content file -> plain data, and the position of every value and key in it.

The reader is a small YAML 1.2 core reader on top of libyaml's event stream. It differs from PyYAML's own loader
where that loader surprises editors: ``no`` stays a word, ``012`` and ``1:30`` are told instead of turned into other
numbers, a key given twice is told instead of dropped, and an alias is told instead of expanded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING, Any

import yaml

from even_exchange.findings import Finding, Position

if TYPE_CHECKING:
    from collections.abc import Iterator

Loc = tuple[str | int, ...]
#: Line and column from 1. Most places are never told, so a whole `Position` is only made for those that are.
Place = tuple[int, int]

LARGEST_FILE = 512 * 1024
DEEPEST = 24
LONGEST_TEXT = 4000

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(
    r"[-+]?(0|[1-9][0-9]*)?\.[0-9]+([eE][-+]?[0-9]+)?|[-+]?(0|[1-9][0-9]*)\.?[eE][-+]?[0-9]+"
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?")
_YES_NO = re.compile(r"y|n|yes|no|on|off", re.IGNORECASE)
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+|0[xob][0-9a-fA-F]+", re.IGNORECASE)
_SIXTIES = re.compile(r"[-+]?[0-9]+(:[0-5]?[0-9])+(\.[0-9]*)?")
_UNDERSCORES = re.compile(r"[-+]?[0-9]+(_[0-9]+)+")
# Also the characters that some readers take for the end of a line and others do not: lines would be counted wrong.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Document:
    """A content file as data. Mappings are dicts, sequences tuples; `values` and `keys` hold places by path."""

    path: str
    data: Any
    values: dict[Loc, Place] = field(repr=False)
    keys: dict[Loc, Place] = field(repr=False)

    def at(self, loc: Loc) -> Position:
        """Return the position of the value at `loc`, or of the nearest thing around it that exists."""
        for length in range(len(loc), -1, -1):
            if loc[:length] in self.values:
                return Position(self.path, *self.values[loc[:length]])
        return Position(self.path, 1, 1)

    def at_key(self, loc: Loc) -> Position:
        """Return the position of the key that names the value at `loc` (of the value itself in a sequence)."""
        return Position(self.path, *self.keys[loc]) if loc in self.keys else self.at(loc)


def read_bytes(path: str, content: bytes) -> tuple[str | None, list[Finding]]:
    """Return the text of a content file, or None and the finding that says why it is none."""
    start = Position(path, 1, 1)
    if len(content) > LARGEST_FILE:
        size = len(content) // 1024
        why = f"the file has {size} KiB, more than the {LARGEST_FILE // 1024} KiB that are read; split it in two"
        return None, [Finding(start, "source-too-long", why)]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - (content.rfind(b"\n", 0, error.start) + 1) + 1
        why = "the file is not text in UTF-8 from here on; save it as UTF-8 in your editor"
        return None, [Finding(Position(path, line, column), "source-not-text", why)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        column = control.start() - (text.rfind("\n", 0, control.start()) + 1) + 1
        why = f"a control character (U+{ord(control.group()):04X}) stands here; delete it"
        return None, [Finding(Position(path, line, column), "source-not-text", why)]
    return text, []


def read_yaml(
    path: str, text: str, *, first_line: int = 1, dates: bool = False
) -> tuple[Document | None, list[Finding]]:
    """Read one YAML mapping.

    `first_line` is the line of the file on which `text` begins (front matter); `dates` allows plain dates, which
    stay text. The document is None when there is no mapping to speak of.
    """
    return _Reader(path, first_line, dates=dates).read(text)


class _Reader:
    def __init__(self, path: str, first_line: int, *, dates: bool) -> None:
        self.path = path
        self.first_line = first_line
        self.dates = dates
        self.values: dict[Loc, Place] = {}
        self.keys: dict[Loc, Place] = {}
        self.findings: list[Finding] = []
        self.events: Iterator[Any] = iter(())

    def read(self, text: str) -> tuple[Document | None, list[Finding]]:
        loader = _Loader(text)
        self.events = iter(loader.get_event, None)
        try:
            data = self._stream()
        except yaml.MarkedYAMLError as error:
            self._syntax(error, text)
            return None, self.findings
        except yaml.reader.ReaderError as error:
            line = text.count("\n", 0, error.position)
            place = (self.first_line + line, 1)
            self._tell(
                place,
                "source-not-text",
                f"this character cannot stand in YAML ({error.reason}); delete it",
            )
            return None, self.findings
        finally:
            loader.dispose()
        if isinstance(data, dict):
            return Document(self.path, data, self.values, self.keys), self.findings
        if not self.findings:
            what = "the file is empty" if data is None else "the file is not a list of 'key: value' lines"
            place = (self.first_line, 1)
            self._tell(place, "source-not-a-mapping", f"{what}; start from the example in the docs")
        return None, self.findings

    def _stream(self) -> Any:
        data: Any = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    what = "a second document starts here ('---'); keep one document in a file"
                    self._tell(self._place(event), "source-two-documents", what)
                    break
                data = self._node(next(self.events), (), 0)
        return data

    def _node(self, event: Any, loc: Loc, depth: int) -> Any:
        place = self._place(event)
        self.values[loc] = place
        if isinstance(event, yaml.AliasEvent):
            what = (
                f"'*{event.anchor}' repeats another part of the file; aliases are not read here: write it out"
            )
            self._tell(place, "source-alias", what)
            return None
        if depth > DEEPEST:
            self._tell(
                place, "source-too-deep", f"more than {DEEPEST} levels inside one another; flatten this"
            )
            self._skip(event)
            return None
        if event.tag and event.tag != "!":
            self._tell(place, "source-tag", f"the tag '{event.tag}' is not read here; delete it")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(loc, depth)
        return self._mapping(loc, depth)

    def _sequence(self, loc: Loc, depth: int) -> tuple[Any, ...]:
        values: list[Any] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            values.append(self._node(event, (*loc, len(values)), depth + 1))
        return tuple(values)

    def _mapping(self, loc: Loc, depth: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            place = self._place(event)
            if not isinstance(event, yaml.ScalarEvent):
                self._tell(place, "source-key", "a key must be a plain word; quote it if it holds ':' or '['")
                self._skip(event)
                self._skip(next(self.events))
                continue
            key = event.value
            if key == "<<" and not event.style:
                self._tell(place, "source-alias", "'<<' merges another part of the file; write the lines out")
                self._skip(next(self.events))
                continue
            if key in mapping:
                first = self.keys[(*loc, key)]
                what = f"'{key}' is given twice here, first on line {first[0]}; keep one of the two"
                self._tell(place, "source-duplicate-key", what)
                self._skip(next(self.events))
                continue
            self.keys[(*loc, key)] = place
            mapping[key] = self._node(next(self.events), (*loc, key), depth + 1)
        return mapping

    def _skip(self, event: Any) -> None:
        """Pass over one node without recursion, however deep it is."""
        level = 0
        while True:
            if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                level += 1
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                level -= 1
            if level == 0:
                return
            event = next(self.events)

    def _scalar(self, event: Any, place: Place) -> Any:
        value = event.value
        if event.style:  # quoted or a block; libyaml gives "" for plain text, the pure reader None
            if len(value) > LONGEST_TEXT:
                what = f"this text has {len(value)} characters, more than {LONGEST_TEXT}; shorten it"
                self._tell(place, "source-too-long", what)
            return value
        if value in {"", "~", "null", "Null", "NULL"}:
            return None
        if value in {"true", "True", "TRUE"}:
            return True
        if value in {"false", "False", "FALSE"}:
            return False
        if _INTEGER.fullmatch(value) and len(value) <= 15:  # noqa: PLR2004 - exact in 64-bit floats
            return int(value)
        if _DECIMAL.fullmatch(value) and isfinite(float(value)):
            return float(value)
        self._surprises(value, place)
        if len(value) > LONGEST_TEXT:
            what = f"this text has {len(value)} characters, more than {LONGEST_TEXT}; shorten it"
            self._tell(place, "source-too-long", what)
        return value

    def _surprises(self, value: str, place: Place) -> None:
        """Tell of plain words that one YAML reader takes for a word and another for something else."""
        if _YES_NO.fullmatch(value):
            other, remedy = "a yes/no value", f'write true or false, or "{value}" in quotes for the word'
        elif _LEADING_ZERO.fullmatch(value) or _UNDERSCORES.fullmatch(value):
            other, remedy = "another number", f'write the number plainly, or "{value}" in quotes for the text'
        elif _SIXTIES.fullmatch(value):
            other, remedy = "a number to the base of sixty", f'put it in quotes: "{value}"'
        elif _DATE.fullmatch(value) and not self.dates:
            other, remedy = "a date", f'put it in quotes: "{value}"'
        else:
            return
        self._tell(place, "source-ambiguous", f"some readers of YAML take {value} for {other}; {remedy}")

    def _syntax(self, error: yaml.MarkedYAMLError, text: str) -> None:
        mark = error.problem_mark or error.context_mark
        line = mark.line if mark else 0
        column = mark.column if mark else 0
        lines = text.splitlines() or [""]
        shown = lines[min(line, len(lines) - 1)].strip()[:60]
        problem = error.problem or "this cannot be read"
        remedy = _remedy(problem, lines[min(line, len(lines) - 1)])
        place = (self.first_line + line, column + 1)
        self._tell(place, "source-not-yaml", f"this is not YAML ({problem}) near '{shown}'; {remedy}")

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return (self.first_line + mark.line, mark.column + 1)

    def _tell(self, place: Place, code: str, message: str) -> None:
        self.findings.append(Finding(Position(self.path, *place), code, message))


def _remedy(problem: str, line: str) -> str:
    if "\t" in line:
        return "a tab stands in this line: indent with spaces"
    if "mapping values are not allowed" in problem:
        return "put the text in quotes if it holds a colon, and check the indentation"
    if "could not find expected ':'" in problem:
        return "a 'key: value' is expected here, or the line before lacks a quote at its end"
    if "block" in problem:
        return "check that the lines of one list or mapping begin in the same column"
    return "check quotes, brackets and indentation here and on the line before"
