"""Instrument, scoring key and sentences -> the finished HTML of an assessment, as one raw block.

It is put into a finished page. It has no blank line all the same: a host that can only hand over Markdown may put it
there, and every converter passes it on as it is.
"""

from __future__ import annotations

import json
from functools import cache
from math import ceil, floor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable

    from even_exchange.instruments.instrument import Instrument
    from even_exchange.instruments.mirror import Lists
    from even_exchange.instruments.scoring_key import ScoringKey

FOLDER = Path(__file__).parent
MOST_ON_ONE_SCREEN = 12
MOST_IN_A_SECTION = 5
LEAST_STEP = 1e-6  # scores are compared to six decimals
LANGUAGE = "en-GB"  # how the browser writes dates and lists

#: Which of `texts_for` the script chooses from, and the gaps it fills; the others stand in the templates already.
CHOSEN_BY_SCRIPT = (
    "scales",  # {id: {name, moment, low, high}}
    "zones",  # {id: {name, sentence}}
    "patterns",  # {id: {name, sentence with {weakest} {keeps}, tip with {other}, exception with {moments} or ""}}
    "flags",  # {juncture: {strong, likely, watch, none, unscored}}, each a whole sentence or several
    "gates",  # {strong, likely, watch, none, unscored}: how a gate is drawn, {bar, dashes}
    "tiers",  # {strong, likely, watch, none, unscored}: the words for how sure a flag is
    "summary",  # {all, some, some_clear, clear, watches} with {moments} {others}
    "gaps",  # {tag: {name, note, one}}
    "pressing",  # a sentence with {share}
    "blind_spot",  # {higher, lower} with {said} {scored}
    "keeps",  # {flag, unscored, pressing, lowest} with {moment} {moments}
    "quality",  # {sign: {hold, caution}}
    "not_enough",  # a sentence with {name} {answered} {items}
    "refs",  # {instrument/item: {number, short, href}}, with {title} for those of another instrument
    "leads",  # {juncture: {title, href}} of its playbook
    "partner",  # {id, title, href, pooled, text}: the other instrument of the pool, two sentences about it
    "pages",  # {slug: {title, promise, href, drill, drill_title, drill_href}}
    "begin",  # a sentence with {moment}
    "bands",  # of the instrument's own scale or of the index: {name, low, high, made_of, missing, zones}
    "notes",  # {id: {text with {line}, caution}}
    "lines",  # {line: {text, ask}}
    "said",  # {yes, no, unsure, next, none, title}
)


def split_into_sections(items: int) -> list[list[int]]:
    """Return the indexes of the items by section: all in one when they are few, else four or five in each."""
    sections = 1 if items <= MOST_ON_ONE_SCREEN else ceil(items / MOST_IN_A_SECTION)
    least, longer = divmod(items, sections)
    split: list[list[int]] = []
    at = 0
    for section in range(sections):
        size = least + (section < longer)
        split.append(list(range(at, at + size)))
        at += size
    return split


def script_for(key: ScoringKey | dict[str, Any]) -> str:
    """Return which of the client's scripts the page of an instrument needs."""
    own = key["instruments"][key["id"]]["items"]
    by_line = any(item["form"] and not {"table", "line"} & item["form"].keys() for item in own)
    reads_own = by_line or key["parts"] or key["band"] or key["notes"]
    if key["junctures"]:
        return "all" if reads_own else "axes"
    return "own" if any(item["dimension"] for item in own) else "open"


def render_page(  # noqa: PLR0917 (the parts of a page, each made elsewhere)
    instrument: Instrument,
    key: dict[str, Any],
    texts: dict[str, Any],
    sections: list[list[int]],
    link: Callable[[str], str],
    minutes: int,
    inline: Callable[[str], Markup],
    mirror: Lists | None = None,
    hand_over: dict[str, Any] | None = None,
) -> str:
    """Return the block: the form, what the script fills in, the key and the sentences."""
    scored = [item.id for item in instrument.items if item.form() is not None]
    return _tight(
        _templates()
        .get_template("assessment.html.j2")
        .render(
            instrument=instrument,
            key=key,
            texts=texts,
            sections=sections,
            scored=scored,
            numbers={
                item.id: scored.index(item.id) + 1 if item.id in scored else None for item in instrument.items
            },
            cuts=[zone["low"] for zone in key["zones"][1:]],
            band_cuts=[zone["low"] for zone in key["band"]["zones"][1:]] if key["band"] else [],
            scores=any(item["dimension"] for item in key["instruments"][key["id"]]["items"]),
            link=link,
            minutes=minutes,
            inline=inline,
            language=LANGUAGE,
            key_json=_inert(key),
            hand_over=hand_over and {**hand_over, "given_json": _plain(hand_over["given"])},
            mirror_json=_inert({**mirror}) if mirror else None,
            texts_json=_inert(
                {name: texts[name] for name in CHOSEN_BY_SCRIPT if texts[name] or key["junctures"]}
                | {"cuts": _cuts(key)}
            ),
        )
    )


def _cuts(key: dict[str, Any]) -> dict[str, list[list[Any]]]:
    """Return by scale the stretches beside a cut where a whole number misleads: ``[from, below, what to print]``.

    A score just under a cut must not read as if it were on it, nor one just over it.
    """
    cuts: dict[str, list[list[Any]]] = {}
    for scale, way in ((key["across"], "across"), (key["up"], "up")):
        ends = {
            when[end]
            for when in (pattern["when"] for pattern in key["patterns"])
            for end in when
            if end.startswith(way)
        }
        if scale == key["across"]:
            ends |= {zone["low"] for zone in key["zones"][1:]}
        if scale and ends:
            cuts[scale] = [_just_under(end) for end in sorted(ends)]
    if key["band"]:
        cuts[key["band"]["of"] or "band"] = [_just_under(zone["low"]) for zone in key["band"]["zones"][1:]]
    yielding = [_just_over(100 - key["flags"][cut]) for cut in ("yields_from", "watch_from")]
    return cuts | dict.fromkeys(key["junctures"], yielding)


def _just_under(cut: float) -> list[Any]:
    return [ceil(cut) - 0.5, cut, f"just under {cut:g}"]


def _just_over(cut: float) -> list[Any]:
    return [cut + LEAST_STEP, floor(cut) + 0.5, f"just over {cut:g}"]


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader([FOLDER.parent / "templates", FOLDER / "items"]),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # under serve the engine is loaded anew
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["folder"] = lambda type_: f"{type_.replace('-', '_')}/template.html.j2"
    templates.filters["plain"] = lambda number: f"{number:.15g}"
    return templates


def _plain(data: dict[str, Any]) -> str:
    """Return JSON for an attribute, which the template escapes."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _inert(data: dict[str, Any]) -> Markup:
    """Return JSON that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))  # noqa: S704


def _tight(html: str) -> str:
    lines = (line.strip() for line in html.splitlines())
    return "\n".join(line for line in lines if line) + "\n"
