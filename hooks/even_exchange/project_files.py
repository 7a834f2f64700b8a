"""The content files of a project, read from disk: the one place where the engine reads a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_WANTED = (
    ("assessments", ".yml"),
    ("docs/_data", ".yml"),
    ("docs/_data", "simulation.json"),
    ("docs/_data", "source-word-runs.txt"),
    ("docs", ".md"),
)


def read_files(root: Path) -> dict[str, bytes]:
    """Return the content of every instrument, data file and page by path relative to the root, forward slashes."""
    files: dict[str, bytes] = {}
    for folder, ending in _WANTED:
        for path in sorted((root / folder).rglob(f"*{ending}")):
            if path.is_file():
                files[path.relative_to(root).as_posix()] = path.read_bytes()
    return files
