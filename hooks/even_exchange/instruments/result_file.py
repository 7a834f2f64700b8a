"""Bytes of a result file, which a respondent saved and chose to hand over -> their answers, or what is wrong with it.

Such a file holds no name and no score: answers are scored anew, with the key of the site that reads them. `read_answers`
reads bare answers by the same rules.
The twin of ``client/result_file.mjs``, which says the same to a reader in plainer words.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from even_exchange.findings import Finding, Position, did_you_mean
from even_exchange.instruments.measurement_model import Id, Strict
from even_exchange.instruments.points import points_of
from even_exchange.instruments.score import HIGHEST_GUESS
from even_exchange.instruments.scoring_key import UNMET
from even_exchange.shape import fit
from even_exchange.source import Document, read_bytes, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from even_exchange.instruments.scoring_key import InstrumentKey, ItemKey
    from even_exchange.source import Loc

KIND = "even-exchange answers"
_AGAIN = "ask for the file again, as it was saved"
_MEND = "mend it; a file of answers is {item id: answer}"
_PARTS_OF_A_COUNT = ("customer", "seller", "words")
#: A word of a message is cut after so many characters, and a message after so many: a file may hold anything.
_LONGEST_WORD = re.compile(r"(\S{60})\S+")
_LONGEST_MESSAGE = 400
_HALF_A_CHARACTER = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
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
    document, findings = _document(path, text, _AGAIN)
    if document is None:
        return None, _short(findings)
    file, findings = fit(ResultFile, document)
    if file is None:
        if document.data.get("kind") != KIND:
            what = f"this is no file of answers (its 'kind' is not '{KIND}'); leave it out"
            return None, [Finding(document.at(("kind",)), "result-file", what)]
        return None, _short(findings)
    findings = _short(_against_instrument(file, document, instruments))
    return (None if findings else file), findings


def read_answers(
    path: str, content: bytes, instrument: InstrumentKey
) -> tuple[dict[str, Any] | None, list[Finding]]:
    """Return the answers in a file that holds nothing but ``{item id: answer}``, or None and what is wrong with it."""
    text, findings = read_bytes(path, content)
    if text is None:
        return None, findings
    document, findings = _document(path, text, _MEND)
    if document is None:
        return None, _short(findings)
    findings = _short(_against_items(document.data, (), document, instrument, _MEND))
    return (None if findings else document.data), findings


def _short(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings with words cut that no screen has room for."""
    return [
        replace(one, message=_LONGEST_WORD.sub(r"\1…", one.message)[:_LONGEST_MESSAGE]) for one in findings
    ]


def _document(path: str, text: str, advice: str) -> tuple[Document | None, list[Finding]]:
    """Read JSON strictly; the reader of YAML, of which such JSON is a part, only tells where things stand."""
    try:
        data = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        what = f"this is not JSON ({error.msg}); {advice}"
        return None, [Finding(Position(path, error.lineno, error.colno), "result-file", what)]
    except (RecursionError, ValueError) as error:
        why = "it nests too deep" if isinstance(error, RecursionError) else str(error)
        what = f"this cannot be read ({why}); {advice}"
        return None, [Finding(Position(path, 1, 1), "result-file", what)]
    if not isinstance(data, dict):
        return None, [Finding(Position(path, 1, 1), "result-file", f"this is no file of answers; {advice}")]
    half = _HALF_A_CHARACTER.search(text)
    try:
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        before = text[: half.start()] if half else ""
        place = Position(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        what = f"half a character stands in it; {advice}"
        return None, [Finding(place, "result-file", what)]
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
    yield from _against_items(file.answers, ("answers",), document, instrument, _AGAIN)
    items = {item["id"] for item in instrument["items"]}
    for id_ in file.seconds or {}:
        if id_ not in items:
            what = f"'{file.id}' has no item '{id_}'; {did_you_mean(id_, items)}"
            yield Finding(document.at_key(("seconds", id_)), "result-file", what)


def _against_items(
    answers: dict[str, Any], loc: Loc, document: Document, instrument: InstrumentKey, advice: str
) -> Iterator[Finding]:
    """Yield what is wrong with answers that stand at a path of a document."""
    items = {item["id"]: item for item in instrument["items"]}
    for id_, answer in answers.items():
        if id_ not in items:
            what = f"'{instrument['id']}' has no item '{id_}'; {did_you_mean(id_, items)}"
            yield Finding(document.at_key((*loc, id_)), "result-file", what)
        elif not _offered(items[id_], answer):
            what = f"'{answer}' is no answer that '{id_}' offers; {advice}"
            yield Finding(document.at((*loc, id_)), "result-file", what)


def _offered(item: ItemKey, answer: Any) -> bool:
    """Say whether an item offers an answer; those in figures and lines may be unfinished."""
    form = item["form"]
    if form is None:
        return _is_figure(answer) and 0 <= answer <= HIGHEST_GUESS
    if answer == UNMET:
        return "ticks" not in form
    if "table" in form:
        return points_of(form, answer)[0] is not None
    if "line" in form:
        return _are_two_figures(answer) if form["line"]["ratio"] else _is_figure(answer)
    if not isinstance(answer, dict):
        return False
    if "ticks" in form:
        lines, one = form["ticks"]["lines"], _is_tick
    elif "apart" in form:
        lines, one = form["apart"]["lines"], _are_two_figures
    else:
        lines, one = form["shares"]["lines"] if "shares" in form else list(_PARTS_OF_A_COUNT), _is_figure
    return set(answer) <= set(lines) and all(one(given) for given in answer.values())


def _is_tick(given: Any) -> bool:
    return isinstance(given, str) and given in {"yes", "no", "unsure"}


def _is_figure(given: Any) -> bool:
    return isinstance(given, int | float) and not isinstance(given, bool)


def _are_two_figures(given: Any) -> bool:
    """Say whether a browser may keep it for two figures: the second may be missing, or the first be a gap."""
    if not isinstance(given, list) or len(given) > 2:  # noqa: PLR2004 - x of y
        return False
    return all(one is None or _is_figure(one) for one in given)
