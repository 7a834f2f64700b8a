"""Syllables and grades: known words, the printed formula, and what ends a sentence."""

from __future__ import annotations

import pytest

from even_exchange.reading_grade import grade, syllables

#: Words as a dictionary divides them, by their syllables.
KNOWN = {
    1: "the price asked signed goes does played free hours years page coach league friend hear eyes through",
    2: "table people meeting little before machine judges boxes needed handled colleague technique value quiet union somewhere",
    3: "customer decision manager usual earlier audience proposal area promises idea",
    4: "usually relationship experience variety society reliable everybody material",
    5: "immediately organisation qualifying negotiation",
    6: "reliability",
}


@pytest.mark.parametrize(
    ("word", "spoken"),
    [(word, spoken) for spoken, words in KNOWN.items() for word in words.split()],
)
def test_syllables_of_known_words(word: str, spoken: int) -> None:
    """Silent letters, vowels that are spoken apart and endings are counted as they are spoken."""
    assert spoken == syllables(word) == syllables(word.upper())


@pytest.mark.parametrize(("word", "spoken"), [("10", 2), ("don't", 1), ("customer’s", 3), ("hm", 1)])
def test_syllables_of_what_is_no_plain_word(word: str, spoken: int) -> None:
    """A figure counts its digits, an apostrophe ends the word, and nothing counts as no syllable."""
    assert spoken == syllables(word)


def test_the_grade_is_that_of_the_formula() -> None:
    """Eight words of one syllable in two sentences: 0.39 * 4 + 11.8 * 1 - 15.59."""
    assert grade(["We met in March.", "They said yes twice."]) == pytest.approx(0.39 * 4 + 11.8 - 15.59)


def test_nothing_has_no_grade() -> None:
    """No text, and texts without a word, give 0."""
    assert grade([]) == grade(["…", ""]) == 0.0


def test_an_option_ends_the_sentence_that_its_stem_began() -> None:
    """A stem that ends with an ellipsis and its option are one sentence; an option ends without a full stop."""
    assert grade(["On the first day I …", "ask them what they want"]) == grade(
        ["On the first day I ask them what they want."]
    )


def test_speech_and_questions_end_sentences() -> None:
    """A full stop inside closing quotation marks ends a sentence, one inside a figure does not."""
    assert grade(['"We like it." "Call us."']) == grade(["We like it.", "Call us."])
    assert grade(["It takes 2.5 days."]) == grade(["It takes 2 5 days."])


def test_long_words_and_long_sentences_are_harder() -> None:
    """Both halves of the formula count."""
    plain = grade(["We ask what they want. Then we wait."])

    assert plain < grade(["We ask what they want and then we wait."])
    assert plain < grade(["We establish what organisations require. Then we hesitate."])
