"""The engine's own commands: what they print, and how they end."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from even_exchange.__main__ import SCHEMAS, main
from even_exchange.findings import Finding, Position, as_github, as_text, in_order, summary

ROOT = Path(__file__).parents[2]


def test_check_of_the_real_project(capsys: pytest.CaptureFixture[str]) -> None:
    """`check` of a sound project ends with 0 and says what was checked and how long each instrument takes."""
    assert main(["--root", str(ROOT), "check"]) == 0

    first, *others = capsys.readouterr().out.splitlines()

    assert re.fullmatch(r"\d+ instruments, \d+ personas and \d+ pages checked: nothing to mend", first)
    assert len(others) == int(first.split()[0])
    for line in others:
        found = re.fullmatch(r"  [a-z-]+: (\d+\.\d\d) minutes counted, (\d+) stated", line)

        assert found
        assert float(found[1]) <= int(found[2])


def test_a_folder_that_is_no_project(tmp_path: Path, program: Callable) -> None:
    """Run elsewhere, every command says so in one line and ends with 2."""
    shutil.copytree(ROOT / "hooks", tmp_path / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    done = program(tmp_path, "even_exchange", "check")

    assert done.returncode == 2
    assert "no folder 'assessments' here; run this in the project or give --root" in done.stdout
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments", [[], ["chekc"], ["check", "--format", "xml"], ["score", "where-you-stand"]]
)
def test_a_wrong_command_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A command line that cannot be read ends with 2 and a line that says why."""
    with pytest.raises(SystemExit) as stop:
        main(["--root", str(ROOT), *arguments])

    assert stop.value.code == 2
    assert "error:" in capsys.readouterr().err


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` lists the commands with what they do."""
    with pytest.raises(SystemExit) as stop:
        main(["--help"])

    assert stop.value.code == 0
    said = capsys.readouterr().out
    for command in ("check", "schema", "score", "personas", "pilot", "witness"):
        assert re.search(rf"^    {command} +\S", said, re.MULTILINE)


def test_schemas_are_written_and_checked(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`schema --check` tells of a stale schema and ends with 1; `schema` writes it; then all are current."""
    (project / "assessments" / "instrument.schema.json").write_text("{}", encoding="utf-8")
    (project / "assessments" / "model.schema.json").unlink()
    root = ["--root", str(project)]

    assert main([*root, "schema", "--check"]) == 1
    stale = ["assessments/instrument.schema.json", "assessments/model.schema.json"]
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == stale
    assert main([*root, "schema"]) == 0
    assert capsys.readouterr().out.splitlines() == [f"wrote {path}" for path in stale]
    assert main([*root, "schema", "--check"]) == 0
    assert capsys.readouterr().out == "all schemas are current\n"
    for path in SCHEMAS:
        assert (project / path).read_bytes() == (ROOT / path).read_bytes()


def test_score_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`score` prints the result of a file of answers as JSON; without answers there is no score at all."""
    file = tmp_path / "answers.json"
    file.write_text("{}", encoding="utf-8")

    assert main(["--root", str(ROOT), "score", "where-you-stand", str(file)]) == 0

    result = json.loads(capsys.readouterr().out)

    assert result["quality"] == "empty"
    assert {scale["score"] for scale in result["scales"].values()} == {None}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be opened"),
        ("{", "this is not JSON"),
        ("[1]", "a file of answers is {item id: answer}"),
        ('{"goodwil": 3}', "error: 'where-you-stand' has no item 'goodwil'; did you mean 'goodwill'?"),
        ('{"after-the-price": 9}', "error: '9' is no answer that 'after-the-price' offers"),
    ],
)
def test_score_of_a_file_that_is_none(
    content: str | None, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing or unreadable file of answers, a misspelt item and an impossible answer are told in one line."""
    file = tmp_path / "answers.json"
    if content is not None:
        file.write_text(content, encoding="utf-8")

    assert main(["--root", str(ROOT), "score", "where-you-stand", str(file)]) == 1

    said = capsys.readouterr().out

    assert words in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(
    "answers",
    [
        {"no-such-item": 3},
        {"first-quarter-hour": 9},
        {"first-quarter-hour": None},
        {"first-quarter-hour": [1]},
        {"first-quarter-hour": {"a": 1}},
        {"first-quarter-hour": True},
        {"full-offer-by-friday": "nothing-of-the-kind"},
        {"where-attention-goes": "far"},
    ],
)
def test_score_of_answers_that_no_item_has(
    answers: dict, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Answers that no item allows are told at their place and not passed over; nothing falls over."""
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"goodwill": 3} | answers), encoding="utf-8")

    assert main(["--root", str(ROOT), "score", "where-you-stand", str(file)]) == 1

    said = capsys.readouterr().out

    assert len(said.splitlines()) == 1
    assert next(iter(answers)) in said
    assert "answers.json:1:" in said


@pytest.mark.parametrize("arguments", [["score", "nothing", "x.json"], ["personas", "nothing"]])
def test_an_instrument_that_is_not_there(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Asked about an instrument that there is not, the command says so and ends with 1."""
    assert main(["--root", str(ROOT), *arguments]) == 1
    assert capsys.readouterr().out == "there is no sound instrument 'nothing'; run check\n"


@pytest.mark.parametrize("path", sorted((ROOT / "assessments").glob("*-*.yml")), ids=lambda path: path.stem)
def test_personas(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`personas` prints every persona with what it gets."""
    assert main(["--root", str(ROOT), "personas", path.stem]) == 0

    said = capsys.readouterr().out
    named = re.findall(r"^  - name: [\"']?(.*?)[\"']?$", path.read_text(encoding="utf-8"), re.MULTILINE)

    assert len(named) >= 5
    for name in named:
        assert f"{name}\n" in said


# Reporters

FINDINGS = [
    Finding(Position("b.yml", 2, 1), "a-code", "wrong; mend it"),
    Finding(Position("a.yml", 10, 1), "a-code", "50 % of it:\nall, wrong; mend it", "warning"),
    Finding(Position("a.yml", 9, 7), "z-code", "wrong; mend it"),
    Finding(Position("b.yml", 2, 1), "a-code", "wrong; mend it"),
]


def test_findings_in_order() -> None:
    """Findings stand by file and place, lines as numbers, each once."""
    ordered = in_order(FINDINGS)

    assert [(one.position.path, one.position.line) for one in ordered] == [
        ("a.yml", 9),
        ("a.yml", 10),
        ("b.yml", 2),
    ]


def test_reporters() -> None:
    """As text, one line `path:line:column`; for GitHub one annotation, in which nothing breaks out of its field."""
    assert as_text(FINDINGS[:1]) == "b.yml:2:1: error: wrong; mend it [a-code]"
    assert as_github(FINDINGS[1:2]) == (
        "::warning file=a.yml,line=10,col=1,title=a-code::50 %25 of it:%0Aall, wrong; mend it"
    )
    assert as_github([Finding(Position("a,b:c.yml", 1, 1), "x", "y")]).startswith(
        "::error file=a%2Cb%3Ac.yml,line=1"
    )


def test_summary() -> None:
    """The sum counts errors, warnings and files in words."""
    assert summary([]) == "0 errors in 0 files"
    assert summary(FINDINGS[:1]) == "1 error in 1 file"
    assert summary(FINDINGS[1:2]) == "1 warning in 1 file"
    assert summary(in_order(FINDINGS)) == "2 errors and 1 warning in 2 files"
