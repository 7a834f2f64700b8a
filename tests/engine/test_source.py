"""What the reader of content files makes of texts, good and bad."""

from __future__ import annotations

import time
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from even_exchange.findings import Position
from even_exchange.source import DEEPEST, LARGEST_FILE, LONGEST_TEXT, read_bytes, read_yaml

FILE = "assessments/x.yml"


def told(text: str, **options: Any) -> list[tuple[str, int, int]]:
    """Return code, line and column of what is told about a text."""
    _, findings = read_yaml(FILE, text, **options)
    return [(finding.code, finding.position.line, finding.position.column) for finding in findings]


def data(text: str, **options: Any) -> Any:
    """Return the data of a text about which nothing is told."""
    document, findings = read_yaml(FILE, text, **options)

    assert findings == []
    assert document is not None
    return document.data


# Positions


def test_every_value_and_key_has_its_place() -> None:
    """Values and keys are found by their path, in block and flow style, lines and columns from 1."""
    document, _ = read_yaml(FILE, "a: 1\nlist:\n  - x: one\n  - {y: 'two', z: [3, 4]}\n")

    assert document is not None
    assert Position(FILE, 1, 4) == document.at(("a",))
    assert Position(FILE, 1, 1) == document.at_key(("a",))
    assert Position(FILE, 3, 5) == document.at(("list", 0))
    assert Position(FILE, 3, 8) == document.at(("list", 0, "x"))
    assert Position(FILE, 3, 5) == document.at_key(("list", 0, "x"))
    assert Position(FILE, 4, 9) == document.at(("list", 1, "y"))
    assert Position(FILE, 4, 23) == document.at(("list", 1, "z", 1))


def test_what_is_not_there_has_the_place_of_what_is_around_it() -> None:
    """A path that leads to nothing gives the place of the nearest value on the way."""
    document, _ = read_yaml(FILE, "a:\n  b: {c: 1}\n")

    assert document is not None
    assert Position(FILE, 2, 6) == document.at(("a", "b", "missing", 3))
    assert Position(FILE, 1, 1) == document.at(("nothing",))
    assert document.at(("a", "b", "c")) == document.at_key(("a", "b", "c", "missing"))


def test_front_matter_counts_from_its_line_in_the_file() -> None:
    """With first_line, every place is the one in the file: of values, mistakes of content and of syntax."""
    document, _ = read_yaml(FILE, "title: x\nsay: y\n", first_line=2)

    assert document is not None
    assert Position(FILE, 3, 6) == document.at(("say",))
    assert told("a: 1\na: 2\n", first_line=11) == [("source-duplicate-key", 12, 1)]
    assert told("a: 1\nb: @x\n", first_line=10) == [("source-not-yaml", 11, 4)]
    assert told("", first_line=7) == [("source-not-a-mapping", 7, 1)]


# Plain data


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", 0),
        ("-7", -7),
        ("+7", 7),
        ("3.5", 3.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("true", True),
        ("False", False),
        ("", None),
        ("~", None),
        ("null", None),
        ("word", "word"),
        ("'12'", "12"),
        ('"no"', "no"),
        ("|\n  two\n  lines", "two\nlines\n"),
        (">-\n  one\n  line", "one line"),
        ("[1, two]", (1, "two")),
        ("{}", {}),
        ("[]", ()),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1e999", "1e999"),
        ("12345678901234567890", "12345678901234567890"),
        ("customer's", "customer's"),
    ],
)
def test_plain_values(written: str, value: object) -> None:
    """Words, numbers, true, false and nothing are read as YAML 1.2 has them; what no float can hold stays text."""
    read = data(f"a: {written}\n")["a"]

    assert value == read
    assert type(value) is type(read)


@pytest.mark.parametrize(
    "written",
    [
        "no",
        "NO",
        "Yes",
        "on",
        "off",
        "y",
        "012",
        "0o17",
        "0x1F",
        "1_000",
        "1:30",
        "190:20:30",
        "2026-11-22",
        "2026-1-2 10:00",
    ],
)
def test_values_that_other_readers_take_for_something_else(written: str) -> None:
    """What YAML 1.1 reads as a yes, another number or a date is told, with the remedy, and read as its text."""
    document, findings = read_yaml(FILE, f"ok: 1\na: {written}\n")

    assert document is not None
    assert written == document.data["a"]
    assert ["source-ambiguous"] == [finding.code for finding in findings]
    assert Position(FILE, 2, 4) == findings[0].position
    assert f'"{written}" in quotes' in findings[0].message or f'in quotes: "{written}"' in findings[0].message


def test_dates_may_be_plain_in_front_matter() -> None:
    """Where dates are allowed they stay text and nothing is told."""
    assert data("created: 2026-11-22\n", dates=True) == {"created": "2026-11-22"}


def test_quoted_surprises_are_plain_text() -> None:
    """Nothing is told of a word in quotes, whatever it looks like."""
    assert data("a: ['no', \"012\", '1:30', \"2026-11-22\", '<<']\n") == {
        "a": ("no", "012", "1:30", "2026-11-22", "<<")
    }


# What is refused


def test_a_key_given_twice() -> None:
    """A second key of the same name is told with the line of the first, whose value stays."""
    document, findings = read_yaml(FILE, "a: 1\nb:\n  c: 1\n  c: {deep: [1]}\na: 3\n")

    assert document is not None
    assert document.data == {"a": 1, "b": {"c": 1}}
    assert told("a: 1\nb:\n  c: 1\n  c: {deep: [1]}\na: 3\n") == [
        ("source-duplicate-key", 4, 3),
        ("source-duplicate-key", 5, 1),
    ]
    assert "first on line 3" in findings[0].message
    assert "first on line 1" in findings[1].message


def test_an_alias() -> None:
    """An alias is told where it stands and read as nothing."""
    assert told("a: &x 1\nb: *x\nc: [*x]\n") == [("source-alias", 2, 4), ("source-alias", 3, 5)]


def test_aliases_that_explode() -> None:
    """A billion laughs cost no more than their text."""
    lines = ["a0: &a0 ['ha', 'ha']"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    start = time.perf_counter()
    codes = {code for code, _, _ in told("\n".join(lines))}

    assert codes == {"source-alias"}
    assert time.perf_counter() - start < 1


def test_an_alias_to_itself() -> None:
    """A list that holds itself is an alias like any other."""
    assert told("a: &a [*a]\n") == [("source-alias", 1, 8)]


def test_a_merge_key() -> None:
    """A merge is told, once for the key."""
    assert told("a: &x {y: 1}\nb:\n  <<: *x\n  c: 1\n") == [("source-alias", 3, 3)]


@pytest.mark.parametrize(
    "written",
    [
        "!custom x",
        "!!binary aGk=",
        "!!python/object/apply:os.system [ls]",
        "!!set {a}",
        "!!int '3'",
        "!x [1]",
        "!y {a: 1}",
    ],
)
def test_a_tag(written: str) -> None:
    """A tag is told wherever it stands: on a word, a quoted text, a list or a mapping."""
    assert told(f"a: {written}\n") == [("source-tag", 1, 4)]


@pytest.mark.parametrize("key", ["[a, b]", "{a: b}", "? [a]\n"])
def test_a_key_that_is_no_word(key: str) -> None:
    """A list or mapping in place of a key is told, and what follows is read."""
    document, findings = read_yaml(FILE, f"{key}: 1\nb: 2\n")

    assert document is not None
    assert document.data == {"b": 2}
    assert [finding.code for finding in findings] == ["source-key"]


@pytest.mark.parametrize("opening", ["[", "{a: "])
def test_too_deep(opening: str) -> None:
    """Nesting beyond the limit is told once, without recursion, even a hundred thousand levels of it."""
    closing = "]" if opening == "[" else "}"
    deep = 2000
    text = f"a: {opening * deep}1{closing * deep}\nb: 2\n"
    document, findings = read_yaml(FILE, text)

    assert [finding.code for finding in findings] in (["source-too-deep"], ["source-not-yaml"])
    assert document is None or document.data["b"] == 2
    assert told(f"a: {'[' * DEEPEST}{']' * DEEPEST}\n") == []


def test_too_long() -> None:
    """A text or a file beyond its limit is told with its size and the limit."""
    long = "x" * (LONGEST_TEXT + 1)

    assert told(f"a: {long}\n") == [("source-too-long", 1, 4)]
    assert told(f"a: '{long}'\n") == [("source-too-long", 1, 4)]
    assert told(f"a: {long[:-1]}\n") == []

    text, findings = read_bytes(FILE, b"#" * (LARGEST_FILE + 1))

    assert text is None
    assert [(finding.code, finding.position) for finding in findings] == [
        ("source-too-long", Position(FILE, 1, 1))
    ]


def test_not_utf_8() -> None:
    """A file in another encoding is told at the first byte that shows it."""
    text, findings = read_bytes(FILE, "a: 1\nb: Größe\n".encode("latin-1"))

    assert text is None
    assert [(finding.code, finding.position) for finding in findings] == [
        ("source-not-text", Position(FILE, 2, 6))
    ]


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x0c", "\x1b", "\x7f", "\x80", "\x85", "\u2028", "\u2029", "\uffff"]
)
def test_control_characters(character: str) -> None:
    """A character that cannot be seen, or that only some programs take for a line's end, is told where it stands."""
    text, findings = read_bytes(FILE, f"a: ä\nb: é{character}\n".encode())

    assert text is None
    assert [(finding.code, finding.position) for finding in findings] == [
        ("source-not-text", Position(FILE, 2, 5))
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: [1, 2\nb: 3\n", None),
        ("a: 1\n\tb: 2\n", 2),
        ("<!doctype html>\n<html><body>a: b: c</body></html>\n", 2),
        ("a: b: c\n", 1),
        ("a: 'open\nb: 1\n", None),
        ("a: 1\n  b: 2\n", 2),
        ("- a\nb: 1\n", 2),
        ("a: @x\n", 1),
        ("a: %x\n", 1),
        ("a: 1\n]\n", 2),
        ("%YAML 3.0\n", None),
    ],
)
def test_not_yaml(text: str, line: int | None) -> None:
    """Text that is not YAML gives one finding, near the place, that shows what stands there and says what to do."""
    document, findings = read_yaml(FILE, text)

    assert document is None
    assert [finding.code for finding in findings] == ["source-not-yaml"]
    assert findings[0].message.startswith("this is not YAML (")
    assert "; " in findings[0].message
    assert line in {None, findings[0].position.line}


def test_a_tab_is_named() -> None:
    """The commonest mistake of all has a remedy of its own."""
    _, findings = read_yaml(FILE, "a:\n\tb: 1\n")

    assert "a tab stands in this line: indent with spaces" in findings[0].message


@pytest.mark.parametrize(
    "content", [bytes(range(256)), b"\x89PNG\r\n\x1a\n\x00\x00", b"PK\x03\x04\x14\x00", b"\xff\xfea\x00"]
)
def test_binary_files(content: bytes) -> None:
    """A picture, an archive or a text in UTF-16 gives one finding."""
    text, findings = read_bytes(FILE, content)

    assert text is None
    assert [finding.code for finding in findings] == ["source-not-text"]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "~\n"])
def test_empty(text: str) -> None:
    """A file that holds nothing is told as such."""
    document, findings = read_yaml(FILE, text)

    assert document is None
    assert [(finding.code, finding.position) for finding in findings] == [
        ("source-not-a-mapping", Position(FILE, 1, 1))
    ]
    assert "the file is empty" in findings[0].message


@pytest.mark.parametrize("text", ["just words\n", "- a\n- b\n", "'quoted'\n", "<p>hello</p>\n"])
def test_not_a_mapping(text: str) -> None:
    """A file that is YAML but no list of keys and values is told as such."""
    assert told(text) == [("source-not-a-mapping", 1, 1)]


def test_two_documents() -> None:
    """A second document is told where it starts; the first is read."""
    document, findings = read_yaml(FILE, "a: 1\n---\nb: 2\n---\nc: 3\n")

    assert document is not None
    assert document.data == {"a": 1}
    assert [(finding.code, finding.position) for finding in findings] == [
        ("source-two-documents", Position(FILE, 2, 1))
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_ends_of_lines_and_byte_order_mark(end: str) -> None:
    """Files of every system read alike, with the same places."""
    content = "\ufeffa: 1\ntext: |\n  one\n  two\na: 2\n".replace("\n", end).encode()
    text, nothing = read_bytes(FILE, content)

    assert nothing == []
    assert text is not None

    document, findings = read_yaml(FILE, text)

    assert document is not None
    assert document.data == {"a": 1, "text": "one\ntwo\n"}
    assert [finding.position for finding in findings] == [Position(FILE, 5, 1)]


# Anything at all

YAML_LIKE = st.text(alphabet=st.sampled_from(list("ab01 :-?,[]{}#&*!|>'\"%@`~<\n\t.é")), max_size=60)
WORDS = st.text(
    alphabet=st.characters(
        min_codepoint=0x20,
        max_codepoint=0x2FFF,
        exclude_characters="\x7f\u2028\u2029",
        exclude_categories=["Cc", "Cs"],
    ),
    max_size=20,
)
NESTED = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@given(st.text() | YAML_LIKE)
def test_arbitrary_text_never_raises(text: str) -> None:
    """Whatever stands in a file, there is a document or at least one finding, and every place is in the file."""
    read, findings = read_bytes(FILE, text.encode())
    document = None
    if read is not None:
        document, findings = read_yaml(FILE, read)

    assert document is not None or findings
    lines = (read if read is not None else text.replace("\r", "\n")).count("\n") + 1
    for finding in findings:
        assert 1 <= finding.position.line <= lines + 1
        assert finding.position.column >= 1


@given(st.binary(max_size=200))
def test_arbitrary_bytes_never_raise(content: bytes) -> None:
    """Bytes of any kind are text or one finding."""
    text, findings = read_bytes(FILE, content)

    assert (text is None) == (len(findings) == 1)


@given(st.dictionaries(WORDS, NESTED, max_size=5), st.sampled_from(['"', "'"]), st.booleans())
def test_quoted_text_is_read_as_every_reader_does(content: dict[str, Any], quote: str, flow: bool) -> None:  # noqa: FBT001
    """With all words in quotes, the data are those of PyYAML's own loader, and nothing is told."""
    text = yaml.safe_dump(
        content, default_style=quote, default_flow_style=flow, allow_unicode=True, width=1000
    )
    document, findings = read_yaml(FILE, text)

    assert findings == []
    assert document is not None
    assert yaml.safe_load(text) == as_lists(document.data)


def as_lists(value: Any) -> Any:
    """Return the data with lists in place of tuples."""
    if isinstance(value, dict):
        return {key: as_lists(inner) for key, inner in value.items()}
    return [as_lists(inner) for inner in value] if isinstance(value, tuple) else value
