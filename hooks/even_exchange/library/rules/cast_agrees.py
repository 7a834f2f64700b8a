"""The running cast agrees on all pages: who speaks is in `docs/_data/cast.yml`, and figures that everybody knows are the same.

The file gives, for some figures, the words that stand around them (`told`) and what they may be.

PASS

    body: |
      <div class="dialogue" markdown>

      Dalia
      :   Just send me a quote for the 14 shops.

      </div>

FAIL

    body: |
      <div class="dialogue" markdown>

      Dahlia
      :   Just send me a quote for the 14 shops.

      </div>
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from even_exchange.findings import did_you_mean
from even_exchange.library.prose import blocks, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.library.page import Page
    from even_exchange.library.rules.world import World


def check(page: Page, world: World) -> Iterator[Finding]:
    """Yield a finding for each speaker nobody knows, and each figure told otherwise than on other pages."""
    if world.cast is None:
        return
    people = world.cast.people()
    for block in blocks(page):
        if block.kind == "speaker":
            name = block.text.strip()
            if name not in people:
                what = f"nobody in the cast is called '{name}'; {did_you_mean(name, people)} Or add the person to cast.yml"
                yield page.finding_at(block.line, "cast-agrees", what)
            continue
        text = " ".join(plain(block.text).split())
        for figure, told in world.cast.told_otherwise(text):
            what = f"'{told}' does not agree with the cast: {figure}; correct it here or in cast.yml"
            yield page.finding_at(block.line, "cast-agrees", what)
