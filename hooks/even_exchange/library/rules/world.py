"""What the rules of the library may know of the files around a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from even_exchange.library.cast import Cast
    from even_exchange.library.vocabulary import Vocabulary


@dataclass(frozen=True)
class World:
    """Words, slugs of all pages (also of those with mistakes), hashed word runs of the sources, and the day.

    `day` is year-month-day, or None where nothing may depend on it; `every_page` is False while a page of the library could not be read: what is missing may stand there.
    """

    words: Vocabulary
    pages: tuple[str, ...]
    runs: frozenset[str] = frozenset()
    cast: Cast | None = None
    day: str | None = None
    every_page: bool = True
