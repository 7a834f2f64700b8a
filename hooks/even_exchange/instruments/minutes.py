"""Texts of an instrument -> the minutes it takes: counted, never hoped."""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from even_exchange.instruments.instrument import Instrument

WORDS_A_MINUTE = 200
_WORD = re.compile(r"[^\W_]+(?:['’.,%-][^\W_]+)*%?")


def words(text: str) -> int:
    """Return the number of words: runs of letters and figures, "don't" and "half-hour" being one each."""
    return len(_WORD.findall(text))


def exact_minutes(instrument: Instrument) -> float:
    """Return reading time at 200 words a minute plus 6 seconds an item or line (12 for a count or number, 120 for a text), in minutes."""
    read = sum(words(text) for item in instrument.items for text in item.read_by_respondent())
    thinking = sum(item.thinking for item in instrument.items)
    return read / WORDS_A_MINUTE + thinking / 60


def counted_minutes(instrument: Instrument) -> int:
    """Return the minutes that pages print, rounded up."""
    return ceil(exact_minutes(instrument))
