"""Browser modules -> one classic script, which also runs from disk, where a module does not load; styles -> one style.

The work is done by esbuild, which comes as a Python package with its program inside.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from minifyjs import BundleError, bundle

CLIENT = Path(__file__).parent / "client"
STYLE = "assess.css"
#: What a page with a text mirror loads besides.
MIRROR_SCRIPT, MIRROR_STYLE = "mirror_page.mjs", "mirror.css"
#: What comes only when a reader opens the part of a result for handing over or comparing.
AFTER_SCRIPT = "after.mjs"
#: The finder, the one page without an assessment that has a script.
FINDER_SCRIPT, FINDER_STYLE = "find_page.mjs", "find.css"
#: The scripts that pages choose from, each with what its kind of instrument needs and no more.
SCRIPTS = {
    "axes": "assess_axes.mjs",
    "own": "assess_own.mjs",
    "open": "assess_open.mjs",
    "all": "assess_all.mjs",
}


class JoinError(Exception):
    """Modules that cannot be joined; the message names file and line."""


def join(entry: Path = CLIENT / SCRIPTS["all"], *, small: bool = False) -> str:
    """Return an entry and everything it imports as one function that calls itself; `small`: as pages load it."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / entry.with_suffix(".css" if entry.suffix == ".css" else ".js").name
        try:
            made = bundle(
                [str(entry)],
                outfile=str(target),
                format="iife",
                target="esnext",
                compress=small,
                mangle=small,
            )
        except BundleError as error:
            raise JoinError(f"{entry.name}: {error}") from None
        if made.has_errors or not target.exists():
            raise JoinError(f"{entry.name}: {'; '.join(str(one) for one in made.diagnostics)}")
        return target.read_text(encoding="utf-8")


@cache
def shipped(name: str) -> str:
    """Return one of the client's scripts or styles, by the name of its file, as pages load it."""
    return join(CLIENT / name, small=True)


_STRING_OR_COMMENT = re.compile(
    r"""('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|//[^\n]*|/\*.*?\*/""", re.DOTALL
)


def drop_comments(source: str) -> str:
    """Return source without comments, for checks of what is written in it; not meant to be run."""
    return _STRING_OR_COMMENT.sub(lambda match: match.group(1) or "", source)
