"""Browser modules -> one classic script, which also runs from disk, where a module does not load; styles -> one style.

The modules keep to what can be joined without a parser: named exports, relative imports by name without renaming,
no name twice at the top level. What is shipped is minified, local names shortened; where the minifier cannot be had
(it is a compiled package) the same code is shipped at its full length, without comments.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

try:
    import minify
except ImportError:  # no build of it for this system
    minify = None

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIENT = Path(__file__).parent / "client"
ENTRY = "element.mjs"
STYLE = "assess.css"

_IMPORT = re.compile(r"^import\s*\{([^}]*)\}\s*from\s*(['\"])(\./[\w-]+\.mjs)\2;?\s*$", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function\b|class\b|const\b|let\b)", re.MULTILINE)
_EXPORTED = re.compile(r"^export (?:async )?(?:function\*?|class|const|let) +([\w$]+)", re.MULTILINE)
_STRAY = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)
_TOP_LEVEL = re.compile(r"^(?:async )?(?:function\*?|class|const|let) +([\w$]+)", re.MULTILINE)


# A regular expression can only stand where a value is expected: after one of these.
_BEFORE_VALUE = re.compile(r"(?:^|[(,=:\[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|of|in))\s*$")
_PIECE = re.compile(
    r"""
    (?P<string>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)
    |(?P<comment>//[^\n]*|/\*.*?\*/)
    |(?P<slash>/)
    """,
    re.VERBOSE | re.DOTALL,
)
_REGEX = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/\w*")


class JoinError(Exception):
    """A module that cannot be joined; the message names it and says what to write instead."""


def join(entry: Path = CLIENT / ENTRY) -> str:
    """Return the entry and everything it imports as one function that calls itself."""
    modules: dict[Path, str] = {}
    _add(entry, modules, [])
    seen: dict[str, Path] = {}
    for path, text in modules.items():
        for name in _TOP_LEVEL.findall(text):
            if name in seen:
                raise JoinError(
                    f"{path.name}: '{name}' is also a top-level name of {seen[name].name}; rename one."
                )
            seen[name] = path
    body = "\n".join(text.strip() for text in modules.values())
    return f"(() => {{\n'use strict';\n{body}\n}})();\n"


def shipped_script(entry: Path = CLIENT / ENTRY) -> str:
    """Return the joined script as pages load it."""
    return _minified("application/javascript", join(entry))


def shipped_style(path: Path = CLIENT / STYLE) -> str:
    """Return the style of an assessment as pages load it."""
    return _minified("text/css", path.read_text(encoding="utf-8"))


@cache
def _minified(kind: str, text: str) -> str:
    if minify is None:
        return text
    small: str = minify.string(kind, text)
    return small + "\n"


def _add(path: Path, modules: dict[Path, str], above: list[Path]) -> None:
    """Add a module after everything that it imports."""
    if path in modules:
        return
    if path in above:
        raise JoinError(
            f"{path.name}: imports itself by way of {above[-1].name}; let one of them stand alone."
        )
    try:
        source = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise JoinError(
            f"{above[-1].name if above else 'the build'}: there is no module {path.name}."
        ) from None
    text = drop_comments(source)
    for names, _, target in _IMPORT.findall(text):
        _add(path.parent / target, modules, [*above, path])
        exported = set(_exports(path.parent / target))
        for name in (name.strip() for name in names.split(",")):
            if name and name not in exported:
                raise JoinError(f"{path.name}: '{name}' is not exported by {Path(target).name}.")
    text = _EXPORT.sub("", _IMPORT.sub("", text))
    stray = _STRAY.search(text)
    if stray:
        raise JoinError(f"{path.name}: '{stray[0]}' cannot be joined; use named exports and imports by name.")
    modules[path] = text


def _exports(path: Path) -> list[str]:
    return _EXPORTED.findall(drop_comments(path.read_text(encoding="utf-8")))


def drop_comments(source: str) -> str:
    """Return the source without comments; strings, templates and regular expressions stay as they are."""
    return "".join(_pieces(source))


def _pieces(source: str) -> Iterator[str]:
    """Yield what is not a comment, piece by piece."""
    before = ""
    at = 0
    while piece := _PIECE.search(source, at):
        yield source[at : piece.start()]
        before = (before + source[at : piece.start()])[-40:]
        at = piece.end()
        if piece["string"]:
            if "\n" in piece[0]:
                message = f"A template runs over several lines, '{piece[0][:40]}': write it on one line."
                raise JoinError(message)
            yield piece[0]
        elif piece["slash"]:
            regex = _REGEX.match(source, piece.start()) if _BEFORE_VALUE.search(before) else None
            at = regex.end() if regex else at
            yield source[piece.start() : at]
        if not piece["comment"]:
            before += source[piece.start() : at]
    yield source[at:]
