"""The made-up content that `run.py benchmark` measures."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from even_exchange.project_files import read_files
from even_exchange.site.build import build_site

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def builds(monkeypatch):
    """Return the module that writes the sites, imported as the benchmark's own folder sees it."""
    monkeypatch.syspath_prepend(ROOT / "tests" / "benchmark")
    return importlib.import_module("builds")


@pytest.mark.parametrize("size", ["S", "M"])
def test_the_content_is_valid(builds, tmp_path, size):
    """A rule that the made-up instruments break would leave nobody anything to measure: the sites are written whole."""
    builds.write_sites(tmp_path, size)

    site = build_site(read_files(tmp_path / "project"))

    assert builds.SIZES[size][1] == len(site.project.keys)
    assert not site.findings
