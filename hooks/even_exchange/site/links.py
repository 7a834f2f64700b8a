"""Links between pages -> a finding for each that leads nowhere, with its line.

MkDocs checks links too, without a line and only when it builds; this check is the one an editor runs.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from even_exchange.findings import Finding, Position, did_you_mean
from even_exchange.library.page import without_code

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_LINK = re.compile(r"(?<!!)\]\((?!https?:|mailto:|#)([^)\s#]+\.md)(?:#[^)\s]*)?(?:\s+\"[^\"]*\")?\)")


def check_links(path: str, markdown: str, pages: Collection[str]) -> Iterator[Finding]:
    """Yield a finding for each link to a page that is not there; `pages` are paths relative to ``docs/``."""
    folder = posixpath.dirname(path.removeprefix("docs/"))
    for match in _LINK.finditer(without_code(markdown)):
        target = posixpath.normpath(posixpath.join(folder, match.group(1)))
        if target not in pages:
            line = markdown.count("\n", 0, match.start()) + 1
            near = did_you_mean(target, pages)
            yield Finding(Position(path, line, 1), "broken-link", f"there is no page '{target}'; {near}")
