"""Figures of simulated respondents -> lines for a terminal, and a file that a page can be made from."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from even_exchange.instruments.simulation_figures import Form, Simulation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from even_exchange.instruments.assumptions import Assumptions
    from even_exchange.instruments.measurement_model import MeasurementModel

#: What has to be said wherever figures stand.
LIMITS = (
    "This tests the number, the type and the keys of the items. It cannot see the wording of any of them.",
    "The figures are a ceiling: the people are made up, and every item works on them as it is assumed to.",
)
WRITE = "python run.py simulate --write"
STYLES = {
    "attentive": "attentive",
    "careless": "careless, all",
    "straight": "straight lines",
    "random": "at random",
    "half-random": "half at random",
}
_TRIPLE = re.compile(r"\[\s+(-?[\d.e-]+),\s+(-?[\d.e-]+),\s+(-?[\d.e-]+)\s+\]")


@dataclass(frozen=True, slots=True)
class Hope:
    """One thing that pooled forms have to reach: `found` is held against `bound`, from below unless `at_most`."""

    about: str
    found: float
    bound: float
    at_most: bool

    @property
    def met(self) -> bool:
        """Return whether it is reached."""
        return self.found <= self.bound if self.at_most else self.found >= self.bound


@dataclass(frozen=True, slots=True)
class WrittenFigures:
    """Figures as they were written down, and the fingerprint of the keys and assumptions that they belong to."""

    fingerprint: str
    simulation: Simulation


def hopes(simulation: Simulation, model: MeasurementModel, assumptions: Assumptions) -> list[Hope]:
    """Return what the pooled forms have to reach, beside what they do reach; [] if none are pooled."""
    pooled = next((form.spread for form in simulation.forms if "+" in form.id), None)
    if pooled is None:
        return []
    wanted = assumptions.wanted
    names = {axis.id: axis.name for axis in model.axes}
    asked = [
        (f"correlation of {names[axis].lower()}", f"correlation.{axis}", wanted.correlation, False)
        for axis in (model.map.across, model.map.up)
    ]
    asked += [
        ("patterns named alone that are right", "pattern.clear_right", wanted.clear_right, False),
        ("opposite patterns swapped", "pattern.swapped", wanted.swapped, True),
        ("sensitivity of flags", "flags.sensitivity.all", wanted.sensitivity, False),
        ("specificity of flags", "flags.specificity.all", wanted.specificity, False),
    ]
    return [
        Hope(about, pooled[figure][0], bound, at_most)
        for about, figure, bound, at_most in asked
        if figure in pooled
    ]


def as_json(simulation: Simulation, fingerprint: str) -> str:
    """Return the figures as a file: by name the median over the seeds, the lowest and the highest."""
    data = {"made_by": WRITE, "limits": LIMITS, "fingerprint": fingerprint, **asdict(simulation)}
    return _TRIPLE.sub(r"[\1, \2, \3]", json.dumps(data, indent=1, ensure_ascii=False)) + "\n"


def read_figures(content: bytes) -> WrittenFigures | None:
    """Return the figures of such a file, or None if it is none."""
    try:
        data = json.loads(content)
        simulation = Simulation(
            data["people"],
            data["seeds"],
            [Form(**form) for form in data["forms"]],
            [Form(**form) for form in data["shorter"]],
        )
        return WrittenFigures(data["fingerprint"], simulation)
    except (ValueError, KeyError, TypeError):
        return None


def as_text(simulation: Simulation, model: MeasurementModel, assumptions: Assumptions) -> str:
    """Return the figures as lines for a terminal."""
    names = {axis.id: axis.name for axis in model.axes}
    names |= {dimension.id: dimension.name for dimension in model.dimensions}
    names |= {pattern.id: pattern.name for pattern in model.patterns}
    lines = [
        f"{simulation.people} made-up people, {simulation.seeds} times over: medians, then the lowest and highest.",
        *LIMITS,
    ]
    for form in simulation.forms:
        lines += ["", f"{form.id.replace('+', ' + ')}: {form.items} scored items"]
        lines += [f"  {line}" for line in _of_form(form, names, assumptions)]
    if simulation.shorter:
        lines += ["", f"{simulation.shorter[-1].id} with items dropped"]
        lines += [f"  {line}" for line in _by_count(simulation.shorter, model)]
    for number, hope in enumerate(hopes(simulation, model, assumptions)):
        lines += ["", "What both together have to reach"] if not number else []
        side = "at most" if hope.at_most else "at least"
        lines.append(
            f"  {hope.about + ':':<38}{hope.found:.3f}, {side} {hope.bound:g}: {'yes' if hope.met else 'NO'}"
        )
    return "\n".join(lines)


def _of_form(form: Form, names: dict[str, str], assumptions: Assumptions) -> Iterator[str]:
    found = form.spread
    reach = f"{assumptions.truth.coverage:g} SE"
    yield f"{'':<26}{'items':>5}  {'correlation':<19}{'too high by':<13}{'in ' + reach:<9}"
    for name in [one.removeprefix("correlation.") for one in found if one.startswith("correlation.")]:
        yield (
            f"{names[name]:<26}{form.counts.get(name, ''):>5}  {_spread(found, f'correlation.{name}'):<19}"
            f"{_one(found, f'higher.{name}', 1):<13}{_one(found, f'coverage.{name}'):<9}"
        )
    everybody = [
        f"{names[one.removeprefix('correlation_of_all.')].lower()} {_one(found, one)}"
        for one in found
        if one.startswith("correlation_of_all.")
    ]
    yield f"with the careless who got a result: {', '.join(everybody)}"
    if "zone.right" in found:
        yield (
            f"zone right {_spread(found, 'zone.right')}, among those named {_one(found, 'zone.named')}; "
            f"named alone {_one(found, 'zone.clear')}, then right {_one(found, 'zone.clear_right')}"
        )
    if "pattern.right" in found:
        yield (
            f"pattern right {_spread(found, 'pattern.right')}, among those named {_one(found, 'pattern.named')}; "
            f"named alone {_one(found, 'pattern.clear')}, then right {_spread(found, 'pattern.clear_right')}; "
            f"opposites swapped {_one(found, 'pattern.swapped', 4)}"
        )
        yield f"{'':<26}{'of all':<9}{'found':<9}right when named alone"
        for name in [one.removeprefix("pattern.true.") for one in found if one.startswith("pattern.true.")]:
            yield (
                f"  {names[name]:<24}{_one(found, f'pattern.true.{name}'):<9}"
                f"{_one(found, f'pattern.found.{name}'):<9}{_one(found, f'pattern.trusted.{name}')}"
            )
    if "flags.true.all" in found:
        yield from _flags(found, names, assumptions)
    if "held.attentive" in found:
        yield f"{'':<26}{'held':<8}{'cautioned':<11}either, with no times known"
        for style, words in STYLES.items():
            if f"held.{style}" in found:
                yield (
                    f"  {words:<24}{_one(found, f'held.{style}'):<8}{_one(found, f'cautioned.{style}'):<11}"
                    f"{_one(found, f'caught_untimed.{style}')}"
                )


def _flags(found: dict[str, list[float]], names: dict[str, str], assumptions: Assumptions) -> Iterator[str]:
    truth = assumptions.truth
    yield (
        f"truly giving way (from {truth.yields_from}) {_one(found, 'flags.true.all')} at a juncture, "
        f"{_one(found, 'flags.any_true')} at one or more; flagged at one or more {_one(found, 'flags.any_seen')}; "
        f"a flag is right {_one(found, 'flags.right.all')}"
    )
    yield f"{'':<26}{'sensitivity':<20}specificity"
    rows = {name: names[name] for name in (one.rsplit(".", 1)[1] for one in found) if name in names}
    rows |= {"all": "all junctures", "clear": f"true {truth.clearly_from}+ or to {truth.clearly_not_to}"}
    for name, words in rows.items():
        if f"flags.sensitivity.{name}" in found:
            yield (
                f"  {words:<24}{_spread(found, f'flags.sensitivity.{name}'):<20}"
                f"{_spread(found, f'flags.specificity.{name}')}"
            )


def _by_count(forms: Sequence[Form], model: MeasurementModel) -> Iterator[str]:
    names = {axis.id: axis.name.lower() for axis in model.axes}
    axes = (model.map.across, model.map.up)
    yield f"{'items':<7}{'correlation: ' + ', '.join(names[axis] for axis in axes):<45}{'clear and right':<17}flags: sensitivity, specificity"
    for form in forms:
        found = form.spread
        pairs = ", ".join(_one(found, f"correlation.{axis}") for axis in axes)
        clear = f"{_one(found, 'pattern.clear')}, {_one(found, 'pattern.clear_right')}"
        flags = ", ".join(_one(found, f"flags.{side}.all") for side in ("sensitivity", "specificity"))
        yield f"{form.items:<7}{pairs:<45}{clear:<17}{flags}"


def _one(found: dict[str, list[float]], name: str, decimals: int = 2) -> str:
    return f"{found[name][0]:.{decimals}f}" if name in found else "-"


def _spread(found: dict[str, list[float]], name: str) -> str:
    if name not in found:
        return "-"
    middle, lowest, highest = found[name]
    return f"{middle:.2f} ({lowest:.2f}-{highest:.2f})"
