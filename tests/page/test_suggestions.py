"""Questions that are offered: made of the documents' sentences, and answered by them."""

import pytest

from page.suggestions import make_question, suggest_questions
from qa import DocumentQA

TEXT = (
    "The old mill was built by Hanna Berg in 1950. The ticket to Kiel costs 40 crowns. "
    "It has two wheels. The tenant must pay the rent by the third day of the month. "
    "At least 300 boats have been counted in the harbour."
)


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("The old mill was built by Hanna Berg in 1950.", "When was the old mill built?"),
        ("The bridge was opened by Ann Lee.", "Who was the bridge opened by?"),
        ("Kiel is a harbour on the Baltic.", "What is Kiel?"),
        ("Al-Rai, a Syrian border town, lies in the west.", "What is Al-Rai?"),
        ("The ticket costs 40 crowns.", "How much does the ticket cost?"),
        ("The tenant must pay the rent.", "What must the tenant do?"),
        ("At least 300 boats have been counted.", "How many boats have been counted?"),
        ("It was built in 1950.", ""),
        ("This is a mill.", ""),
        ("Nothing of the kind.", ""),
    ],
)
def test_a_sentence_becomes_a_question(sentence: str, question: str) -> None:
    assert make_question(sentence) == question


def test_what_is_offered_is_answered_by_the_sentence_it_was_made_of() -> None:
    bot = DocumentQA.from_text(TEXT)
    (document,) = bot.index.documents()
    places = [(document.id, sentence.number) for sentence in bot.index.sentences(document.id)]
    offered = suggest_questions(bot, places, 4)
    assert len(offered) >= 2
    for question in offered:
        assert bot.ask(question).answered
    rest = suggest_questions(bot, places, 4, known=[offered[0].upper()])
    assert offered[0] not in rest
    assert suggest_questions(bot, places, 1) == offered[:1]
