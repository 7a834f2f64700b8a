"""The two scorers agree to the last bit, in a real browser, on everything that can be thought up."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from even_exchange.instruments.personas import disappointed, sitting_of
from even_exchange.instruments.score import is_fast, printed, score, tidy
from tests.scoring.conftest import joined_scorer
from tests.scoring.generated import SHIPPED, key_and_sittings, random_sittings, same_random

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

KEYS, CASES = 250, 402
"""Random keys, and random sittings for each: 100,500 responses."""
ON_SHIPPED_KEYS = 1000


def compare(
    twin: Page, folder: Path, name: str, key: Any, sittings: list[Any], *, by: str = "twins.score"
) -> Counter[str]:
    """Score in Python, let the browser score and compare while Python goes on; return what kinds came out."""
    cases = [[sitting, score(key, sitting)] for sitting in sittings]
    (folder / name).write_text(json.dumps([[key, cases]]), encoding="utf-8")
    with twin.expect_response(f"**/{name}"):
        twin.evaluate(f"name => {{ (twins.running ??= []).push(twins.compareFile(name, {by})); }}", name)
    return Counter(kind for _, result in cases for kind in kinds_of(result))


def kinds_of(result: Any) -> Iterator[str]:
    """Yield what a result holds, so that a test can tell that its cases reach everything."""
    yield result["quality"]
    yield from (f"{sign['sign']} {sign['level']}" for sign in result["signs"])
    yield from {f"flag {tier}" for tier in result["flags"].values()}
    yield from {"gap" for _ in result["gaps"]}
    yield from (
        part for part in ("pressing", "blind_spot", "weakest", "say", "close_to", "third") if result[part]
    )
    yield f"pattern {result['pattern']}"
    yield f"second zones {len(result['zone_close_to'])}"
    yield f"pages {len(result['playbooks'])}"
    yield from {"further" for page in result["playbooks"] if page["further"]}
    yield from {"pooled" for scale in result["scales"].values() if len(scale["sources"]) > 1}
    yield from {f"keeps {name}" for name in result["keeps_from_balanced"]}
    yield from {"own note" for _ in result["own_notes"]}
    yield from {"line of a note" for note in result["own_notes"] if note["line"]}
    yield from {f"open {line['answer']}" for line in result["open"]}
    if result["band"]:
        yield f"parts of the band {len(result['band']['parts'])}"
        yield from {"close band" for _ in result["band"]["close_to"]}
    if result["strength"]:
        yield "strength of an answer" if result["strength"]["ref"] else "strength of a dimension"


def outcome(twin: Page) -> tuple[int, list[str]]:
    """Return how many results the browser has compared, and what differs."""
    done = twin.evaluate("async () => await Promise.all(twins.running)")
    return sum(one["compared"] for one in done), [text for one in done for text in one["differences"]]


def test_random_sittings_of_random_instruments(twin, twin_folder):
    """Every number is the same float and every text and list the same, over 100,000 responses.

    A difference names its key: `key_and_sittings(f"twins {number}", CASES)` makes it again.
    """
    seen: Counter[str] = Counter()
    for number in range(KEYS):
        key, sittings = key_and_sittings(f"twins {number}", CASES)
        key["title"] = f"twins {number}"
        seen += compare(twin, twin_folder, f"{number}.json", key, sittings)
        (twin_folder / f"{number}.json").unlink()
    compared, differences = outcome(twin)
    assert not differences, "\n".join(differences)
    assert compared == KEYS * CASES >= 100_000
    rare = {kind: seen[kind] for kind in EVERY_KIND if seen[kind] < 20}
    assert not rare, f"hardly ever reached: {rare}"


EVERY_KIND = (
    *("ok", "caution", "hold", "empty"),
    *("straight-lining hold", "contradiction hold", "contradiction caution"),
    *("speed hold", "speed caution", "ideal caution"),
    *(f"flag {tier}" for tier in ("strong", "likely", "watch", "none", "unscored")),
    *("gap", "pressing", "blind_spot", "weakest", "say", "close_to", "third", "pooled", "further"),
    *(
        f"pattern {name}"
        for name in ("balanced", "seller-led", "out-of-phase", "over-accommodating", "uneven")
    ),
    *(f"second zones {number}" for number in range(3)),
    *(f"pages {number}" for number in range(4)),
    *(f"keeps {name}" for name in ("negotiation", "pressing", "customer-first")),
    *("strength of an answer", "strength of a dimension", "own note", "line of a note", "close band"),
    *("open no", "open unsure", "parts of the band 0", "parts of the band 1", "parts of the band 2"),
)


@pytest.mark.parametrize("own", SHIPPED)
def test_random_sittings_of_the_shipped_instruments(keys, twin, twin_folder, own):
    """The shipped keys, with every style of random answers to both forms."""
    random = same_random(own)
    sittings = [random_sittings(random, keys[own]) for _ in range(ON_SHIPPED_KEYS)]
    compare(twin, twin_folder, "shipped.json", keys[own], sittings)
    assert outcome(twin) == (ON_SHIPPED_KEYS, [])


def test_script_of_the_pages_scores_like_the_module(keys, twin, twin_folder):
    """The scorer as a page loads it, joined and minified, still agrees on random and shipped keys."""
    small = joined_scorer(twin_folder, small=True).replace("globalThis.scorer", "globalThis.shipped")
    assert "globalThis.shipped" in small
    (twin_folder / "shipped.js").write_text(small, encoding="utf-8")
    twin.add_script_tag(url="shipped.js")
    random = same_random("joined")
    batches = [(keys[own], [random_sittings(random, keys[own]) for _ in range(300)]) for own in SHIPPED]
    batches += [key_and_sittings(f"joined {number}", 100) for number in range(50)]
    for number, (key, sittings) in enumerate(batches):
        compare(twin, twin_folder, f"{number}.json", key, sittings, by="shipped.score")
    assert outcome(twin) == (300 * len(SHIPPED) + 5000, [])


@pytest.mark.parametrize("own", SHIPPED)
def test_every_persona_meets_its_expectations_in_the_browser(project, keys, twin, own):
    """Times, answers and result go through the browser's scorer alone: what the file expects comes out."""
    instrument, key = project.instruments[own], keys[own]
    assert len(instrument.personas) >= 3
    for persona in instrument.personas:
        sitting = sitting_of(persona, instrument, key)
        seconds = persona.seconds
        if seconds is not None and not isinstance(seconds, dict):
            seconds = dict.fromkeys(persona.answers, seconds)
        script = """([key, sitting, seconds]) => {
            sitting.fast = twins.isFast(key.instruments[key.id], key.quality, seconds);
            return JSON.stringify([sitting.fast, twins.score(key, { [key.id]: sitting })]);
        }"""
        fast, result = json.loads(twin.evaluate(script, [key, sitting, seconds or {}]))
        assert fast == sitting["fast"], persona.name
        assert list(disappointed(persona, result)) == [], persona.name


@pytest.mark.parametrize("own", SHIPPED)
def test_every_change_of_one_answer_of_a_persona(project, keys, twin, twin_folder, own):
    """Each persona with each answer moved to every other value, left out, or not met: the same in both."""
    instrument, key = project.instruments[own], keys[own]
    sittings = []
    for persona in instrument.personas:
        sitting = sitting_of(persona, instrument, key)
        sittings.append({own: sitting})
        for item in key["instruments"][own]["items"]:
            for value in (*values_of(item), "unmet", None):
                answers = {name: given for name, given in sitting["answers"].items() if name != item["id"]}
                if value is not None:
                    answers[item["id"]] = value
                sittings.append({own: sitting | {"answers": answers}})
    compare(twin, twin_folder, "changed.json", key, sittings)
    assert outcome(twin) == (len(sittings), [])


def values_of(item: Any) -> list[Any]:
    """Return every value that an item's answer may have, the figures in steps of one."""
    form = item["form"]
    if form is None:
        return list(range(11))
    if "table" in form:
        return form["table"]["values"]
    return list(range(int(form["line"]["lowest"]), int(form["line"]["highest"]) + 1))


@pytest.mark.parametrize("own", SHIPPED)
def test_personas_of_both_forms_together(project, keys, twin, twin_folder, own):
    """Every persona of one form with every one of the other, pooled or too far apart: the same in both."""
    one, two = (
        [
            sitting_of(persona, project.instruments[id_], keys[id_])
            for persona in project.instruments[id_].personas
        ]
        for id_ in SHIPPED
    )
    sittings = [
        {SHIPPED[0]: first | {"day": 20000}, SHIPPED[1]: second | {"day": day}}
        for first in one
        for second in two
        for day in (20042, 20043, 19957)
    ]
    compare(twin, twin_folder, "together.json", keys[own], sittings)
    assert outcome(twin) == (len(sittings), [])


def test_times_at_random(keys, twin):
    """The speed sign is the same for the same times, around every cut of its rule."""
    random = same_random("times")
    key = keys["where-you-stand"]
    instrument = key["instruments"]["where-you-stand"]
    times = []
    for _ in range(2000):
        usual = random.choice((1.5, 2, 3, 5, 8))
        answered = random.choice((0.3, 0.6, 1))
        times.append(
            {
                item["id"]: random.choice((usual, 1.999, 2, 4.999, 5, random.uniform(0, 12)))
                for item in instrument["items"]
                if random.random() < answered
            }
        )
    expected = [is_fast(instrument, key["quality"], seconds) for seconds in times]
    script = "([key, times]) => times.map((one) => twins.isFast(key.instruments[key.id], key.quality, one))"
    assert twin.evaluate(script, [key, times]) == expected
    assert 200 < sum(expected) < 1800


def test_values_are_made_tidy_and_printed_alike(twin):
    """The rounding of both is the same around every half and every cut."""
    random = same_random("tidy")
    values = [random.uniform(-30, 130) for _ in range(5000)]
    values += [
        cut + step * 5e-7 + nudge
        for cut in range(101)
        for step in range(-3, 4)
        for nudge in (-1e-13, 0, 1e-13)
    ]
    values += [number / 1000000 + 5e-7 for number in range(2000)] + [-0.0, 0.5, 99.5, 99.4999995]
    expected = [[tidy(value), printed(value)] for value in values]
    script = """text => {
        const [values, expected] = JSON.parse(text);
        const differs = (value, at) => !Object.is(twins.tidy(value), expected[at][0])
            || !Object.is(twins.printed(value), expected[at][1]);
        return values.filter(differs);
    }"""
    assert twin.evaluate(script, json.dumps([values, expected])) == []
