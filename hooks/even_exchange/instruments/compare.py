"""Two results of the same items, one about oneself and one by somebody else -> both side by side, never a judgement.

The twin of ``client/compare.mjs``; they agree to the last bit. A gap is told when it is larger than the scatter of
both answers lets one expect by chance: |self - other| >= errors * sqrt(SE_self^2 + SE_other^2).
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Literal, TypedDict

from even_exchange.instruments.score import tidy

if TYPE_CHECKING:
    from even_exchange.instruments.score import Result, Scale
    from even_exchange.instruments.scoring_key import ScoringKey

Gap = Literal["higher", "lower", "alike", "unscored"]


class Row(TypedDict):
    """One scale: both scores from 0 to 100, None where there is not enough to say, and where the own one lies."""

    scale: str
    own: float | None
    other: float | None
    gap: Gap


def gap_of(own: Scale, other: Scale, errors: float) -> Gap:
    """Return where the own score lies beside the other's, as far as the scatter of both lets one say so.

    `errors` are standard errors of the difference.
    """
    if own["score"] is None or other["score"] is None or own["se"] is None or other["se"] is None:
        return "unscored"
    gap = own["score"] - other["score"]
    if tidy(abs(gap)) < tidy(errors * sqrt(own["se"] * own["se"] + other["se"] * other["se"])):
        return "alike"
    return "higher" if gap > 0 else "lower"


def side_by_side(key: ScoringKey, own: Result, other: Result, errors: float) -> list[Row]:
    """Return a row for each scale of the two axes, from the line to the junctures and the axis made of them.

    None when either result is on hold or empty. `key` is that of the instrument about oneself.
    """
    if {own["quality"], other["quality"]} & {"hold", "empty"}:
        return []
    names = [key["across"], *key["facets"], *key["junctures"], key["up"]]
    return [
        {
            "scale": name,
            "own": own["scales"][name]["score"],
            "other": other["scales"][name]["score"],
            "gap": gap_of(own["scales"][name], other["scales"][name], errors),
        }
        for name in names
        if name
    ]
