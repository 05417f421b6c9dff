import pytest

from index import Document, Index
from qa.spelling import correct_spelling
from tests.support.doubles import HashingEmbedder

TEXT = (
    "The Lowmoor Tram Museum was founded in 1954. Its curator is Odile Marchetti. The museum has "
    "a workshop for children, and visitors may bring their own sandwiches. It is closed in winter."
)


def corpus(*texts: str) -> Index:
    index = Index.in_memory(HashingEmbedder())
    index.add([Document.from_text(text, f"Guide {place}") for place, text in enumerate(texts)])
    return index


@pytest.fixture(scope="module")
def museum() -> Index:
    return corpus(TEXT)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("wehn was teh musuem foundet?", "when was the museum founded?"),
        ("Who is the currator?", "Who is the curator?"),
        ("May visitros bring sandwhiches?", "May visitors bring sandwiches?"),
        ("Who is Odile Marcheti?", "Who is Odile Marchetti?"),
    ],
)
def test_misspelt_words_are_read_as_the_document_spells_them(
    museum: Index, typed: str, read: str
) -> None:
    assert correct_spelling(typed, museum) == read


@pytest.mark.parametrize(
    "question",
    [
        "Who cured the ham in the shop?",  # words that the document lacks
        "Who is Odilo Marchesi?",
        "What does the WLAN cost?",
        "Is there a museology workshop?",
        "Write to odlie@lowmoor.example?",
        "When was it founded, and by whom?",
    ],
)
def test_a_question_that_is_spelt_rightly_is_left_alone(museum: Index, question: str) -> None:
    assert correct_spelling(question, museum) == question


def test_documents_in_other_languages_are_left_alone() -> None:
    german = corpus("Das Museum wurde im Jahr 1954 gegründet und ist im Winter nicht geöffnet.")
    assert correct_spelling("Wann wurde das Musuem gegründet?", german).count("Musuem") == 1


def test_without_documents_nothing_is_read() -> None:
    assert correct_spelling("wehn was teh fuhrst?", corpus()) == "wehn was teh fuhrst?"
