"""The limit as a hook of MkDocs: a page holds a mark, and finished HTML is put in its place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_MARK = re.compile(r"<!-- form (\S+) -->")


def on_page_content(html: str, *, config: MkDocsConfig, **_: object) -> str:
    """Put the forms in their places, after Markdown and before the search index."""
    forms = Path(config.config_file_path).parent / "forms"
    return _MARK.sub(lambda match: (forms / f"{match[1]}.html").read_text(encoding="utf-8"), html)
