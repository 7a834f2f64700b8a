"""The worked example of "How scoring works": fixed points per answer, scored by the shipped scorer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from even_exchange.instruments.forms import table
from even_exchange.instruments.key import compile_key
from even_exchange.instruments.score import score

if TYPE_CHECKING:
    from even_exchange.instruments.score import Result
    from even_exchange.instruments.scoring_key import ItemKey
    from even_exchange.pipeline import Project

#: Points of each answer, by juncture or axis.
POINTS = {
    "customer-focus": (100, 100, 75, 75, 100, 75, 80, 100, 60, 80),
    "qualifying": (75, 50, 80, 60, 100, 67),
    "commitment": (75, 50, 60, 60, 67, 33),
    "negotiation": (25, 0, 20, 40, 0, 33),
}
INSTRUMENT = "where-you-stand"


def worked_example(project: Project) -> Result | None:
    """Return the result of the example under the cuts and names of the project's model."""
    if project.model is None or INSTRUMENT not in project.instruments:
        return None
    key = compile_key(project.instruments[INSTRUMENT], project.model, {}, [], {})
    facets = key["facets"]
    items: list[ItemKey] = []
    for scale, points in POINTS.items():
        for number, value in enumerate(points):
            dimension = facets[number % len(facets)] if scale not in key["junctures"] else scale
            items.append(
                {
                    "id": f"{scale}-{number + 1}",
                    "short": "",
                    "dimension": dimension,
                    "weight": 1,
                    "tag": None,
                    "place": None,
                    "form": table([number], [value]),
                    "self": None,
                }
            )
    instrument = key["instruments"][INSTRUMENT]
    instrument["items"], instrument["pairs"] = items, []
    answers = {item["id"]: item["form"]["table"]["values"][0] for item in items if item["form"]}
    return score(key, {INSTRUMENT: {"answers": answers, "day": None, "fast": False}})
