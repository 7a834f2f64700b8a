"""Proofs over what compiled instruments can say. One proof, one file: its docstring is its manual, like that of a rule.

A proof is a function ``check(instrument, key, documents, known)`` that yields findings. Unlike a rule it needs the
scoring key, and so the shared model: it runs once all files could be read.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

    from even_exchange.findings import Finding
    from even_exchange.instruments.instrument import Instrument
    from even_exchange.instruments.proofs.documents import Documents
    from even_exchange.instruments.score import Result
    from even_exchange.instruments.scoring_key import ScoringKey, Sitting

#: One line a proof: the name of its file.
NAMES = ("reachable",)

PROOFS: dict[str, ModuleType] = {name: import_module(f"{__name__}.{name}") for name in NAMES}


def check_proofs(
    instrument: Instrument, key: ScoringKey, documents: Documents, known: Sequence[tuple[Sitting, Result]]
) -> Iterator[Finding]:
    """Yield the findings of every proof over one instrument; `known` are sittings whose results are there already."""
    for proof in PROOFS.values():
        yield from proof.check(instrument, key, documents, known)
