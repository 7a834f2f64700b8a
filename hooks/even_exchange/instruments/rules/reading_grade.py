"""The texts of an instrument ask for no more than eight years of school.

Graded are all texts together: promise, introduction, items, bands and notes, by the formula of Flesch and Kincaid.
Above grade 8 the finding is a warning, which is told and built; above grade 9 it is an error. Shorter sentences and
shorter words both help. `introduction` stands in the examples for any of the texts.

PASS

    introduction: Think of the last few weeks. What did you do, and what did they say?

FAIL

    introduction: >-
      Organisational effectiveness necessitates collaborative identification of individually differentiated customer
      requirements, notwithstanding considerable environmental uncertainty. Comprehensive documentation of
      interdepartmental communication facilitates continuous improvement of organisational capabilities, particularly
      regarding multidimensional accountability and intercultural understanding of international opportunities.
      Sophisticated methodologies systematically accommodate extraordinarily heterogeneous expectations, simultaneously
      integrating conceptual considerations, institutional responsibilities and operational dependencies throughout
      transformational reorganisation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from even_exchange.findings import Finding
from even_exchange.reading_grade import grade

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Severity
    from even_exchange.instruments.instrument import Instrument
    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World

WANTED, HIGHEST = 8, 9


def check(reading: Reading, _world: World) -> Iterator[Finding]:
    """Yield one finding when the texts together are too hard to read, at the first of them."""
    if reading.instrument is None:
        return
    found = grade(_texts(reading.instrument))
    if found > WANTED:
        message = (
            f"the texts of this file read at grade {found:.1f}, wanted is {WANTED} at most; "
            "shorten sentences and take shorter words"
        )
        severity: Severity = "error" if found > HIGHEST else "warning"
        yield Finding(reading.document.at(("introduction",)), "reading-grade", message, severity)


def _texts(instrument: Instrument) -> Iterator[str]:
    yield instrument.promise
    yield instrument.introduction
    for item in instrument.items:
        yield from item.read_by_respondent()
    for zone in instrument.bands.zones if instrument.bands else ():
        yield zone.sentence
    for note in instrument.notes:
        yield note.text
