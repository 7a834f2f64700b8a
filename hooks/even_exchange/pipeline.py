"""Content files of a project -> everything a site is made of. Calls the passes in order; nothing else does.

files -> source -> library, measurement model, instruments -> rules -> keys -> personas
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from even_exchange.findings import Finding, Position, has_errors, in_order
from even_exchange.instruments.assumptions import Assumptions
from even_exchange.instruments.customer_card import CustomerCard, check_card
from even_exchange.instruments.key import compile_key
from even_exchange.instruments.measurement_model import MeasurementModel
from even_exchange.instruments.observed import merge
from even_exchange.instruments.personas import check_personas, results_of
from even_exchange.instruments.proofs import check_proofs
from even_exchange.instruments.proofs.documents import Documents
from even_exchange.instruments.read import Reading, read_instrument
from even_exchange.instruments.rules import check_instrument, check_model
from even_exchange.instruments.rules.world import World, names_in
from even_exchange.instruments.simulation_report import read_figures
from even_exchange.library.cast import Cast, check_cast
from even_exchange.library.page import Page, is_of_library, read_page
from even_exchange.library.recommendation import recommendable
from even_exchange.library.rules import check_pages
from even_exchange.library.rules.world import World as LibraryWorld
from even_exchange.library.search_words import SearchWords, check_search_words
from even_exchange.library.vocabulary import MirrorWords, Register, Taxonomy, Vocabulary, check_register
from even_exchange.shape import fit
from even_exchange.source import Document, read_bytes, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from even_exchange.instruments.instrument import Instrument
    from even_exchange.instruments.scoring_key import PageKey, ScoringKey
    from even_exchange.instruments.simulation_report import WrittenFigures

MODEL = "assessments/model.yml"
INSTRUMENTS = "assessments/"
#: What is assumed of simulated respondents, and the figures that `simulate --write` has made of it.
SIMULATION = "assessments/simulation.yml"
FIGURES = "docs/_data/simulation.json"
REGISTER = "docs/_data/claims.yml"
TAXONOMY = "docs/_data/taxonomy.yml"
MIRROR_WORDS = "docs/_data/mirror-words."
CUSTOMER_CARD = "docs/_data/customer-card.yml"
CAST = "docs/_data/cast.yml"
SEARCH_WORDS = "docs/_data/synonyms.yml"
#: Hashes of what stands in the founding documents; without the file nobody can tell whose words a page has.
WORD_RUNS = "docs/_data/source-word-runs.txt"
PAGES = "docs/"


@dataclass(frozen=True)
class Project:
    """Everything compiled. What could not be read is absent; `findings` says why.

    `instruments` and `keys` hold the sound ones by id, `broken` the findings of the others by the name of the file.
    """

    model: MeasurementModel | None
    register: Register | None
    taxonomy: Taxonomy | None
    mirror_words: dict[str, MirrorWords]
    instruments: dict[str, Instrument]
    keys: dict[str, ScoringKey]
    broken: dict[str, tuple[Finding, ...]]
    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]
    assumptions: Assumptions | None = None
    figures: WrittenFigures | None = None
    customer_card: CustomerCard | None = None
    cast: Cast | None = None
    search_words: SearchWords | None = None
    #: The day for which the site is made, year-month-day, or None where nothing may depend on it.
    day: str | None = None

    @property
    def sound(self) -> bool:
        """Whether nothing stops a build."""
        return not has_errors(self.findings)

    @cached_property
    def values(self) -> dict[str, int | float | str]:
        """Every number and text of the shared model by its dotted path."""
        return _values(self.model.model_dump(by_alias=True)) if self.model else {}


def compile_project(files: Mapping[str, bytes], day: str | None = None) -> Project:
    """Compile the content files, given by path relative to the project root; never raises on their content.

    `day` is year-month-day: the day by which reviews are due or overdue.
    """
    findings: list[Finding] = []
    register_document = _document(files, REGISTER, findings)
    if register_document:
        findings += check_register(register_document)
    register = _typed(Register, register_document, findings)
    taxonomy_document = _document(files, TAXONOMY, findings)
    taxonomy = _typed(Taxonomy, taxonomy_document, findings)

    mirror_words = [
        _typed(MirrorWords, _document(files, path, findings), findings)
        for path in sorted(files)
        if path.startswith(MIRROR_WORDS)
    ]

    model_document = _document(files, MODEL, findings)
    if model_document:
        findings += check_model(model_document)
    model = _typed(MeasurementModel, model_document, findings)
    model_is_sound = not any(finding.position.path == MODEL for finding in findings)

    assumptions: Assumptions | None = None
    if SIMULATION in files:  # nothing else depends on it
        assumptions = _typed(Assumptions, _document(files, SIMULATION, findings), findings)

    pages = _pages(files, findings)
    claims = tuple(register.ids()) if register else ()
    world = names_in(model_document, claims, tuple(_slugs(files)))
    cast: Cast | None = None
    if CAST in files:
        cast_document = _document(files, CAST, findings)
        cast = _typed(Cast, cast_document, findings)
        if cast and cast_document:
            findings += check_cast(cast, cast_document, world.pages)
    search_words: SearchWords | None = None
    if SEARCH_WORDS in files:
        words_document = _document(files, SEARCH_WORDS, findings)
        search_words = _typed(SearchWords, words_document, findings)
        if search_words and words_document:
            names = (*world.pages, *(_name(path) for path in _instrument_paths(files)))
            findings += check_search_words(search_words, words_document, names)
    every_page_read = len(pages) == len(list(_library(files)))
    if register and taxonomy and model_document:
        tags = tuple(tag for tags in world.sub_checks.values() for tag in tags)
        words = Vocabulary(
            register, taxonomy, world.dimensions, tags, _places(register_document, taxonomy_document)
        )
        runs = frozenset(files.get(WORD_RUNS, b"").decode("ascii", "replace").split("\n"))
        library = LibraryWorld(words, world.pages, runs, cast, day, every_page_read and bool(pages))
        findings += check_pages(pages, library)

    readings: dict[str, Reading] = {}
    broken: dict[str, tuple[Finding, ...]] = {}
    opened = {path: _opened(files, path) for path in _instrument_paths(files)}
    # A file that observes an instrument is read once that one is.
    for path in sorted(opened, key=lambda path: _is_observer(opened[path][0])):
        name = path.removeprefix(INSTRUMENTS).removesuffix(".yml")
        reading, wrong = _instrument(*opened[path], world, readings)
        findings += wrong
        if reading and reading.instrument and not has_errors(wrong):
            readings[name] = reading
        else:
            broken[name] = tuple(in_order(_without_echoes(wrong)))
    instruments = {name: reading.instrument for name, reading in readings.items() if reading.instrument}

    keys: dict[str, ScoringKey] = {}
    if model and model_document and model_is_sound and taxonomy:
        leads_to = recommendable(pages, taxonomy, model.pressing.page)
        audiences = {page.slug: page.head.audience for page in pages}
        for name, instrument in instruments.items():
            # A persona answers one instrument, and only those whose personas hold may be pooled below.
            key = compile_key(instrument, model, {}, leads_to, audiences)
            document, results = readings[name].document, results_of(instrument, key)
            wrong = list(check_personas(instrument, results, document, every_page=every_page_read))
            wrong += check_proofs(instrument, key, Documents(document, model_document), results)
            if every_page_read and not instrument.observes:
                wrong += _leads_somewhere(instrument, leads_to, key, readings[name])
            findings += wrong
            if has_errors(wrong):
                broken[name] = tuple(in_order(_without_echoes(wrong)))
        instruments = {name: one for name, one in instruments.items() if name not in broken}
        keys = {
            name: compile_key(instrument, model, instruments, leads_to, audiences)
            for name, instrument in instruments.items()
        }
    else:
        shared = tuple(
            finding for finding in in_order(findings) if finding.position.path in {MODEL, TAXONOMY}
        )
        broken |= dict.fromkeys(instruments, shared)
    customer_card: CustomerCard | None = None
    if CUSTOMER_CARD in files:
        card_document = _document(files, CUSTOMER_CARD, findings)
        customer_card = _typed(CustomerCard, card_document, findings)
        if customer_card and card_document:
            findings += check_card(customer_card, card_document, {*instruments, *broken}, instruments)
    return Project(
        model if model_is_sound else None,
        register,
        taxonomy,
        {words.language: words for words in mirror_words if words},
        {name: instruments[name] for name in keys},
        keys,
        broken,
        tuple(pages),
        tuple(in_order(_without_echoes(findings))),
        assumptions,
        read_figures(files[FIGURES]) if FIGURES in files else None,
        customer_card,
        cast,
        search_words,
        day,
    )


def _places(register: Document | None, taxonomy: Document | None) -> dict[str, Position]:
    """Return where claims and situations stand, for findings about what no page does with them."""
    claims = register.data.get("claims") if register else None
    situations = taxonomy.data.get("situations") if taxonomy else None
    found: dict[str, Position] = {}
    if register and isinstance(claims, dict):
        found |= {id_: register.at_key(("claims", id_)) for id_ in claims}
    if taxonomy and isinstance(situations, dict):
        found |= {f"situations.{id_}": taxonomy.at_key(("situations", id_)) for id_ in situations}
    return found


def _values(value: Any, path: str = "") -> dict[str, int | float | str]:
    """Return every number and text in a part of the model by its dotted path."""
    if isinstance(value, dict | list | tuple):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        return {
            k: v
            for step, one in inner
            for k, v in _values(one, f"{path}.{step}" if path else str(step)).items()
        }
    return {} if value is None or isinstance(value, bool) else {path: value}


def _document(files: Mapping[str, bytes], path: str, findings: list[Finding]) -> Document | None:
    if path not in files:
        what = "this file is missing, and nothing can be checked without it; put it back"
        findings.append(Finding(Position(path, 1, 1), "missing", what))
        return None
    text, wrong = read_bytes(path, files[path])
    findings += wrong
    if text is None:
        return None
    document, wrong = read_yaml(path, text)
    findings += wrong
    return document


def _typed(kind: Any, document: Document | None, findings: list[Finding]) -> Any:
    if document is None:
        return None
    value, wrong = fit(kind, document)
    findings += wrong
    return value


def _without_echoes(findings: list[Finding]) -> list[Finding]:
    """Drop what only repeats, in the words of the model, that a value could not be read."""
    unread = {finding.position for finding in findings if finding.code.startswith("source-")}
    return [one for one in findings if one.code.startswith("source-") or one.position not in unread]


def _library(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the pages of the library: those that carry its front matter, and every playbook."""
    for path in sorted(files):
        if path.startswith(PAGES) and path.endswith(".md") and is_of_library(path, files[path]):
            yield path


def _slugs(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what the pages of the library are called, also those that have mistakes."""
    for path in _library(files):
        yield path.rsplit("/", 1)[-1].removesuffix(".md")


def _pages(files: Mapping[str, bytes], findings: list[Finding]) -> list[Page]:
    pages = []
    for path in _library(files):
        text, wrong = read_bytes(path, files[path])
        findings += wrong
        if text is None:
            continue
        page, wrong = read_page(path, path.removeprefix(PAGES), text)
        findings += wrong
        if page:
            pages.append(page)
    return pages


def _name(path: str) -> str:
    return path.removeprefix(INSTRUMENTS).removesuffix(".yml")


def _instrument_paths(files: Mapping[str, bytes]) -> Iterator[str]:
    for path in sorted(files):
        if path.startswith(INSTRUMENTS) and path.endswith(".yml") and path not in {MODEL, SIMULATION}:
            yield path


def _opened(files: Mapping[str, bytes], path: str) -> tuple[Document | None, list[Finding]]:
    findings: list[Finding] = []
    return _document(files, path, findings), findings


def _is_observer(document: Document | None) -> bool:
    return document is not None and "observes" in document.data


def _instrument(
    document: Document | None, findings: list[Finding], world: World, others: Mapping[str, Reading]
) -> tuple[Reading | None, list[Finding]]:
    if document is not None and _is_observer(document):
        document, wrong = merge(document, {name: reading.document for name, reading in others.items()})
        findings += wrong
        if document is not None and document.data["observes"] in world.pool:
            world = replace(world, pool=(*world.pool, document.data["id"]))  # it is scored in the same way
    if document is None:
        return None, findings
    reading, wrong = read_instrument(document)
    findings += wrong
    findings += check_instrument(reading, world)
    return reading, findings


def _leads_somewhere(
    instrument: Instrument, pages: list[PageKey], key: ScoringKey, reading: Reading
) -> Iterator[Finding]:
    """Yield a finding for each dimension that no page of the library could follow up."""
    if not pages:
        return
    for index, name in enumerate(instrument.dimensions):
        if not any(name in page["primary"] or name in page["secondary"] for page in key["pages"]):
            message = (
                f"no playbook for this audience helps with '{name}'; write one or take the dimension out"
            )
            yield reading.finding(("dimensions", index), "leads-somewhere", message)
