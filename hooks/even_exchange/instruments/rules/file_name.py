"""The id of an instrument is the name of its file.

Readers' answers are stored under the id, pages are named after it, and an editor looks for the file by it.

PASS

    id: example

FAIL

    id: something-else
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from even_exchange.findings import Finding
    from even_exchange.instruments.read import Reading
    from even_exchange.instruments.rules.world import World


def check(reading: Reading, _world: World) -> Iterator[Finding]:
    """Yield a finding when id and file name differ."""
    folder, _, file = reading.document.path.rpartition("/")
    name = file.removesuffix(".yml")
    if folder != "assessments":
        message = f"instruments stand in 'assessments', not in '{folder}'; move the file"
        yield reading.finding((), "file-name", message)
    id_ = reading.raw("id")
    if isinstance(id_, str) and id_ != name:
        yield reading.finding(
            ("id",), "file-name", f"the id '{id_}' is not the name of the file '{name}.yml'; make them agree"
        )
