"""Data of a content file -> typed models; every departure from the model becomes a finding in plain words."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from even_exchange.findings import Finding, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic_core import ErrorDetails

    from even_exchange.source import Document, Loc

_KINDS = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a list of 'key: value' lines",
    "model_type": "a list of 'key: value' lines",
    "model_attributes_type": "a list of 'key: value' lines",
}

#: How a pattern begins -> what to write, where it is not the pattern of an id.
_PATTERNS = {
    "^[0-9]{4}": "write year-month-day, such as 2026-11-22",
    "^[a-z0-9]": "a claim of the register goes here, such as balance-essay.06",
    "^[1-9][0-9]*:": 'write the version, a colon and what it brought, as in "2: two items ask for other things"',
    "^(gap": "gap.TAG, pressing, blind-spot and the ids of own notes go here",
}


def fit(annotation: Any, document: Document, loc: Loc = ()) -> tuple[Any, list[Finding]]:
    """Validate the part of the document at `loc` against a model or type; return it, or None and what is wrong."""
    data: Any = document.data
    for step in loc:
        data = data[step]
    try:
        return _adapter(annotation).validate_python(data), []
    except ValidationError as error:
        problems = error.errors(include_url=False)
        misspelt = _misspelt(problems, data)
        found: dict[tuple[Loc, str], Finding] = {}
        for details in problems:
            place, missing = _place(details, data)
            if _is_echo(details) or (missing and (*place, missing) in misspelt.values()):
                continue
            meant = misspelt.get(place)
            finding = _finding(details, annotation, document, (*loc, *place), missing, meant=meant)
            found.setdefault(((*loc, *place), "" if "_type" in details["type"] else finding.message), finding)
        return None, list(found.values())


@cache
def _adapter(annotation: Any) -> TypeAdapter[Any]:
    """Return the validator of a type; making one costs more than using it a hundred times."""
    return TypeAdapter(annotation)


def _place(details: ErrorDetails, data: Any) -> tuple[Loc, str]:
    """Drop what pydantic adds to a path (names of types); return the path in the data and the missing key, if any."""
    place: list[str | int] = []
    for step in details["loc"]:
        if _holds(data, step):
            data = data[step]
            place.append(step)
    missing = str(details["loc"][-1]) if details["type"] == "missing" else ""
    return tuple(place), missing


def _misspelt(problems: list[ErrorDetails], data: Any) -> dict[Loc, Loc]:
    """Return unknown key -> missing key beside it that was meant: one slip is one finding."""
    absent: dict[Loc, list[str]] = {}
    for details in problems:
        place, missing = _place(details, data)
        if missing:
            absent.setdefault(place, []).append(missing)
    meant: dict[Loc, Loc] = {}
    for details in problems:
        place, _ = _place(details, data)
        if details["type"] == "extra_forbidden":
            near = get_close_matches(str(place[-1]), absent.get(place[:-1], []), n=1)
            if near and (*place[:-1], near[0]) not in meant.values():
                meant[place] = (*place[:-1], near[0])
    return meant


def _is_echo(details: ErrorDetails) -> bool:
    """Whether a list is only called too short because entries of it, which are told one by one, do not count."""
    return details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"]


def _holds(data: Any, step: str | int) -> bool:
    if isinstance(data, dict):
        return step in data
    return isinstance(data, tuple) and isinstance(step, int) and step < len(data)


def _finding(
    details: ErrorDetails, annotation: Any, document: Document, loc: Loc, missing: str, *, meant: Loc | None
) -> Finding:
    kind = details["type"]
    name = next((f"'{step}'" for step in reversed(loc) if isinstance(step, str)), "this")
    if loc and isinstance(loc[-1], int):
        name = f"number {loc[-1] + 1} of {name}"
    context = details.get("ctx", {})
    value = details["input"]
    if kind == "missing":
        return Finding(
            document.at(loc),
            "missing",
            f"'{missing}' is missing here; add it{_about(annotation, loc, missing)}",
        )
    if kind == "extra_forbidden":
        key = loc[-1]
        hint = did_you_mean(key, [str(meant[-1])] if meant else _keys_at(annotation, loc[:-1]))
        return Finding(document.at_key(loc), "unknown-key", f"'{key}' is not a key that is read here; {hint}")
    if kind in {"union_tag_not_found", "union_tag_invalid"}:
        tags = [tag.strip("' ") for tag in str(context.get("expected_tags", "")).split(",") if tag.strip()]
        if kind == "union_tag_not_found":
            return Finding(
                document.at(loc),
                "missing",
                f"'type' is missing here; add one of {', '.join(_tags(annotation, loc))}",
            )
        tag = context.get("tag")
        return Finding(
            document.at((*loc, "type")),
            "unknown-type",
            f"there is no type '{tag}'; {did_you_mean(tag, tags)}",
        )
    if kind == "literal_error":
        known = [word.strip("' ") for word in str(context["expected"]).replace(" or ", ", ").split(",")]
        return Finding(
            document.at(loc), "unknown-word", f"{name} cannot be '{value}'; {did_you_mean(value, known)}"
        )
    position = document.at_key(loc) if details["loc"][-1:] == ("[key]",) else document.at(loc)
    return Finding(position, "wrong-value", f"{name} {_complaint(kind, context, value, details['msg'])}")


def _complaint(kind: str, context: dict[str, Any], value: Any, otherwise: str) -> str:
    if value is None:
        return "has no value; write one behind the colon or delete the line"
    if kind in _KINDS:
        remedy = "; put it in quotes" if kind == "string_type" and not isinstance(value, dict | tuple) else ""
        return f"must be {_KINDS[kind]}, not {_named(value)}{remedy}"
    if kind == "string_pattern_mismatch":
        if not str(value).strip():
            return "is empty; write the text"
        otherwise = "only lower-case words of a-z and 0-9 joined by hyphens go here"
        remedy = next(
            (words for begin, words in _PATTERNS.items() if context["pattern"].startswith(begin)), otherwise
        )
        return f"is '{value}'; {remedy}"
    if kind == "string_too_short":
        return "is empty; write the text"
    if kind == "string_too_long":
        return f"has {len(str(value))} characters, at most {context['max_length']} go; shorten it"
    if kind == "greater_than_equal":
        return f"is {value}; it must be at least {context['ge']}"
    if kind == "less_than_equal":
        return f"is {value}; it must be at most {context['le']}"
    if kind == "too_short":
        return f"has {context['actual_length']} entries; at least {context['min_length']} must stand here"
    if kind == "too_long":
        return f"has {context['actual_length']} entries; at most {context['max_length']} go here"
    return f"does not fit ({otherwise}); see the reference of fields"


def _named(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, dict):
        return "a list of 'key: value' lines"
    if isinstance(value, tuple):
        return "a list"
    return f"the number {value}" if isinstance(value, int | float) else f"the text '{value}'"


def _about(annotation: Any, loc: Loc, key: str) -> str:
    for model in _models_at(annotation, loc):
        for name, field in model.model_fields.items():
            if key == (field.alias or name) and field.description:
                return f" ({field.description.rstrip('.')})"
    return ""


def _keys_at(annotation: Any, loc: Loc) -> list[str]:
    keys: list[str] = []
    for model in _models_at(annotation, loc):
        keys += [
            field.alias or name
            for name, field in model.model_fields.items()
            if (field.alias or name) not in keys
        ]
    return keys


def _tags(annotation: Any, loc: Loc) -> list[str]:
    """Return the values that 'type' may have in the models of a union."""
    return [
        tag
        for model in _models_at(annotation, loc)
        if "type" in model.model_fields
        for tag in get_args(model.model_fields["type"].annotation)
    ]


def _models_at(annotation: Any, loc: Loc) -> list[type[BaseModel]]:
    models = list(_models_in(annotation))
    for step in loc:
        if isinstance(step, int):
            continue
        inner = [
            field.annotation
            for model in models
            for name, field in model.model_fields.items()
            if (field.alias or name) == step
        ]
        if inner:
            models = [model for one in inner for model in _models_in(one)]
    return models


def _models_in(annotation: Any) -> Iterable[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        return
    for inner in get_args(annotation):
        yield from _models_in(inner)
