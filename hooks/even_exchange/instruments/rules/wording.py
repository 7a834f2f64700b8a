"""Items keep to the wording rules: lengths, no "always" or "never", no "not" outside quoted speech.

Words at most: stem of a trade-off 22, pole 20, stem of a count or number 30, stem of a scenario 45, option 30, line 20.
Options of a scenario are equal in length, each within a fifth of their mean number of characters. An item never
names what is measured.

PASS

    items:
      - id: who-signs
        type: count
        dimension: qualifying
        checks: authority
        short: who signs
        stem: Of your last five quotes, how many went to the person who signs?
        good: five
        rests_on: [balance-essay.21]

FAIL

    items:
      - id: who-signs
        type: count
        dimension: qualifying
        checks: authority
        short: who signs
        stem: Of your last five quotes, how many were not always sent to the person who signs?
        good: five
        rests_on: [balance-essay.21]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from even_exchange.instruments.minutes import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.instruments.items import Item
    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World
    from even_exchange.source import Loc


_LONGEST = {
    ("trade-off", "stem"): 22,
    ("trade-off", "pole"): 20,
    ("count", "stem"): 30,
    ("number", "stem"): 30,
    ("scenario", "stem"): 45,
    ("scenario", "option"): 30,
    ("pair", "option"): 30,
    ("checklist", "line"): 20,
    ("shared-points", "line"): 20,
}
_LONGEST_SHORT = 8
_TAG = re.compile(r"</?[a-z][^>\n]*>", re.IGNORECASE)
_UNEVEN = 0.2
_SPEECH = re.compile(r"(?<!\w)['\"“‘].*?['\"”’](?!\w)")
_BARRED = {
    re.compile(r"\b(always|never)\b", re.IGNORECASE): "nobody always or never does a thing: say how often",
    re.compile(r"\bnot\b|n['’]t\b", re.IGNORECASE): "a 'not' is overlooked: describe the opposite behaviour",
    re.compile(
        r"customer-focus|\byield|\bassertive", re.IGNORECASE
    ): "it names what is measured: describe what one does",
}


def check(reading: Reading, _world: World) -> Iterator[Finding]:
    """Yield a finding for each text that is too long, uneven or worded against the rules."""
    introduction = reading.raw("introduction")
    tag = _TAG.search(introduction) if isinstance(introduction, str) else None
    if tag:
        message = f"the introduction holds HTML, '{tag.group()}'; write plain Markdown"
        yield reading.finding(("introduction",), "wording", message)
    for index, item in reading.items.items():
        if words(item.short) > _LONGEST_SHORT:
            yield _finding(
                reading,
                (index, "short"),
                f"has {words(item.short)} words, at most {_LONGEST_SHORT} go; shorten it",
            )
        for loc, part, text in _texts(index, item):
            longest = _LONGEST.get((item.type, part))
            if longest and words(text) > longest:
                yield _finding(
                    reading, loc, f"has {words(text)} words, at most {longest} go in a {part}; shorten it"
                )
            unquoted = _SPEECH.sub("", text)
            for barred, remedy in _BARRED.items():
                found = barred.search(unquoted)
                if found:
                    yield _finding(reading, loc, f"holds '{found.group()}'; {remedy}")
        options = getattr(item, "options", ())
        if len(options) > 2:  # noqa: PLR2004 - two statements may differ more
            mean = sum(len(option.text) for option in options) / len(options)
            for number, option in enumerate(options):
                if abs(len(option.text) - mean) > _UNEVEN * mean:
                    what = f"has {len(option.text)} characters where the options have {mean:.0f} on average; make them alike in length"
                    yield _finding(reading, (index, "options", number, "text"), what)


def _texts(index: int, item: Item) -> Iterator[tuple[Loc, str, str]]:
    yield (index, "stem"), "stem", item.stem
    for side in ("left", "right"):
        pole = getattr(item, side, None)
        if pole is not None:
            yield (index, side, "text"), "pole", pole.text
    for number, option in enumerate(getattr(item, "options", ())):
        yield (index, "options", number, "text"), "option", option.text
    for number, line in enumerate(getattr(item, "lines", ())):
        yield (index, "lines", number, "text"), "line", line.text


def _finding(reading: Reading, loc: Loc, message: str) -> Finding:
    return reading.finding(("items", *loc), "wording", f"this text {message}")
