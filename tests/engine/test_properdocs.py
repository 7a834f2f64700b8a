"""The way out stays open: ProperDocs builds the same site with the same hooks and the same settings."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')


def test_the_same_site(built: Path, second: Path, program: Callable, tree: Callable) -> None:
    """`properdocs build --strict` writes the files that MkDocs writes; pages differ in the generator's name alone."""
    done = program(second, "properdocs", "build", "--strict")

    assert done.returncode == 0, done.stdout + done.stderr
    first, other = tree(built / "site"), tree(second / "site")

    assert set(first) == set(other)
    for path, content in first.items():
        if path.endswith(".html"):
            assert len(GENERATOR.findall(content)) == len(GENERATOR.findall(other[path])) == 1
        assert GENERATOR.sub(b"", content) == GENERATOR.sub(b"", other[path]), path
