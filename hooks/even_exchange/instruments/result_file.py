"""Bytes of a result file, which a respondent saved and chose to hand over -> their answers, or what is wrong with it.

Such a file holds no name and no score: answers are scored anew, with the key of the site that reads them.
The twin of ``client/result_file.mjs``, which says the same to a reader in plainer words.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from even_exchange.findings import Finding, Position, did_you_mean
from even_exchange.instruments.measurement_model import Id, Strict
from even_exchange.instruments.points import points_of
from even_exchange.instruments.scoring_key import UNMET
from even_exchange.shape import fit
from even_exchange.source import Document, read_bytes, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from even_exchange.instruments.scoring_key import InstrumentKey, ItemKey

KIND = "even-exchange answers"
Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class ResultFile(Strict):
    """One sitting as its respondent saved it; see `scoring_key.Sitting` for the answers."""

    format: Literal[1] = Field(description="How the file is laid out.")
    kind: Literal["even-exchange answers"]
    id: Id = Field(description="The instrument.")
    version: Annotated[int, Field(ge=1)]
    fingerprint: Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]
    day: Annotated[int, Field(ge=0, le=100000)] = Field(description="Days since 1970-01-01.")
    answers: dict[str, Any] = Field(description="Item id -> answer, as the draft keeps it.")
    seconds: dict[str, Seconds] | None = Field(
        default=None, description="Item id -> seconds to the first answer; only when the respondent chose so."
    )


class _GivenTwiceError(ValueError):
    """A key stands twice in one mapping."""


def read_result_file(
    path: str, content: bytes, instruments: Mapping[str, InstrumentKey]
) -> tuple[ResultFile | None, list[Finding]]:
    """Return the sitting that a file holds, or None and everything that is wrong with it.

    `instruments` are those of the site by id. A file of an instrument as it once was is refused: its answers may
    mean something else today.
    """
    text, findings = read_bytes(path, content)
    if text is None:
        return None, findings
    document, findings = _document(path, text)
    if document is None:
        return None, findings
    file, findings = fit(ResultFile, document)
    if file is None:
        if document.data.get("kind") != KIND:
            what = f"this is no file of answers (its 'kind' is not '{KIND}'); leave it out"
            return None, [Finding(document.at(("kind",)), "result-file", what)]
        return None, findings
    findings = list(_against_instrument(file, document, instruments))
    return (None if findings else file), findings


def _document(path: str, text: str) -> tuple[Document | None, list[Finding]]:
    """Read JSON strictly; the reader of YAML, of which such JSON is a part, only tells where things stand."""
    try:
        data = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        what = f"this is not JSON ({error.msg}); ask for the file again, as it was saved"
        return None, [Finding(Position(path, error.lineno, error.colno), "result-file", what)]
    except (RecursionError, ValueError) as error:
        why = "it nests too deep" if isinstance(error, RecursionError) else str(error)
        what = f"this cannot be read ({why}); ask for the file again, as it was saved"
        return None, [Finding(Position(path, 1, 1), "result-file", what)]
    if not isinstance(data, dict):
        return None, [
            Finding(Position(path, 1, 1), "result-file", "this is no file of answers; leave it out")
        ]
    places, _ = read_yaml(path, text)
    return Document(path, data, places.values if places else {}, places.keys if places else {}), []


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        names = [name for name, _ in pairs]
        raise _GivenTwiceError(
            f"'{next(name for name in names if names.count(name) > 1)}' stands in it twice"
        )
    return mapping


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number")


def _against_instrument(
    file: ResultFile, document: Document, instruments: Mapping[str, InstrumentKey]
) -> Iterator[Finding]:
    if file.id not in instruments:
        what = f"there is no instrument '{file.id}'; {did_you_mean(file.id, instruments)}"
        yield Finding(document.at(("id",)), "result-file", what)
        return
    instrument = instruments[file.id]
    if (file.version, file.fingerprint) != (instrument["version"], instrument["fingerprint"]):
        what = (
            f"these answers were given to version {file.version} ({file.fingerprint}) of '{file.id}', and today "
            f"it is version {instrument['version']} ({instrument['fingerprint']}); leave the file out"
        )
        yield Finding(document.at(("fingerprint",)), "result-file", what)
        return
    items = {item["id"]: item for item in instrument["items"]}
    for part in ("answers", "seconds"):
        for id_ in getattr(file, part) or {}:
            if id_ not in items:
                what = f"'{file.id}' has no item '{id_}'; {did_you_mean(id_, items)}"
                yield Finding(document.at_key((part, id_)), "result-file", what)
    for id_, answer in file.answers.items():
        if id_ in items and not _offered(items[id_], answer):
            what = f"'{answer}' is no answer that '{id_}' offers; ask for the file again, as it was saved"
            yield Finding(document.at(("answers", id_)), "result-file", what)


def _offered(item: ItemKey, answer: Any) -> bool:
    """Say whether an item offers an answer; those in figures and lines may be unfinished and only have a shape."""
    if answer == UNMET:
        return True
    if item["form"] is None:
        return isinstance(answer, int | float | str) and not isinstance(answer, bool)
    if "table" in item["form"]:
        return points_of(item["form"], answer)[0] is not None
    return isinstance(answer, int | float | list | dict) and not isinstance(answer, bool)
