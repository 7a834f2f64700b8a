"""Pages of the library -> a table of what each holds, for editors: words, grade, claims, turns of its talks, minutes of its drill."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from even_exchange.library.prose import talks, words
from even_exchange.library.rules.plain_sentences import page_grade

if TYPE_CHECKING:
    from collections.abc import Iterable

    from even_exchange.library.page import Page

COLUMNS = ("page", "format", "words", "grade", "claims", "turns", "drill")


def table_of_pages(pages: Iterable[Page]) -> list[tuple[str, ...]]:
    """Return one row a page in the order of `COLUMNS`, by format and then by slug; what a page has not is a dash."""
    rows: list[tuple[str, ...]] = []
    for page in sorted(pages, key=lambda page: (page.head.format, page.slug)):
        turns = [str(count) for _, count in talks(page)]
        rows.append(
            (
                page.slug,
                page.head.format,
                str(len(words(page.body))),
                f"{page_grade(page):.1f}",
                str(len(page.head.claims) + len(page.head.external)),
                "+".join(turns) or "-",
                str(page.head.minutes.drill or "-"),
            )
        )
    return rows


def as_lines(rows: list[tuple[str, ...]]) -> list[str]:
    """Return the table as lines of text, with a heading and the number of pages of each format at the end."""
    widths = [max(len(row[column]) for row in [COLUMNS, *rows]) for column in range(len(COLUMNS))]

    def line(row: tuple[str, ...]) -> str:
        first, second, *figures = (
            text.ljust(width) if column < 2 else text.rjust(width)  # noqa: PLR2004 - names left, figures right
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        return "  ".join([first, second, *figures]).rstrip()

    formats = Counter(row[1] for row in rows)
    total = sum(int(row[2]) for row in rows)
    counted = ", ".join(
        f"{count} {name}{'s' if count != 1 else ''}" for name, count in sorted(formats.items())
    )
    return [line(COLUMNS), *map(line, rows), f"{len(rows)} pages, {total} words: {counted}"]
