import pytest

from qa import DocumentQA

CONTRACT = """# Vertrag über einen Garten

## Pacht

Die Pacht beträgt 180 Euro im Jahr und ist bis zum 31. März zu zahlen.

## Tiere

Hühner und Kaninchen dürfen nur mit der Zustimmung des Vorstands gehalten werden.

## Wasser

Das Wasser wird im November abgestellt, damit die Leitungen nicht einfrieren.
"""

RULES = """# Règlement du camping

Le tarif est de 12 euros par nuit pour une tente, et les enfants ne paient pas.

Les chiens sont acceptés dans le camping s'ils sont tenus en laisse.
"""


@pytest.fixture(scope="module")
def garden() -> DocumentQA:
    return DocumentQA.from_text(CONTRACT, "Vertrag")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Wie hoch ist die Pacht?", "180 Euro"),
        ("Darf ich Hühner halten?", "nur mit der Zustimmung"),
        ("Wann wird das Wasser abgestellt?", "im November"),
        ("Pacht im Jahr?", "180 Euro"),
    ],
)
def test_the_sentence_with_the_words_is_given(
    garden: DocumentQA, question: str, words: str
) -> None:
    answer = garden.ask(question)
    assert words in answer.text
    assert answer.backend == "closest sentence"
    assert answer.confidence is None


@pytest.mark.parametrize(
    "question", ["Gibt es einen Balkon?", "Wer ist der Verwalter?", "How much is the rent?"]
)
def test_where_no_sentence_has_the_words_there_is_no_answer(
    garden: DocumentQA, question: str
) -> None:
    assert not garden.ask(question).answered


def test_french_is_treated_alike() -> None:
    bot = DocumentQA.from_text(RULES, "Règlement")
    assert "12 euros" in bot.ask("Quel est le tarif pour une tente ?").text
    assert "en laisse" in bot.ask("Les chiens sont-ils acceptés ?").text
    assert not bot.ask("Où est la piscine ?").answered


def test_english_is_read_as_before() -> None:
    text = "The rent of the garden is 180 euros a year, and it is due by the end of March."
    answer = DocumentQA.from_text(text, "Lease").ask("How much is the rent?")
    assert answer.backend == "built-in reader"
    assert answer.confidence is not None


COURSE = """# Curso de cestería

## Inscripción

El curso empieza el 4 de mayo y termina el 30 de junio. La matrícula cuesta 25 €. Para la primera
clase hay que traer:

- unas tijeras
- un delantal

## Aula

El aula abre a las cinco. Los materiales se guardan en el armario del fondo.
"""


def test_a_price_is_asked_of_what_has_one_and_a_lead_in_gives_its_items() -> None:
    bot = DocumentQA.from_text(COURSE, "Curso")
    assert "25 €" in bot.ask("¿Cuánto cuesta la matrícula?").text
    assert not bot.ask("¿Cuánto cuesta el aula?").answered
    brought = bot.ask("¿Qué hay que traer a la primera clase?")
    assert [citation.quote for citation in brought.citations] == ["- unas tijeras", "- un delantal"]
