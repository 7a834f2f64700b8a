"""Result files of one instrument -> figures by item and scale, and which items to rewrite.

Classical item analysis, for the people of a pilot who chose to hand over their answers. What is told is what an editor
decides by: whether an item goes with the others of its scale, and whether nearly everybody takes its best step. So few
people leave much to chance, so an item is only to be rewritten when chance alone would hardly make a sound one look so.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import atanh, sqrt
from typing import TYPE_CHECKING, Any

from even_exchange.instruments.points import HIGHEST, points_of
from even_exchange.instruments.score import is_fast, score
from even_exchange.instruments.scoring_key import UNMET

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from even_exchange.instruments.result_file import ResultFile
    from even_exchange.instruments.score import Result
    from even_exchange.instruments.scoring_key import ItemKey, ScoringKey

#: Below so many people nothing is decided: a correlation of .30 may then be chance either way.
LEAST_PEOPLE = 60
#: Nor about an item with fewer answers, so that of sixty people one in six may have left it out.
LEAST_ANSWERS = 50
LEAST_CORRELATION = 0.30
MOST_AT_BEST = 0.60
#: Standard errors to the one side: the other side of a bound is then left to chance once in ten.
SURE = 1.282
#: An item is correlated with the rest of its scale over people who answered at least half of that rest.
LEAST_OF_REST = 0.5
#: A scale needs two answers of three, so an item that more people than this cannot answer is a hole in it.
MOST_UNANSWERED = 1 / 3
_FEWEST = 3
#: Why a sitting is left out.
HELD = "on hold, as the page would say"
EMPTY = "without an answer"


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """One item. Shares are of 1; `shares` holds (answer, share of those who answered) for items with options.

    `n` of `people` gave an answer that counts; `missing` left it out or unfinished, `unmet` have not met it.
    `item_rest` is the correlation of its points with the mean points of the rest of its scale (Pearson), over `pairs`
    people; None where there is no rest or no spread. `rewrite` holds the reasons that are beyond chance, `look` those
    that may be chance; both are empty when it is sound or too few answered.
    """

    id: str
    dimension: str | None
    n: int
    people: int
    shares: tuple[tuple[str, float], ...]
    item_rest: float | None
    pairs: int
    at_best: float | None
    missing: float
    unmet: float
    seconds: float | None
    rewrite: tuple[str, ...]
    look: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScaleFigures:
    """One scale in points from 0 to 100: mean and standard deviation (n - 1) over the `n` people who have a score.

    Scores are those of `score`. `alpha` is Cronbach's, over the `complete` people who answered all of its `items`; None
    for one item, for no spread, and for the axis that is a mean of other scores.
    """

    id: str
    items: int
    n: int
    mean: float | None
    sd: float | None
    alpha: float | None
    complete: int


@dataclass(frozen=True, slots=True)
class Pilot:
    """One instrument as so many `people` answered it; `decides` says whether they are enough to rewrite by.

    `left_out` holds (reason, sittings) of those who are not among them.
    """

    id: str
    people: int
    left_out: tuple[tuple[str, int], ...]
    items: tuple[ItemFigures, ...]
    scales: tuple[ScaleFigures, ...]

    @property
    def decides(self) -> bool:
        """Whether enough people answered to rewrite an item, or to leave it."""
        return self.people >= LEAST_PEOPLE

    @property
    def rewrite(self) -> tuple[str, ...]:
        """The ids of the items to rewrite, in file order; none as long as too few people answered."""
        return tuple(item.id for item in self.items if item.rewrite)

    @property
    def look(self) -> tuple[str, ...]:
        """The ids of the items to look at, in file order: chance may have made them look so."""
        return tuple(item.id for item in self.items if item.look and not item.rewrite)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The ids of the items that many have not met or left out, in file order."""
        return tuple(item.id for item in self.items if item.missing + item.unmet > MOST_UNANSWERED)


def pilot(key: ScoringKey, files: Sequence[ResultFile]) -> Pilot:
    """Return the figures of the key's own instrument; `files` are all of that instrument.

    Left out are sittings without an answer, and those that `score` holds back: nobody reads anything off them.
    """
    own = key["instruments"][key["id"]]
    used: list[ResultFile] = []
    results: list[Result] = []
    left_out: Counter[str] = Counter()
    for file in files:
        fast = is_fast(own, key["quality"], file.seconds or {})
        result = score(key, {key["id"]: {"answers": file.answers, "day": file.day, "fast": fast}})
        if not file.answers:
            left_out[EMPTY] += 1
        elif result["quality"] == "hold":
            left_out[HELD] += 1
        else:
            used.append(file)
            results.append(result)
    points = {
        item["id"]: [_points(item, file.answers) for file in used] for item in own["items"] if item["form"]
    }
    scales = _scales_of_items(key)
    items = tuple(_item(item, scales, points, used) for item in own["items"] if item["form"])
    return Pilot(key["id"], len(used), tuple(left_out.items()), items, tuple(_scales(key, points, results)))


def _scales_of_items(key: ScoringKey) -> dict[str, str]:
    """Return the scale that each scored item counts for: the axis made of items where there is one, or the dimension."""
    across = key["across"]
    return {
        item["id"]: across if across and item["dimension"] in key["facets"] else item["dimension"]
        for item in key["instruments"][key["id"]]["items"]
        if item["form"] and item["dimension"]
    }


def report(found: Pilot) -> str:
    """Return the figures as lines of text for a terminal."""
    lines = [f"{found.id}: {found.people} {'people' if found.people != 1 else 'person'}"]
    lines += [
        f"  left out: {number} {'sittings' if number != 1 else 'sitting'} {why}"
        for why, number in found.left_out
    ]
    lines.append("")
    width = max(len(item.id) for item in found.items)
    lines.append(f"  {'item':<{width}}    n  item-rest  at best  missing  unmet  median s")
    for item in found.items:
        rest = f"{item.item_rest:9.2f}" if item.item_rest is not None else "        –"
        best = f"{100 * item.at_best:6.0f} %" if item.at_best is not None else "       –"
        seconds = f"{item.seconds:8.1f}" if item.seconds is not None else "       –"
        mark = "  <- rewrite" if item.rewrite else "  <- look at" if item.look else ""
        lines.append(
            f"  {item.id:<{width}} {item.n:>4}  {rest} {best} {100 * item.missing:6.0f} % {100 * item.unmet:4.0f} %"
            f"  {seconds}{mark}"
        )
        if item.shares:
            shares = (f"{answer} {100 * share:.0f} %" for answer, share in item.shares)
            lines.append("      " + "  ".join(shares))
    scales = [scale for scale in found.scales if scale.items]
    if scales:
        width = max(len(scale.id) for scale in scales)
        lines += ["", f"  {'scale':<{width}}  items    n   mean    sd  alpha (n)"]
    for scale in scales:
        mean = f"{scale.mean:6.1f}" if scale.mean is not None else "     –"
        sd = f"{scale.sd:5.1f}" if scale.sd is not None else "    –"
        alpha = f"{scale.alpha:5.2f}" if scale.alpha is not None else "    –"
        lines.append(
            f"  {scale.id:<{width}}  {scale.items:>5} {scale.n:>4} {mean} {sd}  {alpha} ({scale.complete})"
        )
    return "\n".join([*lines, "", *_verdict(found)])


def _verdict(found: Pilot) -> Iterator[str]:
    rule = (
        f"item-rest correlation at least {LEAST_CORRELATION:.2f}, and at most {100 * MOST_AT_BEST:.0f} % "
        "at the best step"
    )
    if not found.decides:
        yield (
            f"  Too few to decide: {found.people} of the {LEAST_PEOPLE} people that it takes. Rewrite nothing by "
            f"these figures; look at what is often left out or not met. From {LEAST_PEOPLE} on the rule is: {rule}."
        )
    else:
        yield (
            f"  The rule: {rule}. Rewrite what misses it by more than chance alone would bring about; look at the rest "
            f"that misses it, and ask more people. An item with fewer than {LEAST_ANSWERS} answers is left open."
        )
        if not found.rewrite:
            yield "  Nothing to rewrite."
        for item in found.items:
            if item.rewrite:
                yield f"  Rewrite {item.id}: {'; '.join(item.rewrite)}."
            elif item.look:
                yield f"  Look at {item.id}: {'; '.join(item.look)}, which may be chance."
    for id_ in found.unanswered:
        yield f"  Often unanswered: {id_}. Does everybody meet that moment?"


def _points(item: ItemKey, answers: dict[str, Any]) -> int | None:
    return points_of(item["form"], answers[item["id"]])[0] if item["form"] and item["id"] in answers else None


def _item(
    item: ItemKey,
    scales: Mapping[str, str],
    points: Mapping[str, list[int | None]],
    files: Sequence[ResultFile],
) -> ItemFigures:
    id_ = item["id"]
    own = points[id_]
    given = [one for one in own if one is not None]
    people = max(1, len(files))
    unmet = sum(file.answers.get(id_) == UNMET for file in files)
    times = sorted(file.seconds[id_] for file in files if file.seconds and id_ in file.seconds)
    rest = [points[other] for other, scale in scales.items() if other != id_ and scale == scales.get(id_)]
    pairs = _with_rest(own, rest)
    item_rest = _correlation(pairs)
    at_best = sum(one == _best(item) for one in given) / len(given) if given and item["dimension"] else None
    rewrite: list[str] = []
    look: list[str] = []
    if len(files) >= LEAST_PEOPLE:
        if item_rest is not None and len(pairs) >= LEAST_ANSWERS and item_rest < LEAST_CORRELATION:
            turned = ", as if its points were turned round" if item_rest <= -LEAST_CORRELATION else ""
            beyond = _highest_correlation(item_rest, len(pairs)) < atanh(LEAST_CORRELATION)
            (rewrite if beyond else look).append(f"item-rest correlation {item_rest:.2f}{turned}")
        if at_best is not None and len(given) >= LEAST_ANSWERS and at_best > MOST_AT_BEST:
            beyond = _lowest_share(at_best, len(given)) > MOST_AT_BEST
            (rewrite if beyond else look).append(f"{100 * at_best:.0f} % at the best step")
    return ItemFigures(
        id_,
        item["dimension"],
        len(given),
        len(files),
        tuple(_shares(item, files)),
        item_rest,
        len(pairs),
        at_best,
        (len(files) - len(given) - unmet) / people,
        unmet / people,
        _median(times),
        tuple(rewrite),
        tuple(look),
    )


def _highest_correlation(r: float, n: int) -> float:
    """Return the upper end of the interval for a correlation, on the scale of Fisher's z (Fisher, 1921)."""
    return atanh(max(-0.999999, min(r, 0.999999))) + SURE / sqrt(n - 3)


def _lowest_share(share: float, n: int) -> float:
    """Return the lower end of the interval for a share of n (Wilson, 1927)."""
    square = SURE * SURE
    middle = share + square / (2 * n)
    half = SURE * sqrt(share * (1 - share) / n + square / (4 * n * n))
    return (middle - half) / (1 + square / n)


def _best(item: ItemKey) -> int:
    form = item["form"]
    return max(form["table"]["points"]) if form and "table" in form else HIGHEST


def _shares(item: ItemKey, files: Sequence[ResultFile]) -> Iterator[tuple[str, float]]:
    if not item["form"] or "table" not in item["form"]:
        return
    table = item["form"]["table"]
    places = [
        points_of(item["form"], file.answers[item["id"]])[1] for file in files if item["id"] in file.answers
    ]
    given = [place for place in places if place >= 0]
    for place, value in enumerate(table["values"]):
        yield str(value), given.count(place) / len(given) if given else 0.0


def _with_rest(own: list[int | None], rest: list[list[int | None]]) -> list[tuple[float, float]]:
    """Return an item's points with the mean of the others, of people who answered enough of them."""
    pairs = []
    for person, points in enumerate(own):
        others = [one[person] for one in rest]
        given = [one for one in others if one is not None]
        if points is not None and given and len(given) >= LEAST_OF_REST * len(others):
            pairs.append((float(points), _mean(given)))
    return pairs


def _correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return Pearson's correlation; None for fewer than three pairs, or where one side does not vary."""
    if len(pairs) < _FEWEST:
        return None
    left, right = _mean([x for x, _ in pairs]), _mean([y for _, y in pairs])
    xx = sum((x - left) * (x - left) for x, _ in pairs)
    yy = sum((y - right) * (y - right) for _, y in pairs)
    xy = sum((x - left) * (y - right) for x, y in pairs)
    return xy / sqrt(xx * yy) if xx > 0 and yy > 0 else None


def _scales(
    key: ScoringKey, points: Mapping[str, list[int | None]], results: Sequence[Result]
) -> Iterator[ScaleFigures]:
    for name, items in _items_of_scales(key).items():
        given = [result["scales"][name]["score"] for result in results]
        scores = [value for value in given if value is not None]
        complete = []
        for person in range(len(results)) if name != key["up"] else ():
            told = [(item["weight"], points[item["id"]][person]) for item in items]
            weighed = [float(weight * value) for weight, value in told if value is not None]
            if len(weighed) == len(items):
                complete.append(weighed)
        mean = _mean(scores) if scores else None
        variance = _variance(scores)
        sd = sqrt(variance) if variance is not None else None
        yield ScaleFigures(name, len(items), len(scores), mean, sd, alpha_of(complete), len(complete))


def _items_of_scales(key: ScoringKey) -> dict[str, list[ItemKey]]:
    """Return the items behind every scale of a result; those of the axis up are the items of its junctures."""
    own = [item for item in key["instruments"][key["id"]]["items"] if item["form"]]
    scales = {name: [item for item in own if item["dimension"] == name] for name in key["dimensions"]}
    for part in key["parts"]:
        scales[part["id"]] = [item for item in own if item["id"] in part["items"]]
    for axis, names in ((key["across"], key["facets"]), (key["up"], key["junctures"])):
        if axis:
            scales[axis] = [item for item in own if item["dimension"] in names]
    return scales


def alpha_of(people: Sequence[Sequence[float]]) -> float | None:
    """Return Cronbach's alpha: k/(k-1) * (1 - sum of the items' variances / variance of the sum) (Cronbach, 1951).

    `people` holds the points of each person, item by item, none missing.
    """
    items = len(people[0]) if people else 0
    of_sum = _variance([sum(person) for person in people])
    if items < 2 or not of_sum:  # noqa: PLR2004 - one item agrees with nothing
        return None
    of_items = sum(_variance([person[item] for person in people]) or 0.0 for item in range(items))
    return items / (items - 1) * (1 - of_items / of_sum)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _variance(values: Sequence[float]) -> float | None:
    """Return the variance with n - 1, None for fewer than two values."""
    if len(values) < 2:  # noqa: PLR2004
        return None
    mean = _mean(values)
    return sum((value - mean) * (value - mean) for value in values) / (len(values) - 1)


def _median(ordered: Sequence[float]) -> float | None:
    if not ordered:
        return None
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
