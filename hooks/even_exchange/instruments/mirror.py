r"""A text somebody has written -> whose side it talks about. The twin of ``client/mirror.mjs``; the two agree on any text.

The browser counts for the reader; this one counts for checks and tests. It knows words only as data, from
``docs/_data/mirror-words.<language>.yml``, and nothing of instruments or pages. Texts are cut by the same patterns as
in the browser, so they spell out what ``\s`` means there, and places count in UTF-16 units, as a browser does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypedDict, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Letters, figures and the unseen marks that a copied word may hold; \w knows no other letters than English ones.
_LETTERS = "0-9A-Za-z\xad\xc0-\u1fff\u200b-\u200d\u2060\u3040-\ud7ff\uf900-\ufdff"
_BLANKS = "\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_LETTER = re.compile(f"[{_LETTERS}]")
_QUOTED = re.compile(
    rf'(?:^|[^{_LETTERS}])"[^"]{{0,300}}"|\u201c[^\u201c\u201d]{{0,300}}\u201d'
    rf"|\u2018[^\u2018]{{0,300}}?\u2019(?![{_LETTERS}])"
)
# The number of a paragraph or an address, both passed over; or (a word), (a pause), (the end of a sentence).
_TOKEN = re.compile(
    rf"^[^{_LETTERS}]*(?:\d{{1,3}}|[A-Za-z]|[IVXivx]{{2,5}})[.)](?=[{_BLANKS}]|\Z)"
    rf"|(?:[a-z]{{2,9}}:/|www\.)[^{_BLANKS}]*[\w/]|[\w.%+-]{{1,64}}@[\w-]+(?:\.[\w-]+)*"
    rf"|([{_LETTERS}]+(?:(?:['\u2018\u2019\u2010\u2011-]|\.(?=[0-9a-z])|,(?=\d))[{_LETTERS}]+)*)"
    rf"|([,:;\u2013\u2014]|[{_BLANKS}]-)"
    rf"|([.!?\u2026]{{1,9}}[\"'\u2019\u201d)\]]{{0,3}})(?![^{_BLANKS}]|[{_BLANKS}]+[a-z])",
    re.ASCII,
)
_BREAK = re.compile("[\n\v\f\r\x85\u2028\u2029]")
_REPLY = re.compile(f"[{_BLANKS}]*>")
_GOES_ON = re.compile(f"[{_BLANKS}]*[a-z]")
_UNSEEN = re.compile("[\xad\u200b-\u200d\u2060]")
_APOSTROPHE = re.compile("[\u02bc\u2018\u2019]")
_HYPHEN = re.compile("[\u2010\u2011]")
_CONTRACTED = re.compile(r"('[A-Za-z]{1,2}){1,2}\Z")
_CAPITAL = re.compile("[A-Z\xc0-\u052f]")
_ABBREVIATION = re.compile("[A-Z][a-z]?[.]")  # "Mr." and "J." end no sentence
_BEYOND = re.compile("[\U00010000-\U0010ffff]")

WRAPPED = 50
"""Characters: so long a line may have been broken by a mail program."""
# Words at most: in an entry, after a greeting, beside a closing, in a line of a signature.
PHRASE = 6
GREETED = 4
SIGNED = 3
IN_SIGNATURE = 8
SIGNATURE = 6
"""Lines with words that a signature may have: what comes after them may be another mail."""
SUBJECT_AMONG = 5
TO_REWRITE = 3

_PAUSE, _END = 1, 2
_OPENING, _CLOSING = 1, 2

Side = Literal["customer", "seller"]
Value = TypeVar("Value")

_SIDES: tuple[Side, Side] = ("customer", "seller")


class Lists(TypedDict):
    """Words and phrases by what they count for; an opening in `skip` ends in " ...", a closing in " / ..."."""

    customer: Sequence[str]
    seller: Sequence[str]
    skip: Sequence[str]


class Own(TypedDict):
    """Names that the reader adds, found in any case."""

    customer: Sequence[str]
    seller: Sequence[str]


# An expression, not a class: "from" cannot name a field there.
Stretch = TypedDict("Stretch", {"from": int, "to": int})
Stretch.__doc__ = "A place in the text, in UTF-16 units; `to` is behind the last."
Mark = TypedDict("Mark", {"from": int, "to": int, "side": Side})
Mark.__doc__ = "A stretch that is one mention, and whose it is."


class Mirror(TypedDict):
    """What a text shows, described here for both twins.

    `words` are those of the content; `customer` and `seller` count mentions among them, and `share` is the customer's
    part of both, from 0 to 100, None without any. `before` are the words before the first mention of the customer, None
    without one. `subjects` are the sentences with the customer as subject. `marks` stand in the order of the text.
    `rewrite` holds up to three sentences that mention the seller and not the customer: first the one with most mentions,
    then the longest, then the earliest.
    """

    words: int
    customer: int
    seller: int
    share: float | None
    before: int | None
    sentences: int
    subjects: int
    marks: list[Mark]
    rewrite: list[Stretch]


@dataclass(slots=True)
class _Token:
    """A word. `stop` is 1 before a pause and 2 at the end of a sentence, which reaches to `until`."""

    start: int
    to: int
    until: int
    key: str
    low: str
    stop: int = 0


def lists_of(words: Mapping[str, Any]) -> Lists:
    """Return the lists that both twins read, from the data of a file of words.

    The file holds `customer`, `roles`, `seller`, `nobody`, `greeting` and `closing`, each a list of words or phrases.
    Roles become customer's words; the last three become `skip`. Raises KeyError when one of them is missing.
    """
    return {
        "customer": [*words["customer"], *words["roles"]],
        "seller": [*words["seller"]],
        "skip": [
            *words["nobody"],
            *(f"{opening} ..." for opening in words["greeting"]),
            *(f"{closing} / ..." for closing in words["closing"]),
        ],
    }


def mirror_of(text: str, lists: Lists, own: Own) -> Mirror:
    """Count whose words a text uses. Any text will do, in time that grows as the text does.

    An entry of a list is a word or a phrase of up to six words without a pause. It finds its contractions and
    possessives too (you're, customer's), but no other ending. In small letters it finds any case; with a capital only
    itself (I, US). The longest entry wins, then the reader's own names, then `skip`. A word with a hyphen is another
    word.

    For nobody count: the entries of `skip`, and what stands in quotation marks, where "we" may be the customer.
    No content at all, not even words, are: addresses, numbers of paragraphs, lines that begin with ">", greetings and
    signatures. An opening is a greeting at the start of a line, with up to four words before the next pause, or two
    after one. A closing is a line of it alone or with a name; with it go the lines below, six at most, until one is a
    greeting or has more than eight words. So two mails, one after the other, are counted in either order.

    A sentence ends with its mark or with its line; but a line of fifty characters and more goes on in one that begins
    with a small letter. Its subject is judged by a rule of thumb: it is the customer when the first word of either side
    is the customer's and among the first five words. So the rule is wrong about "It brings you bread", where the
    customer is the object, and about "By six on Sunday night, you call", where "you" comes too late.
    """
    sides, openings = _learn(lists, own)
    words = customer = seller = subjects = 0
    before: int | None = None
    marks: list[Mark] = []
    weighed: list[tuple[int, int, Stretch]] = []
    sentences = _sentences(_BEYOND.sub("\ud800\udc00", text), openings)
    for sentence in sentences:
        found = {"customer": 0, "seller": 0}
        subject = None
        at = 0
        while at < len(sentence):
            side, n = _longest(sides, sentence, at)
            if side and side != "skip":
                found[side] += 1
                if found["customer"] and before is None:
                    before = words + at
                if at < SUBJECT_AMONG and subject is None:
                    subject = side
                marks.append({"from": sentence[at].start, "to": sentence[at + n - 1].to, "side": side})
            at += n
        words += len(sentence)
        customer += found["customer"]
        seller += found["seller"]
        subjects += subject == "customer"
        if found["seller"] and not found["customer"]:
            stretch: Stretch = {"from": sentence[0].start, "to": sentence[-1].until}
            weighed.append((-found["seller"], -len(sentence), stretch))
    weighed.sort(key=lambda one: one[:2])
    both = customer + seller
    return {
        "words": words,
        "customer": customer,
        "seller": seller,
        "share": 100 * customer / both if both else None,
        "before": before,
        "sentences": len(sentences),
        "subjects": subjects,
        "marks": marks,
        "rewrite": [stretch for _, _, stretch in weighed[:TO_REWRITE]],
    }


def _learn(lists: Lists, own: Own) -> tuple[dict[str, Side | Literal["skip"]], dict[str, int]]:
    """Return what each phrase counts for, and the openings and closings; the first to claim a phrase has it."""
    sides: dict[str, Side | Literal["skip"]] = {}
    openings: dict[str, int] = {}
    for side in _SIDES:
        for entry in own[side]:
            sides.setdefault("".join(f" {token.low}" for token in _tokens_of(entry, 0)), side)
    for entry in lists["skip"]:
        key = "".join(f" {token.key}" for token in _tokens_of(entry, 0))
        if entry.endswith(" ..."):
            openings.setdefault(key, _CLOSING if entry.endswith("/ ...") else _OPENING)
        else:
            sides.setdefault(key, "skip")
    for side in _SIDES:
        for entry in lists[side]:
            sides.setdefault("".join(f" {token.key}" for token in _tokens_of(entry, 0)), side)
    return sides, openings


def _sentences(text: str, openings: dict[str, int]) -> list[list[_Token]]:
    """Return the words of the content by sentences."""
    sentences: list[list[_Token]] = []
    start = 0
    is_long = is_open = False
    signature = 0
    for line in _BREAK.split(text.replace("\r\n", " \n")):
        tokens = _tokens_of(_QUOTED.sub(lambda quoted: _LETTER.sub("0", quoted[0]), line), start)
        start += len(line) + 1
        is_open = is_open and is_long and _GOES_ON.match(line) is not None
        is_long = len(line) >= WRAPPED
        if _REPLY.match(line):
            continue
        opens, n = _longest(openings, tokens, 0)
        stop = tokens[n - 1].stop if tokens else 0
        if opens == _CLOSING and len(tokens) <= n + SIGNED and (stop > 0 or len(tokens) == n):
            signature = SIGNATURE
            continue
        if signature and opens != _OPENING and len(tokens) <= IN_SIGNATURE:
            signature -= len(tokens) > 0
            continue
        signature = 0
        if opens == _OPENING:
            stops = (at for at, token in enumerate(tokens) if at >= n and token.stop)
            end = n if stop == _END else next(stops, len(tokens) - 1) + 1
            if end - n <= (GREETED / 2 if stop else GREETED):
                del tokens[:end]
        for token in tokens:
            if not is_open:
                sentences.append([])
            sentences[-1].append(token)
            is_open = token.stop < _END
    return sentences


def _longest(phrases: Mapping[str, Value], tokens: list[_Token], at: int) -> tuple[Value | None, int]:
    """Return what the longest phrase that begins at a token stands for, if anything, and how many words it has."""
    found: tuple[Value | None, int] = (None, 1)
    key = low = ""
    for n, token in enumerate(tokens[at : at + PHRASE], 1):
        key += f" {token.key}"
        low += f" {token.low}"
        known = phrases.get(key, phrases.get(low))
        if known is not None:
            found = (known, n)
        if token.stop:
            break
    return found


def _tokens_of(line: str, start: int) -> list[_Token]:
    tokens: list[_Token] = []
    for found in _TOKEN.finditer(line):
        word, pause, end = found.groups()
        last = tokens[-1] if tokens else None
        if word:
            key = _UNSEEN.sub("", word)
            key = _CONTRACTED.sub("", _HYPHEN.sub("-", _APOSTROPHE.sub("'", key)))
            # Letter by letter, and only where both languages have always agreed.
            low = _CAPITAL.sub(lambda letter: letter[0].lower(), key)
            if key:
                to = start + found.end()
                tokens.append(_Token(start + found.start(), to, to, key, low))
        elif last and pause:
            last.stop = last.stop or _PAUSE
        elif last and end and not _ABBREVIATION.fullmatch(last.key + end):
            last.stop = _END
            last.until = start + found.end()
    return tokens
