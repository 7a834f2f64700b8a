"""Witnesses -> YAML: each of them a persona that can be pasted into the file, with a remark that says what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from even_exchange.instruments.goals import Goal, Witnesses
    from even_exchange.instruments.scoring_key import InstrumentKey, Sitting

_INDENT = "  "


def as_personas(found: Witnesses, instrument: InstrumentKey, names: Mapping[int, str]) -> str:
    """Return one persona a witness; `names` holds, by the place of a sitting, the name of the persona that it is."""
    guesses = {item["id"] for item in instrument["items"] if item["self"]}
    parts = []
    for at, goals in found.reached.items():
        remarks = [f"shows {goal.name}" for goal in goals]
        if at in names:
            remarks.insert(0, f"the answers of '{names[at]}'")
        persona = _persona(f"Witness {at + 1}", found.sittings[at], goals, guesses)
        text = yaml.safe_dump(
            [persona], sort_keys=False, allow_unicode=True, width=110, default_flow_style=None
        )
        parts.append("".join(f"{_INDENT}# {remark}\n" for remark in remarks))
        parts.append("".join(f"{_INDENT}{line}\n" for line in text.splitlines()))
    return "personas:\n" + "".join(parts) if parts else "personas: []\n"


def _persona(name: str, sitting: Sitting, goals: list[Goal], guesses: set[str]) -> dict[str, Any]:
    answers = {id_: answer for id_, answer in sitting["answers"].items() if id_ not in guesses}
    guess = [answer for id_, answer in sitting["answers"].items() if id_ in guesses]
    story = "Answers that show what a result can say; they describe nobody."
    persona: dict[str, Any] = {"name": name, "story": story}
    if guess:
        persona["self_placement"] = guess[0]
    return persona | {"answers": answers, "expect": _expected(goals)}


def _expected(goals: list[Goal]) -> dict[str, Any]:
    expect: dict[str, Any] = {}
    for goal in goals:
        for name, wanted in goal.expect.items():
            if isinstance(wanted, dict):
                expect[name] = {**expect.get(name, {}), **wanted}
            elif isinstance(wanted, list):
                expect[name] = [*expect.get(name, []), *wanted]
            else:
                expect[name] = wanted
    return expect
