"""Each primary dimension has a line to say, and the line stands word for word in a quoted line of Steps.

A result prints this line, so it has at most twenty words that somebody would say aloud.

PASS

    head:
      dimensions: {primary: [commitment]}
      say: {commitment: "Shall we settle a day?"}
    body: |
      ## Steps

      ### Ask

      > Good. Shall we settle a day?

FAIL

    head:
      dimensions: {primary: [commitment]}
      say: {commitment: "Shall we settle a day?"}
    body: |
      ## Steps

      ### Ask

      > Good. Shall we settle on a day?
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from even_exchange.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.library.page import Page
    from even_exchange.library.rules.world import World

LONGEST = 20
_QUOTE = re.compile(r"(?:^ *>.*\n?)+", re.MULTILINE)
_CITATION = re.compile(r"\[\^([^\]\s]+)\]")
_WORD = re.compile(r"\w+(?:['’]\w+)?")


def check(page: Page, _world: World) -> Iterator[Finding]:
    """Yield a finding for each line that is missing, too long, not said in Steps, or of no primary dimension."""
    if page.head.format != "playbook":
        return
    steps = next((section.text for section in page.sections() if section.title == "Steps"), "")
    spoken = [_plain(quote.replace(">", " ")) for quote in _QUOTE.findall(steps)]
    for dimension in page.head.dimensions.primary:
        if dimension not in page.head.say:
            what = f"'say' has no line for '{dimension}', a primary dimension; add the line to say this week"
            yield page.finding(("say",), "say", what)
    for dimension, text in page.head.say.items():
        if dimension not in page.head.dimensions.primary:
            what = (
                f"'{dimension}' is no primary dimension of this page; take the line out or add the dimension"
            )
            yield Finding(page.document.at_key(("say", dimension)), "say", what)
        if len(_WORD.findall(text)) > LONGEST:
            what = f"the line to say has more than {LONGEST} words; shorten it"
            yield page.finding(("say", dimension), "say", what)
        if not any(_plain(text) in line for line in spoken):
            what = (
                "this line does not stand word for word in a quoted line ('> …') of Steps; make the two agree"
            )
            yield page.finding(("say", dimension), "say", what)


def _plain(text: str) -> str:
    return " ".join(_CITATION.sub("", text).replace("*", "").split())
