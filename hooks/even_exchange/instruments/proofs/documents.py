"""The two files in which a proof tells what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from even_exchange.source import Document


@dataclass(frozen=True, slots=True)
class Documents:
    """An instrument and the shared model, as their editors wrote them."""

    instrument: Document
    model: Document
