"""The same sources give the same site, to the last byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import run


def test_two_builds_are_the_same(built: Path, second: Path, program: Callable, tree: Callable) -> None:
    """A second build, from another folder and with another order of hashes, is byte for byte the first."""
    done = program(second, "mkdocs", "build", "--strict", PYTHONHASHSEED="7")

    assert done.returncode == 0, done.stdout + done.stderr
    first, again = tree(built / "site"), tree(second / "site")

    assert set(first) == set(again)
    assert [] == [path for path in first if first[path] != again[path]]


def test_no_place_of_this_machine_is_in_the_site(built: Path, tree: Callable) -> None:
    """No built file holds the folder that it was built from, or in which the packages lie."""
    folders = {str(built).encode(), str(run.ROOT).encode(), b"site-packages"}
    files = tree(built / "site")

    assert [] == [path for path, content in files.items() if any(folder in content for folder in folders)]
