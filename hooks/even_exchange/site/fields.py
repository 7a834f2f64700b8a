"""Models -> rows of the reference of fields: what checks a file also documents it."""

from __future__ import annotations

from typing import Any, NamedTuple, get_args

from pydantic import BaseModel

from even_exchange.instruments.assumptions import Assumptions
from even_exchange.instruments.customer_card import CustomerCard
from even_exchange.instruments.instrument import Head, Persona
from even_exchange.instruments.items import TYPES
from even_exchange.instruments.measurement_model import MeasurementModel
from even_exchange.instruments.observed import ObservedFile
from even_exchange.library.front_matter import FrontMatter

ROOTS: dict[str, tuple[type[BaseModel], ...]] = {
    "instrument": (Head, *TYPES.values(), Persona),
    "observed": (ObservedFile,),
    "customer-card": (CustomerCard,),
    "model": (MeasurementModel,),
    "front-matter": (FrontMatter,),
    "simulation": (Assumptions,),
    **{name: (model,) for name, model in TYPES.items()},
}


class Field(NamedTuple):
    """One key of a content file."""

    key: str
    required: bool
    kind: str
    about: str


class Table(NamedTuple):
    """All keys of one part of a content file."""

    name: str
    about: str
    fields: list[Field]


def fields_of(root: str) -> list[Table]:
    """Return one table for each part of the files of this kind, outer parts first."""
    tables: list[Table] = []
    seen: set[type[BaseModel]] = set()
    queue = list(ROOTS[root])
    while queue:
        model = queue.pop(0)
        if model in seen:
            continue
        seen.add(model)
        rows = []
        for name, field in model.model_fields.items():
            rows.append(
                Field(
                    field.alias or name, field.is_required(), _kind(field.annotation), field.description or ""
                )
            )
            queue += [inner for inner in _models_in(field.annotation) if inner not in TYPES.values()]
        about = (model.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")
        tables.append(Table(_spaced(model.__name__), " ".join(about.split()), rows))
    return tables


def _spaced(name: str) -> str:
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
    return words[:1].upper() + words[1:]


_PLAIN = {str: "text", int: "whole number", float: "number", bool: "true or false", type(None): ""}


def _kind(annotation: Any) -> str:
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"*{_spaced(annotation.__name__).lower()}*"
    arguments = get_args(annotation)
    if not arguments:
        return ""
    if all(isinstance(argument, str) for argument in arguments):
        return ", ".join(f"`{argument}`" for argument in arguments)
    origin = getattr(annotation, "__origin__", None)
    if origin is tuple:
        return f"list of {_kind(arguments[0])}"
    if origin is dict:
        return f"{_kind(arguments[0])} → {_kind(arguments[1])}"
    kinds = [_kind(argument) for argument in arguments]
    return " or ".join(dict.fromkeys(kind for kind in kinds if kind))


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models_in(inner)]
