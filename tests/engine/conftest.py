"""What the tests of the engine share: a project of their own to break, and programs that run in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

import run

# How long an example takes says nothing on a machine that does other work besides.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

Program = Callable[..., "subprocess.CompletedProcess[str]"]


def copy(source: Path, target: Path) -> Path:
    """Copy what a build needs, and nothing else."""
    for name in ("assessments", "docs", "hooks"):
        shutil.copytree(source / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(source / "mkdocs.yml", target)
    return target


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return the folder of a copy of this project, to break."""
    return copy(run.ROOT, tmp_path / "project")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, program: Program) -> Path:
    """Return the folder of a copy of this project with its site in it, built strictly by MkDocs; not to be changed."""
    root = copy(run.ROOT, tmp_path_factory.mktemp("built") / "project")
    done = program(root, "mkdocs", "build", "--strict")

    assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.fixture
def second(built: Path, tmp_path: Path) -> Path:
    """Return the folder of a copy of the project that was built, without its site."""
    return copy(built, tmp_path / "second")


@pytest.fixture(scope="session")
def variables() -> Callable[[Path], dict[str, str]]:
    """Return a function that gives the environment for programs that run in a project."""

    def of(root: Path) -> dict[str, str]:
        ours = {name: value for name, value in run.child_variables().items() if name != "GITHUB_ACTIONS"}
        fixed = {"PYTHONDONTWRITEBYTECODE": "1", "SOURCE_DATE_EPOCH": "1767225600"}
        return ours | fixed | {"PYTHONPATH": str(root / "hooks")}

    return of


@pytest.fixture(scope="session")
def program(variables: Callable[[Path], dict[str, str]]) -> Program:
    """Return a function `program(root, module, *arguments)` that runs a Python module in a project, to its end."""

    def start(root: Path, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=root,
            env=variables(root) | extra,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return start


@pytest.fixture(scope="session")
def tree() -> Callable[[Path], dict[str, bytes]]:
    """Return a function that reads a folder: the content of every file by its path in it, with forward slashes."""

    def read(folder: Path) -> dict[str, bytes]:
        return {
            (Path(place) / name).relative_to(folder).as_posix(): (Path(place) / name).read_bytes()
            for place, _, names in os.walk(folder)
            for name in names
        }

    return read
