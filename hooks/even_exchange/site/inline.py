"""Text of an item -> HTML: emphasis and code are rendered, everything else is shown as it was typed."""

from __future__ import annotations

from functools import cache

from markdown import Markdown
from markupsafe import Markup, escape

# Everything of Python-Markdown but emphasis and code.
_DROPPED_INLINE = (
    "reference",
    "link",
    "image_link",
    "image_reference",
    "short_reference",
    "short_image_ref",
    "autolink",
    "automail",
    "linebreak",
    "html",
    "entity",
)
_DROPPED_BLOCKS = (
    "empty",
    "indent",
    "code",
    "hashheader",
    "setextheader",
    "hr",
    "olist",
    "ulist",
    "quote",
    "reference",
)
_AMPERSAND = "\x01"  # else the converter would take "&lt;" for a character; no content file holds this one
_MARKS = frozenset("*_`\\")


def inline(text: str) -> Markup:
    """Return one line of text as HTML without a paragraph around it; tags and links typed in it stay text."""
    if not _MARKS.intersection(text):
        return escape(text)
    converted = _converter().reset().convert(" ".join(text.split()).replace("&", _AMPERSAND))
    return Markup(converted.removeprefix("<p>").removesuffix("</p>").replace(_AMPERSAND, "&amp;"))  # noqa: S704 - the converter has escaped it


@cache
def _converter() -> Markdown:
    converter = Markdown()
    for name in _DROPPED_INLINE:
        converter.inlinePatterns.deregister(name)
    for name in _DROPPED_BLOCKS:
        converter.parser.blockprocessors.deregister(name)
    converter.preprocessors.deregister("html_block")
    return converter
