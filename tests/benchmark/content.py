"""A seed -> the files of a site of any size: library pages, plain pages and instruments, all valid for the rules.

The texts are put together from a few building blocks. They read like ours in length and form, and say nothing.
"""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = 20261122
DAY = "2026-11-22"
FACETS = ("customer-first", "relevance", "listening", "their-world")
#: The junctures with their sub-checks, as model.yml has them.
JUNCTURES = {
    "qualifying": ("fit", "means", "authority", "urgency"),
    "commitment": ("next-step", "date", "ask", "stall"),
    "negotiation": ("price", "trade", "scope", "silence"),
}
OTHERS = (
    "reliability",
    "candour",
    "account-care",
    "attention",
    "rewards",
    "outcome-language",
    "customer-voice",
)
#: Dimensions that no made-up instrument scores; a playbook is about each of them all the same.
NOT_SCORED = ("journey", "skills", "conviction")
SITUATION = "first-call"
AUDIENCES = ("new-seller", "seller", "account-manager", "manager", "executive", "marketing-product")
STAGES = ("groundwork", "open", "discover", "qualify", "shape", "decide", "realise", "lead")
CLAIMS = ("balance-essay.06", "balance-essay.10", "balance-essay.18", "balance-essay.21", "balance-essay.24")

#: What the site of every size starts with: the two instruments that are pooled in model.yml.
POOLED = ("where-you-stand", "three-junctures")
SCORED_PAIRS = (*("trade-off", "count", "scenario") * 3, "trade-off", "trade-off")
PERSONAS = 5

_WHO = (
    "the buyer",
    "a new contact",
    "the plant manager",
    "an old customer",
    "their director",
    "the practice",
)
_DOES = (
    "asks for",
    "puts off",
    "wants to see",
    "agrees to",
    "talks about",
    "writes down",
    "looks at",
    "compares",
)
_WHAT = (
    "a full offer",
    "the next visit",
    "two open orders",
    "the service contract",
    "a shorter list",
    "the trial",
)
_WHEN = (
    "before the holidays",
    "by Friday",
    "in the first talk",
    "after the second call",
    "at the end of March",
)
_WHY = (
    "because the lease ends",
    "so that both can plan",
    "while others wait",
    "as the figures show",
    "to be sure",
)


class Writer:
    """Sentences in an order that depends on the seed alone; `said` stands in each, so that no other page has the same."""

    def __init__(self, *seed: object, said: str = "") -> None:
        self.said = said
        self.random = Random(repr((SEED, *seed)))  # noqa: S311 - repeatable is what is wanted

    def clause(self, length: tuple[int, int] = (20, 80)) -> str:
        """Return a few words, within a length in characters."""
        while True:
            parts = [self.random.choice(words) for words in (_DOES, _WHAT, _WHEN)]
            if self.random.random() < 0.5:
                parts.append(self.random.choice(_WHY))
            text = " ".join(parts)
            if length[0] <= len(text) <= length[1]:
                return text

    def sentence(self) -> str:
        """Return one sentence of about ten words."""
        who = self.random.choice(_WHO)
        if self.said:
            return f"{who.capitalize()} {self.said} {self.clause((20, 42))} {self.said}."
        return f"{who.capitalize()} {self.clause()}."

    def paragraph(self, sentences: int = 4) -> str:
        """Return some sentences, one of them with emphasis."""
        written = [self.sentence() for _ in range(sentences)]
        written[0] = written[0].replace(" the ", " *the* ", 1)
        return " ".join(written)


def pages(count: int) -> dict[str, str]:
    """Return that many pages by path under docs/: a third playbooks, the others plain."""
    playbooks = max(1, count // 3)
    slugs = [f"playbook-{number:03}" for number in range(playbooks)]
    files = {f"playbooks/{slug}.md": _playbook(number, slug, slugs) for number, slug in enumerate(slugs)}
    files["index.md"] = _plain(0)
    for number in range(1, count - playbooks):
        files[f"notes/note-{number:03}.md"] = _plain(number)
    return files


def register(text: str) -> str:
    """Return the register of claims with those alone that the made-up pages use."""
    data = yaml.safe_load(text)
    kept = {id_: claim for id_, claim in data["claims"].items() if id_ in CLAIMS}
    return yaml.safe_dump({**data, "claims": kept, "tensions": {}}, sort_keys=False, allow_unicode=True)


def taxonomy(text: str) -> str:
    """Return the controlled words with one situation, which is made from the first playbook."""
    data = yaml.safe_load(text)
    situation = {**data["situations"][SITUATION], "page": "playbook-000"}
    return yaml.safe_dump({**data, "situations": {SITUATION: situation}}, sort_keys=False, allow_unicode=True)


def instruments(count: int) -> dict[str, dict[str, Any]]:
    """Return that many instruments of 24 items by id."""
    ids = [*POOLED, *(f"instrument-{number:03}" for number in range(count))][:count]
    return {id_: _instrument(number, id_) for number, id_ in enumerate(ids)}


def as_yaml(instrument: dict[str, Any]) -> str:
    """Return the file of an instrument as an editor would lay it out: an entry a line, parts of an item inside."""
    lines = []
    for key, value in instrument.items():
        if key in {"items", "personas"}:
            lines.append(f"{key}:")
            for entry in value:
                for number, (name, part) in enumerate(entry.items()):
                    lines.append(f"{'  - ' if number == 0 else '    '}{name}: {_flow(part)}")
        else:
            lines.append(f"{key}: {_flow(value)}")
    return "\n".join(lines) + "\n"


def as_markdown(instrument: dict[str, Any]) -> str:
    """Return what a respondent reads as a plain page: the floor."""
    lines = [head_of(instrument), instrument["introduction"]]
    for number, item in enumerate(instrument["items"]):
        if number % 5 == 0:
            lines.append(f"\n## Part {number // 5 + 1}")
        lines.append(f"\n**{number}.** {item['stem']}\n")
        lines += [f"- {text}" for text in _answers(item)]
    return "\n".join(lines) + "\n"


def head_of(instrument: dict[str, Any]) -> str:
    """Return the front matter that the page of an instrument has."""
    title, promise = _flow(instrument["title"]), _flow(instrument["promise"])
    return f"---\ntitle: {title}\ndescription: {promise}\nhide: [toc]\n---\n"


def as_form(instrument: dict[str, Any], escape: Callable[[str], str]) -> str:
    """Return native radios as one raw block: the limit."""
    lines = [f'<form class="plain" data-instrument="{instrument["id"]}">']
    for item in instrument["items"]:
        lines.append(f"<fieldset><legend>{escape(item['stem'])}</legend>")
        if item["type"] == "number":
            lines.append(f'<label><input type="number" name="{item["id"]}"> {escape(item["unit"])}</label>')
        else:
            lines += [
                f'<label><input type="radio" name="{item["id"]}" value="{value}"> {escape(text)}</label>'
                for value, text in enumerate(_steps(item))
            ]
        lines.append("</fieldset>")
    return "\n".join([*lines, "</form>"]) + "\n"


def _answers(item: dict[str, Any]) -> list[str]:
    kind = item["type"]
    if kind == "trade-off":
        return [item["left"]["text"], item["right"]["text"]]
    if kind == "scenario":
        return [option["text"] for option in item["options"]]
    if kind == "count":
        return ["none of 5", "1 of 5", "2 of 5", "3 of 5", "4 of 5", "all 5"]
    return [item["unit"]] if kind == "number" else [item["low"], item["high"]]


def _steps(item: dict[str, Any]) -> list[str]:
    answers = _answers(item)
    if item["type"] == "trade-off":
        return [answers[0], "rather the first", "as often one as the other", "rather the second", answers[1]]
    if item["type"] == "self-placement":
        return [answers[0], *map(str, range(1, 10)), answers[1]]
    return answers


def _flow(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)  # JSON is YAML


def _instrument(number: int, id_: str) -> dict[str, Any]:
    writer = Writer("instrument", number)
    dimensions = _dimensions(number)
    items: list[dict[str, Any]] = [
        {
            "id": "own-guess",
            "type": "self-placement",
            "short": "your own guess",
            "stem": "In your talks, where does most of the attention go?",
            "low": "our offer",
            "high": "their plans",
            "compare_with": "customer-focus",
        }
    ]
    # Each kind twice a dimension, the good end on either side, and the two as far apart as a planted pair must be.
    for turned in (False, True):
        for pair, kind in enumerate(SCORED_PAIRS):
            wanted = IN_TURN if len(dimensions) > len(JUNCTURES) + 1 else dimensions
            dimension = wanted[pair % len(wanted)]
            item = _scored(writer, f"item-{pair:02}-{'b' if turned else 'a'}", kind, dimension, turned=turned)
            if pair < 3 and not turned:
                item["contradicts"] = f"item-{pair:02}-b"
            items.append(item)
    items.append(_scored(writer, "item-figure", "number", dimensions[0], turned=False))
    return {
        "id": id_,
        "version": 1,
        "changes": ["1: first version"],
        "title": f"Where do you stand, part {number}?",
        "for": ["seller"] if id_ in POOLED else writer.random.sample(AUDIENCES, 2),
        "minutes": 30,
        "promise": "In a few minutes: what your answers say about the talks of the last weeks.",
        "introduction": writer.paragraph(7),
        "dimensions": dimensions,
        "items": items,
        "personas": [_persona(writer, who, items) for who in range(PERSONAS)],
    }


#: The points of options as printed, straight and turned round: first and last are worth 100 together.
GRADED = (
    ((0, 33, 67, 100), (100, 67, 33, 0)),
    ((0, 100, 33, 67), (100, 67, 0, 33)),
    ((33, 0, 100, 67), (67, 100, 0, 33)),
)
_Q, _K, _N = JUNCTURES
#: What the items of the core measure in turn: no neighbours on one axis, and three items at least for a juncture.
IN_TURN = (_Q, FACETS[0], _K, FACETS[1], _N, FACETS[2], _Q, FACETS[3], _K, FACETS[0], _N)


def _dimensions(number: int) -> list[str]:
    if number == 0:
        return [*FACETS, *JUNCTURES]
    if number == 1:
        return [*JUNCTURES]
    first = number % len(OTHERS)
    return sorted([*OTHERS, *OTHERS][first : first + 4], key=OTHERS.index)


def _scored(writer: Writer, id_: str, kind: str, dimension: str, *, turned: bool) -> dict[str, Any]:
    item: dict[str, Any] = {"id": id_, "type": kind, "dimension": dimension}
    if dimension in JUNCTURES:
        tags = JUNCTURES[dimension]  # in turn, so that every gap note can be reached
        item["checks"] = (
            tags[(2 * (int(id_[5:7]) // 6) + turned) % len(tags)] if id_[5:7].isdigit() else tags[0]
        )
    item["short"] = f"{writer.random.choice(_WHAT)}, {id_[-4:]}"
    item["stem"] = f"When {writer.random.choice(_WHO)} {writer.clause((20, 60))}, I usually …"
    if kind == "trade-off":
        good, other = {"text": writer.clause(), "good": True}, {"text": writer.clause()}
        item["left"], item["right"] = (other, good) if turned else (good, other)
    elif kind == "count":
        who = "*somebody*" if id_.endswith("01-a") else "somebody"
        item["stem"] = (
            f"Of your last five talks, in how many did you see that {who} {writer.clause((20, 60))}?"
        )
        item["good"] = "none" if turned else "five"
    elif kind == "scenario":
        item["stem"] = f"{writer.sentence()} {writer.sentence()} You most likely …"
        graded = GRADED[int(id_[5:7]) // 3 % len(GRADED)][turned]
        texts = sorted((writer.clause((52, 60)) for _ in graded), key=len)
        names = {0: "give", 33: "half", 67: "push", 100: "trade"}
        item["options"] = [
            {"id": names[points], "text": texts.pop(0 if points == max(names) else -1), "points": points}
            | ({"press": True} if names[points] == "push" else {})
            for points in graded
        ]
    else:
        item |= {
            "stem": "Of your last ten talks, how many ended without a day?",
            "unit": "of the last ten talks",
        }
        item |= {"lowest": 0, "highest": 10, "whole": True, "line": [[0, 100], [8, 0]]}
    return item | {"rests_on": writer.random.sample(CLAIMS, 2)}


def _persona(writer: Writer, who: int, items: list[dict[str, Any]]) -> dict[str, Any]:
    choose = writer.random.choice
    answers: dict[str, Any] = {}
    for item in items[1:]:
        kind = item["type"]
        values = {"trade-off": range(1, 6), "count": range(6), "number": range(11)}.get(kind)
        answers[item["id"]] = (
            choose([option["id"] for option in item["options"]]) if values is None else choose(values)
        )
    return {"name": f"Persona {who}", "story": writer.sentence(), "answers": answers, "expect": {}}


def _playbook(number: int, slug: str, slugs: list[str]) -> str:
    """Return a playbook that every rule of the library lets pass; its number keeps it from sharing words with others."""
    writer = Writer("playbook", number, said=_name(number))
    every = (*FACETS, *JUNCTURES, *OTHERS, *NOT_SCORED)
    primary = [every[(2 * number + step) % len(every)] for step in range(2)]
    secondary = [every[(2 * number + step) % len(every)] for step in range(2, 9)]
    lines = [f"What {writer.clause((20, 40))}?" for _ in primary]
    claims = [CLAIMS[(number + step) % len(CLAIMS)] for step in range(3)]
    before, after = (slugs[(number + step) % len(slugs)] for step in (-1, 1))
    head = {
        "title": f"Playbook {number}: {writer.random.choice(_WHAT)}",
        "slug": slug,
        "promise": writer.sentence(),
        "summary": writer.paragraph(5).replace("*", ""),
        "format": "playbook",
        "stage": writer.random.choice(STAGES),
        "competencies": ["listen-and-ask"],
        "dimensions": {"primary": primary, "secondary": secondary},
        # The first ones are for everybody, so that every dimension of every instrument leads somewhere.
        "audience": AUDIENCES if number < len(every) else writer.random.sample(AUDIENCES, 2),
        "situations": [SITUATION],
        "topics": ["questions"],
        "checks": [tag for tags in JUNCTURES.values() for tag in tags],
        "say": dict(zip(primary, lines, strict=True)),
        "minutes": {"prepare": 10, "run": 20, "drill": 8},
        "people": "You and a customer",
        "claims": claims,
        "related": {"before": [before], "after": [after]},
        "status": "published",
        "owner": "@editors",
        "changes": [f"{DAY}: first version"],
    }
    matter = [f"{key}: {_flow(value)}" for key, value in head.items()]
    matter += [f"{key}: {DAY}" for key in ("created", "last_reviewed")] + ["review_by: 2027-11-22"]
    steps = "\n\n".join(
        f"### {writer.clause((20, 40)).capitalize()}\n\n{writer.paragraph(2)}\n\n> {lines[step % 2]}\n\nListen for: {writer.sentence()}"
        for step in range(5)
    )

    def talk(turns: int) -> str:
        said = "\n\n".join(
            f"{who}\n:   {writer.sentence()}\n:   {writer.sentence()}" for who in ("Dalia", "Mara") * turns
        )
        return f'<div class="dialogue" markdown>\n\n{said}\n\n</div>'

    signs = ("In the talk.", "From the customer.", "In six weeks.", "How it could be gamed.")
    sections = {
        "Two-minute version": "\n".join(f"{step}. {writer.sentence()}" for step in range(1, 6)),
        "When to use it, and when not": writer.paragraph(),
        "Why, and how sure we are": " ".join(f"{writer.sentence()}[^{claim}]" for claim in claims),
        "Prepare": writer.paragraph(2),
        "Steps": steps,
        "What it sounds like": f"### Badly\n\n{talk(3)}\n\n### Well\n\n{talk(5)}",
        "When it goes wrong": "\n\n".join(
            f"### {side}\n\n{writer.paragraph(3)}\n\n> {writer.sentence()}"
            for side in ("Too much about you", "Too yielding")
        ),
        "Practise": writer.paragraph(3),
        "How you know it works": "\n\n".join(f"**{sign}** {writer.sentence()}" for sign in signs),
        "Next": f"Before, read [that]({before}.md). Then read [the next one]({after}.md).",
        "Sources and open questions": writer.paragraph(2),
    }
    body = "\n\n".join(f"## {title}\n\n{text}" for title, text in sections.items())
    return "---\n" + "\n".join(matter) + f"\n---\n\n{body}\n"


def _name(number: int) -> str:
    """Return a short word that stands for a number: ba, be, …, then two of them."""
    short = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
    first, rest = number % len(short), number // len(short)
    return short[first] + (short[rest - 1] if rest else "")


def _plain(number: int) -> str:
    writer = Writer("plain", number)
    parts = [f"# Note {number}\n\n{writer.paragraph()}"]
    for part in range(6):
        text = "\n\n".join(writer.paragraph(5) for _ in range(2))
        points = "\n".join(f"- {writer.sentence()}" for _ in range(4))
        parts.append(f"## Part {part}: {writer.random.choice(_WHAT)}\n\n{text}\n\n{points}")
    rows = "\n".join(f"| {writer.random.choice(_WHO)} | {writer.clause()} |" for _ in range(6))
    parts.append(f"## Table\n\n| Who | What |\n|---|---|\n{rows}")
    return "\n\n".join(parts) + "\n"
