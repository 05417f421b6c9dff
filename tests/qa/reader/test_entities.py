"""Names that a question asks about, in scopes and in whole products."""

import pytest

from index import Document
from qa import DocumentQA, Settings
from qa.reader.entities import (
    OTHER_NAME_PENALTY,
    find_unknown_names,
    penalise_other_names,
    read_scope,
)
from qa.settings import NO_LLM

FERRIES = """# Ferries of the Sund

## The Aurelia

The Aurelia was built in Kolding. She takes 40 cars. Her skipper is Jonna Hald.

She was painted anew in 2019, and her engine was replaced.

## The Brigitta

The Brigitta was built in Assens. She takes 65 cars. Her skipper is Mads Friis.

The crew lives on board.
"""
PLAIN = FERRIES.replace("## The Aurelia\n\n", "").replace("## The Brigitta\n\n", "")


@pytest.fixture(scope="module", params=[FERRIES, PLAIN], ids=["headings", "paragraphs"])
def bot(request: pytest.FixtureRequest) -> DocumentQA:
    return DocumentQA.from_text(request.param, settings=Settings(llm=NO_LLM))


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Who is the skipper of the Aurelia?", "Jonna Hald"),
        ("Who is the skipper of the Brigitta?", "Mads Friis"),
        ("How many cars does the Aurelia take?", "40"),
        ("How many cars does the Brigitta take?", "65"),
        ("skipper brigitta", "Mads Friis"),
    ],
)
def test_a_sentence_speaks_of_whom_its_paragraph_names(
    bot: DocumentQA, question: str, short: str
) -> None:
    assert bot.ask(question).short.startswith(short)


def test_a_followup_asks_about_whom_it_refers_to(bot: DocumentQA) -> None:
    for ferry, skipper in (("Aurelia", "Jonna Hald"), ("Brigitta", "Mads Friis")):
        chat = bot.chat()
        chat.ask(f"How many cars does the {ferry} take?")
        assert chat.ask("And who is its skipper?").short.startswith(skipper)


@pytest.mark.parametrize(
    "question",
    ["Who is the skipper of the Cecilie?", "How many cars does the ferry Dagmar take?"],
)
def test_nothing_is_said_of_whom_the_document_does_not_know(bot: DocumentQA, question: str) -> None:
    assert not bot.ask(question).answered


def test_a_paragraph_with_a_pronoun_first_goes_on_from_the_one_before() -> None:
    document = Document.from_text(PLAIN)
    texts = [document.text[block.start : block.end] for block in document.blocks]
    scopes = [read_scope(document, place) for place in range(len(texts))]
    painted = next(place for place, text in enumerate(texts) if text.startswith("She was painted"))
    crew = next(place for place, text in enumerate(texts) if text.startswith("The crew"))
    assert "Aurelia" in scopes[painted]
    assert "Brigitta" not in scopes[crew]


def test_a_name_counts_only_where_another_scope_has_it() -> None:
    scopes = ["The Prince Bridge is long.", "The Mill Bridge is old."]
    assert penalise_other_names("How old is the Mill Bridge?", scopes) == [OTHER_NAME_PENALTY, 0]
    assert penalise_other_names("How old is the Kings Bridge?", scopes) == [0, 0]
    assert penalise_other_names("How old is the bridge?", scopes) == [0, 0]
    # "Russian forces" speaks of Russia, and "the Russian view" names nobody.
    sides = ["Russian forces left.", "They met in Tarn."]
    assert penalise_other_names("Where did Russia go?", sides) == [0, OTHER_NAME_PENALTY]
    assert penalise_other_names("What is the Russian view?", sides) == [0, 0]
    # A surname alone is the same person, and where nothing is known of the names, nothing is lost.
    assert penalise_other_names("What did Ana Brito win?", ["Brito won it.", "", "Roe"]) == [
        0,
        0,
        OTHER_NAME_PENALTY,
    ]


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("Who sold the Marlin?", ["Marlin"]),
        ("Who sold the Kestrel 300?", ["Kestrel 300"]),
        ("Who sold the Kestrel 200?", []),
        ("Who sold the Kestrel?", []),
        ("Who sold the Belgian car?", []),
        ("Does the EU pay for it in Germany? Must I come in May?", []),
        ("When did the Marlin-Kestrel deal end?", []),
        ("WHO SOLD THE MARLIN?", []),
    ],
)
def test_unknown_names(question: str, unknown: list[str]) -> None:
    texts = ["Catalogue", "The Kestrel 200 and the Kestrel 400 were sold."]
    assert [" ".join(name.words) for name in find_unknown_names(question, texts)] == unknown


def test_a_turn_speaks_of_whom_its_reply_names() -> None:
    document = Document.from_text(
        "REPORTER: One of them says that it leaks?\nMOSS: Jon Kay, yes.\n"
        "REPORTER: Is he right?\nMOSS: No.\nREPORTER: A pity.\n"
    )
    assert "Jon Kay" in read_scope(document, 0)


def test_how_old_asks_for_nobody_called_old() -> None:
    assert penalise_other_names("How old is she?", ["She met Old Bert.", "She is 70."]) == [0, 0]


def test_a_version_that_no_text_has_is_unknown() -> None:
    texts = ["Larder 2.1.0 has a dark theme."]
    assert find_unknown_names("What is new in 2.1.0?", texts) == []
    assert [name.words for name in find_unknown_names("What is new in 2.2.0?", texts)] == [
        ("2.2.0",)
    ]
