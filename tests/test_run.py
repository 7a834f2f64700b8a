"""The two commands of the README: what they say, what they install, which browser they find."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import re
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import run

ROOT = Path(run.__file__).parent
posix = pytest.mark.skipif(run.WINDOWS, reason="stands in a shell script for a program")


def stand_in(folder: Path, name: str, script: str = "echo Chromium 156.0.1") -> Path:
    """Write a small program that takes the place of a real one."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (f"{name}.exe" if run.WINDOWS else name)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def pins(name: str) -> dict[str, Requirement]:
    """Return the requirements of a file by name."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    found = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(requirement.name): requirement for requirement in found}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let run.py work in an empty folder with requirements, where nothing is really installed."""
    monkeypatch.setattr(run, "ROOT", tmp_path)
    (tmp_path / "requirements.txt").write_text("mkdocs==1.6.1\n", encoding="utf-8")
    (tmp_path / "requirements-test.txt").write_text("pytest==9.2.0\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def installed(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Return the file names of every installation that run.py asks for."""
    calls: list[list[str]] = []

    def make() -> None:
        stand_in(project / ".venv" / ("Scripts" if run.WINDOWS else "bin"), "python")

    monkeypatch.setattr(run, "make_environment", make)
    monkeypatch.setattr(run, "install", lambda _, paths: calls.append([path.name for path in paths]))
    return calls


# What it says


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"], ["help"]])
def test_help_lists_the_commands(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Without a command, and when asked, every command stands there with a line on what it does."""
    code = run.main(arguments)
    shown = capsys.readouterr().out

    assert code == 0
    assert all(f"run.py {command} " in shown for command in (*run.COMMANDS, "check", "schema"))
    assert max(map(len, shown.splitlines())) <= 80


def test_help_needs_nothing_installed() -> None:
    """The help comes from a Python without any package, even without the site's folder."""
    command = [sys.executable, "-I", "-S", str(ROOT / "run.py"), "--help"]
    said = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)

    assert said.returncode == 0, said.stderr
    assert "run.py build" in said.stdout


def test_too_old_python(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A Python that is too old is named, with the way to start the newer one."""
    monkeypatch.setattr(run, "OLDEST_PYTHON", (99, 1))
    code = run.main(["build"])
    said = capsys.readouterr().err

    assert code == 1
    assert len(said.splitlines()) == 1
    assert "Python 99.1 or newer is needed" in said


def test_mistyped_command(capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped command is answered with the nearest one and is not passed to the engine."""
    code = run.main(["biuld"])

    assert code == 2
    assert "did you mean build?" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["score", "schema", "stage", "team", "check"])
def test_engine_commands_are_not_taken_for_typing_mistakes(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the engine can do reaches the engine, arguments included."""
    passed: list[list[str]] = []
    monkeypatch.setattr(run, "engine", lambda arguments: passed.append(list(arguments)) or 0)
    code = run.main([command, "--format", "github"])

    assert code == 0
    assert passed == [[command, "--format", "github"]]


@pytest.mark.skipif(run.WINDOWS, reason="Windows knows no such signal")
def test_whoever_ends_us_ends_the_program_that_we_started() -> None:
    """A service that stops `run.py serve` leaves no server behind."""
    child = "import time; print('started', flush=True); time.sleep(60)"
    ours = f"import run, subprocess, sys; run.build = lambda _: subprocess.run([sys.executable, '-c', {child!r}]).returncode; sys.exit(run.main(['build']))"
    with subprocess.Popen(
        [sys.executable, "-c", ours], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        process.terminate()
        # The pipe ends only when the child is gone too.
        assert process.stdout.read() == ""
        assert process.wait(timeout=20) == 128 + signal.SIGTERM


def test_interruption_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C ends with the customary code and without a traceback."""

    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "build", interrupted)
    code = run.main(["build"])

    assert code == run.INTERRUPTED
    assert capsys.readouterr().err == ""


def test_port_in_use(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A port that something else holds, or that is none, is one line and not a traceback."""
    monkeypatch.setattr(run, "environment", lambda _: sys.executable)
    with run.socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        codes = [run.main(["serve", "--port", str(port)]) for port in (taken.getsockname()[1], 99999)]
    said = capsys.readouterr().err.splitlines()

    assert codes == [1, 1]
    assert len(said) == 2
    assert all("try run.py serve --port" in line for line in said)


# The environment


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_missing_requirements(
    name: str, project: Path, installed: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing requirements file is one line that names it, before anything is made."""
    (project / name).unlink()
    code = run.main(["test"])
    said = capsys.readouterr().err

    assert code == 1
    assert len(said.splitlines()) == 1
    assert f"{name} is missing" in said
    assert not (project / ".venv").exists()


def test_python_without_ensurepip(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Debian's Python without its venv package is told which package to install."""
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else find(name))
    code = run.main(["build"])
    said = capsys.readouterr().err

    assert code == 1
    assert len(said.splitlines()) == 1
    assert f"apt install python3.{sys.version_info.minor}-venv" in said


def test_installs_only_what_changed(project: Path, installed: list[list[str]]) -> None:
    """Requirements are installed once, and again only when a file says something else."""
    run.environment(run.BUILD_REQUIREMENTS)
    run.environment(run.BUILD_REQUIREMENTS)
    assert installed == [["requirements.txt"]]

    run.environment(run.TEST_REQUIREMENTS)
    run.environment(run.TEST_REQUIREMENTS)
    assert installed[1:] == [["requirements.txt", "requirements-test.txt"]]

    (project / "requirements-test.txt").write_text("pytest==9.2.1\n", encoding="utf-8")
    run.environment(run.BUILD_REQUIREMENTS)
    assert installed[2:] == []

    run.environment(run.TEST_REQUIREMENTS)
    assert installed[2:] == [["requirements.txt", "requirements-test.txt"]]

    (project / "requirements.txt").write_text("mkdocs==1.6.2\n", encoding="utf-8")
    run.environment(run.BUILD_REQUIREMENTS)
    run.environment(run.TEST_REQUIREMENTS)
    assert installed[3:] == [["requirements.txt"], ["requirements.txt", "requirements-test.txt"]]


def test_line_ends_change_nothing(project: Path, installed: list[list[str]]) -> None:
    """A checkout with Windows line ends does not install everything again."""
    run.environment(run.BUILD_REQUIREMENTS)
    (project / "requirements.txt").write_bytes(b"mkdocs==1.6.1\r\n")
    run.environment(run.BUILD_REQUIREMENTS)

    assert len(installed) == 1


def test_a_failed_installation_is_tried_again(
    project: Path, installed: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a failure, and after an interruption, the next run installs again."""
    tries: list[object] = []

    def fails(_: str, paths: object) -> None:
        tries.append(paths)
        raise run.Stop("no network")

    monkeypatch.setattr(run, "install", fails)
    for _ in range(2):
        with pytest.raises(run.Stop):
            run.environment(run.BUILD_REQUIREMENTS)

    assert len(tries) == 2


@posix
def test_failing_pip(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """When pip fails, its last lines are shown with one sentence after them."""
    script = 'case "$4" in --version) ;; *) echo Collecting mkdocs; echo ERROR: no route; exit 1;; esac'
    python = stand_in(project / "bin", "python", script)
    with pytest.raises(run.Stop, match="the packages could not be installed"):
        run.install(str(python), [project / "requirements.txt"])
    said = capsys.readouterr()

    assert "Installing 1 packages" in said.out
    assert "    ERROR: no route" in said.err


# The pinned packages


def test_every_requirement_is_exact() -> None:
    """Every line pins one version, for all systems alike, and none says where to fetch it."""
    for name in run.TEST_REQUIREMENTS:
        for requirement in pins(name).values():
            assert re.fullmatch(r"==[\w.]+", str(requirement.specifier)), requirement
            assert requirement.url is None
            assert requirement.marker is None


@pytest.mark.parametrize("files", [run.BUILD_REQUIREMENTS, run.TEST_REQUIREMENTS])
def test_the_pins_are_complete(files: tuple[str, ...]) -> None:
    """Whatever a pinned package needs is pinned too, at a version that it accepts."""
    pinned = {name: requirement for file in files for name, requirement in pins(file).items()}
    lacking = []
    for name in pinned:
        for text in importlib.metadata.requires(name) or ():
            need = Requirement(text)
            systems = ({"platform_system": s, "sys_platform": p} for s, p in SYSTEMS)
            if need.marker and not any(need.marker.evaluate({"extra": "", **s}) for s in systems):
                continue
            pin = pinned.get(canonicalize_name(need.name))
            version = str(pin.specifier).removeprefix("==") if pin else ""
            if not pin or not need.specifier.contains(version):
                lacking.append(f"{name} needs {need}, pinned: {version or 'not at all'}")

    assert lacking == []


SYSTEMS = (("Linux", "linux"), ("Darwin", "darwin"), ("Windows", "win32"))


def test_pins_lie_in_the_ranges_of_the_project() -> None:
    """What run.py installs is what pyproject.toml promises to work with."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = {**pins("requirements.txt"), **pins("requirements-test.txt")}
    for text in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        need = Requirement(text)
        version = str(pinned[canonicalize_name(need.name)].specifier).removeprefix("==")
        assert need.specifier.contains(version), need


# The time of the commit


def test_time_of_the_commit(tmp_path: Path) -> None:
    """In a repository the time is that of the last commit."""
    date = {"GIT_COMMITTER_DATE": "1700000000 +0100", "GIT_AUTHOR_DATE": "1600000000 +0100"}
    name = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
    git = ["git", "-C", str(tmp_path)]
    subprocess.run([*git, "init", "--quiet"], check=True)
    commit = [*git, *name, "commit", "--quiet", "--allow-empty", "-m", "first"]
    subprocess.run(commit, check=True, env={**os.environ, **date})

    assert run.commit_time(tmp_path) == 1700000000


def test_time_without_git(tmp_path: Path) -> None:
    """In an unpacked archive the time is that of the newest source file, caches aside."""
    for name, seconds in (("mkdocs.yml", 10), ("docs/a/b.md", 30), ("docs/__pycache__/x.pyc", 50)):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        os.utime(path, (seconds, seconds))

    assert run.commit_time(tmp_path) == 30


def test_a_given_time_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH is left alone when it is given, and set when it is not."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    assert run.child_variables()["SOURCE_DATE_EPOCH"] == "1234567890"

    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert run.child_variables()["SOURCE_DATE_EPOCH"] == str(run.commit_time(ROOT))


# The browser


def test_order_of_browsers(tmp_path: Path) -> None:
    """The named one comes first, then Playwright's own, then Chromium, Chrome and Edge as installed."""
    folder = tmp_path / "bin"
    edge = stand_in(folder, "microsoft-edge")
    variables = {"PATH": str(folder)}
    assert run.find_browser(None, variables) == edge

    chrome = stand_in(folder, "google-chrome")
    assert run.find_browser(None, variables) == chrome

    chromium = stand_in(folder, "chromium")
    assert run.find_browser(None, variables) == chromium

    own = stand_in(tmp_path / "own", "chrome")
    assert run.find_browser(own, variables) == own
    assert run.find_browser(tmp_path / "not-downloaded", variables) == chromium

    named = stand_in(tmp_path / "named", "brave")
    assert run.find_browser(own, {**variables, "EE_BROWSER": str(named)}) == named


def test_browser_named_without_its_folder(tmp_path: Path) -> None:
    """EE_BROWSER may hold a bare command."""
    path = stand_in(tmp_path, "google-chrome")

    assert run.find_browser(None, {"PATH": str(tmp_path), "EE_BROWSER": "google-chrome"}) == path


@posix
@pytest.mark.parametrize("script", ["exit 1", "echo please install the snap", "kill -9 $$"])
def test_wrappers_around_nothing(script: str, tmp_path: Path) -> None:
    """A command that is there but starts no browser is passed over."""
    stand_in(tmp_path, "chromium-browser", script)
    chrome = stand_in(tmp_path, "google-chrome")

    assert run.find_browser(None, {"PATH": f"{tmp_path}"}) == chrome


@pytest.mark.parametrize("there", [False, pytest.param(True, marks=posix)])
def test_named_browser_that_does_not_start(there: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """A browser that was named and does not start is said, not silently replaced."""
    stand_in(tmp_path, "chromium")
    named = stand_in(tmp_path, "broken", "exit 1") if there else tmp_path / "gone"
    with pytest.raises(run.Stop, match=r"EE_BROWSER names .*, which does not start"):
        run.find_browser(None, {"PATH": str(tmp_path), "EE_BROWSER": str(named)})


def test_places_of_windows(tmp_path: Path) -> None:
    """Chrome and Edge are found where Windows keeps programs."""
    folder = tmp_path / "Programs"
    variables = {"PATH": str(tmp_path), "ProgramFiles(x86)": str(folder)}

    assert folder / "Microsoft/Edge/Application/msedge.exe" in run.installed_browsers(variables)


def test_places_of_macos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chrome is found among the applications of the Mac and of its user."""
    monkeypatch.setattr(sys, "platform", "darwin")
    found = list(run.installed_browsers({"PATH": str(tmp_path), "HOME": str(tmp_path)}))
    chrome = "Google Chrome.app/Contents/MacOS/Google Chrome"

    assert Path("/Applications") / chrome in found
    assert tmp_path / "Applications" / chrome in found


def test_no_browser_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without any browser the tests are not started, and one line says what to install."""
    steps: list[object] = []
    monkeypatch.setattr(run, "environment", lambda _: sys.executable)
    monkeypatch.setattr(run, "find_browser", lambda *_: None)
    monkeypatch.setattr(run, "installs_debian_packages", lambda: False)
    monkeypatch.setattr(run, "run_at_most", lambda _, command: steps.append(command[1:]))
    code = run.main(["test"])
    said = capsys.readouterr()

    assert code == 1
    assert said.err == f"run.py: {run.NO_BROWSER}\n"
    assert steps == [["-m", "playwright", "install", "chromium"]]
    assert "--- " not in said.out


def test_debian_as_root_gets_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian's own package comes before a download, and the tests are led to it."""
    done: list[str] = []
    monkeypatch.setattr(run, "find_browser", lambda *_: Path("/usr/bin/chromium") if done else None)
    monkeypatch.setattr(run, "installs_debian_packages", lambda: True)
    monkeypatch.setattr(run, "install_debian_chromium", lambda: done.append("package"))
    monkeypatch.setattr(run, "run_at_most", lambda *_: done.append("download"))

    assert run.browser_variables(sys.executable) == {"EE_BROWSER": str(Path("/usr/bin/chromium"))}
    assert done == ["package"]


@posix
def test_a_program_that_takes_too_long(tmp_path: Path) -> None:
    """A program is ended after its time, together with what it has started."""
    script = f"(sleep 2; touch {tmp_path}/outlived) & sleep 60"
    started = time.monotonic()
    run.run_at_most(0.2, [str(stand_in(tmp_path, "slow", script))])
    took = time.monotonic() - started
    time.sleep(2.2)

    assert took < 2
    assert not (tmp_path / "outlived").exists()


# The steps of the test command


@pytest.mark.parametrize(
    ("codes", "expected", "message"),
    [
        ({}, 0, ""),
        ({"mypy": 2, "pytest": 1}, 2, "run.py: not in order: mypy, pytest\n"),
        ({"pytest": 5}, 5, "run.py: not in order: pytest\n"),
    ],
)
def test_all_steps_run(
    codes: dict[str, int],
    expected: int,
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every step runs whatever failed before; the first failure's code is returned, pytest is last."""
    ran: list[list[str]] = []

    def pretend(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        ran.append(command[2:])
        return subprocess.CompletedProcess(command, codes.get(command[2], 0))

    monkeypatch.setattr(run, "environment", lambda _: sys.executable)
    monkeypatch.setattr(run, "browser_variables", lambda _: {})
    monkeypatch.setattr(run, "child_variables", lambda: dict(os.environ))
    monkeypatch.setattr(run.subprocess, "run", pretend)
    code = run.main(["test", "-k", "word"])
    said = capsys.readouterr()

    assert code == expected
    assert said.err == message
    assert [step[0] for step in ran] == ["ruff", "ruff", "mypy", "even_exchange", "mkdocs", "pytest"]
    assert ran[-1] == ["pytest", "-n", run.workers(), "--dist", "worksteal", "-k", "word"]
    assert said.out.rstrip().endswith("--- pytest")
