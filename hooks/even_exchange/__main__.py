"""The engine's own command line: ``python -m even_exchange check|pages|schema|score|personas|witness|pilot|simulate``."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel

from even_exchange.findings import Finding, Position, as_github, as_text, has_errors, in_order, summary
from even_exchange.instruments.assumptions import Assumptions
from even_exchange.instruments.goals import find_witnesses
from even_exchange.instruments.instrument import Instrument
from even_exchange.instruments.measurement_model import MeasurementModel
from even_exchange.instruments.minutes import exact_minutes
from even_exchange.instruments.observed import ObservedFile
from even_exchange.instruments.personas import results_of, sitting_of
from even_exchange.instruments.pilot import pilot, report
from even_exchange.instruments.result_file import ResultFile, read_answers, read_result_file
from even_exchange.instruments.score import printed, score
from even_exchange.instruments.simulate import fingerprint_of, not_assumed
from even_exchange.instruments.simulation_figures import simulate
from even_exchange.instruments.simulation_report import as_json
from even_exchange.instruments.simulation_report import as_text as figures_as_text
from even_exchange.instruments.witness_sheet import as_personas
from even_exchange.library.front_matter import FrontMatter
from even_exchange.library.table import as_lines, table_of_pages
from even_exchange.pipeline import FIGURES, SIMULATION, compile_project
from even_exchange.project_files import read_files
from even_exchange.site.build import build_site

if TYPE_CHECKING:
    from collections.abc import Callable

#: The schemas that editors' tools read, by their place in the project.
SCHEMAS: dict[str, type[BaseModel]] = {
    "assessments/instrument.schema.json": Instrument,
    "assessments/model.schema.json": MeasurementModel,
    "assessments/simulation.schema.json": Assumptions,
    "docs/_data/front-matter.schema.json": FrontMatter,
    "assessments/observed.schema.json": ObservedFile,
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
    commands.add_parser("pages", help="print a table of the pages: words, grade, claims, talks, minutes")
    witness = commands.add_parser("witness", help="print answers that lead to each thing a result may say")
    witness.add_argument("instrument")
    of_files = commands.add_parser("pilot", help="item figures from result files that people handed over")
    of_files.add_argument("files", type=Path, nargs="+")
    simulated = commands.add_parser("simulate", help="try the scoring of instruments on made-up people")
    simulated.add_argument("instruments", nargs="*", metavar="INSTRUMENT", help="default: those of the pool")
    simulated.add_argument("--people", type=_from(100), help="people for each seed")
    simulated.add_argument("--seeds", type=_from(1), help="how many seeds: 1, 2, 3 and so on")
    simulated.add_argument("--format", choices=["text", "json"], default="text")
    simulated.add_argument("--write", action="store_true", help="write the figures of the page for editors")
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
    if chosen.command == "simulate":
        if chosen.write and (chosen.instruments or chosen.people or chosen.seeds):
            parser.error(
                "--write takes the instruments of the pool and the numbers of the file of assumptions"
            )
        return _simulate(root, chosen)
    if chosen.command == "pilot":
        return _pilot(root, chosen.files)
    if chosen.command == "pages":
        return _pages(root)
    if chosen.command == "witness":
        return _witness(root, chosen.instrument)
    return _personas(root, chosen.instrument)


def _check(root: Path, reporter: str) -> int:
    site = build_site(read_files(root), _day())
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


def _day() -> str:
    """Return the day for which the content is checked: that of SOURCE_DATE_EPOCH, so that the same commit says the same, or today."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = int(given) if given.isdecimal() else time.time()
    return datetime.fromtimestamp(seconds, tz=UTC).date().isoformat()


def _pages(root: Path) -> int:
    """Print one line a page of the library, and the sums."""
    pages = build_site(read_files(root), _day()).project.pages
    rows = table_of_pages(pages)
    for line in as_lines(rows):
        print(line)
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
        content = file.read_bytes()
    except OSError as error:
        print(f"{file}: cannot be opened ({error.strerror}); check its name")
        return 1
    answers, findings = read_answers(file.as_posix(), content, project.keys[id_]["instruments"][id_])
    if answers is None:
        print(as_text(in_order(findings)))
        return 1
    print(
        json.dumps(
            score(project.keys[id_], {id_: {"answers": answers, "day": None, "fast": False}}), indent=2
        )
    )
    return 0


def _witness(root: Path, id_: str) -> int:
    project = compile_project(read_files(root))
    if id_ not in project.keys:
        print(f"there is no sound instrument '{id_}'; run check")
        return 1
    instrument, key = project.instruments[id_], project.keys[id_]
    known = results_of(instrument, key)
    found = find_witnesses(key, known)
    names = {
        at: persona.name
        for at, sitting in enumerate(found.sittings)
        for persona, (theirs, _) in zip(instrument.personas, known, strict=True)
        if theirs is sitting
    }
    print(as_personas(found, key["instruments"][id_], names), end="")
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
            "band": " close to ".join([result["band"]["zone"], *result["band"]["close_to"]])
            if result["band"]
            else "",
            "open": ", ".join(f"{line['tag']} ({line['answer']})" for line in result["open"]),
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


def _pilot(root: Path, paths: list[Path]) -> int:
    """Print the figures of each instrument that the files answer, in the order of the files."""
    keys = compile_project(read_files(root)).keys
    own = {id_: key["instruments"][id_] for id_, key in keys.items()}
    findings: list[Finding] = []
    read: dict[str, dict[bytes, ResultFile]] = {}
    for path in paths:
        try:
            content = path.read_bytes()
        except OSError as error:
            what = f"the file cannot be opened ({error.strerror}); check its name"
            findings.append(Finding(Position(path.as_posix(), 1, 1), "result-file", what))
            continue
        file, wrong = read_result_file(path.as_posix(), content, own)
        findings += wrong
        if file and content in read.get(file.id, {}):
            what = "the same answers on the same day are among the files already; this one is not counted"
            findings.append(Finding(Position(path.as_posix(), 1, 1), "result-file", what, "warning"))
        elif file:
            read.setdefault(file.id, {})[content] = file
    if findings:
        print(as_text(in_order(findings)), end="\n\n")
    print("\n\n".join(report(pilot(keys[id_], list(files.values()))) for id_, files in read.items()))
    return 1 if has_errors(findings) or not read else 0


def _from(least: int) -> Callable[[str], int]:
    """Return a reader of a whole number of an option, from the least that makes sense."""

    def number(text: str) -> int:
        if not text.isdecimal() or int(text) < least:
            raise argparse.ArgumentTypeError(f"must be a whole number from {least} on, not '{text}'")
        return int(text)

    return number


def _simulate(root: Path, chosen: argparse.Namespace) -> int:
    project = compile_project(read_files(root))
    model, assumptions = project.model, project.assumptions
    if model is None or assumptions is None:
        print(f"there is no sound {SIMULATION}, or no sound model beside it; run check")
        return 1
    ids = list(dict.fromkeys(chosen.instruments)) or list(model.pool.instruments)
    for id_ in ids:
        if id_ not in project.keys:
            print(f"there is no sound instrument '{id_}'; run check")
            return 1
        why = not_assumed(project.instruments[id_], model, assumptions)
        if why:
            print(f"nobody can be made up for '{id_}': {why}")
            return 1
    people, seeds = chosen.people or assumptions.run.people, chosen.seeds or assumptions.run.seeds
    found = simulate(ids, project.keys, project.instruments, model, assumptions, people=people, seeds=seeds)
    keys = {id_: project.keys[id_] for id_ in ids}
    as_file = as_json(found, fingerprint_of(keys, project.instruments, assumptions))
    print(as_file if chosen.format == "json" else figures_as_text(found, model, assumptions))
    if chosen.write:
        (root / FIGURES).write_text(as_file, encoding="utf-8", newline="\n")
        print(f"wrote {FIGURES}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # whoever read the output has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
