"""The example of each item type, as an editor would write it."""

from __future__ import annotations

from pathlib import Path

from even_exchange.instruments import items


def examples() -> dict[str, str]:
    """Return the text of ``example.yml`` by item type."""
    folder = Path(items.__file__).parent
    return {
        name.replace("_", "-"): (folder / name / "example.yml").read_text(encoding="utf-8")
        for name in items.FOLDERS
    }
