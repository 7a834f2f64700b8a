"""A page says nothing stronger than its sources: "research shows" and "proven" need research that has a name.

Asked of each paragraph by itself: it cites outside evidence, or a claim whose strength is *research, named*.

PASS

    head: {claims: [balance-essay.21]}
    body: |
      One essay ranks urgency above the rest.[^balance-essay.21]

FAIL

    head: {claims: [balance-essay.21]}
    body: |
      Research shows that urgency ranks above the rest.[^balance-essay.21]
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

_STRONG = re.compile(
    r"\b(?:research|stud(?:y|ies)|evidence|science|data|surveys?)\s+"
    r"(?:has |have |clearly )?(?:shows?|shown|proves?|proved|proven|finds?|found|confirms?|confirmed|tells us)\b"
    r"|\b(?:scientifically |clinically |well[- ])?proven\b|\bit is (?:well )?known that\b|\bexperts agree\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|(?<![*\w])\*[^*\n]+\*(?!\*)")
_CITED = re.compile(r"\[\^([^\]\s]+)\]")
_DENIED = re.compile(r"\b(?:no|not|nobody|neither|nothing|whether|never|without)\b[^.]{0,60}$", re.IGNORECASE)


def check(page: Page, world: World) -> Iterator[Finding]:
    """Yield a finding for each strong word in a paragraph that rests on nothing of the kind."""
    register = world.words.register
    for block in blocks(page):
        if block.kind in {"heading", "said", "speaker", "quote"}:
            continue
        cited = _CITED.findall(block.text)
        strong = any(
            id_ in register.outside
            or (id_ in register.claims and register.claims[id_].strength.startswith("research, named"))
            for id_ in cited
        )
        if strong:
            continue
        text = " ".join(plain(_QUOTED.sub("", block.text)).split())
        for match in _STRONG.finditer(text):
            if _DENIED.search(text[: match.start()]):
                continue
            what = f"'{match.group()}' is stronger than what this paragraph cites; say who holds it, as the register does"
            yield page.finding_at(block.line, "strength-kept", what)
