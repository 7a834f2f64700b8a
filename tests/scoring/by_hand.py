"""Scoring keys and sittings small enough to score by hand, with the numbers of the measurement model."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FACETS = ("customer-first", "relevance", "listening", "their-world")
JUNCTURES = ("qualifying", "commitment", "negotiation")
ONE, TWO = "form-one", "form-two"
"""The instrument with both axes, and the one with the junctures alone. They are a pool."""

POLICY: dict[str, Any] = {
    "pool_days": 42,
    "tags": {
        "qualifying": ["fit", "means", "authority", "urgency"],
        "commitment": ["next-step", "date", "ask", "stall"],
        "negotiation": ["price", "trade", "scope", "silence"],
    },
    "target": 65,
    "parts": [],
    "band": None,
    "notes": [],
    "zones": [
        {"id": "seller-focused", "low": 0},
        {"id": "leaning-own-side", "low": 35},
        {"id": "leaning-customer-side", "low": 50},
        {"id": "customer-focused", "low": 65},
    ],
    "patterns": [
        {
            "id": "balanced",
            "when": {
                "across_from": 65,
                "up_from": 65,
                "every_juncture_scored": True,
                "no_flag": True,
                "pressing_below": 40,
            },
        },
        {"id": "seller-led", "when": {"across_below": 50, "up_from": 50}},
        {"id": "out-of-phase", "when": {"across_below": 50, "up_below": 50}},
        {"id": "over-accommodating", "when": {"across_from": 50, "up_below": 50}},
        {"id": "uneven", "when": {}},
    ],
    "flags": {
        "yields_from": 55,
        "strong_from": 50,
        "watch_from": 45,
        "least_answers": 4,
        "least_yielding_answers": 2,
        "yielding_answer_at_most": 34,
    },
    "gap_at_most": 25,
    "pressing": {"from": 40, "least_scenarios": 3, "page": "how-much-customer-focus"},
    "blind_spot_from": 20,
    "scoring": {
        "least_answered": {"of": 3, "at_least": 2},
        "prior_scatter": 30,
        "prior_items": 8,
        "least_junctures": 2,
        "borderline": 0.67,
        "evidence_at_most": 50,
        "strength_from": 50,
    },
    "recommend": {
        "wanted": 65,
        "least_need": 5,
        "flag": 15,
        "gap_note": 10,
        "pressing": 10,
        "secondary_share": 0.5,
        "pages": 3,
        "reasons": 3,
        "days": 42,
    },
    "quality": {
        "straight_lining": {"least_run": 6, "tenths_of_items": 3, "tenths_of_scenarios": 5},
        "contradiction": {
            "pairs": 4,
            "hold_from": 55,
            "caution_from": 45,
            "few_pairs": 3,
            "few_caution_from": 55,
        },
        "speed": {
            "tenths_of_items": 3,
            "item_seconds": 2,
            "least_items": 10,
            "tenths_of_scenarios": 5,
            "scenario_seconds": 5,
            "least_scenarios": 4,
            "hold_with_run": 5,
            "hold_with_gap": 40,
        },
        "ideal": {"tenths_at_best": 9, "least_items": 4},
    },
}
"""Every number of the model that a key carries for the form with both axes."""


@dataclass
class Form:
    """An instrument and one respondent's answers to it, grown item by item."""

    id: str = ONE
    day: int | None = 20000
    fast: bool = False
    items: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)
    pairs: list[list[int]] = field(default_factory=list)

    def worth(
        self,
        points: int | str | None,
        dimension: str = "qualifying",
        *,
        tag: str | None = None,
        weight: int = 1,
        press: bool | None = None,
    ) -> str:
        """Add an item and an answer worth these points; None leaves it out, "unmet" says so. Return its ref.

        `press` says whether the answer pushes; None: the item offers no option that does.
        """
        values = list(range(101))
        chosen = points if isinstance(points, int) else -1
        pushing = {None: -1, True: chosen, False: (chosen + 1) % 101}[press]
        form = {
            "table": {"values": values, "points": values, "press": [value == pushing for value in values]}
        }
        return self._add(form, dimension, points, tag=tag, weight=weight)

    def rated(
        self, place: int | None, options: int = 5, dimension: str = "qualifying", *, kind: str = "rating"
    ) -> str:
        """Add an item of so many options, answered at this place from the first (0); None leaves it out.

        Points stay under 100, so that no sequence of places looks ideal.
        """
        values = list(range(options))
        points = [90 * value // (options - 1) for value in values]
        form = {"table": {"values": values, "points": points, "press": [False] * options}}
        return self._add(form, dimension, place, place=kind)

    def figure(
        self, value: float | None, knots: Sequence[Sequence[float]], dimension: str = "qualifying"
    ) -> str:
        """Add a number item from 0 to 100, whole or not, on the line through these knots."""
        form = {
            "line": {
                "knots": [list(knot) for knot in knots],
                "lowest": 0,
                "highest": 100,
                "whole": False,
                "ratio": False,
            }
        }
        return self._add(form, dimension, value)

    def guess(self, step: Any) -> None:
        """Add the self-placement, answered with this step."""
        self._add(None, None, step, about="customer-focus")

    def pair(self, one: int | None, other: int | None, dimension: str = "qualifying") -> None:
        """Add a planted pair whose answers are worth these points."""
        self.worth(one, dimension)
        self.worth(other, dimension)
        self.pairs.append([len(self.items) - 2, len(self.items) - 1])

    def _add(
        self,
        form: dict[str, Any] | None,
        dimension: str | None,
        answer: Any,
        *,
        tag: str | None = None,
        weight: int = 1,
        place: str | None = None,
        about: str | None = None,
    ) -> str:
        name = f"item-{len(self.items) + 1}"
        item = {
            "id": name,
            "short": name,
            "dimension": dimension,
            "weight": weight,
            "tag": tag,
            "place": place,
        }
        self.items.append(item | {"form": form, "self": about})
        if answer is not None:
            self.answers[name] = answer
        return f"{self.id}/{name}"


def form_of(points: Mapping[str, Sequence[int | str | None]], id_: str = ONE, **more: Any) -> Form:
    """Return a form with items of these dimensions and answers worth these points."""
    form = Form(id_, **more)
    for dimension, answers in points.items():
        for answer in answers:
            form.worth(answer, dimension)
    return form


def key_of(*forms: Form, pages: Sequence[Mapping[str, Any]] = (), **changes: Any) -> dict[str, Any]:
    """Return the key of the first form; any others are pooled with it, in the order form one, form two."""
    own = forms[0]
    whole = own.id == ONE
    instruments = {form.id: form for form in sorted(forms, key=lambda form: form.id)}
    key = copy.deepcopy(POLICY)
    key |= {
        "id": own.id,
        "pool": list(instruments),
        "dimensions": [*(FACETS if whole else ()), *JUNCTURES],
        "facets": list(FACETS) if whole else [],
        "junctures": list(JUNCTURES),
        "across": "customer-focus" if whole else None,
        "up": "self-assertion",
        "zones": key["zones"] if whole else [],
        "patterns": key["patterns"] if whole else [],
        "pages": [dict(page) for page in pages],
        "instruments": {
            id_: {
                "id": id_,
                "version": 1,
                "title": id_,
                "fingerprint": "00000000",
                "items": copy.deepcopy(form.items),
                "pairs": copy.deepcopy(form.pairs),
                "required": {},
                "optional": [],
            }
            for id_, form in instruments.items()
        },
    }
    return key | changes


def sittings_of(*forms: Form) -> dict[str, Any]:
    """Return the answers of these forms as a browser holds them."""
    return {form.id: {"answers": dict(form.answers), "day": form.day, "fast": form.fast} for form in forms}


def page(
    slug: str,
    *primary: str,
    secondary: Sequence[str] = (),
    checks: Sequence[str] = (),
    stage: int = 1,
    kind: str = "playbook",
    say: Mapping[str, str] | None = None,
    drill: bool = True,
) -> dict[str, Any]:
    """Return a page that a result may lead to."""
    return {
        "page": slug,
        "format": kind,
        "stage": stage,
        "primary": list(primary),
        "secondary": list(secondary),
        "checks": list(checks),
        "say": dict(say or {}),
        "drill": drill,
    }
