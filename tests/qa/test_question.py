import pytest

from index import Document
from qa.question import MAX_CHARACTERS, QuestionError, check_language, check_question

ENGLISH = (
    "The harbour authority said on Tuesday that the ferry would run again within a week, once "
    "divers had freed its rudder from the nets that had drifted into the channel."
)
GERMAN = (
    "Die Hafenbehörde teilte am Dienstag mit, dass die Fähre binnen einer Woche wieder fahren "
    "werde, sobald Taucher das Ruder aus den Netzen befreit hätten."
)


def test_white_space_is_evened_out() -> None:
    assert check_question("  When\n did it\t begin? ") == "When did it begin?"


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("", "empty"),
        (" \n ", "empty"),
        ("😀🎉", "no words"),
        ("?!…", "no words"),
        ("why " * 2_500, r"10,000|9,999 characters; at most 1,000"),
    ],
)
def test_what_cannot_be_asked(question: str, message: str) -> None:
    with pytest.raises(QuestionError, match=message):
        check_question(question)


def test_the_longest_question_passes() -> None:
    assert len(check_question("w" * MAX_CHARACTERS)) == MAX_CHARACTERS


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Wann fährt die Fähre wieder?", "German"),
        ("Quand le ferry va-t-il reprendre ?", "French"),
        ("¿Cuándo volverá a navegar el ferry?", "Spanish"),
        ("Feribot ne zaman yeniden çalışacak?", "Turkish"),
        ("Когда паром снова начнёт ходить?", "Russian"),
        ("渡轮什么时候恢复?", "Chinese"),
        ("متى تعود العبارة؟", "Arabic"),
    ],
)
def test_a_question_in_another_language_is_refused(question: str, language: str) -> None:
    with pytest.raises(QuestionError, match=f"seems to be in {language}.*Ask in English"):
        check_language(question, Document.from_text(ENGLISH))


@pytest.mark.parametrize(
    "question",
    [
        "When will it run again?",
        "ferry rudder",
        "Who is Đỗ Văn Lộc?",
        "Kateřina Obrátilová age",
        "what did María José Fernández say",
    ],
)
def test_foreign_names_do_not_make_a_foreign_question(question: str) -> None:
    check_language(question, Document.from_text(ENGLISH))


def test_a_german_document_is_asked_in_german() -> None:
    german = Document.from_text(GERMAN)
    check_language("Wann fährt die Fähre wieder?", german)
    with pytest.raises(QuestionError, match="Ask in German"):
        check_language("Quand le ferry va-t-il reprendre ?", german)


def test_a_table_of_names_is_in_the_language_of_its_document() -> None:
    rows = "\n".join(f"Forme {n} | £{n}.90 | none" for n in range(3))
    tariffs = Document.from_text(f"{rows}\n\nThe fee is collected on the 3rd of each month by us.")
    check_language("monthly fee for Forme 2", tariffs)
