"""An observer file and the instrument it observes -> one document, as if the instrument were written in its words.

An observer file puts an instrument into the third person: somebody else answers the same items about one person. It
holds texts only. Types, points, order and claims come from the instrument, so the two cannot drift apart; positions of
findings lead into the observer file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from even_exchange.findings import Finding, did_you_mean
from even_exchange.instruments.instrument import Audience, Persona
from even_exchange.instruments.items import TYPES
from even_exchange.instruments.measurement_model import Id, Strict, Text
from even_exchange.shape import fit
from even_exchange.source import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from even_exchange.source import Loc, Place

#: What an observer file takes from the instrument and so may not say itself.
INHERITED = ("version", "changes", "dimensions", "facets", "bands", "notes")
_POLES = ("left", "right")
_UNITS = ("unit", "of")
#: Parts of an item that are mappings of id to text here, and lists of things with an id and a text there.
_LISTS = ("options", "lines")


class ObservedItem(Strict):
    """The texts of one item about somebody else: those that its type has, and no others."""

    short: Annotated[str, Field(min_length=1, max_length=70, pattern=r"\S")] = Field(
        description="At most 8 words that call the item to mind in a list."
    )
    stem: Text = Field(description="What is asked about the person.")
    left: Text | None = Field(default=None, description="The left pole of a trade-off.")
    right: Text | None = Field(default=None, description="The right pole of a trade-off.")
    options: dict[Id, Text] | None = Field(
        default=None, description="Option id -> text, of a scenario or pair."
    )
    lines: dict[Id, Text] | None = Field(
        default=None, description="Line id -> text, of shared points or a checklist."
    )
    unit: Text | None = Field(
        default=None, description="The unit of a number, where it has to read otherwise."
    )
    of: Text | None = Field(default=None, description="The unit of its second figure, likewise.")


class ObservedFile(Strict):
    """A form in which a colleague or manager answers about one person."""

    id: Id = Field(description="Same as the file name.")
    observes: Id = Field(description="The instrument whose items it puts into the third person.")
    title: Annotated[str, Field(min_length=1, max_length=60, pattern=r"\S")]
    for_: tuple[Audience, ...] = Field(alias="for", min_length=1, description="Who answers it.")
    minutes: Annotated[int, Field(ge=1, le=30)] = Field(
        description="At most; the page prints the counted minutes."
    )
    promise: Annotated[str, Field(min_length=1, max_length=110, pattern=r"\S")]
    introduction: Text = Field(description="Shown above the form.")
    items: dict[Id, ObservedItem] = Field(
        description="Item id -> its texts, for every scored item of the instrument."
    )
    personas: tuple[Persona, ...] = Field(default=(), description="Answer sets with the expected scores.")


def merge(document: Document, sound: Mapping[str, Document]) -> tuple[Document | None, list[Finding]]:
    """Return the document of a whole instrument, or None and what is wrong with the observer file.

    `sound` are the documents of the instruments without a mistake, by id. What is wrong with personas is left to the
    reader of instruments.
    """
    named = document.data["observes"]
    base = sound.get(named) if isinstance(named, str) else None
    known = [id_ for id_, one in sound.items() if "observes" not in one.data]
    if base is None or named not in known:
        what = f"there is no sound instrument '{named}' to observe; mend that one first, or its name: "
        return None, [Finding(document.at(("observes",)), "observed", what + did_you_mean(named, known))]
    findings = list(_not_its_own(document))
    inherited = {f.position for f in findings}
    told = {key: value for key, value in document.data.items() if key != "personas"}
    _, wrong = fit(ObservedFile, Document(document.path, told, document.values, document.keys))
    findings += [finding for finding in wrong if finding.position not in inherited]
    texts = document.data.get("items")
    scored = _scored(base)
    if isinstance(texts, dict):
        findings += _against_items(document, texts, dict(scored), base)
    if findings or not isinstance(texts, dict):
        return None, findings
    head = {key: base.data[key] for key in INHERITED if key in base.data}
    items = tuple(_item(item, texts[id_]) for id_, item in scored)
    values, keys = dict(document.values), dict(document.keys)
    for at, (id_, item) in enumerate(scored):
        for there, here in _places(at, id_, item):
            for places in (values, keys):
                if here in document.values:
                    places[there] = _place(document, here)
    return Document(
        document.path, {**document.data, **head, "about": "person", "items": items}, values, keys
    ), []


def _scored(base: Document) -> list[tuple[str, dict[str, Any]]]:
    """Return the scored items in their order; one's own guess is nobody else's to make."""
    unscored = {name for name, type_ in TYPES.items() if "compare_with" in type_.model_fields}
    return [(item["id"], item) for item in base.data["items"] if item["type"] not in unscored]


def _not_its_own(document: Document) -> Iterator[Finding]:
    for key in INHERITED:
        if key in document.data:
            what = f"'{key}' comes from the instrument that is observed; delete it here"
            yield Finding(document.at_key((key,)), "observed", what)


def _against_items(
    document: Document, texts: dict[str, Any], scored: dict[str, dict[str, Any]], base: Document
) -> Iterator[Finding]:
    for id_ in texts:
        if id_ not in scored:
            what = f"'{base.data['id']}' has no scored item '{id_}'; {did_you_mean(id_, scored)}"
            yield Finding(document.at_key(("items", id_)), "observed", what)
    for id_, item in scored.items():
        if id_ not in texts:
            what = f"the item '{id_}' of '{base.data['id']}' is missing here; add its texts"
            yield Finding(document.at_key(("items",)), "observed", what)
        elif isinstance(texts[id_], dict):
            yield from _against_item(document, id_, texts[id_], item)


def _against_item(
    document: Document, id_: str, texts: dict[str, Any], item: dict[str, Any]
) -> Iterator[Finding]:
    for part in (*_POLES, *_UNITS, *_LISTS):
        if part in texts and part not in item:
            what = f"a {item['type']} has no '{part}'; delete it"
            yield Finding(document.at_key(("items", id_, part)), "observed", what)
        elif part in item and part not in texts and part not in _UNITS:
            what = f"'{part}' of '{id_}' is missing here; add it"
            yield Finding(document.at_key(("items", id_)), "observed", what)
    for part in _LISTS:
        given = texts.get(part)
        if part in item and isinstance(given, dict):
            yield from _against_list(document, ("items", id_, part), given, item[part])


def _against_list(
    document: Document, loc: tuple[str, str, str], given: dict[str, Any], entries: tuple[dict[str, Any], ...]
) -> Iterator[Finding]:
    _, id_, part = loc
    known, name = [entry["id"] for entry in entries], part.removesuffix("s")
    for one in given:
        if one not in known:
            what = f"'{id_}' has no {name} '{one}'; {did_you_mean(one, known)}"
            yield Finding(document.at_key((*loc, one)), "observed", what)
    for one in known:
        if one not in given:
            what = f"the {name} '{one}' of '{id_}' is missing here; add its text"
            yield Finding(document.at_key(loc), "observed", what)


def _item(item: dict[str, Any], texts: dict[str, Any]) -> dict[str, Any]:
    merged = item | {"short": texts["short"], "stem": texts["stem"]}
    for pole in _POLES:
        if pole in item:
            merged[pole] = item[pole] | {"text": texts[pole]}
    for unit in _UNITS:
        if unit in texts:
            merged[unit] = texts[unit]
    for part in _LISTS:
        if part in item:
            merged[part] = tuple(entry | {"text": texts[part][entry["id"]]} for entry in item[part])
    return merged


def _places(at: int, id_: str, item: dict[str, Any]) -> Iterator[tuple[Loc, Loc]]:
    """Yield where a part stands in the whole instrument, and where in the observer file."""
    here: Loc = ("items", id_)
    yield ("items", at), here
    yield ("items", at, "id"), here
    for text in ("short", "stem", *_POLES, *_UNITS):
        yield ("items", at, text), (*here, text)
    for pole in _POLES:
        yield ("items", at, pole, "text"), (*here, pole)
    for part in _LISTS:
        for number, entry in enumerate(item.get(part, ())):
            yield ("items", at, part, number), (*here, part, entry["id"])
            yield ("items", at, part, number, "text"), (*here, part, entry["id"])


def _place(document: Document, loc: Loc) -> Place:
    """Return the place of a text; of a whole item or the like, that of its name."""
    position = document.at(loc) if isinstance(_at(document, loc), str) else document.at_key(loc)
    return position.line, position.column


def _at(document: Document, loc: Loc) -> Any:
    data: Any = document.data
    for step in loc:
        data = data[step]
    return data
