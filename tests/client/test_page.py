"""The HTML of an assessment, made from the model alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from even_exchange.instruments.page import split_into_sections
from even_exchange.project_files import read_files
from even_exchange.site.build import Site, build_site
from even_exchange.site.render import assessment

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent.parent
HOSTILE = "</script></template><img src=x onerror=alert(1)>"


@pytest.mark.parametrize(
    ("items", "sizes"),
    [(1, [1]), (12, [12]), (13, [5, 4, 4]), (21, [5, 4, 4, 4, 4]), (29, [5, 5, 5, 5, 5, 4])],
)
def test_sections_are_even_and_short(items: int, sizes: list[int]) -> None:
    """Up to twelve items stand on one screen; more are split into sections of four or five, in order."""
    sections = split_into_sections(items)

    assert [len(section) for section in sections] == sizes
    assert [index for section in sections for index in section] == list(range(items))


def page(site: Site, id_: str = "where-you-stand") -> str:
    """Return the finished form of an instrument."""
    return assessment(site.project, id_, lambda slug: f"../{slug}/", lambda name: f"../{name}")


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    """Return the content files of the project."""
    return read_files(ROOT)


def test_the_form_is_one_raw_block_without_a_blank_line(files: Mapping[str, bytes]) -> None:
    """Every Markdown converter passes on a block that begins with a div and has no empty line."""
    text = page(build_site(files))
    block = text[text.index('<div class="sa">') : text.rindex("</div>")]

    assert "\n\n" not in block
    assert not re.search(r"^\s", block, re.MULTILINE)


def test_no_element_carries_a_style_or_a_handler(files: Mapping[str, bytes]) -> None:
    """A strict content security policy would refuse both."""
    block = page(build_site(files))
    tags = re.findall(r"<[a-z][^>]*>", re.sub(r"<script.*?</script>", "", block, flags=re.DOTALL))

    assert not [tag for tag in tags if re.search(r"\s(style|on[a-z]+)=", tag)]


def test_texts_of_editors_never_become_markup(files: Mapping[str, bytes]) -> None:
    """Text with tags in it, in items and in sentences, arrives as text everywhere."""
    hostile = dict(files)
    name = "assessments/where-you-stand.yml"
    source = files[name].decode()
    stem = re.search(r"\n    stem: ([^\n>|]+)\n", source)
    short = re.search(r"\n    short: ([^\n>|]+)\n", source)
    source = source.replace(stem[0], f"\n    stem: '{HOSTILE}'\n", 1).replace(
        short[0], "\n    short: '</script><b>x'\n", 1
    )
    hostile[name] = source.encode()
    site = build_site(hostile)
    if "where-you-stand" not in site.project.keys:
        pytest.skip("the engine refuses tags in texts altogether")
    text = page(site)

    assert "<img src=x" not in text
    assert "</script><b>" not in text
    assert "&lt;img src=x" in text or "&lt;/script" in text
