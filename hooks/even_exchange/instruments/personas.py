"""Personas -> a finding for each expectation that the shipped key does not meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from even_exchange.findings import Finding
from even_exchange.instruments.score import is_fast, printed, score, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from even_exchange.instruments.instrument import Instrument, Persona
    from even_exchange.instruments.score import Result
    from even_exchange.instruments.scoring_key import ScoringKey, Sitting
    from even_exchange.source import Document


def sitting_of(persona: Persona, instrument: Instrument, key: ScoringKey) -> Sitting:
    """Return the persona's answers as a browser would hold them."""
    answers: dict[str, Any] = dict(persona.answers)
    for item in instrument.items:
        if item.form() is None and not item.measures and persona.self_placement is not None:
            answers[item.id] = persona.self_placement
    seconds = persona.seconds
    if seconds is None:
        times: dict[str, float] = {}
    elif isinstance(seconds, dict):
        times = seconds
    else:
        times = dict.fromkeys(persona.answers, seconds)
    return {
        "answers": answers,
        "day": None,
        "fast": is_fast(key["instruments"][instrument.id], key["quality"], times),
    }


def results_of(instrument: Instrument, key: ScoringKey) -> list[tuple[Sitting, Result]]:
    """Return the answers and the result of each persona, in their order."""
    sittings = [sitting_of(persona, instrument, key) for persona in instrument.personas]
    return [(sitting, score(key, {instrument.id: sitting})) for sitting in sittings]


def check_personas(
    instrument: Instrument,
    results: Sequence[tuple[Sitting, Result]],
    document: Document,
    *,
    every_page: bool = True,
) -> Iterator[Finding]:
    """Yield a finding for each expectation that does not hold, at its line, with what came out instead.

    `results` are those of all personas. Where a result leads is left unchecked unless the key knows `every_page` of
    the library.
    """
    for index, (persona, (_, result)) in enumerate(zip(instrument.personas, results, strict=True)):
        loc = ("personas", index, "expect")
        for path, message in disappointed(persona, result):
            if path[0] == "playbooks" and not every_page:
                continue
            yield Finding(document.at((*loc, *path)), "personas-hold", f"persona '{persona.name}': {message}")


def disappointed(persona: Persona, result: Result) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the path and wording of each expectation that the result does not meet."""
    expect = persona.expect
    plain: list[tuple[str, Any, Any]] = [
        ("quality", expect.quality, result["quality"]),
        ("zone", expect.zone, result["zone"] or "none"),
        ("pattern", expect.pattern, result["pattern"] or "none"),
        ("close_to", expect.close_to, result["close_to"] or "none"),
        ("band", expect.band, (result["band"] or {}).get("zone", "none")),
        ("weakest", expect.weakest, (result["weakest"] or {}).get("dimension", "none")),
    ]
    for name, wanted, found in plain:
        if wanted is not None and wanted != found:
            yield (name,), f"'{name}' should be '{wanted}' and is '{found}'"
    if expect.zone_close_to is not None and list(expect.zone_close_to) != result["zone_close_to"]:
        found = ", ".join(result["zone_close_to"]) or "none"
        yield ("zone_close_to",), f"'zone_close_to' should be {list(expect.zone_close_to)} and is {found}"
    for scale, (low, high) in expect.scores.items():
        value = result["scales"].get(scale, {"score": None})["score"]
        if value is None:
            yield (
                ("scores", scale),
                f"'{scale}' should lie from {low:g} to {high:g}; there is not enough to say",
            )
        elif not low <= tidy(value) <= high:
            yield ("scores", scale), f"'{scale}' should lie from {low:g} to {high:g} and is {printed(value)}"
    for number, scale in enumerate(expect.unscored):
        value = result["scales"].get(scale, {"score": None})["score"]
        if value is not None:
            yield ("unscored", number), f"'{scale}' should be unscored and is {printed(value)}"
    for juncture, tier in expect.flags.items():
        found = result["flags"].get(juncture, "no juncture here")
        if found != tier:
            yield ("flags", juncture), f"'{juncture}' should be '{tier}' and is '{found}'"
    for number, note in enumerate(expect.notes):
        if note not in result["notes"]:
            found = ", ".join(result["notes"]) or "none"
            yield ("notes", number), f"the note '{note}' is missing; notes are: {found}"
    if expect.no_notes and result["notes"]:
        yield ("no_notes",), f"there should be no note; notes are: {', '.join(result['notes'])}"
    tags = tuple(line["tag"] for line in result["open"])
    if expect.open is not None and expect.open != tags:
        yield ("open",), f"'open' should be {list(expect.open)} and is {list(tags)}"
    shown = [page["page"] for page in result["playbooks"]]
    for number, page in enumerate(expect.playbooks):
        if page not in shown:
            yield (
                ("playbooks", number),
                f"'{page}' is not among the playbooks shown: {', '.join(shown) or 'none'}",
            )
