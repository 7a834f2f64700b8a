"""The schemas that editors' tools read are those of the models, and the files point to them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from even_exchange.__main__ import SCHEMAS, schemas
from even_exchange.instruments.items import TYPES

ROOT = Path(__file__).parents[2]
ASSESSMENTS = sorted((ROOT / "assessments").glob("*.yml"))
#: Files beside the instruments, and what each of them is.
KIND = {"model": "model", "simulation": "simulation", "where-you-stand-observed": "observed"}


@pytest.mark.parametrize("path", SCHEMAS)
def test_the_committed_schema_is_current(path: str) -> None:
    """What is committed is what the models say now; `python run.py schema` writes it."""
    committed = (ROOT / path).read_text(encoding="utf-8")

    assert schemas()[path] == committed


@pytest.mark.parametrize("path", ASSESSMENTS, ids=lambda path: path.name)
def test_every_file_points_to_its_schema(path: Path) -> None:
    """A line that editors read, among the comments at the head, names a schema that stands beside the file."""
    head = re.match(r"(?:#.*\n)*", path.read_text(encoding="utf-8"))

    assert head is not None
    modeline = re.search(r"^# yaml-language-server: \$schema=(\S+)$", head[0], re.MULTILINE)

    assert modeline is not None
    assert modeline[1] == f"{KIND.get(path.stem, 'instrument')}.schema.json"
    assert (path.parent / modeline[1]).is_file()


@pytest.mark.parametrize("path", SCHEMAS)
def test_every_reference_leads_somewhere(path: str) -> None:
    """A schema is whole in itself: every `$ref` stands in it, and nothing is fetched."""
    schema = json.loads((ROOT / path).read_text(encoding="utf-8"))
    for reference in re.findall(r'"\$ref": "([^"]+)"', json.dumps(schema)):
        assert reference.startswith("#/$defs/")
        assert reference.removeprefix("#/$defs/") in schema["$defs"]


@pytest.mark.parametrize("path", SCHEMAS)
def test_unknown_keys_are_refused_everywhere(path: str) -> None:
    """Every object with named keys forbids others, so that an editor's tool marks a misspelt one."""
    schema = json.loads((ROOT / path).read_text(encoding="utf-8"))
    for name, part in {"": schema, **schema.get("$defs", {})}.items():
        if "properties" in part:
            assert part.get("additionalProperties") is False, name


@pytest.mark.parametrize("path", ASSESSMENTS, ids=lambda path: path.name)
def test_sound_files_fit_their_schema(path: Path) -> None:
    """The real files fit what the schema says of keys, kinds and lists, so that no editor sees a false mark."""
    name = KIND.get(path.stem, "instrument")
    schema = json.loads((ROOT / "assessments" / f"{name}.schema.json").read_text(encoding="utf-8"))
    wrong = list(misfits(yaml.safe_load(path.read_text(encoding="utf-8")), schema, schema, path.name))

    assert wrong == []


def test_the_schema_knows_every_item_type() -> None:
    """The schema of instruments chooses by `type` among all types."""
    schema = json.loads((ROOT / "assessments" / "instrument.schema.json").read_text(encoding="utf-8"))
    chosen = schema["properties"]["items"]["items"]["discriminator"]["mapping"]

    assert set(TYPES) == set(chosen)


KINDS = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
}


def misfits(value: Any, part: dict[str, Any], whole: dict[str, Any], place: str) -> list[str]:
    """Return where data departs from a schema, as far as keys, kinds, patterns and fixed words go."""
    if "$ref" in part:
        return misfits(value, whole["$defs"][part["$ref"].rsplit("/", 1)[-1]], whole, place)
    choices = part.get("anyOf") or part.get("oneOf")
    if choices:
        tries = [misfits(value, choice, whole, place) for choice in choices]
        return [] if any(not one for one in tries) else min(tries, key=len)
    if part.get("type") == "null":
        return [] if value is None else [f"{place}: not null"]
    kind = KINDS.get(part.get("type", ""), object)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind in (int, (int, float))):
        return [f"{place}: not of type {part['type']}"]
    if value not in part.get("enum", [value]) or value != part.get("const", value):
        return [f"{place}: '{value}' is not allowed"]
    if isinstance(value, str) and "pattern" in part and not re.search(part["pattern"], value):
        return [f"{place}: '{value}' does not match {part['pattern']}"]
    found: list[str] = []
    if isinstance(value, dict):
        known = part.get("properties", {})
        found += [f"{place}: lacks {key}" for key in part.get("required", []) if key not in value]
        for key, inner in value.items():
            further = part.get("additionalProperties", {})
            if key in known or isinstance(further, dict):
                found += misfits(inner, known.get(key, further), whole, f"{place}.{key}")
            else:
                found.append(f"{place}: '{key}' is not allowed")
    if isinstance(value, list):
        first = part.get("prefixItems", [])
        for number, inner in enumerate(value):
            schema = first[number] if number < len(first) else part.get("items", {})
            found += misfits(inner, schema, whole, f"{place}[{number}]")
    return found
