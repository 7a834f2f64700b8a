"""The engine's own command line: ``python -m even_exchange check|schema|score|personas``."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from even_exchange.findings import as_github, as_text, has_errors, summary
from even_exchange.instruments.instrument import Instrument
from even_exchange.instruments.measurement_model import MeasurementModel
from even_exchange.instruments.minutes import exact_minutes
from even_exchange.instruments.personas import sitting_of
from even_exchange.instruments.score import printed, score
from even_exchange.library.front_matter import FrontMatter
from even_exchange.pipeline import compile_project
from even_exchange.project_files import read_files
from even_exchange.site.build import build_site

#: The schemas that editors' tools read, by their place in the project.
SCHEMAS: dict[str, type[BaseModel]] = {
    "assessments/instrument.schema.json": Instrument,
    "assessments/model.schema.json": MeasurementModel,
    "docs/_data/front-matter.schema.json": FrontMatter,
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0 when all is well, 1 when content has errors, 2 for a wrong command line."""
    parser = argparse.ArgumentParser(prog="even_exchange", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), help="the project's folder (default: here)")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="check every instrument and page; all findings at once")
    check.add_argument("--format", choices=["text", "github"], help="text, or annotations for a pull request")
    schema = commands.add_parser("schema", help="write the JSON Schemas that editors' tools read")
    schema.add_argument("--check", action="store_true", help="only say whether they are current")
    of_answers = commands.add_parser("score", help="score a JSON file of answers: {item id: answer}")
    of_answers.add_argument("instrument")
    of_answers.add_argument("answers", type=Path)
    personas = commands.add_parser("personas", help="print what every persona of an instrument gets")
    personas.add_argument("instrument")
    chosen = parser.parse_args(arguments)
    root: Path = chosen.root
    if not (root / "assessments").is_dir():
        print(f"{root.resolve().name}: no folder 'assessments' here; run this in the project or give --root")
        return 2
    if chosen.command == "check":
        return _check(
            root, chosen.format or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
        )
    if chosen.command == "schema":
        return _schema(root, only_check=chosen.check)
    if chosen.command == "score":
        return _score(root, chosen.instrument, chosen.answers)
    return _personas(root, chosen.instrument)


def _check(root: Path, reporter: str) -> int:
    site = build_site(read_files(root))
    if site.findings:
        print(as_github(site.findings) if reporter == "github" else as_text(site.findings))
    if has_errors(site.findings):
        print(summary(site.findings))
        return 1
    personas = sum(len(instrument.personas) for instrument in site.project.instruments.values())
    print(
        f"{len(site.project.instruments)} instruments, {personas} personas and {len(site.project.pages)} pages "
        f"checked: {summary(site.findings) if site.findings else 'nothing to mend'}"
    )
    for id_, instrument in site.project.instruments.items():
        print(f"  {id_}: {exact_minutes(instrument):.2f} minutes counted, {instrument.minutes} stated")
    return 0


def schemas() -> dict[str, str]:
    """Return the text of every schema by its place in the project."""
    texts = {}
    for path, model in SCHEMAS.items():
        schema = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **model.model_json_schema(by_alias=True),
        }
        texts[path] = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    return texts


def _schema(root: Path, *, only_check: bool) -> int:
    stale = 0
    for path, text in schemas().items():
        file = root / path
        if file.exists() and file.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if only_check:
            print(f"{path}:1:1: error: the schema is not current; run 'python run.py schema' [stale-schema]")
        else:
            file.write_text(text, encoding="utf-8", newline="\n")
            print(f"wrote {path}")
    if not stale:
        print("all schemas are current")
    return 1 if stale and only_check else 0


def _score(root: Path, id_: str, file: Path) -> int:
    project = compile_project(read_files(root))
    if id_ not in project.keys:
        print(f"there is no sound instrument '{id_}'; run check")
        return 1
    try:
        answers: Any = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        print(f"{file}: cannot be read as JSON ({error}); give {{item id: answer}}")
        return 1
    if not isinstance(answers, dict):
        print(f"{file}: holds no mapping; give {{item id: answer}}")
        return 1
    print(
        json.dumps(
            score(project.keys[id_], {id_: {"answers": answers, "day": None, "fast": False}}), indent=2
        )
    )
    return 0


def _personas(root: Path, id_: str) -> int:
    project = compile_project(read_files(root))
    if id_ not in project.keys:
        print(f"there is no sound instrument '{id_}'; run check")
        return 1
    instrument, key = project.instruments[id_], project.keys[id_]
    for persona in instrument.personas:
        result = score(key, {id_: sitting_of(persona, instrument, key)})
        lines = {
            "quality": result["quality"],
            "signs": ", ".join(f"{sign['sign']} ({sign['level']})" for sign in result["signs"]),
            "scores": ", ".join(
                f"{name} {printed(scale['score'])}" if scale["score"] is not None else f"{name} unscored"
                for name, scale in result["scales"].items()
            ),
            "zone": " close to ".join(filter(None, [result["zone"], ", ".join(result["zone_close_to"])])),
            "pattern": " close to ".join(filter(None, [result["pattern"], result["close_to"]])),
            "weakest": (result["weakest"] or {}).get("dimension", ""),
            "flags": ", ".join(f"{juncture} {tier}" for juncture, tier in result["flags"].items()),
            "notes": ", ".join(result["notes"]),
            "playbooks": ", ".join(page["page"] for page in result["playbooks"]),
            "say": (result["say"] or {}).get("text", ""),
        }
        print(persona.name)
        for name, text in lines.items():
            if text:
                print(f"  {name + ':':<11}{text}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # whoever read the output has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
