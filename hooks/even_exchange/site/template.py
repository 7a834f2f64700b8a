"""A template of `templates/` and values -> text; and the few ways in which values are written there."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from even_exchange.site.inline import inline

_MARKS = re.compile(r"[|*_`\[\]\\^~]")


def fill(template: str, /, **values: Any) -> str:
    """Return a template filled in; every value it asks for must be given."""
    return _templates().get_template(template).render(**values)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent.parent / "templates"),
        # Markdown is not escaped: its templates do it where a text goes into HTML.
        autoescape=lambda name: ".html" in (name or ""),  # noqa: S701
        undefined=StrictUndefined,
        auto_reload=False,  # under serve the engine is loaded anew
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["inline"] = inline
    environment.filters["plain"] = lambda number: f"{number:.15g}"
    environment.filters["exact"] = lambda number: f"{number:.10g}"
    environment.filters["cell"] = cell
    return environment


def relative(target: str, page: str) -> str:
    """Return the way from one page to another; both are places in the sources."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".")


_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905


def written_day(text: str) -> str:
    """Return ``22 November 2026`` for ``2026-11-22``."""
    year, month, day = text.split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


def cell(text: str) -> Markup:
    """Return a text as it may stand in a Markdown table: nothing of it but emphasis means anything there."""
    return Markup(_MARKS.sub(lambda mark: f"&#{ord(mark.group())};", inline(text)))  # noqa: S704 - `inline` has escaped it
