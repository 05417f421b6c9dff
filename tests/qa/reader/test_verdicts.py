import pytest

from qa.reader import NOTHING, AnswerKind, AnswerSpan, CandidateSentence, Reading
from qa.reader.verdicts import check_verdict, read_verdict


def check(question: str, sentence: str, kind: AnswerKind) -> AnswerKind:
    candidate = CandidateSentence("d", 1, 0, len(sentence), sentence)
    span = AnswerSpan(candidate, 0, len(sentence))
    return check_verdict(question, Reading(kind, (span,), 0.8, 0.9)).kind


def test_a_lead_in_alone_decides_nothing() -> None:
    lead_in = "The tenant shall not:"
    candidate = CandidateSentence("d", 1, 0, len(lead_in), lead_in)
    reading = Reading(AnswerKind.NO, (AnswerSpan(candidate, 0, 20),), 0.8, 0.9)
    assert check_verdict("Can the landlord raise the rent?", reading) == NOTHING


@pytest.mark.parametrize(
    ("question", "sentence", "verdict"),
    [
        ("Is there a playground?", "A playground lies behind the kiosk.", "yes"),
        ("Does the house have a cellar?", "The house has a cellar, which is damp.", "yes"),
        ("Is there a laundry?", "There is no laundry.", "no"),
        ("Are there nuts in the breakfast?", "Breakfast contains no nuts.", "no"),
        ("Are fires allowed?", "Fires are forbidden.", "no"),
        ("Is smoking prohibited?", "Smoking is prohibited in all rooms.", "yes"),
        ("Isn't the bridge open?", "The bridge isn't open.", "no"),
    ],
)
def test_a_clause_in_the_words_of_the_question_decides(
    question: str, sentence: str, verdict: str
) -> None:
    assert read_verdict(question, sentence) == verdict
    for kind in (AnswerKind.YES, AnswerKind.NO, AnswerKind.UNDECIDED):
        assert check(question, sentence, kind) == verdict


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Are all rooms heated?", "The rooms are heated."),
        ("Can I bring a dog?", "Dogs can be brought only on a lead."),
        ("Do rooms have a balcony?", "The rooms have a balcony except those in the basement."),
        ("Is the sauna open?", "The sauna is closed on Mondays."),
        ("Can I pay by card?", "The kiosk takes cards."),
        ("Must the tenant keep one cat?", "The tenant may keep one cat."),
        ("Was Ana sued by Bo?", "Ana sued Bo."),
        ("Does the hotel have a gym?", "The hotel plans to have a gym."),
        ("Do rooms have a balcony?", "Few rooms have a balcony."),
        ("Does Tarn support the union?", "Tarn opposes the support for the union."),
        ("Are dogs not allowed?", "Dogs are not allowed."),
    ],
)
def test_another_sentence_doesnt_decide(question: str, sentence: str) -> None:
    assert read_verdict(question, sentence) is None


def test_a_no_that_nothing_bears_out_is_left_to_the_sentence() -> None:
    sentence = "The kiosk takes cards."
    assert check("Can I pay by card?", sentence, AnswerKind.NO) is AnswerKind.UNDECIDED
    denied = "The owner denied it."
    assert check("Has she confessed?", denied, AnswerKind.NO) is AnswerKind.NO
    harmless = "It does not affect the ability to drive."
    assert check("Can I drive after taking it?", harmless, AnswerKind.NO) is AnswerKind.UNDECIDED


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Was the line electrified?", "They got no further than the poles."),
        ("Were sales better than costs?", "Sales came to 12,000 crowns."),
        ("Was the choir without a leader?", "The choir was led by three people in turn."),
        ("Did the box gain from it?", "The box took in less."),
    ],
)
def test_a_yes_that_words_speak_against_is_left_to_the_sentence(
    question: str, sentence: str
) -> None:
    assert check(question, sentence, AnswerKind.YES) is AnswerKind.UNDECIDED
    plain = "The hall takes eighty guests."
    assert check("Can I marry there?", plain, AnswerKind.YES) is AnswerKind.YES


def test_other_answers_are_left_alone() -> None:
    assert check("Who came?", "No one came.", AnswerKind.SPAN) is AnswerKind.SPAN
