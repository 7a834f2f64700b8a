"""A document -> an instrument, part by part, so that one mistake does not hide the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from even_exchange.findings import Finding, did_you_mean
from even_exchange.instruments.instrument import Head, Instrument, Persona
from even_exchange.instruments.items import AnyItem, Item
from even_exchange.shape import fit
from even_exchange.source import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.source import Loc


@dataclass(frozen=True)
class Reading:
    """What could be read of an instrument file. `items` and `personas` are the well-formed ones by index."""

    document: Document
    items: dict[int, Item]
    personas: dict[int, Persona]
    instrument: Instrument | None

    def raw(self, *loc: str | int) -> Any:
        """Return the value at a path as the editor wrote it, or None."""
        data: Any = self.document.data
        for step in loc:
            if isinstance(data, dict):
                data = data.get(step)
            elif isinstance(data, tuple) and isinstance(step, int) and step < len(data):
                data = data[step]
            else:
                return None
        return data

    def raw_items(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield index and keys of each item as the editor wrote it, passing over what is no mapping."""
        items = self.raw("items")
        for index, item in enumerate(items if isinstance(items, tuple) else ()):
            if isinstance(item, dict):
                yield index, item

    def item_ids(self) -> list[str]:
        """Return the ids of all items, also of those that are wrong in some other way."""
        ids = [item.get("id") for _, item in self.raw_items()]
        return list(dict.fromkeys(id_ for id_ in ids if isinstance(id_, str)))

    def finding(self, loc: Loc, code: str, message: str) -> Finding:
        """Return an error at a path of the document."""
        return Finding(self.document.at(loc), code, message)


def read_instrument(document: Document) -> tuple[Reading, list[Finding]]:
    """Fit head, items and personas apart; the instrument is whole only when all of them fit."""
    data = document.data
    head_data = {key: value for key, value in data.items() if key not in {"items", "personas"}}
    head, findings = fit(Head, Document(document.path, head_data, document.values, document.keys))
    items, wrong = _each(document, "items", AnyItem)
    findings = _with_nearer_keys(findings) + wrong
    if data.get("items") in (None, ()):
        where = document.at(("items",) if "items" in data else ())
        findings.append(Finding(where, "missing", "'items' is missing here; add at least one item"))
    personas, wrong = _each(document, "personas", Persona)
    findings += wrong
    instrument = None
    if head is not None and not findings:
        instrument = Instrument.model_construct(
            **dict(head), items=tuple(items.values()), personas=tuple(personas.values())
        )
    return Reading(document, items, personas, instrument), findings


def _each(document: Document, key: str, annotation: Any) -> tuple[dict[int, Any], list[Finding]]:
    values = document.data.get(key)
    if values is None:
        return {}, []
    if not isinstance(values, tuple):
        what = f"'{key}' must be a list; begin each entry with '- '"
        return {}, [Finding(document.at((key,)), "wrong-value", what)]
    read: dict[int, Any] = {}
    findings: list[Finding] = []
    for index in range(len(values)):
        value, wrong = fit(annotation, document, (key, index))
        findings += wrong
        if not wrong:
            read[index] = value
    return read, findings


def _with_nearer_keys(findings: list[Finding]) -> list[Finding]:
    """Name 'items' and 'personas' too when a key of the head is misspelt: they are keys of the file as well."""
    known = [field.alias or name for name, field in Instrument.model_fields.items()]
    nearer = []
    for finding in findings:
        if finding.code == "unknown-key":
            key = finding.message.split("'")[1]
            message = f"'{key}' is not a key that is read here; {did_you_mean(key, known)}"
            nearer.append(Finding(finding.position, finding.code, message, finding.severity))
        else:
            nearer.append(finding)
    return nearer
