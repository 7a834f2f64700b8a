"""Random instruments and random sittings, the same ones for the same seed.

The keys hold everything that a key may hold, and more than an editor would write: cuts at any place, tags nobody
knows, pages for dimensions that are not scored. The sittings hold everything that a browser's storage may hold.
"""

from __future__ import annotations

import copy
from random import Random
from typing import Any

from tests.scoring.by_hand import FACETS, JUNCTURES, POLICY

SHIPPED = ("where-you-stand", "three-junctures")
LINES = ("first", "second", "third", "fourth", "fifth")
OTHERS = ("reliability", "candour", "account-care")
JUNK = (
    "unmet", "", "3", "agree", "none", 3.0, 2.5, 0.1, -1, 6, 1e308, -1e308, 5e-324, 10**18, 2**53 + 1, 10**400,
    -0.0, True, False, None, [], [3], [3, 4], [None, 10], [5, True], ["3", 4], [3, 0], {}, {"table": 1}, {"first": "yes"},
    {"first": "no", "second": "unsure", "third": "yes"}, {"first": 10}, {"first": 11}, {"first": -1, "second": 11},
    {"first": 2.5, "second": 7.5}, {"first": True}, {"first": "10"}, {"first": [10, 10]}, {"first": [10, None]},
    {"first": [10]}, {"first": [5, 10], "second": [5]}, {"first": {}}, {"first": None}, {"nobody": 10},
    {"customer": 3, "seller": 4, "words": 200}, {"customer": 0, "seller": 0, "words": 200},
    {"customer": 300, "seller": 4, "words": 200}, {"customer": 3, "seller": 4}, {"customer": "3", "seller": 4, "words": 200},
)  # fmt: skip
NOBODY = ("nobody", "constructor", "__proto__", "toString", "0", "hasOwnProperty")
STYLES = ("uniform", "level", "extreme", "straight", "turns", "holes", "junk", "best", "few", "figures")


def same_random(seed: str) -> Random:
    """Return a source of chance that gives the same every time."""
    return Random(seed)  # noqa: S311 - nothing is kept secret by it


def key_and_sittings(seed: str, cases: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return a random key, and so many random sittings for it."""
    random = same_random(seed)
    key = random_key(random)
    return key, [random_sittings(random, key) for _ in range(cases)]


# Keys


def random_key(random: Random) -> dict[str, Any]:
    """Return a random key: both axes, the junctures alone, or an instrument outside the pool."""
    kind = random.choice(("both", "both", "junctures", "alone", "outside"))
    forms = {
        "both": ("form-one", (*FACETS, *JUNCTURES)),
        "junctures": ("form-two", JUNCTURES),
        "alone": ("form-one", (*FACETS, *JUNCTURES)),
        "outside": ("form-three", (*OTHERS[: random.randint(1, 3)], "qualifying")),
    }
    own, dimensions = forms[kind]
    pool = ["form-one", "form-two"] if kind in {"both", "junctures"} else [own]
    key = copy.deepcopy(POLICY)
    pooled = kind != "outside"
    has_line = dimensions[0] == FACETS[0]
    key |= {
        "id": own,
        "pool": pool,
        "dimensions": list(dimensions),
        "facets": list(FACETS) if has_line else [],
        "junctures": list(JUNCTURES) if pooled else [],
        "tags": key["tags"] if pooled else {},
        "across": "customer-focus" if has_line else None,
        "up": "self-assertion" if pooled else None,
        "zones": key["zones"] if has_line else [],
        "patterns": key["patterns"] if has_line else [],
        "instruments": {id_: _instrument(random, id_, dict(forms.values())[id_]) for id_ in pool},
    }
    if not pooled:
        _own_readings(random, key)
    if random.random() < 0.4:
        _other_cuts(random, key)
    key["pages"] = _pages(random, key)
    return key


def _instrument(random: Random, id_: str, dimensions: tuple[str, ...]) -> dict[str, Any]:
    items = [
        _item(random, number, random.choice(dimensions))
        for number in range(random.choice((1, 3, 5, 8, 12, 24)))
    ]
    if random.random() < 0.6:
        guess = items[0] | {"id": "guess", "dimension": None, "tag": None, "place": None, "form": None}
        items.insert(random.randint(0, 1), guess | {"self": "customer-focus"})
    pairs = []
    if len(items) > 1:
        pairs = [random.sample(range(len(items)), 2) for _ in range(random.choice((0, 2, 3, 4, 5)))]
    required: dict[str, list[str]] = {}
    for item in items:
        if item["dimension"] and random.random() < 0.04:
            required.setdefault(item["dimension"], []).append(item["id"])
    return {
        "id": id_,
        "version": 1,
        "title": id_,
        "fingerprint": "00000000",
        "items": items,
        "pairs": pairs,
        "required": required,
        "optional": [item["id"] for item in items if random.random() < 0.05],
    }


def _own_readings(random: Random, key: dict[str, Any]) -> None:
    """Give an instrument outside the pool facets, a band, notes, and a neighbour for the index."""
    items = key["instruments"][key["id"]]["items"]
    ids = [item["id"] for item in items]
    key["dimensions"] = key["dimensions"][: random.choice((1, 9))]
    for number in range(random.choice((0, 0, 2, 4))):
        members = random.sample(ids, random.randint(1, len(ids)))
        dimension = random.choice(key["dimensions"])
        key["parts"].append({"id": f"facet-{number}", "dimension": dimension, "items": members})
    zones = [{"id": f"band-{low}", "low": low} for low in (0, *sorted(random.sample(range(1, 100), 2)))]
    of = random.choice((None, random.choice(key["dimensions"]), random.choice(ids)))
    names = [key["id"], "form-four"]
    key["instruments"]["form-four"] = _instrument(random, "form-four", OTHERS)
    parts = [
        {
            "instrument": random.choice(names) if number else key["id"],
            "dimension": random.choice(OTHERS),
            "item": random.choice((None, None, f"item-{random.randint(0, 3)}")),
            "weight": random.randint(1, 60),
        }
        for number in range(random.randint(1, 4))
    ]
    if random.random() < 0.8:
        key["band"] = {"of": of, "zones": zones, "parts": parts if of is None else []}
    for number in range(random.randint(0, 5)):
        tests = [_test(random, items) for _ in range(random.choice((1, 1, 2)))]
        key["notes"].append({"id": f"note-{number}", "caution": random.random() < 0.3, "tests": tests})
    if random.random() < 0.25:
        for item in items:
            item["dimension"] = None
            if item["form"] and random.random() < 0.5:
                item["form"] = _form(random, "ticks")


def _test(random: Random, items: list[dict[str, Any]]) -> dict[str, Any]:
    item = random.choice(items)
    shared = [one["id"] for one in items if one["form"] and "shares" in one["form"]]
    kinds: list[dict[str, Any]] = [
        {"tag": item["tag"] or "bait", "high": random.random() < 0.5},
        {"item": item["id"], "at_most": random.randint(0, 100)},
        {"item": item["id"], "below": random.randint(-5, 30)},
        {"item": item["id"], "is": random.choice(("unmet", "option-a", "yes")), "line": None},
        {"item": item["id"], "is": random.choice(("yes", "no", "unsure")), "line": random.choice(LINES)},
    ]
    if shared:
        said, paid = random.choice(shared), random.choice(shared)
        kinds += [{"said": said, "paid": paid, "lines": list(LINES), "by": random.randint(1, 4)}] * 3
    return random.choice(kinds)


def _item(random: Random, number: int, dimension: str) -> dict[str, Any]:
    kinds = ("trade-off", "count", "scenario", "line", "pair", "shares", "apart", "ticks", "counts")
    kind = random.choices(kinds, (8, 6, 6, 2, 1, 1.5, 0.7, 1.5, 0.7))[0]
    tags = (*POLICY["tags"].get(dimension, ()), "bait", None)
    return {
        "id": f"item-{number}",
        "short": "",
        "dimension": None if kind in {"shares", "ticks"} and random.random() < 0.2 else dimension,
        "weight": random.choice((1, 1, 1, 1, 2, 3, 10)),
        "tag": random.choice(tags),
        "place": {"trade-off": "rating", "count": "rating", "scenario": "scenario"}.get(kind),
        "form": _form(random, kind),
        "self": None,
    }


def _form(random: Random, kind: str) -> dict[str, Any]:
    lines = list(LINES[: random.randint(2, 5)])
    if kind == "line":
        return {"line": _line(random)}
    if kind == "shares":
        return {"shares": {"lines": lines, "worth": [random.randint(0, 10) for _ in lines], "total": 10}}
    if kind == "apart":
        return {"apart": {"lines": lines, "each": random.randint(1, 10), "total": 10}}
    if kind == "ticks":
        points = [random.choice((0, 0, 3, 5, 10)) for _ in lines]
        tags = [random.choice(("bait", "price", "fit", "")) for _ in lines]
        return {"ticks": {"lines": lines, "points": points, "tags": tags, "of": 3, "at_least": 2}}
    if kind == "counts":
        return {"counts": {"least": 150}}
    if kind in {"trade-off", "count"}:
        step = 25 if kind == "trade-off" else 20
        values: list[Any] = [1, 2, 3, 4, 5] if kind == "trade-off" else [0, 1, 2, 3, 4, 5]
        points = [step * index for index in range(len(values))]
        if random.random() < 0.5:
            points.reverse()
        return {"table": {"values": values, "points": points, "press": [False] * len(values)}}
    size = random.randint(2, 6)
    values = [f"option-{letter}" for letter in "abcdef"[:size]]
    graded = random.random() < 0.6
    points = [random.choice((0, 33, 67, 100)) if graded else random.randint(0, 100) for _ in values]
    return {"table": {"values": values, "points": points, "press": [random.random() < 0.25 for _ in values]}}


def _line(random: Random) -> dict[str, Any]:
    fine = random.random() < 0.5
    at, knots = float(random.randint(-20, 20)), []
    for _ in range(random.choice((2, 2, 3, 4))):
        knots.append([at, random.uniform(0, 100) if fine else float(random.randint(0, 100))])
        at += random.uniform(0.01, 40) if fine else random.randint(1, 40)
    lowest = knots[0][0] + random.choice((-10, 0, 1))
    return {
        "knots": knots,
        "lowest": lowest,
        "highest": at + random.choice((0, 30)),
        "whole": random.random() < 0.5,
        "ratio": random.random() < 0.3,
    }


def _pages(random: Random, key: dict[str, Any]) -> list[dict[str, Any]]:
    names = [*key["dimensions"], *key["dimensions"], "conviction", "customer-focus"]
    tags = [tag for tags in key["tags"].values() for tag in tags] + ["bait"]
    slugs = [f"page-{number}" for number in random.sample(range(40), random.randint(0, 8))]
    if random.random() < 0.7:
        slugs.append(key["pressing"]["page"])
    pages = []
    for slug in slugs:
        primary = list(dict.fromkeys(random.choices(names, k=random.randint(0, 3))))
        pages.append(
            {
                "page": slug,
                "format": random.choice(("playbook", "playbook", "playbook", "explainer")),
                "stage": random.randint(0, 8),
                "primary": primary,
                "secondary": list(dict.fromkeys(random.choices(names, k=random.randint(0, 3)))),
                "checks": list(dict.fromkeys(random.choices(tags, k=random.randint(0, 2)))),
                "say": {name: f"{slug}: “{name}”?" for name in primary if random.random() < 0.8},
                "drill": random.random() < 0.7,
            }
        )
    return pages


def _other_cuts(random: Random, key: dict[str, Any]) -> None:
    """Move every number of the model to another place."""
    for part in ("flags", "scoring", "recommend"):
        key[part] = {
            name: max(1, value + random.randint(-15, 15)) if isinstance(value, int) and value > 9 else value
            for name, value in key[part].items()
        }
    key["scoring"]["borderline"] = random.choice((0, 0.67, 1, random.uniform(0, 3)))
    key["scoring"]["least_answered"] = random.choice(({"of": 3, "at_least": 2}, {"of": 5, "at_least": 1}))
    key["scoring"]["least_junctures"] = random.randint(1, 3)
    key["recommend"]["secondary_share"] = random.uniform(0, 1)
    key["recommend"]["pages"] = random.randint(1, 5)
    key["pool_days"] = random.randint(1, 60)
    key["gap_at_most"] = random.randint(0, 60)
    key["blind_spot_from"] = random.randint(0, 50)
    key["target"] = random.randint(50, 80)
    key["pressing"]["from"] = random.randint(10, 70)
    key["pressing"]["least_scenarios"] = random.randint(1, 4)
    if key["zones"]:
        cuts = sorted(random.sample(range(1, 100), random.randint(1, 5)))
        key["zones"] = [{"id": f"zone-{low}", "low": low} for low in (0, *cuts)]
    for pattern in key["patterns"]:
        pattern["when"] = {
            name: random.randint(30, 80) if name.endswith(("from", "below")) else value
            for name, value in pattern["when"].items()
        }
    random.shuffle(key["patterns"])
    for rules in key["quality"].values():
        for name in rules:
            rules[name] = max(0, rules[name] + random.choice((-2, 0, 0, 1)))
    key["quality"]["straight_lining"]["least_run"] = random.choice((2, 3, 6, 26))


# Sittings


def random_sittings(random: Random, key: dict[str, Any]) -> dict[str, Any]:
    """Return random answers to the own instrument, and as a rule to the others of its pool."""
    sittings = {}
    day = random.randint(20000, 21000)
    for id_ in key["instruments"]:
        if id_ != key["id"] and random.random() < 0.3:
            continue
        sittings[id_] = {
            "answers": random_answers(random, key["instruments"][id_]["items"], random.choice(STYLES)),
            "day": None if random.random() < 0.1 else day + random.choice((0, 1, 41, 42, 43, 60, -42, -43)),
            "fast": random.random() < 0.1,
        }
    if random.random() < 0.05:
        sittings["form-nine"] = {"answers": {"item-1": 3}, "day": day, "fast": True}
    if random.random() < 0.3:
        sittings = dict(reversed(sittings.items()))
    return sittings


def random_answers(random: Random, items: list[dict[str, Any]], style: str) -> dict[str, Any]:
    """Return answers in one style to these items, in a random order."""
    answers: dict[str, Any] = {}
    place, level = random.random(), random.uniform(0, 100)
    missing = {"holes": random.uniform(0, 0.6), "few": 0.8}.get(style, random.choice((0, 0, 0.1)))
    for turn, item in enumerate(items):
        if random.random() < missing:
            if random.random() < 0.5:
                answers[item["id"]] = "unmet"
        elif style == "junk" and random.random() < 0.3:
            answers[item["id"]] = random.choice(JUNK)
        elif item["form"] is None:
            answers[item["id"]] = random.randint(0, 10)
        elif "line" in item["form"]:
            answers[item["id"]] = _figure(random, item["form"]["line"], style)
        elif "table" not in item["form"]:
            answers[item["id"]] = _by_line(random, item["form"])
        else:
            answers[item["id"]] = _choice(
                random, item["form"]["table"], style, place=place, level=level, turn=turn
            )
    if style == "junk":
        answers |= {name: random.choice(JUNK) for name in random.sample(NOBODY, 2)}
    if random.random() < 0.2:
        answers = dict(reversed(answers.items()))
    return answers


def _by_line(random: Random, form: dict[str, Any]) -> dict[str, Any]:
    """Return an answer line by line: as a rule one that counts, now and then one that does not."""
    if "counts" in form:
        customer, seller = random.randint(0, 40), random.randint(0, 40)
        return {"customer": customer, "seller": seller, "words": random.choice((149, 150, 300, 60))}
    if "ticks" in form:
        said = random.choices(("yes", "no", "unsure", None), (4, 4, 2, 1), k=len(form["ticks"]["lines"]))
        return {line: one for line, one in zip(form["ticks"]["lines"], said, strict=True) if one}
    if "shares" in form:
        return dict(zip(form["shares"]["lines"], _ten(random, len(form["shares"]["lines"])), strict=False))
    lines = form["apart"]["lines"]
    tables = _ten(random, len(lines)), _ten(random, len(lines))
    return {line: [tables[0][at], tables[1][at]] for at, line in enumerate(lines)}


def _ten(random: Random, lines: int) -> list[int]:
    """Return figures that total ten, but for one time in seven."""
    figures = [0] * lines
    for _ in range(10 if random.random() < 0.86 else 9):
        figures[random.randrange(lines)] += 1
    return figures


def _figure(random: Random, line: dict[str, Any], style: str) -> Any:
    if line["ratio"] and random.random() < 0.9:
        whole = random.randint(max(0, int(line["lowest"])), max(1, int(line["highest"])))
        return [random.randint(0, whole), whole]
    if style == "figures":
        return random.choice(
            (line["lowest"], line["highest"], line["lowest"] - 1, *(knot[0] for knot in line["knots"]))
        )
    value = random.uniform(line["lowest"], line["highest"])
    if line["whole"] and random.random() < 0.9:
        return round(value) if random.random() < 0.8 else float(round(value))
    return value


def _choice(
    random: Random, table: dict[str, Any], style: str, *, place: float, level: float, turn: int
) -> Any:
    values, points = table["values"], table["points"]
    if style == "straight":
        at = int(place * 4)
        return values[at if at < len(values) else -1]
    if style == "turns":
        return values[-1 if turn % 2 else 0]
    if style == "best" and random.random() < 0.95:
        return values[points.index(max(points))]
    if style == "extreme":
        return values[points.index(random.choice((min(points), max(points))))]
    if style == "level":
        wanted = random.gauss(level, 25)
        return min(values, key=lambda value: abs(points[values.index(value)] - wanted))
    return random.choice(values)
