"""``<!-- ee: name argument -->`` in a page -> what the build writes there.

A directive is a comment, so a page still reads well where it is edited. Known are those of `render.RENDERERS`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from even_exchange.findings import Finding, Position, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

DIRECTIVE = re.compile(r"<!--\s*ee:\s*([a-z-]+)((?:\s+[^\s>-][^\s>]*)*)\s*-->")
_FENCE = re.compile(r"^(```|~~~).*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)
_CODE_SPAN = re.compile(r"`[^`\n]+`")


def expand(markdown: str, write: Callable[[str, str], str]) -> str:
    """Replace each directive by ``write(name, argument)``; examples in code stay as they are."""
    kept = _code(markdown)
    return DIRECTIVE.sub(
        lambda match: match.group(0) if _inside(match.start(), kept) else write(match.group(1), match.group(2).strip()),
        markdown,
    )


def directives(markdown: str) -> Iterator[tuple[str, str, int]]:
    """Yield name, argument and line (from 1) of each directive."""
    kept = _code(markdown)
    for match in DIRECTIVE.finditer(markdown):
        if not _inside(match.start(), kept):
            yield match.group(1), match.group(2).strip(), markdown.count("\n", 0, match.start()) + 1


def check(path: str, markdown: str, known: Collection[str], instruments: Collection[str]) -> Iterator[Finding]:
    """Yield a finding for each directive that nothing answers to."""
    for name, argument, line in directives(markdown):
        position = Position(path, line, 1)
        if name not in known:
            yield Finding(position, "unknown-directive", f"there is no 'ee: {name}'; {did_you_mean(name, known)}")
        elif name == "assessment" and argument not in instruments:
            what = f"there is no instrument '{argument}'; {did_you_mean(argument, instruments)}"
            yield Finding(position, "unknown-directive", what)


def places(markdown: str) -> list[str]:
    """Return the ids of the instruments that a page places."""
    return [argument for name, argument, _ in directives(markdown) if name == "assessment"]


def _code(markdown: str) -> list[tuple[int, int]]:
    return [match.span() for pattern in (_FENCE, _CODE_SPAN) for match in pattern.finditer(markdown)]


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)
