"""A form -> what a pencil needs to find the points of an answer, with the labels that the printed item carries."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from string import ascii_lowercase
from typing import TYPE_CHECKING

from even_exchange.instruments.points import points_of

if TYPE_CHECKING:
    from even_exchange.instruments.forms import Form, LineThroughKnots, Ticks

#: A table of so many cells stands in the row of its item; a longer one gets a place of its own.
MOST_IN_A_ROW = 12
MOST_FIGURES = 1000


@dataclass(frozen=True, slots=True)
class Worth:
    """What one printed answer is worth: its label as printed, whole points, and whether it pushes."""

    label: str
    points: int
    press: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A straight piece of a published line: from and to on the scale, points at its start, points for each 1 more."""

    low: float
    high: float
    start: float
    step: float


@dataclass(frozen=True, slots=True)
class Worths:
    """How the answers to one item become points. `kind` says which of the other parts are filled.

    table: `cells` by printed answer. figures: `cells` by figure or range of figures. line: `stretches` over the
    figure, or over per cent when `ratio`. shares: `cells` by number of the line, each point given. apart: `each`
    point of difference takes so many from 100. ticks: `cells` by line, `least` of them yes or no. counts: `least`
    words.
    """

    kind: str
    cells: tuple[Worth, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    ratio: bool = False
    each: int = 0
    total: int = 0
    least: int = 0

    @property
    def in_a_row(self) -> bool:
        """Whether it is short enough to stand beside the number of its item."""
        return self.kind in {"table", "figures"} and len(self.cells) <= MOST_IN_A_ROW


def label_of(value: float | str, place: int) -> str:
    """Return how an answer of a table is printed: a figure as it is, a word by its letter."""
    return f"{value:.15g}" if isinstance(value, int | float) else ascii_lowercase[place]


def worths_of(form: Form) -> Worths:
    """Return the points of every answer that a form takes."""
    if "table" in form:
        table = form["table"]
        answers = enumerate(zip(table["values"], table["points"], table["press"], strict=True))
        return Worths(
            "table",
            tuple(Worth(label_of(value, place), points, press) for place, (value, points, press) in answers),
        )
    if "line" in form:
        return _on_line(form["line"])
    if "shares" in form:
        shares = form["shares"]
        return Worths("shares", _numbered(shares["worth"]), total=shares["total"])
    if "apart" in form:
        apart = form["apart"]
        return Worths("apart", _numbered([0] * len(apart["lines"])), each=apart["each"], total=apart["total"])
    if "ticks" in form:
        return Worths("ticks", _numbered(form["ticks"]["points"]), least=least_clear(form["ticks"]))
    return Worths("counts", least=form["counts"]["least"])


def least_clear(ticks: Ticks) -> int:
    """Return how many lines of a checklist have to be yes or no."""
    return ceil(ticks["at_least"] * len(ticks["lines"]) / ticks["of"])


def _numbered(points: list[int]) -> tuple[Worth, ...]:
    return tuple(Worth(str(number), worth) for number, worth in enumerate(points, 1))


def _on_line(line: LineThroughKnots) -> Worths:
    """Whole figures get their points one by one, so that nobody has to work them out; others get the line itself."""
    figures = int(line["highest"]) - int(line["lowest"]) + 1
    if line["whole"] and not line["ratio"] and figures <= MOST_FIGURES:
        return Worths("figures", _ranges(line))
    return Worths("line", stretches=_stretches(line), ratio=line["ratio"])


def _ranges(line: LineThroughKnots) -> tuple[Worth, ...]:
    ranges: list[tuple[int, int, int]] = []
    for figure in range(int(line["lowest"]), int(line["highest"]) + 1):
        points = points_of({"line": line}, figure)[0] or 0
        if ranges and ranges[-1][2] == points:
            ranges[-1] = (ranges[-1][0], figure, points)
        else:
            ranges.append((figure, figure, points))
    return tuple(
        Worth(str(low) if low == high else f"{low} to {high}", points) for low, high, points in ranges
    )


def _stretches(line: LineThroughKnots) -> tuple[Stretch, ...]:
    """Return the pieces between the knots, the ends carried on as far as the scale goes."""
    knots = line["knots"]
    lowest, highest = (0.0, 100.0) if line["ratio"] else (line["lowest"], line["highest"])
    stretches = []
    for place, ((x0, y0), (x1, y1)) in enumerate(pairwise(knots)):
        step = (y1 - y0) / (x1 - x0)
        low = lowest if place == 0 else max(x0, lowest)
        high = highest if place == len(knots) - 2 else min(x1, highest)
        if low < high:
            stretches.append(Stretch(low, high, y0 + (low - x0) * step, step))
    return tuple(stretches)
