"""Whatever stands in a content file, the engine answers with findings and pages, never with an exception."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import yaml

from even_exchange.findings import Finding
from even_exchange.instruments.key import compile_key
from even_exchange.instruments.measurement_model import MeasurementModel
from even_exchange.instruments.personas import check_personas, results_of
from even_exchange.instruments.read import read_instrument
from even_exchange.instruments.rules import check_instrument, check_model
from even_exchange.instruments.rules.world import names_in
from even_exchange.library.page import read_page, split
from even_exchange.library.rules import check_pages
from even_exchange.library.rules.world import World as LibraryWorld
from even_exchange.library.vocabulary import Register, Taxonomy, Vocabulary
from even_exchange.project_files import read_files
from even_exchange.shape import fit
from even_exchange.site.build import build_site
from even_exchange.source import Document, read_yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MODEL = "assessments/model.yml"
REGISTER = "docs/_data/claims.yml"
TAXONOMY = "docs/_data/taxonomy.yml"
PLAYBOOK = "docs/playbooks/hold-the-value.md"

#: What an editor's slip may leave in the place of a value.
SLIPS = (
    None,
    5,
    -1,
    1.5,
    True,
    "",
    "some words",
    "a-word",
    [],
    ["a-word"],
    {},
    {"id": "a-word"},
    [[1, 2]],
    [None],
)
GONE = object()
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def loaded(path: str) -> Any:
    """Return the data of a file of the project."""
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def as_document(data: Any, path: str = "assessments/example.yml") -> Document | None:
    """Return data as the reader gives it; None when it is no mapping."""
    text = yaml.dump(data, Dumper=DUMPER, sort_keys=False, allow_unicode=True)
    document, _ = read_yaml(path, text, dates=True)
    return document


def places_in(data: Any, place: tuple = ()) -> Iterator[tuple]:
    """Yield the path of every value."""
    if place:
        yield place
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, inner in entries:
        yield from places_in(inner, (*place, step))


def changed(data: Any, place: tuple, value: Any) -> Any:
    """Return the data with another value at a path, or without it; what is not on the way is shared."""
    step, *rest = place
    copy = dict(data) if isinstance(data, dict) else list(data)
    if rest:
        copy[step] = changed(data[step], tuple(rest), value)
    elif value is GONE:
        del copy[step]
    else:
        copy[step] = value
    return copy


def slips_in(data: Any, each: int) -> Iterator[Any]:
    """Yield the data with one slip: so many of all slips at each place, in turn."""
    slips = cycle([GONE, *SLIPS])
    for place in places_in(data):
        for _ in range(each):
            yield changed(data, place, next(slips))


def is_told(findings: list[Finding]) -> bool:
    """Say whether every finding can be shown: a place in a file, a code, and a message on one line."""
    return all(one.position.line >= 1 and one.code and "\n" not in one.message.strip() for one in findings)


@pytest.fixture(scope="module")
def model() -> MeasurementModel:
    """Return the real shared model."""
    document, _ = read_yaml(MODEL, (ROOT / MODEL).read_text(encoding="utf-8"))

    assert document is not None
    return fit(MeasurementModel, document)[0]


def test_one_slip_in_an_instrument(model: MeasurementModel) -> None:
    """A small instrument with any one value lost or of another kind goes through every pass."""
    world = names_in(as_document(loaded(MODEL)), tuple(loaded(REGISTER)["claims"]), ("hold-the-value",))
    whole = 0
    for data in slips_in(yaml.safe_load((HERE / "example.yml").read_text(encoding="utf-8")), each=5):
        document = as_document(data)
        if document is None:
            continue
        reading, findings = read_instrument(document)
        findings += check_instrument(reading, world)

        assert is_told(findings)
        if reading.instrument and not findings:
            whole += 1
            key = compile_key(reading.instrument, model, {}, [], {})
            results = results_of(reading.instrument, key)
            findings += check_personas(reading.instrument, results, document)

            assert is_told(findings)

    assert whole > 10


def test_one_slip_in_the_model() -> None:
    """The shared model with any one value lost or of another kind gives findings and names as far as they go."""
    for data in slips_in(loaded(MODEL), each=2):
        document = as_document(data, MODEL)
        if document is None:
            continue
        _, findings = fit(MeasurementModel, document)
        findings += check_model(document)
        names_in(document, (), ())

        assert is_told(findings)


def test_one_slip_in_a_front_matter() -> None:
    """A page with any one value of its front matter lost or of another kind is read and checked."""
    register, _ = fit(Register, as_document(loaded(REGISTER)))
    taxonomy, _ = fit(Taxonomy, as_document(loaded(TAXONOMY)))
    words = Vocabulary(register, taxonomy, ("negotiation", "commitment"), ("price", "trade", "silence"))
    matter, body, _ = split((ROOT / PLAYBOOK).read_text(encoding="utf-8"))
    for data in slips_in(yaml.load(matter, yaml.BaseLoader), each=5):  # noqa: S506 - the safest of all: text only
        text = f"---\n{yaml.safe_dump(data, allow_unicode=True)}---\n{body[:2000]}"
        page, findings = read_page(PLAYBOOK, "playbooks/hold-the-value.md", text)
        if page:
            findings += check_pages([page], LibraryWorld(words, ("hold-the-value",)))

        assert is_told(findings)


SPOILED: dict[str, Callable[[bytes], bytes | None]] = {
    "gone": lambda _: None,
    "empty": lambda _: b"",
    "binary": lambda _: b"\x89PNG\r\n\x1a\n\x00",
    "half": lambda content: content[: len(content) // 2],
    "a list": lambda _: b"- a\n- b\n",
    "another mapping": lambda _: b"---\na: 1\n---\n",
}


@pytest.mark.parametrize("how", SPOILED)
@pytest.mark.parametrize(
    "path", [MODEL, REGISTER, TAXONOMY, PLAYBOOK, "assessments/where-you-stand.yml", "docs/index.md"]
)
def test_a_spoiled_file(path: str, how: str) -> None:
    """With any one file gone or spoiled every page can still be shown, and what is wrong is told of that file."""
    files = read_files(ROOT)
    content = SPOILED[how](files.pop(path))
    if content is not None:
        files[path] = content
    site = build_site(files)
    texts = {path.removeprefix("docs/"): text.decode(errors="replace") for path, text in files.items()}
    for uri, text in (texts | site.generated).items():
        if uri.endswith(".md"):
            assert isinstance(site.with_forms(site.page(uri, text), lambda target: f"../{target}"), str)

    told = {finding.position.path for finding in site.findings}

    assert is_told(list(site.findings))
    assert path in told or path == "docs/index.md" or how == "gone"


def test_a_page_shows_its_own_mistakes_to_whoever_edits_it() -> None:
    """A page of the library with mistakes is shown with the list of them at its head, and others as ever."""
    files = read_files(ROOT)
    files[PLAYBOOK] = (
        files[PLAYBOOK].replace(b"stage: decide", b"stage: decided").replace(b"## Practise", b"## Practice")
    )
    site = build_site(files)
    uri = PLAYBOOK.removeprefix("docs/")
    shown = site.page(uri, files[PLAYBOOK].decode())

    assert {"known-words", "parts"} == {one.code for one in site.findings}
    for finding in site.findings:
        assert f"<code>{finding.position}</code>" in shown
    assert "ee-findings" not in site.page(
        "playbooks/first-meeting.md", files["docs/playbooks/first-meeting.md"].decode()
    )
