"""Sentences are plain: none above thirty words, sixteen on average, grade eight on the whole.

Talks and lines to say are left out, since people speak as they do. From grade 8 to 9 it is a warning, above it an error.

PASS

    body: |
      Ask once, and wait until they say yes. Then ask what it costs them to wait.

FAIL

    body: |
      Ask once, and wait until they say yes, and if they do not say it, wait a little longer, since people who
      are asked for leave to be asked will mostly give it when they see that it is meant, which is seldom.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from even_exchange.library.prose import blocks, outside_talk, sentences, words
from even_exchange.reading_grade import grade

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.library.page import Page
    from even_exchange.library.rules.world import World

LONGEST, LONGEST_MEAN = 30, 16
PLAIN, HARD = 8.0, 9.0


def check(page: Page, _world: World) -> Iterator[Finding]:
    """Yield a finding for each long sentence, for long sentences on the whole, and for a high grade."""
    read: list[str] = []
    for block in outside_talk(blocks(page)):
        for sentence in sentences(block.text):
            read.append(sentence)
            if len(words(sentence)) > LONGEST:
                what = f"a sentence of {len(words(sentence))} words stands here ('{sentence[:40]}…'); cut it in two"
                yield page.finding_at(block.line, "plain-sentences", what)
    if not read:
        return
    mean = sum(len(words(sentence)) for sentence in read) / len(read)
    if mean > LONGEST_MEAN:
        what = f"sentences have {mean:.1f} words on average; bring that to {LONGEST_MEAN}"
        yield page.finding_at(page.first_line, "plain-sentences", what)
    hard = page_grade(page)
    if hard > PLAIN:
        what = f"the page reads at grade {hard:.1f}; bring it to {PLAIN:g} with shorter words and sentences"
        yield page.finding_at(page.first_line, "plain-sentences", what, "error" if hard > HARD else "warning")


def page_grade(page: Page) -> float:
    """Return the reading grade of what the author says on a page; talks, lines to say and tables left out."""
    return grade([sentence for block in outside_talk(blocks(page)) for sentence in sentences(block.text)])
