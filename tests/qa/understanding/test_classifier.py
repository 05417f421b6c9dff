import pytest

from qa.loading import load_classifier
from qa.understanding import Intent
from training.data.documents import load_documents
from training.intents import load_intents


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("hi", Intent.REMARK),
        ("Hi! Who wrote this report?", Intent.ABOUT),
        ("What is this about?", Intent.SUMMARY),
        ("give me the gist of the warranty", Intent.SUMMARY),
        ("Tell me about the bridge", Intent.OPEN),
        ("Compare the two offers", Intent.OPEN),
        ("Longer opening hours: what speaks for it, and what against?", Intent.OPEN),
        ("What's the difference between the two tariffs?", Intent.OPEN),
        ("Who compared the two tariffs, and when?", Intent.PARTS),
        ("What does clause 4.2 say?", Intent.PLACE),
        ("When did it open and who paid for it?", Intent.PARTS),
        ("Is there a lift?", Intent.YES_NO),
        ("Which tools do I have to bring?", Intent.LIST),
        ("Which of the bridges is the longest?", Intent.COUNT),
        ("When does the ferry leave?", Intent.FACT),
    ],
)
def test_each_intent_is_recognised(text: str, intent: Intent) -> None:
    assert load_classifier().understand(text).intent is intent


def test_what_an_open_question_is_about_is_found() -> None:
    understanding = load_classifier().understand("Hello, tell me about the old bridge!")
    assert understanding.topic == "the old bridge"
    assert understanding.question == "tell me about the old bridge!"


def test_intents_of_other_questions_are_recognised() -> None:
    labelled = load_intents("dev")
    classifier = load_classifier()
    guesses = [(classifier.understand(question).intent, intent) for question, intent in labelled]
    assert sum(guess == intent for guess, intent in guesses) > 0.7 * len(guesses)
    called = [intent for guess, intent in guesses if guess is Intent.REMARK]
    assert called.count(Intent.REMARK) > 0.95 * len(called)


def test_hardly_a_question_about_a_document_is_taken_for_a_remark() -> None:
    questions = [q.raw_question for d in load_documents("dev") for q in d.questions]
    classifier = load_classifier()
    intents = [classifier.understand(question).intent for question in questions[:400]]
    assert Intent.REMARK not in intents
