"""Set up, build, preview and test Even Exchange, with nothing but Python and git installed.

Only the standard library is used, and only syntax that an older Python can read:
this file has to be able to say that the Python is too old.
"""

from __future__ import annotations

import argparse
import collections
import difflib
import hashlib
import importlib.util
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parent
OLDEST_PYTHON = (3, 11)
INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells give it."""

COMMANDS = ("build", "serve", "test", "benchmark")
BUILD_REQUIREMENTS = ("requirements.txt",)
TEST_REQUIREMENTS = ("requirements.txt", "requirements-test.txt")

BROWSER_VARIABLE = "EE_BROWSER"
BROWSER_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
MAC_BROWSERS = (
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS_BROWSERS = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
NO_BROWSER = (
    "no browser for the tests: install Chromium, Chrome or Edge, "
    f"or name the program of one in the environment variable {BROWSER_VARIABLE}"
)

WINDOWS = os.name == "nt"
PYTHON_COMMAND = "py" if WINDOWS else "python3"

PORT = 8000
PREVIEW = f"http://127.0.0.1:{PORT}"

HELP = f"""\
Even Exchange: build the site, look at it while you write, test everything.

  {PYTHON_COMMAND} run.py build          set up .venv and build the site into site/
  {PYTHON_COMMAND} run.py serve          show it while you edit, at {PREVIEW}
      --port 8001               … at another port
  {PYTHON_COMMAND} run.py test           every check and test, with a browser
      -k word tests/test_it.py  … with arguments for pytest

  {PYTHON_COMMAND} run.py benchmark      how fast and how heavy, beside the budgets
      --sizes S --rounds 1      … in a hurry

  {PYTHON_COMMAND} run.py check          check instruments and pages only
  {PYTHON_COMMAND} run.py schema         write the schema that editors check with
  {PYTHON_COMMAND} run.py simulate       try the scoring on made-up people
  {PYTHON_COMMAND} run.py engine --help  everything else that the engine can do

The first run installs what is pinned in requirements.txt and needs the network;
later runs need it only when that file has changed.
"""


class Stop(Exception):  # noqa: N818 - not always an error
    """An expected end: the message is one line for a person, the code is the exit code."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    # So that whoever ends us ends the program that we started, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        return dispatch(list(arguments))
    except Stop as stop:
        print(f"run.py: {stop}", file=sys.stderr, flush=True)
        return stop.code
    except KeyboardInterrupt:
        print(flush=True)
        return INTERRUPTED


def dispatch(arguments: list[str]) -> int:
    """Call the function of a command; what is no command of ours is the engine's."""
    if sys.version_info < OLDEST_PYTHON:
        raise Stop(
            f"Python {OLDEST_PYTHON[0]}.{OLDEST_PYTHON[1]} or newer is needed, and this is "
            f"{sys.version_info[0]}.{sys.version_info[1]}; start this file with the newer one, "
            "for example python3.11 run.py build (Windows: py -3.11 run.py build)"
        )
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(HELP, end="")
        return 0
    command, rest = arguments[0], arguments[1:]
    if command == "build":
        return build(rest)
    if command == "serve":
        return serve(rest)
    if command == "test":
        return test(rest)
    if command == "benchmark":
        return benchmark(rest)
    near = difflib.get_close_matches(command, COMMANDS, n=1, cutoff=0.75)
    if near or command.startswith("-"):
        hint = f"did you mean {near[0]}?" if near else "see run.py --help"
        raise Stop(f"there is no command {command}: {hint}", code=2)
    return engine(rest if command == "engine" else arguments)


# Commands


def build(arguments: Sequence[str]) -> int:
    """Build the site strictly and say where it lies."""
    parser("build").parse_args(arguments)
    python = environment(BUILD_REQUIREMENTS)
    started = time.monotonic()
    say("Building the site …")
    code = subprocess.run([python, *MKDOCS_BUILD], cwd=ROOT, env=child_variables(), check=False).returncode
    if code:
        raise Stop("the site was not built; the lines above say what is wrong, and where", code)
    say(f"Built in {time.monotonic() - started:.1f} s. Open")
    say(f"  {(ROOT / 'site' / 'index.html').as_uri()}")
    say(f"or see it live while you edit, at {PREVIEW}: {PYTHON_COMMAND} run.py serve")
    return 0


def serve(arguments: Sequence[str]) -> int:
    """Show the site while it is being edited."""
    options = parser("serve")
    options.add_argument("--port", type=int, default=PORT)
    port: int = options.parse_args(arguments).port
    python = environment(BUILD_REQUIREMENTS)
    with socket.socket() as probe:
        if not WINDOWS:  # there it would allow two servers on one port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as problem:
            other = PORT + 1 if port == PORT else PORT
            raise Stop(f"port {port} cannot be used: try run.py serve --port {other}") from problem
    address = f"http://127.0.0.1:{port}/"
    say(f"The site appears at {address} in a moment; Ctrl-C ends it.")
    command = [python, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    # Without this the preview would lie under the path that the published site has.
    return subprocess.run(
        command, cwd=ROOT, env=child_variables() | {"SITE_URL": address}, check=False
    ).returncode


def test(arguments: Sequence[str]) -> int:
    """Run every check and test, all of them, and return the first failure's code."""
    python = environment(TEST_REQUIREMENTS)
    variables = child_variables() | browser_variables(python)
    steps = {
        "ruff check": ["-m", "ruff", "check", "."],
        "ruff format": ["-m", "ruff", "format", "--check", "."],
        "mypy": ["-m", "mypy"],
        "even_exchange check": ["-m", "even_exchange", "check"],
        "mkdocs build": MKDOCS_BUILD,
        "pytest": ["-m", "pytest", "-n", workers(), "--dist", "worksteal", *arguments],
    }
    failed: dict[str, int] = {}
    for name, command in steps.items():
        say(f"\n--- {name}")
        started = time.monotonic()
        code = subprocess.run([python, *command], cwd=ROOT, env=variables, check=False).returncode
        if code:
            failed[name] = code
        if name != "pytest":  # which ends with a line of its own
            say(f"--- {name}: {'failed' if code else 'fine'}, {time.monotonic() - started:.1f} s")
    if failed:
        raise Stop(f"not in order: {', '.join(failed)}", next(iter(failed.values())))
    return 0


def benchmark(arguments: Sequence[str]) -> int:
    """Measure build, bytes and browser, and print the figures beside their budgets."""
    python = environment(TEST_REQUIREMENTS)
    variables = child_variables() | browser_variables(python)
    command = [python, str(ROOT / "tests" / "benchmark"), *arguments]
    return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode


def engine(arguments: Sequence[str]) -> int:
    """Pass a command on to the engine's own command line."""
    python = environment(BUILD_REQUIREMENTS)
    command = [python, "-m", "even_exchange", *arguments]
    return subprocess.run(command, cwd=ROOT, env=child_variables(), check=False).returncode


MKDOCS_BUILD = ["-m", "mkdocs", "build", "--strict"]


def parser(command: str) -> argparse.ArgumentParser:
    """Return a parser for the options of one command."""
    return argparse.ArgumentParser(prog=f"run.py {command}", allow_abbrev=False)


# The environment


def environment(files: Sequence[str]) -> str:
    """Return the Python of .venv, with the requirements of these files installed."""
    paths = [ROOT / name for name in files]
    for path in paths:
        if not path.is_file():
            raise Stop(f"{path.name} is missing in {ROOT}; get it back with: git checkout -- {path.name}")
    python = ROOT / ".venv" / ("Scripts/python.exe" if WINDOWS else "bin/python")
    if not python.exists():
        make_environment()
    stamp = ROOT / ".venv" / f"even-exchange-{paths[-1].stem}.stamp"
    wanted = fingerprint(paths)
    if not (stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted):
        install(str(python), paths)
        stamp.write_text(wanted, encoding="utf-8")
    return str(python)


def fingerprint(paths: Sequence[Path]) -> str:
    """Return what changes exactly when one of the files says something else, line ends aside."""
    texts = [path.read_text(encoding="utf-8") for path in paths]
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def make_environment() -> None:
    """Make .venv with pip inside."""
    say("Making .venv …")
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        raise Stop(
            f"this Python comes without {missing[0]}; on Debian and Ubuntu install it with: "
            f"apt install {package}, then start again"
        )
    command = [sys.executable, "-m", "venv", "--clear", str(ROOT / ".venv")]
    made = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if made.returncode:
        say_last_lines((made.stdout + made.stderr).splitlines())
        raise Stop(f"the environment {ROOT / '.venv'} could not be made; the lines above say why")


def install(python: str, files: Sequence[Path]) -> None:
    """Install pinned requirements with the environment's own pip."""
    count = sum(bool(re.match(r"\w", line)) for f in files for line in f.read_text("utf-8").splitlines())
    say(f"Installing {count} packages into .venv (only when {files[-1].name} has changed) …")
    pip_command = [python, "-I", "-m", "pip"]  # isolated: sees nothing outside .venv
    if subprocess.run([*pip_command, "--version"], capture_output=True, check=False).returncode:
        subprocess.run([python, "-I", "-m", "ensurepip"], capture_output=True, check=False)
    command = [*pip_command, "install", "--disable-pip-version-check", "--no-input"]
    for path in files:
        command += ["--requirement", str(path)]
    last: collections.deque[str] = collections.deque(maxlen=12)
    started, done = time.monotonic(), 0
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PIP_USER": "0"},  # whatever the machine's settings prefer
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        for line in pip.stdout or ():
            last.append(line.rstrip())
            if line.startswith(("Collecting ", "Requirement already satisfied: ")):
                done += 1
                progress(f"  {min(done, count)} of {count}")
            elif line.startswith("Installing collected packages"):
                progress("  putting them in place")
    progress("")
    if pip.returncode:
        say_last_lines([line for line in last if line])
        raise Stop("the packages could not be installed; pip's lines above say why (is the network there?)")
    say(f"Installed in {time.monotonic() - started:.0f} s.")


def workers() -> str:
    """Return how many tests run side by side: two a processor, since a test of a page mostly waits for its browser."""
    return str(2 * (os.cpu_count() or 1))


def child_variables() -> dict[str, str]:
    """Return the environment variables that our programs run with."""
    paths = [str(ROOT / "hooks"), *filter(None, [os.environ.get("PYTHONPATH")])]
    ours = {
        "NO_MKDOCS_2_WARNING": os.environ.get("NO_MKDOCS_2_WARNING", "1"),  # news for maintainers
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH") or str(commit_time(ROOT)),
    }
    return {**os.environ, **ours}


def commit_time(root: Path) -> int:
    """Return the time of the commit in seconds; without git, of the newest source file."""
    if (root / ".git").exists():
        try:
            command = ["git", "log", "-1", "--format=%ct"]
            said = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
        except OSError:  # no git on this machine
            pass
        else:
            if said.returncode == 0 and said.stdout.strip().isdigit():
                return int(said.stdout)
    sources = [root / "mkdocs.yml"]
    for folder in ("assessments", "docs", "hooks"):
        sources += (root / folder).rglob("*")
    times = [path.stat().st_mtime for path in sources if path.is_file() and "__pycache__" not in path.parts]
    return int(max(times, default=0))


# The browser


def browser_variables(python: str) -> dict[str, str]:
    """Make sure that there is a browser; return the variables that lead the tests to it."""
    ask = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    said = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=False)
    own = Path(said.stdout.strip()) if said.returncode == 0 else None
    found = find_browser(own, os.environ)
    if found is None and installs_debian_packages():
        say("No browser found: installing Debian's chromium …")
        install_debian_chromium()
        found = find_browser(own, os.environ)
    if found is None:
        say("No browser found: asking Playwright for its own (two minutes at most) …")
        run_at_most(120, [python, "-m", "playwright", "install", "chromium"])
        found = find_browser(own, os.environ)
    if found is None:
        raise Stop(NO_BROWSER)
    say(f"Browser for the tests: {found}")
    return {} if found == own else {BROWSER_VARIABLE: str(found)}


def find_browser(own: Path | None, variables: Mapping[str, str]) -> Path | None:
    """Return the program of the first browser that starts.

    The one that EE_BROWSER names comes first and is not silently replaced, then
    Playwright's own, then the installed ones.
    """
    named = variables.get(BROWSER_VARIABLE)
    if named:
        path = Path(shutil.which(named, path=variables.get("PATH")) or named)
        if not starts(path):
            raise Stop(f"{BROWSER_VARIABLE} names {named}, which does not start as a browser")
        return path
    if own is not None and starts(own):
        return own
    return next(filter(starts, installed_browsers(variables)), None)


def installed_browsers(variables: Mapping[str, str]) -> Iterator[Path]:
    """Yield the places where Chromium, Chrome and Edge are usually found."""
    for name in BROWSER_NAMES:
        found = shutil.which(name, path=variables.get("PATH"))
        if found:
            yield Path(found)
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), Path(variables.get("HOME", "/")) / "Applications"):
            yield from (folder / name for name in MAC_BROWSERS)
    for variable in ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData"):
        folder_name = variables.get(variable) or variables.get(variable.upper())
        if folder_name:
            yield from (Path(folder_name) / name for name in WINDOWS_BROWSERS)


def starts(program: Path) -> bool:
    """Say whether a browser program works: some are only wrappers around one that is not there."""
    if not program.is_file():
        return False
    if WINDOWS:  # where `--version` opens a window instead of printing
        return True
    try:
        said = subprocess.run(
            [program, "--version"], capture_output=True, text=True, errors="replace", timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.returncode == 0 and re.search(r"\d+\.\d+", said.stdout) is not None


def installs_debian_packages() -> bool:
    """Say whether this is Debian and we may install; Ubuntu's chromium is a snap and no help."""
    try:
        release = Path("/etc/os-release").read_text(encoding="utf-8")
    except OSError:
        return False
    debian = re.search(r'^ID="?debian"?$', release, re.MULTILINE) is not None
    return debian and shutil.which("apt-get") is not None and runs_as_root()


def runs_as_root() -> bool:
    """Say whether we are the superuser, which Windows does not know."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install_debian_chromium() -> None:
    """Install the package; whether it helped, the next look shows."""
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "--quiet", "update"],
        ["apt-get", "--quiet", "install", "--yes", "--no-install-recommends", "chromium", "fonts-liberation"],
    ):
        said = subprocess.run(
            command, env=variables, capture_output=True, text=True, errors="replace", check=False
        )
        if said.returncode:
            say_last_lines((said.stdout + said.stderr).splitlines())


def run_at_most(seconds: float, command: Sequence[str]) -> None:
    """Run a program unseen, and end it with everything that it has started when the time is over."""
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=not WINDOWS,  # so that the group can be ended
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        say(f"  not done after {seconds:.0f} s: given up")
    finally:
        if process.poll() is None:
            if sys.platform == "win32":
                end = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
                subprocess.run(end, capture_output=True, check=False)
            else:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


# Talking


def say(text: str) -> None:
    """Print at once, so that our lines and those of the programs we start keep their order."""
    print(text, flush=True)


def say_last_lines(lines: Sequence[str]) -> None:
    """Show the end of what a program printed, moved in."""
    for line in lines[-12:]:
        print(f"    {line}", file=sys.stderr, flush=True)


def progress(text: str) -> None:
    """Rewrite one line at a terminal; keep quiet in a log file."""
    if sys.stdout.isatty():
        print(f"\r{text:<40}" if text else f"\r{'':<40}\r", end="", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
