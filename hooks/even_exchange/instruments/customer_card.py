"""The card that a customer answers after a meeting: five questions without a score, beside the rep's own answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from even_exchange.findings import Finding, did_you_mean
from even_exchange.instruments.measurement_model import Id, Strict, Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from even_exchange.instruments.instrument import Instrument
    from even_exchange.source import Document


class CardAnswer(Strict):
    """One thing the customer may tap."""

    id: Id
    text: Text


class CardQuestion(Strict):
    """One question to the customer."""

    id: Id
    text: Text
    answers: tuple[CardAnswer, ...] = Field(min_length=2, max_length=4)
    beside: tuple[Id, ...] | Text = Field(
        description="The rep's own items that lie beside it, or a question to the rep."
    )
    reads: Text = Field(description="To the rep: what a difference between both views may mean.")


class CustomerCard(Strict):
    """The whole file. Nothing of it is scored."""

    id: Id
    version: Annotated[int, Field(ge=1)]
    of: Id = Field(description="The instrument whose result it is laid beside.")
    title: Text
    introduction: Text = Field(description="To the customer.")
    hand_over: Text = Field(description="What the rep says when handing it over.")
    questions: tuple[CardQuestion, ...] = Field(min_length=1, max_length=9)


def check_card(
    card: CustomerCard, document: Document, known: Collection[str], instruments: Mapping[str, Instrument]
) -> Iterator[Finding]:
    """Yield a finding for each name on the card that leads nowhere, and each that stands twice.

    `known` are the ids of all instruments, `instruments` the sound ones; beside a broken one nothing is told.
    """
    if card.id in known:
        what = (
            f"'{card.id}' is the id of an instrument, whose page would be the same; give the card another id"
        )
        yield Finding(document.at(("id",)), "customer-card", what)
    if card.of not in known:
        what = f"there is no instrument '{card.of}'; {did_you_mean(card.of, known)}"
        yield Finding(document.at(("of",)), "customer-card", what)
    seen: set[str] = set()
    items = [item.id for item in instruments[card.of].items] if card.of in instruments else None
    for number, question in enumerate(card.questions):
        loc = ("questions", number)
        if question.id in seen:
            what = f"'{question.id}' is given twice; rename one of the questions"
            yield Finding(document.at((*loc, "id")), "customer-card", what)
        seen.add(question.id)
        ids = [answer.id for answer in question.answers]
        for place, id_ in enumerate(ids):
            if id_ in ids[:place]:
                what = f"'{id_}' is given twice in this question; rename one of the answers"
                yield Finding(document.at((*loc, "answers", place, "id")), "customer-card", what)
        for place, id_ in enumerate(question.beside if isinstance(question.beside, tuple) else ()):
            if items is not None and id_ not in items:
                what = f"'{card.of}' has no item '{id_}'; {did_you_mean(id_, items)}"
                yield Finding(document.at((*loc, "beside", place)), "customer-card", what)
