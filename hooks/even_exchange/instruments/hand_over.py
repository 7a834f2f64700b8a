"""Instrument, shared model and customer card -> what the part "Hand over, or compare" of a result knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from even_exchange.instruments.customer_card import CustomerCard
    from even_exchange.instruments.instrument import Instrument
    from even_exchange.instruments.measurement_model import MeasurementModel
    from even_exchange.instruments.scoring_key import ScoringKey

#: A file larger than this, in bytes, is no file of answers; a browser does not even read it.
LARGEST_FILE = 65536
UNANSWERED = "no answer"


def observer_of(id_: str, instruments: Mapping[str, Instrument]) -> str | None:
    """Return the id of the instrument in which somebody else answers about the person, or None."""
    return next((name for name, one in instruments.items() if one.observes == id_), None)


def given_to_script(
    id_: str,
    instruments: Mapping[str, Instrument],
    keys: Mapping[str, ScoringKey],
    model: MeasurementModel,
    card: CustomerCard | None,
) -> dict[str, Any]:
    """Return, as plain JSON, what the script of that part needs beside key and sentences.

    `compare` is None where nobody else answers the items, `card` where the instrument has no customer card.
    """
    observer = observer_of(id_, instruments)
    compare = None
    if observer:
        wanted = keys[observer]["instruments"][observer]
        compare = {
            "errors": model.compare.errors,
            "sentences": {
                name: getattr(model.compare, name)
                for name in ("higher", "lower", "alike", "unscored", "hold", "empty")
            },
            "instrument": {name: wanted[name] for name in ("id", "version", "fingerprint")},
            "most": LARGEST_FILE,
        }
    return {
        "unanswered": UNANSWERED,
        "compare": compare,
        "card": {
            question.id: {"beside": question.beside, "reads": question.reads} for question in card.questions
        }
        if card and card.of == id_
        else None,
    }
