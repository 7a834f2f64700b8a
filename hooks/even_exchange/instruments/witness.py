"""A scoring key and an aim -> a full set of answers that gets there, which the shipped scorer then confirms.

An aim names the stretch in which each score has to lie. Points are whole, so the sums that answers to some items can
reach are the bits of one integer: shifting it by the points of each answer adds an item. Walking through the items in
their order, an answer is taken only if the rest can still reach the stretch. So no answers are tried out; what the sums
cannot reach, no full sheet can. Among the answers that go, the nearest to the middle of the stretch is taken, and one
that would raise a sign of careless answering only when there is no other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from math import ceil
from typing import TYPE_CHECKING, Any

from even_exchange.instruments.points import points_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from even_exchange.instruments.forms import Form, LineThroughKnots, Shares, Ticks
    from even_exchange.instruments.scoring_key import InstrumentKey, ItemKey, ScoringKey, Sitting

HIGHEST, MIDDLE, TENTHS = 100, 50, 10
#: Points by which the two answers of a planted pair may lie apart without being a sign.
NEAR = 40


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer, its points (None when it counts for nothing), its place in a table or -1, and whether it presses."""

    answer: Any
    points: int | None
    index: int = -1
    press: bool = False


@dataclass(frozen=True)
class Aim:
    """What answers have to bring about.

    `stretches`: scale -> lowest and highest score, both included. `low`: scale -> how many answers, at most worth so
    many points, it must hold. `pinned`: item -> the only answers that go. `press`: take options that press, or leave
    them. `without`: items left open. `guess`: the self-placement, 0 to 10.
    """

    stretches: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    low: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    pinned: Mapping[str, list[Choice]] = field(default_factory=dict)
    press: bool = False
    without: tuple[str, ...] = ()
    guess: int | None = None


@dataclass(slots=True)
class _Scale:
    """Where the walk through the items of one scale stands: sum and weight so far, and what the rest can still add."""

    lowest: int
    highest: int
    wanted: float
    rests: list[int]
    total: int = 0
    weight: int = 0
    seen: int = 0
    low_left: int = 0
    low_at_most: int = -1


class _Run:
    """How long the answers of one sequence have stood in the same place, from the first option and from the last."""

    def __init__(self) -> None:
        self.first = self.last = -1
        self.first_run = self.last_run = 0

    def after(self, choice: Choice, size: int) -> tuple[int, int]:
        """Return both runs if this answer came next."""
        first = self.first_run + 1 if choice.index == self.first else 1
        last = self.last_run + 1 if size - 1 - choice.index == self.last else 1
        return first, last

    def take(self, choice: Choice, size: int) -> None:
        """Add an answer."""
        self.first_run, self.last_run = self.after(choice, size)
        self.first, self.last = choice.index, size - 1 - choice.index


class Search:
    """The choices of one instrument, made once, and the answers for any aim."""

    def __init__(self, key: ScoringKey) -> None:
        self.key = key
        self.instrument: InstrumentKey = key["instruments"][key["id"]]
        self.choices = {
            item["id"]: choices_of(item["form"]) for item in self.instrument["items"] if item["form"]
        }
        self.scale_of = {
            item["id"]: key["across"]
            if key["across"] and item["dimension"] in key["facets"]
            else item["dimension"]
            for item in self.instrument["items"]
            if item["form"]
        }
        parts = self.key["parts"]
        self.items_of: dict[str, list[ItemKey]] = {}
        self.names_of: dict[str, list[str]] = {}
        for item in self.instrument["items"]:
            if item["form"]:
                mine = [part["id"] for part in parts if item["id"] in part["items"]]
                names = [self.scale_of[item["id"]], item["dimension"], item["id"], *mine]
                self.names_of[item["id"]] = [name for name in dict.fromkeys(names) if name]
                for name in self.names_of[item["id"]]:
                    self.items_of.setdefault(name, []).append(item)
        self.rests: dict[str, list[int]] = {}
        self.partners: dict[str, str] = {}
        for one, other in self.instrument["pairs"]:
            self.partners[self.instrument["items"][other]["id"]] = self.instrument["items"][one]["id"]

    def members(self, scale: str) -> list[ItemKey]:
        """Return the items that a score is made of: those of a dimension, of a facet, of the line, or one item."""
        return self.items_of.get(scale, [])

    def sums(self, items: list[ItemKey], pinned: Mapping[str, list[Choice]] | None = None) -> list[int]:
        """Return, for each item on, the sums that it and those after it can reach, as the bits of an integer."""
        rests = [1]
        for item in reversed(items):
            reached = 0
            for worth in {one.points for one in (pinned or {}).get(item["id"], self.choices[item["id"]])}:
                if worth is not None:
                    reached |= rests[-1] << (worth * item["weight"])
            rests.append(reached)
        return rests[::-1]

    def nearest(self, scale: str, low: float, high: float) -> tuple[str | None, str | None]:
        """Return the highest score below a stretch and the lowest above it that full sheets reach, to one decimal."""
        items = self.members(scale)
        weight = sum(item["weight"] for item in items)
        reached = self.sums(items)[0]
        scores = [total / weight for total in range(HIGHEST * weight + 1) if reached >> total & 1]
        below = [score for score in scores if score < low]
        above = [score for score in scores if score > high]
        return (f"{round(below[-1], 1):g}" if below else None), (f"{round(above[0], 1):g}" if above else None)

    def reaches(self, scale: str, low: float, high: float) -> bool:
        """Say whether some full sheet gives a scale a score within a stretch, ends included."""
        items = self.members(scale)
        weight = sum(item["weight"] for item in items)
        reached = self.sums(items)[0]
        return any(
            reached >> total & 1 and low <= total / weight <= high for total in range(HIGHEST * weight + 1)
        )

    def sitting(self, aim: Aim) -> Sitting | None:
        """Return answers to every item that is not left out, or None when the sums rule the aim out."""
        scales = self._scales(aim)
        if scales is None:
            return None
        answers: dict[str, Any] = {}
        points: dict[str, int] = {}
        runs = {"rating": _Run(), "scenario": _Run()}
        for item in self.instrument["items"]:
            id_, form = item["id"], item["form"]
            if form is None:
                if item["self"]:
                    answers[id_] = TENTHS // 2 if aim.guess is None else aim.guess
                continue
            if id_ in aim.without:
                continue
            choice = self._best(item, aim, scales, points, runs)
            if choice is None:
                return None
            answers[id_] = choice.answer
            if item["place"] and choice.index >= 0:
                runs[item["place"]].take(choice, len(form["table"]["values"]))
            if choice.points is None:
                continue
            points[id_] = choice.points
            for scale in self._of(item, scales):
                scale.seen += 1
                scale.total += choice.points * item["weight"]
                scale.weight += item["weight"]
                scale.low_left -= choice.points <= scale.low_at_most
        return {"answers": answers, "day": None, "fast": False}

    def _scales(self, aim: Aim) -> dict[str, _Scale] | None:
        named = dict(aim.stretches)
        for name in self.scale_of.values():
            if name is not None and name not in named:
                named[name] = (0, HIGHEST)
        scales: dict[str, _Scale] = {}
        for name, (low, high) in named.items():
            items = [
                item
                for item in self.members(name)
                if item["id"] not in aim.without and self._counts(item, aim)
            ]
            weight = sum(item["weight"] for item in items)
            if not weight:
                continue
            # Both ends are whole sums; a millionth keeps 43.0000001 of a float from becoming 44.
            lowest = -int(-(low * weight - 1e-6) // 1)
            highest = int((high * weight + 1e-6) // 1)
            if aim.pinned or aim.without:
                rests = self.sums(items, aim.pinned)
            else:
                if name not in self.rests:
                    self.rests[name] = self.sums(items)
                rests = self.rests[name]
            if not _meets(rests[0], lowest, highest):
                return None
            wanted = MIDDLE if name not in aim.stretches else (low + high) / 2
            count, at_most = aim.low.get(name, (0, -1))
            scales[name] = _Scale(lowest, highest, wanted, rests, low_left=count, low_at_most=at_most)
        return scales

    def _counts(self, item: ItemKey, aim: Aim) -> bool:
        """Say whether an item is answered with something that has points."""
        pinned = aim.pinned.get(item["id"])
        return pinned is None or any(choice.points is not None for choice in pinned)

    def _of(self, item: ItemKey, scales: dict[str, _Scale]) -> list[_Scale]:
        """Return the scales of an aim that an item counts for."""
        return [scales[name] for name in self.names_of[item["id"]] if name in scales]

    def _best(
        self,
        item: ItemKey,
        aim: Aim,
        scales: dict[str, _Scale],
        points: dict[str, int],
        runs: dict[str, _Run],
    ) -> Choice | None:
        mine = self._of(item, scales)
        least_run = self.key["quality"]["straight_lining"]["least_run"]
        best, best_rank = None, None
        for choice in aim.pinned.get(item["id"], self.choices[item["id"]]):
            if not all(_goes(scale, choice, item["weight"]) for scale in mine):
                continue
            worth = choice.points
            size = len(item["form"]["table"]["values"]) if item["form"] and "table" in item["form"] else 0
            straight = (
                item["place"]
                and choice.index >= 0
                and max(runs[item["place"]].after(choice, size)) >= least_run
            )
            partner = self.partners.get(item["id"])
            apart = abs(points[partner] - worth) if partner in points and worth is not None else 0
            high = any(scale.low_left > 0 and (worth is None or worth > scale.low_at_most) for scale in mine)
            off = sum(
                abs(scale.total + worth * item["weight"] - scale.wanted * (scale.weight + item["weight"]))
                for scale in mine
                if worth is not None
            )
            presses = choice.press != aim.press and _can_press(item)
            rank = (bool(straight), worth is None, high, presses, apart > NEAR, off)
            if best_rank is None or rank < best_rank:
                best, best_rank = choice, rank
        return best


def choices_of(form: Form) -> list[Choice]:
    """Return the answers that are tried: all of a table, else one for each number of points that can be had."""
    if "table" in form:
        return [choice_of(form, value) for value in form["table"]["values"]]
    answers: Iterable[Any]
    if "line" in form:
        answers = _figures(form["line"])
    elif "shares" in form:
        answers = _shares(form["shares"])
    elif "apart" in form:
        one, other, total = form["apart"]["lines"][0], form["apart"]["lines"][-1], form["apart"]["total"]
        answers = [{one: [total, total - k], other: [0, k]} for k in range(total + 1)]
    elif "ticks" in form:
        answers = _ticks(form["ticks"])
    else:
        words = max(form["counts"]["least"], HIGHEST)
        answers = [{"customer": k, "seller": HIGHEST - k, "words": words} for k in range(HIGHEST + 1)]
    found: dict[int, Choice] = {}
    for answer in answers:
        choice = choice_of(form, answer)
        if choice.points is not None:
            found.setdefault(choice.points, choice)
    return list(found.values())


def choice_of(form: Form | None, answer: Any) -> Choice:
    """Return an answer as a choice, with the points that the scorer gives it."""
    points, index = points_of(form, answer) if form else (None, -1)
    press = bool(form and "table" in form and index >= 0 and form["table"]["press"][index])
    return Choice(answer, points, index, press)


def _figures(line: LineThroughKnots) -> list[Any]:
    """Return figures from the lowest to the highest: closely where the line rises or falls, and both ends."""
    lowest, highest = line["lowest"], line["highest"]
    if line["ratio"]:
        of = int(min(highest, HIGHEST))
        return [[x, of] for x in range(int(max(0, lowest)), of + 1)]
    knots = [min(max(knot[0], lowest), highest) for knot in line["knots"]]
    width = (max(knots) - min(knots)) or 1
    low, high = max(lowest, min(knots) - width), min(highest, max(knots) + width)
    figures = {lowest, highest, *knots, *(low + (high - low) * step / HIGHEST for step in range(HIGHEST + 1))}
    if line["whole"]:
        span = range(ceil(max(lowest, low - TENTHS)), int(min(highest, high + TENTHS)) + 1)
        figures = {float(figure) for figure in (span if len(span) <= 3 * HIGHEST else map(int, figures))}
        figures |= {float(ceil(lowest)), float(int(highest))}
    return [int(figure) if figure == int(figure) else figure for figure in sorted(figures)]


def _shares(form: Shares) -> Iterator[dict[str, int]]:
    """Yield tables in which two lines share all there is, for each two of different worth."""
    lines, total = form["lines"], form["total"]
    of_worth = dict(zip(form["worth"], lines, strict=True))
    if len(of_worth) == 1:
        yield {lines[0]: total}
    for one, other in combinations(of_worth.values(), 2):
        for given in range(total + 1):
            yield {line: points for line, points in ((one, total - given), (other, given)) if points}


def _ticks(form: Ticks) -> Iterator[dict[str, str]]:
    """Yield one full set of yes and no for each sum of points that lines can make."""
    sums: dict[int, frozenset[str]] = {0: frozenset()}
    for line, points in zip(form["lines"], form["points"], strict=True):
        for total, ticked in list(sums.items()):
            sums.setdefault(total + points, ticked | {line})
    for total in sorted(sums):
        yield {line: "yes" if line in sums[total] else "no" for line in form["lines"]}


def _goes(scale: _Scale, choice: Choice, weight: int) -> bool:
    """Say whether the rest of the items can still bring the sum into the stretch after this answer."""
    if choice.points is None:
        return True
    total = scale.total + choice.points * weight
    return _meets(scale.rests[scale.seen + 1], scale.lowest - total, scale.highest - total)


def _meets(sums: int, lowest: int, highest: int) -> bool:
    """Say whether one of the sums lies from the lowest to the highest."""
    lowest = max(lowest, 0)
    return highest >= lowest and bool(sums >> lowest & ((1 << (highest - lowest + 1)) - 1))


def _can_press(item: ItemKey) -> bool:
    return bool(item["form"] and "table" in item["form"] and True in item["form"]["table"]["press"])
