"""A figure keeps what belongs to it: the claim it comes from, and who counted, in the same paragraph.

The register lists under `figures` how a figure may be written, and under `qualifiers` the words of which one must
stand beside it. A figure that is a mere word, such as "five times", is asked for only where the claim is cited.

PASS

    head: {claims: [farrington-2019.16]}
    body: |
      By one author's own surveys, average sellers go over old ground in up to 52 percent of their return calls.[^farrington-2019.16]

FAIL

    head: {claims: [farrington-2019.16]}
    body: |
      Average sellers go over old ground in 52 percent of their return calls.[^farrington-2019.16]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from even_exchange.library.prose import blocks, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.library.page import Page
    from even_exchange.library.rules.world import World

_CITED = re.compile(r"\[\^([^\]\s]+)\]")


def check(page: Page, world: World) -> Iterator[Finding]:
    """Yield a finding for each paragraph with a figure and without its qualifier, or without its claim."""
    register = world.words.register
    for block in blocks(page):
        if block.kind in {"heading", "said", "speaker", "quote"}:
            continue
        text = " ".join(plain(block.text).split())
        cited = set(_CITED.findall(block.text))
        for id_, figures in register.figures():
            told = [figure for figure in figures if _stands(figure, text)]
            needed = register.qualifiers(id_)
            if not told:
                continue
            if id_ in cited:
                if needed and not any(re.search(rf"\b{word}", text, re.IGNORECASE) for word in needed):
                    what = f"'{told[0]}' stands here without its qualifier; add who counted ({' or '.join(needed)})"
                    yield page.finding_at(block.line, "figures-qualified", what)
            elif any(character.isdigit() for character in told[0]):
                what = f"'{told[0]}' is a figure of '{id_}'; cite it here, with who counted"
                yield page.finding_at(block.line, "figures-qualified", what)


def _stands(figure: str, text: str) -> bool:
    return re.search(rf"(?<![\w.,]){re.escape(figure)}(?!\w|[.,]\d)", text, re.IGNORECASE) is not None
