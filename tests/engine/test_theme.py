"""Partials that this theme copied and changed were copied from the stock theme that is installed."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

THEME = Path(__file__).parents[2] / "hooks" / "theme"
COPIED: dict[str, str] = yaml.safe_load((THEME / "copied.yml").read_text(encoding="utf-8"))


def stock(path: str) -> Path:
    """Return a template of the stock theme."""
    spec = find_spec("material")

    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "templates" / path


@pytest.mark.parametrize("path", COPIED)
def test_the_stock_partial_is_the_one_copied_from(path: str) -> None:
    """The stock file has the hash that is written down; else: carry its changes over and write the new one."""
    assert hashlib.sha256(stock(path).read_bytes()).hexdigest() == COPIED[path]


@pytest.mark.parametrize("path", COPIED)
def test_our_copy_is_there_and_differs(path: str) -> None:
    """A copy that is no longer changed is no longer needed."""
    assert (THEME / path).read_bytes() != stock(path).read_bytes()


def test_every_override_is_written_down() -> None:
    """Every template of ours that hides a stock one stands in the list."""
    ours = {path.relative_to(THEME).as_posix() for path in THEME.rglob("*.html")}

    assert set(COPIED) == {path for path in ours if stock(path).exists()}
