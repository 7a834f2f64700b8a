"""Written figures of simulated respondents -> what the page for editors shows of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from even_exchange.instruments.simulate import fingerprint_of
from even_exchange.instruments.simulation_report import Hope, hopes

if TYPE_CHECKING:
    from even_exchange.instruments.assumptions import Assumptions
    from even_exchange.instruments.simulation_figures import Form, Simulation
    from even_exchange.pipeline import Project

Triple = list[float]


@dataclass(frozen=True, slots=True)
class Length:
    """How well a form does: `items` counted over the form, or answers at one juncture; triples as in a `Form`."""

    items: int
    first: Triple
    second: Triple


@dataclass(frozen=True, slots=True)
class Covered:
    """How often a scale of a form lies within its band."""

    scale: str
    form: str
    share: Triple


@dataclass(frozen=True, slots=True)
class SimulationPage:
    """All that is shown. `current` says whether the figures belong to the keys and assumptions of now."""

    simulation: Simulation
    assumptions: Assumptions
    current: bool
    titles: dict[str, str]
    hopes: list[Hope]
    correlations: list[Length]
    flags: list[Length]
    coverage: list[Covered]


def simulation_page(project: Project) -> SimulationPage | None:
    """Return what the page shows, or None when there are no figures, no assumptions or no sound model."""
    written, model, assumptions = project.figures, project.model, project.assumptions
    if written is None or model is None or assumptions is None:
        return None
    forms = written.simulation.forms
    # While somebody edits an instrument it may be missing; its figures are still those that were written.
    titles = {form.id: form.id for form in forms}
    titles |= {id_: instrument.title for id_, instrument in project.instruments.items()}
    titles |= {form.id: "Together" for form in forms if "+" in form.id}
    axes = (model.map.across, model.map.up)
    with_flags = {
        _answers(form, list(model.junctures)): form
        for form in [*written.simulation.shorter, *forms]
        if form.spread.get("flags.sensitivity.all", [0.0])[0] > 0
    }
    return SimulationPage(
        written.simulation,
        assumptions,
        current=written.fingerprint == _fingerprint(project, assumptions),
        titles=titles,
        hopes=hopes(written.simulation, model, assumptions),
        correlations=[
            Length(form.items, *(form.spread[f"correlation.{axis}"] for axis in axes))
            for form in written.simulation.shorter
        ],
        flags=[
            Length(answers, form.spread["flags.sensitivity.all"], form.spread["flags.specificity.all"])
            for answers, form in sorted(with_flags.items())
        ],
        coverage=[
            Covered(scale, form.id, form.spread[f"coverage.{scale}"])
            for form in forms
            for scale in (*axes, *model.junctures)
            if f"coverage.{scale}" in form.spread
        ],
    )


def _answers(form: Form, junctures: list[str]) -> int:
    """Return how many answers a form has at its shortest juncture."""
    return min(form.counts.get(juncture, 0) for juncture in junctures)


def _fingerprint(project: Project, assumptions: Assumptions) -> str:
    pool = project.model.pool.instruments if project.model else ()
    keys = {id_: project.keys[id_] for id_ in pool if id_ in project.keys}
    return fingerprint_of(keys, project.instruments, assumptions)
