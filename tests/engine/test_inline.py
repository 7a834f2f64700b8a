"""Texts of items are shown as they were typed, but for emphasis and code: nothing in them becomes a tag."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from even_exchange.project_files import read_files
from even_exchange.site.build import build_site
from even_exchange.site.inline import inline

HERE = Path(__file__).parent
MARKS = "*_`\\"
ATTEMPTS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onclick='alert(1)",
    "*a* <img src=x onerror=alert(1)> _b_",
    "[a link](javascript:alert(1))",
    "*x* [a link](javascript:alert(1)) <https://x.example> ![i](x.png)",
    "<!-- ee: assessment where-you-stand -->",
    "<!-- ee: end of form -->",
    "`<b>` and \\<i\\>",
    "&lt;b&gt; &amp; &#x3c;",
    "*x* &lt;b&gt; &amp; &#x3c;",
    "{{ 7 * 7 }} {% raw %} ${7 * 7}",
    "</self-assessment></div></main>",
    "]]> --> */ </style> </title> </template>",
    "\u202eright to left, and a zero-width\u200bspace",
    "# no heading", "1. *no* list", "> no _quote_", "- *no* list", "    *no* code", "*x* | no | table",
    "[^balance-essay.06] *x*[^1]",
    "*[HTML]: no abbreviation",
    "**x**{ #id onclick=alert(1) }",
)  # fmt: skip


class Read(HTMLParser):
    """The tags, attributes and words of a piece of HTML, as a browser would take them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.comments: list[str] = []
        self.scripts: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and what it carries."""
        self.tags.append(tag)
        self.attributes += attrs

    def handle_comment(self, data: str) -> None:
        """Note a comment."""
        self.comments.append(data)

    def handle_data(self, data: str) -> None:
        """Note words, or what stands in a script."""
        (self.scripts if self.tags and self.tags[-1] == "script" and self.cdata_elem else self.words).append(
            data
        )

    @property
    def text(self) -> str:
        """What is shown."""
        return "".join(self.words)


def bare(text: str) -> str:
    """Return a text without the marks of emphasis and code and without space."""
    return re.sub(rf"[\s{re.escape(MARKS)}]", "", text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain", "plain"),
        ("an *emphasis*", "an <em>emphasis</em>"),
        ("a **strong** one", "a <strong>strong</strong> one"),
        ("some `code <b>`", "some <code>code &lt;b&gt;</code>"),
        ("five \\* stars", "five * stars"),
        ("a_name_with_lines", "a_name_with_lines"),
        ("two\nlines *here*", "two lines <em>here</em>"),
        ("5 * 3 * 2", "5 * 3 * 2"),
        ("less < more & *more*", "less &lt; more &amp; <em>more</em>"),
    ],
)
def test_emphasis_and_code(text: str, html: str) -> None:
    """Emphasis and code are rendered on one line, without a paragraph around them."""
    assert html == inline(text)


@pytest.mark.parametrize("text", ATTEMPTS)
def test_attempts_stay_text(text: str) -> None:
    """Whatever looks like HTML, a link, a directive or a template is shown, letter by letter."""
    read = Read(inline(text))

    assert set(read.tags) <= {"em", "strong", "code"}
    assert read.attributes == read.comments == []
    assert bare(text) == bare(read.text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=MARKS)))
def test_text_without_marks_is_shown_as_it_is(text: str) -> None:
    """Without a mark of emphasis or code nothing changes at all."""
    assert text == Read(inline(text)).text


@given(st.text(alphabet=st.sampled_from(list("ab <>&;#x3c\"'=/!-[](){}:^.|~") + list(MARKS)), max_size=40))
@example("*`*`<b>**_")
@example("`` ` <b> ``")
def test_no_text_makes_a_tag(text: str) -> None:
    """No mixture of marks and signs makes any tag but emphasis and code, or any attribute."""
    read = Read(inline(text))

    assert set(read.tags) <= {"em", "strong", "code"}
    assert read.attributes == read.comments == []
    assert bare(text) == bare(read.text)


# A whole page


def with_attempts() -> dict[str, Any]:
    """Return an instrument in which every text that a respondent reads is an attempt."""
    data = yaml.safe_load((HERE / "example.yml").read_text(encoding="utf-8"))
    data |= {"title": ATTEMPTS[0], "promise": ATTEMPTS[2], "introduction": "Plain.", "personas": []}
    item = next(item for item in data["items"] if item["type"] == "trade-off")
    data["items"] = [one for one in data["items"] if one["type"] != "trade-off"]
    for number, text in enumerate(ATTEMPTS):
        poles = {
            "left": {"text": f"L {text}", "good": number % 2 == 0},
            "right": {"text": f"R {text}", "good": number % 2 == 1},
        }
        data["items"].append({**item, "id": f"attempt-{number}", "short": text, "stem": f"S {text}", **poles})
    for one in data["items"]:
        if one["type"] == "scenario":
            one["options"] = [
                {"id": "first", "text": ATTEMPTS[1], "points": 0},
                {"id": "second", "text": ATTEMPTS[2], "points": 100},
            ]
        if one["type"] == "number":
            one["unit"] = ATTEMPTS[1]
        if one["type"] == "self-placement":
            one |= {"low": ATTEMPTS[1], "high": ATTEMPTS[2]}
    return data


def test_a_whole_page_of_attempts(project: Path, program: Any) -> None:
    """A built page shows every attempt as text: no tag, handler or script that the templates do not write."""
    plain = yaml.safe_load((HERE / "example.yml").read_text(encoding="utf-8")) | {
        "personas": [],
        "id": "plain",
    }
    for id_, data in (("attempts", with_attempts() | {"id": "attempts"}), ("plain", plain)):
        path = project / "assessments" / f"{id_}.yml"
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    findings = [
        one
        for one in build_site(read_files(project)).findings
        if one.code not in {"wording", "same-place", "minutes-counted"}
    ]

    assert findings == []
    rules = project / "hooks" / "even_exchange" / "instruments" / "rules" / "__init__.py"
    text = rules.read_text(encoding="utf-8")
    for name in ("wording", "same_place", "minutes_counted"):  # attempts are longer than items may be
        text = text.replace(f'    "{name}",\n', "")
    rules.write_text(text, encoding="utf-8")
    built = program(project, "mkdocs", "build")

    assert built.returncode == 0, built.stderr
    pages = {
        id_: (project / "site" / "assess" / f"{id_}.html").read_text(encoding="utf-8")
        for id_ in ("attempts", "plain")
    }
    attempts, without = (Read(pages[id_]) for id_ in ("attempts", "plain"))

    assert set(attempts.tags) == set(without.tags) | {"em", "strong", "code"}
    assert {name for name, _ in attempts.attributes} <= {name for name, _ in without.attributes}
    assert attempts.tags.count("script") == without.tags.count("script")
    assert "javascript:" not in {
        str(value)[:11] for name, value in attempts.attributes if name in {"href", "src"}
    }
    for text in ATTEMPTS:
        for side in "SLR":
            assert bare(f"{side} {text}") in bare(attempts.text)
    key, texts = (
        json.loads(one) for one in attempts.scripts if one.lstrip().startswith(('{"id', '{"scales'))
    )

    assert key["instruments"]["attempts"]["items"][-1]["short"] == ATTEMPTS[-1]
    assert texts["scales"]
