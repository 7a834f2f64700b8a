"""Many mistakes at once: every one is told, at its line, everywhere an editor looks, and nothing falls over."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from even_exchange.findings import Finding
from even_exchange.project_files import read_files
from even_exchange.site.build import build_site

PLANTED = Path(__file__).parent / "twenty_mistakes.yml"
INSTRUMENT = "assessments/three-junctures.yml"
MODEL = "assessments/model.yml"
PAGE = "assess/three-junctures.html"
OTHER_PAGE = "assess/where-you-stand.html"
PATIENCE = 30
"""Seconds after which the server is taken to be stuck."""

_MARK = re.compile(r"#! ([a-z-]+)(?:: ([^#]+?))?\s*(?:# .*)?$")
Expected = set[tuple[str, int, str]]

#: Mistakes in the shared model: after this line, this text becomes that one.
MODEL_MISTAKES = (
    ("- id: leaning-own-side", "from: 35", "from: 38  #! zones-cover-the-line: from 35 to 38; close the gap"),
    ("- id: customer-focused", "from: 65", "from: 60  #! zones-cover-the-line: from 60 to 65"),
    (
        "- id: negotiation",
        "axis: self-assertion",
        "axis: self-asertion  #! model-names: did you mean 'self-assertion'?",
    ),
    ("flags:", "yields_from: 55", "yields_from: many  #! wrong-value: must be a whole number"),
    ("gap_note:", "at_most: 25", "at_mots: 25  #! unknown-key: did you mean 'at_most'?"),
)


def plant(project: Path) -> Expected:
    """Write the mistakes into a project; return file, line and code of all of them."""
    shutil.copy(PLANTED, project / INSTRUMENT)
    model = project / MODEL
    text = model.read_text(encoding="utf-8")
    for after, old, new in MODEL_MISTAKES:
        head, line, tail = text.partition(f"{after}\n")

        assert line, f"model.yml has no line '{after}' any more"
        assert old in tail, f"model.yml has no '{old}' after '{after}' any more"
        text = head + line + tail.replace(old, new, 1)
    model.write_text(text, encoding="utf-8")
    return {*marked(project, INSTRUMENT), *marked(project, MODEL)}


def marked(project: Path, path: str) -> Iterator[tuple[str, int, str]]:
    """Yield file, line and code of each mistake that a file says it has."""
    for number, line in enumerate((project / path).read_text(encoding="utf-8").splitlines(), 1):
        mark = _MARK.search(line)
        if mark:
            yield path, number, mark[1]


def places(findings: tuple[Finding, ...]) -> list[tuple[str, int, str]]:
    """Return file, line and code of findings."""
    return [(finding.position.path, finding.position.line, finding.code) for finding in findings]


@pytest.fixture
def planted(project: Path) -> tuple[Path, Expected]:
    """Return a project with all the mistakes, and what must be told of it."""
    return project, plant(project)


def test_every_mistake_is_told_once_at_its_line(planted: tuple[Path, Expected]) -> None:
    """None is lost, none is told twice, and nothing is told that is not there."""
    project, expected = planted
    found = places(build_site(read_files(project)).findings)

    assert len(expected) >= 20
    assert sorted(expected) == sorted(found)


def test_messages_say_what_is_meant(planted: tuple[Path, Expected]) -> None:
    """Each message holds the words that the planted line asks for."""
    project, _ = planted
    messages: dict[tuple[str, int], str] = {}
    for finding in build_site(read_files(project)).findings:
        key = (finding.position.path, finding.position.line)
        messages[key] = f"{messages.get(key, '')} {finding.message}"
    for path in (INSTRUMENT, MODEL):
        for number, line in enumerate((project / path).read_text(encoding="utf-8").splitlines(), 1):
            mark = _MARK.search(line)
            if mark and mark[2]:
                assert mark[2] in messages[path, number]


def test_the_command_tells_them_all(planted: tuple[Path, Expected], program: Callable) -> None:
    """`check` prints one line for each, `path:line:column: error: …`, a sum, ends with 1 and never with a traceback."""
    project, expected = planted
    done = program(project, "even_exchange", "check")

    assert done.returncode == 1
    assert done.stderr == ""
    *lines, last = done.stdout.splitlines()
    told = [re.fullmatch(r"(\S+?):(\d+):\d+: error: .* \[([a-z-]+)\]", line) for line in lines]

    assert all(told)
    assert sorted(expected) == sorted((one[1], int(one[2]), one[3]) for one in told if one)
    assert last == f"{len(expected)} errors in 2 files"


def test_annotations_for_a_pull_request(planted: tuple[Path, Expected], program: Callable) -> None:
    """On GitHub the same findings come as annotations, one line each."""
    project, expected = planted
    done = program(project, "even_exchange", "check", GITHUB_ACTIONS="true")
    told = re.findall(
        r"^::error file=(.+?),line=(\d+),col=\d+,title=([a-z-]+)::.+$", done.stdout, re.MULTILINE
    )

    assert done.returncode == 1
    assert sorted(expected) == sorted((path, int(line), code) for path, line, code in told)


def test_a_build_tells_them_all_and_stops(planted: tuple[Path, Expected], program: Callable) -> None:
    """`mkdocs build --strict` logs each, ends with 1, writes no site, and shows no traceback."""
    project, expected = planted
    done = program(project, "mkdocs", "build", "--strict")
    output = done.stdout + done.stderr
    told = re.findall(r"^ERROR +-? *(\S+?):(\d+):\d+: .* \[([a-z-]+)\]$", output, re.MULTILINE)

    assert done.returncode == 1
    assert "Traceback" not in output
    assert sorted(expected) == sorted((path, int(line), code) for path, line, code in told)
    assert f"{len(expected)} errors in 2 files" in output
    assert not (project / "site").exists()


def test_a_file_that_is_not_yaml(project: Path, program: Callable) -> None:
    """A picture under the name of an instrument gives one finding, in the command and in a build."""
    (project / INSTRUMENT).write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR")
    checked = program(project, "even_exchange", "check")
    built = program(project, "mkdocs", "build", "--strict")

    assert checked.returncode == built.returncode == 1
    assert checked.stdout.startswith(f"{INSTRUMENT}:1:1: error: the file is not text in UTF-8")
    assert len(checked.stdout.splitlines()) == 2
    assert "Traceback" not in checked.stderr + built.stdout + built.stderr


# While somebody edits


@contextmanager
def server(project: Path, variables: dict[str, str]) -> Iterator[Callable[[str], str]]:
    """Run `mkdocs serve` in a project; give a function that returns a page's text, and stop the server at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = project / "serve.log"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            command, cwd=project, env=variables, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )

    def get(path: str) -> str:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if process.poll() is not None:
                break
            try:
                with urlopen(f"http://127.0.0.1:{port}/kb/{path}", timeout=5) as answer:
                    return unescape(answer.read().decode())
            except (URLError, TimeoutError, ConnectionError):
                time.sleep(0.1)
        pytest.fail(f"the server does not answer:\n{log.read_text(encoding='utf-8')}", pytrace=False)

    try:
        yield get
        assert "Traceback" not in log.read_text(encoding="utf-8")
    finally:
        process.terminate()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def until(get: Callable[[str], str], wanted: Callable[[str], bool], path: str = PAGE) -> str:
    """Return a page, that of the instrument if no other is named, as soon as it is as wanted."""
    end = time.monotonic() + PATIENCE
    page = get(path)
    while not wanted(page) and time.monotonic() < end:
        time.sleep(0.2)
        page = get(path)

    assert wanted(page), page[-3000:]
    return page


def shown(page: str) -> list[tuple[str, int, str]]:
    """Return file, line and code of the findings that a page shows."""
    rows = re.findall(r"<code>(\S+?):(\d+):\d+</code>.*?<small>([a-z-]+)</small>", page, re.DOTALL)
    return [(path, int(line), code) for path, line, code in rows]


def is_whole(page: str) -> bool:
    """Say whether a page holds the form of an instrument."""
    return "<self-assessment data-instrument=" in page


def test_under_serve_the_page_shows_them_and_comes_back(
    planted: tuple[Path, Expected], variables: Callable[[Path], dict[str, str]]
) -> None:
    """The server starts with all the mistakes, shows them on the page, and shows the page again when they are mended.

    The mistakes of the instrument stand on its page; those of the shared model, on the pages of all instruments.
    A persona that does not hold, a file that is no text and one that is gone do not end the server either.
    """
    project, expected = planted
    sound = Path(__file__).parents[2]
    with server(project, variables(project)) as get:
        page = until(get, lambda page: "ee-findings" in page)

        assert sorted(one for one in expected if one[0] == INSTRUMENT) == sorted(shown(page))
        assert sorted(one for one in expected if one[0] == MODEL) == sorted(shown(get(OTHER_PAGE)))
        assert get("understand/how-scoring-works.html")
        assert get("playbooks/hold-the-value.html")

        shutil.copy(sound / MODEL, project / MODEL)
        until(get, lambda page: is_whole(page) and not shown(page), OTHER_PAGE)

        assert {path for path, _, _ in shown(get(PAGE))} == {INSTRUMENT}

        text = (sound / INSTRUMENT).read_text(encoding="utf-8")
        (project / INSTRUMENT).write_text(text, encoding="utf-8")
        until(get, is_whole)

        (project / INSTRUMENT).write_text(
            re.sub(r"quality: \w+", "quality: empty", text, count=1), encoding="utf-8"
        )
        page = until(get, lambda page: bool(shown(page)))

        assert [code for _, _, code in shown(page)] == ["personas-hold"]
        assert is_whole(get(OTHER_PAGE))

        (project / INSTRUMENT).write_bytes(b"\x00\xff not text")
        page = until(get, lambda page: "source-not-text" in page)

        assert shown(page) == [(INSTRUMENT, 1, "source-not-text")]

        (project / INSTRUMENT).write_text(text, encoding="utf-8")
        until(get, is_whole)
