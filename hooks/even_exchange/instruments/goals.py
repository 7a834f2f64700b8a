"""A scoring key -> everything that its results may say, each with what answers would have to aim at.

Read with the key are the numbers of the shared model, so nothing here knows what the zones or patterns are called.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from even_exchange.instruments.score import score, tidy
from even_exchange.instruments.scoring_key import UNMET
from even_exchange.instruments.witness import HIGHEST, Aim, Choice, Search, choice_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from even_exchange.instruments.score import Result
    from even_exchange.instruments.scoring_key import ItemKey, NoteKey, ScoringKey, Sitting, ZoneKey

#: How near to 0 and to 100 every scale must be able to come.
POLE = 10
#: A stretch ends below the next cut by this much, which is less than one answer moves any score.
JUST_UNDER = 0.001
#: Items that are left open, one at a time, when no full sheet of answers gets there.
LEFT_OPEN = 12
#: Scores above and below a cut that are aimed at, nearest first.
STEPS = (4, 8, 16)

Loc = tuple[str | int, ...]


@dataclass(frozen=True)
class Lack:
    """Why a thing can never be said: in which of two files it is to be mended, at which path, and what to do."""

    file: Literal["model", "instrument"]
    loc: Loc
    message: str


@dataclass(frozen=True)
class Goal:
    """One thing that a result may say.

    `expect` says it in the words of a persona. `aims` are tried in their order; `lack` is asked when none works, with
    the results that came out instead.
    """

    name: str
    expect: Mapping[str, Any]
    shown: Callable[[Result], bool]
    aims: Callable[[], Iterable[Aim]]
    lack: Callable[[Sequence[Result]], Lack]
    #: Whether a sheet with one item left open will do as well.
    gaps: bool = True


@dataclass
class Witnesses:
    """What was found: goals by the place of their witness in `sittings`, and what is lacking for the others."""

    sittings: list[Sitting] = field(default_factory=list)
    reached: dict[int, list[Goal]] = field(default_factory=dict)
    lacking: list[tuple[Goal, Lack]] = field(default_factory=list)


def find_witnesses(key: ScoringKey, known: Sequence[tuple[Sitting, Result]]) -> Witnesses:
    """Return a witness for each goal: one of the known sittings with its result, or else one that is searched for.

    A result on hold is no witness. At most a few results are scored for each goal, none for those already met.
    """
    search = Search(key)
    open_goals = list(goals_of(key, search))
    found = Witnesses()

    def met(sitting: Sitting, result: Result) -> None:
        nonlocal open_goals
        here = [goal for goal in open_goals if goal.shown(result)] if _speaks(result) else []
        if here:
            found.reached[len(found.sittings)] = here
            found.sittings.append(sitting)
            open_goals = [goal for goal in open_goals if goal not in here]

    for sitting, result in known:
        met(sitting, result)
    for goal in list(open_goals):
        instead: list[Result] = []
        for aim in _with_gaps(goal, search):
            if goal not in open_goals:
                break
            sitting_for = search.sitting(aim)
            if sitting_for is not None:
                result = score(key, {key["id"]: sitting_for})
                met(sitting_for, result)
                instead.append(result)
        if goal in open_goals:
            open_goals.remove(goal)
            found.lacking.append((goal, goal.lack([result for result in instead if _speaks(result)])))
    return found


def _speaks(result: Result) -> bool:
    return result["quality"] in {"ok", "caution"}


def _with_gaps(goal: Goal, search: Search) -> Iterator[Aim]:
    """Yield the aims; after them, the first again with one item left open, for each of the first few it is about."""
    first = None
    for aim in goal.aims():
        first = first or aim
        yield aim
    if first is not None and goal.gaps:
        items = [item["id"] for scale in first.stretches for item in search.members(scale)]
        for id_ in list(dict.fromkeys(items))[:LEFT_OPEN]:
            yield replace(first, without=(id_,))


def goals_of(key: ScoringKey, search: Search) -> Iterator[Goal]:
    """Yield everything that a result of this instrument by itself may say."""
    if key["across"]:
        for index, stretch in enumerate(_stretches(key["zones"])):
            place = Lack("model", ("line", "zones", index), "")
            yield _cut(
                "zone", key["zones"][index]["id"], stretch, _Of(key["across"], [key["across"]], search), place
            )
    yield from _bands(key, search)
    if key["across"] and key["up"]:
        yield from (_pattern(key, index) for index in range(len(key["patterns"])))
    for juncture in key["junctures"]:
        for tier in ("strong", "likely", "watch"):
            yield _flag(key, juncture, tier, search)
        for tag in key["tags"][juncture]:
            yield _gap_note(key, juncture, tag, search)
    yield from _pressing(key, search)
    yield from _blind_spot(key, search)
    for index, note in enumerate(key["notes"]):
        yield _own_note(index, note, search)
    yield from _poles(key, search)


# Stretches of one scale


@dataclass(frozen=True)
class _Of:
    """What zones cut: its name in findings, and the scales that have to lie in the stretch for it to do so."""

    name: str
    scales: Sequence[str]
    search: Search


def _stretches(zones: Sequence[ZoneKey]) -> list[tuple[float, float]]:
    """Return the lowest and the highest score of each zone."""
    ends = [zone["low"] - JUST_UNDER for zone in zones[1:]]
    return [(zone["low"], end) for zone, end in zip(zones, [*ends, HIGHEST], strict=True)]


def _bands(key: ScoringKey, search: Search) -> Iterator[Goal]:
    band = key["band"]
    if band is None:
        return
    if band["of"]:
        of, place = _Of(band["of"], [band["of"]], search), Lack("instrument", ("bands", "zones"), "")
    else:
        scales = [part["dimension"] for part in band["parts"] if part["instrument"] == key["id"]]
        of, place = _Of("the index", scales, search), Lack("model", ("index", "zones"), "")
    for index, stretch in enumerate(_stretches(band["zones"])):
        yield _cut("band", band["zones"][index]["id"], stretch, of, replace(place, loc=(*place.loc, index)))


def _cut(
    kind: Literal["zone", "band"], name: str, stretch: tuple[float, float], of: _Of, place: Lack
) -> Goal:
    low, high = stretch

    def shown(result: Result) -> bool:
        found = result["zone"] if kind == "zone" else (result["band"] or {}).get("zone")
        return found == name

    def lack(_: Sequence[Result]) -> Lack:
        if high <= low:
            return replace(place, message="it holds no score; move one of its ends")
        below, above = of.search.nearest(of.scales[0], low, high)
        if all(of.search.reaches(scale, low, high) for scale in of.scales):
            why = f"scores of '{of.name}' lie there, and no sheet with one carries a result"
        elif below is None:
            why = f"no answers give '{of.name}' so little, {above} is the lowest score"
        elif above is None:
            why = f"no answers give '{of.name}' so much, {below} is the highest score"
        else:
            why = f"the scores of '{of.name}' jump from {below} to {above}"
        return replace(place, message=f"{why}; move its ends, or write more items")

    return Goal(
        f"the {kind} '{name}'",
        {kind: name},
        shown,
        lambda: [Aim(dict.fromkeys(of.scales, stretch))] if high > low else [],
        lack,
    )


def _poles(key: ScoringKey, search: Search) -> Iterator[Goal]:
    places: dict[str, Loc] = {part["id"]: ("facets", at) for at, part in enumerate(key["parts"])}
    measured = {item["dimension"] for item in search.instrument["items"] if item["form"]}
    places |= {name: ("dimensions", name) for name in key["dimensions"] if name in measured}
    for word, stretch in (("low", (0, POLE)), ("high", (HIGHEST - POLE, HIGHEST))):
        for name, loc in places.items():
            together = Aim(dict.fromkeys(places, stretch))
            yield _pole(word, _Of(name, [name], search), stretch, loc, together)


def _pole(word: str, of: _Of, stretch: tuple[int, int], loc: Loc, together: Aim) -> Goal:
    name, (low, high) = of.name, stretch

    def shown(result: Result) -> bool:
        value = result["scales"][name]["score"]
        return value is not None and low <= tidy(value) <= high

    def lack(_: Sequence[Result]) -> Lack:
        below, above = of.search.nearest(name, low, high)
        found = f"{above} is the lowest score" if low == 0 else f"{below} is the highest score"
        return Lack(
            "instrument", loc, f"{found}; give its items answers that are worth {HIGHEST if low else 0}"
        )

    return Goal(
        f"the {word} end of '{name}'",
        {"scores": {name: [low, high]}},
        shown,
        lambda: [together, Aim({name: stretch})],
        lack,
        gaps=False,
    )


# Patterns


def _pattern(key: ScoringKey, index: int) -> Goal:
    name, when = key["patterns"][index]["id"], key["patterns"][index]["when"]
    loc: Loc = ("patterns", index)
    cells = [
        {key["across"] or "": column} | dict.fromkeys(key["junctures"], row)
        for column in _segments(key, ("across_from", "across_below"))
        for row in _segments(key, ("up_from", "up_below"))
        if when.get("across_from", 0) <= column[0] and column[1] < when.get("across_below", HIGHEST + 1)
        if when.get("up_from", 0) <= row[0] and row[1] < when.get("up_below", HIGHEST + 1)
    ]

    def lack(instead: Sequence[Result]) -> Lack:
        taken = {result["pattern"] for result in instead}
        before = " or ".join(f"'{one['id']}'" for one in key["patterns"][:index] if one["id"] in taken)
        if not cells:
            return Lack("model", loc, "its conditions exclude one another; change one of them")
        if before:
            why = f"where it would hold, {before} comes before it and holds; move it up, or narrow {before}"
            return Lack("model", loc, why)
        return Lack("model", loc, "no answers meet its conditions; change one of them")

    return Goal(
        f"the pattern '{name}'",
        {"pattern": name},
        lambda result: result["pattern"] == name,
        lambda: (Aim(cell, press=press) for press in (False, True) for cell in cells),
        lack,
    )


def _segments(key: ScoringKey, names: tuple[str, str]) -> list[tuple[float, float]]:
    """Return the stretches between the cuts that patterns make on one axis."""
    cuts = {
        cut for pattern in key["patterns"] for cut in (pattern["when"].get(name) for name in names) if cut
    }
    ends = sorted({0, HIGHEST, *cuts})
    return [(low, high if high == HIGHEST else high - JUST_UNDER) for low, high in pairwise(ends)]


# Junctures


def _flag(key: ScoringKey, juncture: str, tier: str, search: Search) -> Goal:
    cuts = key["flags"]
    items = search.members(juncture)

    def aims() -> Iterator[Aim]:
        top = HIGHEST - cuts["yields_from"]
        low = dict.fromkeys(
            key["junctures"], (cuts["least_yielding_answers"], cuts["yielding_answer_at_most"])
        )
        for step in STEPS:
            if tier == "strong":
                stretch: tuple[float, float] = (0, max(0, top - 2 * (STEPS[-1] - step)))
            elif tier == "likely":
                stretch = (max(0, top - step), top)
            else:
                stretch = (min(top + JUST_UNDER, HIGHEST), min(top + step, HIGHEST - cuts["watch_from"]))
            if stretch[0] <= stretch[1]:
                yield Aim(dict.fromkeys(key["junctures"], stretch), low={} if tier == "watch" else low)

    def lack(_: Sequence[Result]) -> Lack:
        least, yielding, at_most = (
            cuts["least_answers"],
            cuts["least_yielding_answers"],
            cuts["yielding_answer_at_most"],
        )
        here = f"'{juncture}' has {len(items)} items"
        lows = sum(
            any(c.points is not None and c.points <= at_most for c in search.choices[item["id"]])
            for item in items
        )
        if tier != "watch" and len(items) < least:
            return Lack(
                "model",
                ("flags", "least_answers"),
                f"it takes {least} answers, and {here}; lower it or write more items",
            )
        if tier != "watch" and lows < yielding:
            words = f"it takes {yielding} answers of at most {at_most} points, and {here}, {lows} of which have one"
            return Lack(
                "model", ("flags", "least_yielding_answers"), f"{words}; lower it or write more items"
            )
        name = {"strong": "strong_from", "likely": "yields_from", "watch": "watch_from"}[tier]
        return Lack(
            "model",
            ("flags", name),
            f"no answers lie at {cuts[name]} or more and short of the next; change this cut",
        )

    return Goal(
        f"the flag '{tier}' at '{juncture}'",
        {"flags": {juncture: tier}},
        lambda result: result["flags"][juncture] == tier,
        aims,
        lack,
    )


def _gap_note(key: ScoringKey, juncture: str, tag: str, search: Search) -> Goal:
    items = [item for item in search.members(juncture) if item["tag"] == tag]

    def aims() -> Iterator[Aim]:
        if items:
            yield Aim(pinned={item["id"]: _least(search, item) for item in items})

    def lack(_: Sequence[Result]) -> Lack:
        if not items:
            what = f"no item about '{juncture}' has 'checks: {tag}'; write one, or tag one"
            return Lack("model", ("junctures", juncture, "sub_checks", tag), what)
        lowest = sum(_least(search, item)[0].points or 0 for item in items) / len(items)
        what = f"the lowest answers average {lowest:.0f} points, and it is said up to {key['gap_at_most']}; raise this"
        return Lack("model", ("gap_note", "at_most"), what)

    return Goal(
        f"the gap note '{tag}'",
        {"notes": [f"gap.{tag}"]},
        lambda result: any(gap["tag"] == tag for gap in result["gaps"]),
        aims,
        lack,
    )


def _least(search: Search, item: ItemKey) -> list[Choice]:
    return [min(search.choices[item["id"]], key=lambda choice: choice.points or 0)]


def _pressing(key: ScoringKey, search: Search) -> Iterator[Goal]:
    offers = [id_ for id_, choices in search.choices.items() if any(choice.press for choice in choices)]
    least = key["pressing"]["least_scenarios"]
    if not key["junctures"] and len(offers) < least:
        return

    def lack(_: Sequence[Result]) -> Lack:
        if len(offers) < least:
            what = f"it takes {least} scenarios with an option that presses, and there are {len(offers)}; lower it or write more"
            return Lack("model", ("pressing", "least_scenarios"), what)
        return Lack("model", ("pressing", "from"), "pressing wherever one can is not enough; lower it")

    yield Goal(
        "the note 'pressing'",
        {"notes": ["pressing"]},
        lambda result: result["pressing"] is not None,
        lambda: [Aim(press=True), Aim(pinned=_presses(search, offers))],
        lack,
    )


def _presses(search: Search, offers: Sequence[str]) -> dict[str, list[Choice]]:
    return {id_: [choice for choice in search.choices[id_] if choice.press] for id_ in offers}


def _blind_spot(key: ScoringKey, search: Search) -> Iterator[Goal]:
    across, far = key["across"], key["blind_spot_from"]
    if not across or not any(item["self"] == across for item in search.instrument["items"]):
        return
    yield _guess(across, "higher", 10, (0, max(0, HIGHEST - far)))
    yield _guess(across, "lower", 0, (min(far, HIGHEST), HIGHEST))


def _guess(across: str, word: str, guess: int, stretch: tuple[int, int]) -> Goal:
    def shown(result: Result) -> bool:
        spot = result["blind_spot"]
        return spot is not None and (spot["said"] > spot["scored"]) == (word == "higher")

    return Goal(
        f"the note 'blind-spot', {word}",
        {"notes": ["blind-spot"]},
        shown,
        lambda: [Aim({across: stretch}, guess=guess)],
        lambda _: Lack("model", ("blind_spot", "from"), "no guess lies so far from a score; lower it"),
    )


# Notes of an instrument's own


def _own_note(index: int, note: NoteKey, search: Search) -> Goal:
    items = {item["id"]: item for item in search.instrument["items"]}

    def aims() -> Iterator[Aim]:
        pinned: dict[str, list[Choice]] = {}
        # A tag is about a mean, which other items can make up for: what is asked of one item goes before it.
        for test in sorted(note["tests"], key=lambda test: "tag" not in test):
            for id_, goes in _answers(test, items, search).items():
                pinned[id_] = [choice for choice in pinned.get(id_, goes) if choice in goes] or goes
        if all(pinned.values()):
            yield Aim(pinned=pinned)

    def lack(_: Sequence[Result]) -> Lack:
        for test in note["tests"]:
            if not all(_answers(test, items, search).values()):
                about = test.get("item") or test.get("tag") or test.get("said")
                what = f"no answer to '{about}' meets its condition; change the condition or the answers"
                return Lack("instrument", ("notes", index), what)
        return Lack(
            "instrument", ("notes", index), "its conditions exclude one another; take one of them out"
        )

    return Goal(
        f"the note '{note['id']}'",
        {"notes": [note["id"]]},
        lambda result: any(said["id"] == note["id"] for said in result["own_notes"]),
        aims,
        lack,
    )


def _answers(
    test: Mapping[str, Any], items: Mapping[str, ItemKey], search: Search
) -> dict[str, list[Choice]]:
    """Return for each item of a test the answers that meet it."""
    if "tag" in test:
        about = [id_ for id_, item in items.items() if item["tag"] == test["tag"]]
        ends = max if test["high"] else min
        return {
            id_: [ends(search.choices[id_], key=lambda choice: choice.points or 0)]
            for id_ in about
            if id_ in search.choices
        }
    if "said" in test:
        return _tables(test, items)
    id_ = test["item"]
    choices = search.choices.get(id_, [])
    if "at_most" in test:
        return {
            id_: [
                choice for choice in choices if choice.points is not None and choice.points <= test["at_most"]
            ]
        }
    if "below" in test:
        return {
            id_: [choice for choice in choices if _is_figure(choice.answer) and choice.answer < test["below"]]
        }
    form = items[id_]["form"]
    if test["line"] is None:
        known = "table" in form and test["is"] in form["table"]["values"] if form else False
        # Lines have no box for somebody who has not met them.
        unmet = test["is"] == UNMET and form is not None and "ticks" not in form
        return {id_: [choice_of(form, test["is"])] if known or unmet else []}
    if form is None or test["line"] not in _lines(form):
        return {id_: []}
    given = dict.fromkeys(_lines(form), "yes") | {test["line"]: test["is"]}
    return {id_: [choice_of(form, given)] if test["is"] in {"yes", "no", "unsure"} else []}


def _tables(test: Mapping[str, Any], items: Mapping[str, ItemKey]) -> dict[str, list[Choice]]:
    """Return two tables that lie as far apart as they can: all points on the first line, and on the last."""
    found: dict[str, list[Choice]] = {}
    for name, line in (("said", 0), ("paid", -1)):
        form = items[test[name]]["form"]
        if form and "shares" in form:
            found[test[name]] = [choice_of(form, {form["shares"]["lines"][line]: form["shares"]["total"]})]
        else:
            found[test[name]] = []
    return found


def _lines(form: Any) -> list[str]:
    return form["ticks"]["lines"] if "ticks" in form else []


def _is_figure(answer: Any) -> bool:
    return isinstance(answer, int | float) and not isinstance(answer, bool)
