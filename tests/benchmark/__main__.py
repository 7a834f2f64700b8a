"""Measure builds, bytes and the browser, and print each figure beside what it is held against.

Started by `python3 run.py benchmark`. Nothing here fails because something is slow: a budget missed is a finding.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import builds
import client
import scale
import weights
from client import high, middle

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKDOWN_PAGE, LIMIT_RESULT = 13, 23
"""Milliseconds in which performance.md writes two budgets: of a page as Markdown, and of the limit's result."""


@dataclass(frozen=True)
class Figure:
    """One line of the table. `ratio` is what is held against budget and goal, `measured` and `floor` are told."""

    name: str
    measured: str
    floor: str
    ratio: float | None
    budget: float | None = None
    goal: float | None = None
    unit: str = ""

    @property
    def met(self) -> str:
        """Say what the figure meets."""
        if self.ratio is None or self.budget is None:
            return ""
        if self.goal is not None and self.ratio <= self.goal:
            return "goal"
        return "budget" if self.ratio <= self.budget else "missed"


def main() -> None:
    """Measure what is asked for and print it."""
    parser = argparse.ArgumentParser(prog="run.py benchmark", description=__doc__, allow_abbrev=False)
    parser.add_argument("--sizes", default="S,M", help=f"of {', '.join(builds.SIZES)} (default: S,M)")
    parser.add_argument(
        "--rounds", type=int, default=3, help="rounds, of which medians are taken (default: 3)"
    )
    parser.add_argument("--no-browser", action="store_true", help="leave out what needs a browser")
    parser.add_argument(
        "--no-scale", action="store_true", help=f"leave out the check of {scale.MANY} instruments"
    )
    parser.add_argument("--json", type=Path, help="write the figures to this file as well")
    chosen = parser.parse_args()
    sizes = [size.strip().upper() for size in chosen.sizes.split(",") if size.strip()]
    if not sizes or not set(sizes) <= builds.SIZES.keys() or chosen.rounds < 1:
        parser.error(f"--sizes takes {', '.join(builds.SIZES)}, --rounds one or more")
    started = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="even-exchange-benchmark-"))
    figures: list[Figure] = []
    try:
        for size in sizes:
            print(f"Building {size}, {chosen.rounds} rounds of {len(builds.VARIANTS)} sites …", flush=True)
            figures += of_builds(folder / size, size, chosen.rounds)
        print("Weighing the real site …", flush=True)
        figures += of_weights(folder / "real")
        if not chosen.no_scale:
            print(f"Checking {scale.MANY} instruments, {chosen.rounds} rounds …", flush=True)
            figures += of_scale(folder / "scale", chosen.rounds)
        if not chosen.no_browser:
            print(f"In the browser, {chosen.rounds} rounds of {len(client.PAGES)} pages …", flush=True)
            figures += of_client(folder, sizes[0], chosen.rounds)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(
        f"\n{table(figures)}\n\n{time.monotonic() - started:.0f} s. Ratios hold for this run, times for this machine."
    )
    if chosen.json:
        told = [asdict(figure) | {"met": figure.met} for figure in figures]
        chosen.json.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def of_builds(folder: Path, size: str, rounds: int) -> Iterator[Figure]:
    """Yield the figures of the builds of one size."""
    builds.write_sites(folder, size)
    took = builds.measure(folder, rounds)
    floor, project, limit = took["floor"], took["project"], took["limit"]
    pages, instruments = builds.SIZES[size]
    what = f"build {size} ({pages} + {instruments})"
    build = (None, None) if size == "S" else (1.05, 0.97)
    memory = (1.1, 1.03) if size == "L" else (None, None)
    yield _ratio(f"{what}, wall / floor", project.wall, floor.wall, "s")
    yield _ratio(f"{what}, processor / floor", project.cpu, floor.cpu, "s", *build)
    yield _ratio(f"{what}, limit, processor / floor", limit.cpu, floor.cpu, "s")
    yield _ratio(f"{what}, peak memory / floor", project.peak, floor.peak, "MiB", *memory)
    if size != "S":
        each = {name: (one.cpu - took["pages"].cpu) / instruments * 1000 for name, one in took.items()}
        held = (1.0, 6 / MARKDOWN_PAGE)
        yield _ratio(f"{what}, one instrument / as Markdown", each["project"], each["floor"], "ms", *held)
        yield _ratio(f"{what}, one as plain radios / as Markdown", each["limit"], each["floor"], "ms")


def of_scale(folder: Path, rounds: int) -> Iterator[Figure]:
    """Yield what one instrument of many takes to check, against one of fewer: 1.00 is growth in a straight line."""
    took = scale.measure(folder, rounds)
    alone = took[0]
    each = {number: (took[number].cpu - alone.cpu) / number * 1000 for number in (scale.FEW, scale.MANY)}
    few, many = scale.FEW, scale.MANY
    yield _ratio(f"check, one instrument of {many} / of {few}", each[many], each[few], "ms", 1.2, 1.05)
    memory = {number: (took[number].peak - alone.peak) / number for number in (few, many)}
    name = f"check, memory of one of {many} / of {few}"
    yield _ratio(name, memory[many], memory[few], "MiB", 1.2, 1.05)
    yield _ratio(f"check, peak memory of {many} / of none", took[many].peak, alone.peak, "MiB")


def of_weights(folder: Path) -> Iterator[Figure]:
    """Yield what pages weigh: here budget and goal are KiB."""
    weighed = weights.measure(folder)
    if weighed is None:
        print("  the real site does not build just now: no weights", flush=True)
        return
    limit = f"{weights.packed(client.HERE / 'limit.js') / 1024:.1f} KiB"
    yield _weight("own script and style, first page", weighed.first, 12, 8, limit)
    yield _weight("own script and style, next page", weighed.next, 12, 3)
    yield _weight("own script and style, page without an instrument", weighed.without, 0, 0)
    yield _weight(f"form, key and texts of {weighed.items} items", weighed.block, 14)
    yield _weight("style of the whole site", weighed.site_style)


def of_client(folder: Path, size: str, rounds: int) -> Iterator[Figure]:
    """Yield what the browser saw, on a phone."""
    seen = client.measure(folder / size / "project" / "site", weights.CORE, rounds)
    limit, project = seen["limit"], seen["project"]
    slow = f"{client.SLOWED}x CPU"
    ready = {name: middle(one.ready) for name, one in seen.items()}
    yield _ratio(f"interactive / bare page ready, {slow}", ready["project"], ready["bare"], "ms", 1.0, 0.85)
    yield _ratio(f"limit interactive / bare page ready, {slow}", ready["limit"], ready["bare"], "ms")
    for slowed, work in project.work.items():
        name = f"work per answer / limit, {slowed}x CPU"
        yield _ratio(name, middle(work), middle(limit.work[slowed]), "ms", 1.5, 1.2)
    yield _ratio(f"tap to paint p95 / limit, {slow}", high(project.taps), high(limit.taps), "ms")
    held = (50 / LIMIT_RESULT, 32 / LIMIT_RESULT)
    name = f"ask to result painted p50 / limit, {slow}"
    yield _ratio(name, middle(project.results), middle(limit.results), "ms", *held)
    yield _ratio(name.replace("p50", "p95"), high(project.results), high(limit.results), "ms")


def _ratio(name: str, one: float, of: float, unit: str, *held: float | None) -> Figure:
    digits = 1 if unit == "ms" else 2
    measured, floor = (f"{value:.{digits}f} {unit}" for value in (one, of))
    budget, goal = held or (None, None)
    return Figure(name, measured, floor, one / of if of else None, budget, goal)


def _weight(
    name: str, size: int, budget: float | None = None, goal: float | None = None, floor: str = ""
) -> Figure:
    return Figure(name, f"{size / 1024:.1f} KiB", floor, size / 1024, budget, goal, " KiB")


def table(figures: list[Figure]) -> str:
    """Return the figures in columns."""
    rows: list[tuple[str, ...]] = [("figure", "measured", "floor", "ratio", "budget", "goal", "met")]
    for one in figures:
        held = [f"{value:.3g}{one.unit}" if value is not None else "" for value in (one.budget, one.goal)]
        shown = "" if one.unit or one.ratio is None else f"{one.ratio:.2f}"
        rows.append((one.name, one.measured, one.floor, shown, *held, one.met))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(
            cell.ljust(width) if place in {0, 6} else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


if __name__ == "__main__":
    main()
