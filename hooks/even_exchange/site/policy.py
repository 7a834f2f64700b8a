"""Built pages -> one content security policy for the whole site, and what in them would break it.

One policy for all pages: the few inline scripts of the theme are allowed by their hash, nothing else inline runs, and
no form can send anything anywhere. Hosts that can set headers should send it as one, with ``frame-ancestors``.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

from even_exchange.findings import Finding, Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_HANDLER = re.compile(r"on[a-z]+\s*=")
_STYLE = re.compile(r"style\s*=")
_VALUE = re.compile(r"""[^=]*=\s*(["'])(.*?)\1""", re.DOTALL)
_ELSEWHERE = re.compile(
    r"""<(?:script|img|iframe|link|source|video|audio)\b[^>]*?\s(?:src|href)=["']?(?:https?:)?//"""
)
_CANONICAL = re.compile(r"<link[^>]+rel=.?(?:canonical|alternate|prev|next)")
_CODE_IN_TEXT = re.compile(r"<(?:script|style|iframe|object|embed)\b", re.IGNORECASE)
_CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)


def inline_code(html: str) -> set[tuple[str, str]]:
    """Return the scripts and style attributes that a page holds, each as its kind and its text."""
    scripts = {body for attributes, body in _SCRIPT.findall(html) if _runs(attributes) and body.strip()}
    values = (_VALUE.match(html, at) for at in _attributes(html, _STYLE))
    return {("script", body) for body in scripts} | {("style", value[2]) for value in values if value}


def policy_letting(code: Iterable[tuple[str, str]]) -> str:
    """Return the policy that lets this inline code run and no other."""
    all_code = set(code)
    scripts = {_hash(text) for kind, text in all_code if kind == "script"}
    styles = {_hash(text) for kind, text in all_code if kind == "style"}
    of_scripts = " ".join(["'self'", *sorted(scripts)])
    attributes = f"; style-src-attr 'unsafe-hashes' {' '.join(sorted(styles))}" if styles else ""
    return (
        f"default-src 'none'; script-src {of_scripts}; style-src 'self'{attributes}; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; "
        "form-action 'none'"
    )


def with_policy(html: str, policy: str) -> str:
    """Return the page with the policy right behind its charset, before anything that it should hold for."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return _CHARSET.sub(lambda match: match.group(0) + meta, html, count=1)


def against_policy(pages: Mapping[str, str]) -> Iterator[Finding]:
    """Yield a finding for whatever the policy would block on a reader's screen."""
    for path, html in pages.items():
        handlers = _attributes(html, _HANDLER)
        loads = (match.start() for match in _ELSEWHERE.finditer(html) if not _CANONICAL.match(match.group(0)))
        for places, what in (
            (handlers, "an event handler stands in the HTML; no inline code runs on this site: take it out"),
            (loads, "something is loaded from another site; put a copy into docs/ and link to that"),
        ):
            for at in places:
                line = html.count("\n", 0, at) + 1
                yield Finding(Position(path, line, 1), "against-policy", what)


def _attributes(html: str, name: re.Pattern[str]) -> Iterator[int]:
    """Yield where attributes of a name stand. To look for the name first is many times faster than for the tag."""
    for match in name.finditer(html.lower()):
        at = match.start()
        tag = html.rfind("<", 0, at)
        in_a_value = html.count('"', tag, at) % 2
        if html[at - 1].isspace() and tag > html.rfind(">", 0, at) and not in_a_value:
            yield at


def code_in_text(path: str, markdown: str) -> Iterator[Finding]:
    """Yield a finding for each script, style or frame that somebody wrote into a text.

    The hashes of the policy are taken from built pages, so code in a text would be let through.
    """
    for match in _CODE_IN_TEXT.finditer(markdown):
        line = markdown.count("\n", 0, match.start()) + 1
        what = f"'{match.group(0)}' brings code into a text; pages hold none of their own: take it out"
        yield Finding(Position(path, line, 1), "against-policy", what)


def _runs(attributes: str) -> bool:
    return "src=" not in attributes and "json" not in attributes


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
