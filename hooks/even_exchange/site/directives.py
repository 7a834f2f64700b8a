"""``<!-- ee: name argument -->`` in a page -> what the build writes there.

A directive is a comment, so a page still reads well where it is edited. Known are those of `render.RENDERERS`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from even_exchange.findings import Finding, Position, did_you_mean
from even_exchange.library.page import without_code

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

DIRECTIVE = re.compile(r"<!--\s*ee:\s*([a-z-]+)((?:\s+[^\s>-][^\s>]*)*)\s*-->")
_MEANT = re.compile(r"<!--\s*ee\b.*?-->", re.IGNORECASE | re.DOTALL)


def expand(markdown: str, write: Callable[[str, str], str]) -> str:
    """Replace each directive by ``write(name, argument)``; examples in code stay as they are."""
    parts, at = [], 0
    for match in DIRECTIVE.finditer(without_code(markdown)):
        parts += [markdown[at : match.start()], write(match.group(1), match.group(2).strip())]
        at = match.end()
    return "".join(parts) + markdown[at:]


def directives(markdown: str) -> Iterator[tuple[str, str, int]]:
    """Yield name, argument and line (from 1) of each directive."""
    for match in DIRECTIVE.finditer(without_code(markdown)):
        yield match.group(1), match.group(2).strip(), markdown.count("\n", 0, match.start()) + 1


def check(
    path: str, markdown: str, known: Collection[str], instruments: Collection[str]
) -> Iterator[Finding]:
    """Yield a finding for each directive that nothing answers to."""
    for match in _MEANT.finditer(without_code(markdown)):
        if not DIRECTIVE.fullmatch(match.group()):
            what = "this is no directive that is read; write 'ee:', a name in small letters, and at most one word"
            line = markdown.count("\n", 0, match.start()) + 1
            yield Finding(Position(path, line, 1), "unknown-directive", what)
    for name, argument, line in directives(markdown):
        position = Position(path, line, 1)
        if name not in known:
            yield Finding(
                position, "unknown-directive", f"there is no 'ee: {name}'; {did_you_mean(name, known)}"
            )
        elif name == "assessment" and argument not in instruments:
            what = f"there is no instrument '{argument}'; {did_you_mean(argument, instruments)}"
            yield Finding(position, "unknown-directive", what)


def places(markdown: str) -> list[tuple[str, int]]:
    """Return the ids of the instruments that a page places, each with the line."""
    return [(argument, line) for name, argument, line in directives(markdown) if name == "assessment"]
