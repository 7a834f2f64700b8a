"""Words that say nothing, and words that shut people out, do not stand on a page.

They may be quoted where a page speaks of them: a paragraph with the word in quotation marks or italics is left alone.

PASS

    body: |
      Sellers who call themselves a "trusted advisor" have seldom been called one.

FAIL

    body: |
      Become a trusted advisor and unlock the account.
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

#: What stands on no page -> what to do instead.
WORN = {
    r"unlock(?:s|ed|ing)?": "say what somebody can do then",
    r"leverag(?:e|es|ed|ing)": "write 'use'",
    r"seamless(?:ly)?": "say which step is left out",
    r"robust(?:ly)?": "say what it withstands",
    r"delv(?:e|es|ed|ing)": "write 'look'",
    r"game[- ]chang(?:er|ers|ing)": "say what is different afterwards",
    r"in today['’]s": "leave it out",
    r"it['’]s important to": "leave it out, and say the thing",
    r"it is important to": "leave it out, and say the thing",
    r"not just [^.,;]{1,40}, but": "say the second half",
    r"trusted advis[oe]rs?": "say what the person does",
    r"best[- ]in[- ]class": "say what is better, and than what",
    r"cutting[- ]edge": "say what is new about it",
    r"synerg(?:y|ies)": "say who gains what",
    r"holistic(?:ally)?": "say what is looked at",
    r"win[- ]win": "say what each side gets",
    r"low[- ]hanging fruit": "name the first thing to do",
    r"circle back": "write 'come back to'",
    r"going forward": "leave it out",
    r"salesm[ae]n": "write 'seller'",
    r"manpower": "write 'people'",
    r"chairm[ae]n": "write 'chair'",
    r"crazy|insane|lame": "say what is odd about it",
    r"black ?list(?:s|ed)?|white ?list(?:s|ed)?": "write 'block' or 'allow'",
    r"guys": "write 'people'",
}
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|(?<![*\w])\*[^*\n]+\*(?!\*)")
_ANY = re.compile("|".join(rf"\b(?P<w{index}>{worn})\b" for index, worn in enumerate(WORN)), re.IGNORECASE)


def check(page: Page, _world: World) -> Iterator[Finding]:
    """Yield a finding for each worn word outside quotation."""
    advice = list(WORN.values())
    for block in blocks(page):
        if block.kind in {"said", "quote", "speaker"}:
            continue
        for match in _ANY.finditer(plain(_QUOTED.sub("", block.text))):
            what = f"'{match.group()}' says nothing here; {advice[int((match.lastgroup or 'w0')[1:])]}"
            yield page.finding_at(block.line, "worn-words", what)
