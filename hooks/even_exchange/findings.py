"""What is wrong in a content file, where, and what to do about it.

A content mistake is never an exception that escapes: each pass returns its findings, all of them, and the caller
decides what follows. The only exceptions of the package are programming errors.

    Finding
     ├─ severity "error"    stops a build
     ├─ severity "warning"  is told and built, unless the build is strict
     └─ severity "notice"   is told and built: time has passed, and nobody has made a mistake
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["error", "warning", "notice"]


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a content file: path relative to the project root with forward slashes, line and column from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        """Return ``path:line:column``, which editors and terminals turn into a link."""
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake. `code` names the rule; `message` says what is wrong and ends with what to do."""

    position: Position
    code: str
    message: str
    severity: Severity = "error"


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings by file and place, each once."""
    return sorted(set(findings), key=lambda finding: (finding.position, finding.code, finding.message))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Say whether any of the findings stops a build."""
    return any(finding.severity == "error" for finding in findings)


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """Return ``did you mean 'x'?`` for the known word nearest to `word`, else the short list of what is known."""
    choices = list(known)
    near = difflib.get_close_matches(str(word), choices, n=1, cutoff=0.6)
    if near:
        return f"did you mean '{near[0]}'?"
    if not choices:
        return "none is defined yet"
    shown = ", ".join(choices[:12]) + (", …" if len(choices) > 12 else "")  # noqa: PLR2004
    return f"known are: {shown}"


def as_text(findings: Iterable[Finding]) -> str:
    """Return one line a finding, ``path:line:column: severity: message [code]``."""
    return "\n".join(f"{f.position}: {f.severity}: {f.message} [{f.code}]" for f in findings)


def as_github(findings: Iterable[Finding]) -> str:
    """Return one workflow command a finding, which GitHub shows beside the line of the pull request."""
    return "\n".join(
        f"::{f.severity} file={_property(f.position.path)},line={f.position.line},col={f.position.column},"
        f"title={_property(f.code)}::{_data(f.message)}"
        for f in findings
    )


def summary(findings: Iterable[Finding]) -> str:
    """Return ``3 errors and 1 warning in 2 files``."""
    found = list(findings)
    errors = sum(finding.severity == "error" for finding in found)
    warnings = sum(finding.severity == "warning" for finding in found)
    notices = len(found) - errors - warnings
    files = len({finding.position.path for finding in found})
    parts = [
        _counted(number, noun)
        for number, noun in ((errors, "error"), (warnings, "warning"), (notices, "notice"))
        if number
    ] or [_counted(0, "error")]
    return f"{' and '.join(parts)} in {_counted(files, 'file')}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
