"""An instrument -> its items as they are printed to be filled in with a pencil.

It goes by the form of an item and by the words of its answers, so a new item type is printed without another template.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from even_exchange.instruments.paper_points import label_of

if TYPE_CHECKING:
    from even_exchange.instruments.instrument import Instrument
    from even_exchange.instruments.items import Item


@dataclass(frozen=True, slots=True)
class Printed:
    """One item. `number` is None when it is not counted; `kind` says which of the other parts are filled.

    `cannot_say` are the words of its last box, "" when it has none.

    boxes: `labels` in a row between the words of the two `ends`, "" where the label says it. letters: `lines` of
    letter and text. figures: the units in `units`, with `low` and `high` as bounds. shares: `lines` of number and
    text, `tables` to fill in and their `total`. ticks: `lines`, `labels` of the boxes and a text to `rewrite`.
    counts: three figures, of `total` words at least.
    """

    number: int | None
    stem: str
    kind: str
    cannot_say: str
    labels: tuple[str, ...] = ()
    ends: tuple[str, str] = ("", "")
    lines: tuple[tuple[str, str], ...] = ()
    units: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    low: float = 0
    high: float = 0
    total: int = 0
    rewrite: str = ""

    @property
    def has_poles(self) -> bool:
        """Whether its boxes stand between two lines that are both an answer."""
        return self.kind == "boxes" and self.number is not None and all(self.ends)


def numbers_of(instrument: Instrument) -> dict[str, int]:
    """Return the printed number of every item that has one, by id; the same as on the screen."""
    counted = [item.id for item in instrument.items if item.form() is not None]
    return {id_: number for number, id_ in enumerate(counted, 1)}


def printed_items(instrument: Instrument) -> tuple[Printed, ...]:
    """Return all items in the order of the file."""
    numbers = numbers_of(instrument)
    return tuple(_printed(item, numbers.get(item.id)) for item in instrument.items)


def _printed(item: Item, number: int | None) -> Printed:
    form = item.form()
    lines = tuple((str(place), line.text) for place, line in enumerate(_of(item, "lines"), 1))
    if form is None:
        labels = tuple(item.answers())
        ends = (getattr(item, "low", ""), getattr(item, "high", ""))
        return Printed(number, item.stem, "boxes", "", labels=labels, ends=ends)
    if "table" in form:
        values = form["table"]["values"]
        labels = tuple(label_of(value, place) for place, value in enumerate(values))
        words = tuple(item.answers().values())
        if any(isinstance(value, str) for value in values):
            lettered = tuple(zip(labels, words, strict=True))
            return Printed(number, item.stem, "letters", item.cannot_say, lines=lettered)
        ends = ("", "") if _says_its_label(labels, words) else (words[0], words[-1])
        return Printed(number, item.stem, "boxes", item.cannot_say, labels=labels, ends=ends)
    if "line" in form:
        units = tuple(unit for unit in (getattr(item, "unit", ""), getattr(item, "of", None)) if unit)
        asides = tuple(f"{anchor.at:.15g}: {anchor.text}" for anchor in _of(item, "anchors"))
        line = form["line"]
        low, high = line["lowest"], line["highest"]
        return Printed(
            number, item.stem, "figures", item.cannot_say, units=units, asides=asides, low=low, high=high
        )
    if "ticks" in form:
        labels, rewrite = tuple(item.answers().values()), getattr(item, "rewrite", None) or ""
        return Printed(number, item.stem, "ticks", "", labels=labels, lines=lines, rewrite=rewrite)
    if "counts" in form:
        return Printed(number, item.stem, "counts", item.cannot_say, total=form["counts"]["least"])
    total = (form["shares"] if "shares" in form else form["apart"])["total"]
    tables = tuple(table.text for table in _of(item, "tables"))
    return Printed(number, item.stem, "shares", item.cannot_say, lines=lines, tables=tables, total=total)


def _of(item: Item, name: str) -> tuple[Any, ...]:
    return tuple(getattr(item, name, ()))


def _says_its_label(labels: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Say whether the words of every answer of a row begin with its label, as in 0 of 5, 1 of 5 and so on."""
    return all(said.split(" ")[0] == label for label, said in zip(labels, words, strict=True))
