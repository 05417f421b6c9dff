import pytest

from qa import DocumentQA

ROOM = (
    "\n\nThe room on the first floor holds forty people, and the lift is out of order on Mondays.\n"
)


@pytest.mark.parametrize(
    ("text", "question", "words"),
    [
        (
            f"Plum cake\n=========\n{ROOM}\nRecipe: Ana Brito, 2019",
            "Who wrote this recipe?",
            "Ana Brito",
        ),
        (
            f"# Plum cake{ROOM}\nFrom my aunt Ottilie, who baked it.",
            "whose recipe is this?",
            "Ottilie",
        ),
        (f"# The mill{ROOM}\n— Ann Lee", "who wrote this?", "Ann Lee"),
        (
            f"Dear Mr Oak,{ROOM}\nYours sincerely,\n\nAnn Lee\nDirector",
            "Who wrote the letter?",
            "Ann Lee",
        ),
        (
            f"# Swifts\n\nAnn Lee¹ and Bo Oak²{ROOM}",
            "Who are the authors of the paper?",
            "Ann Lee¹ and Bo Oak²",
        ),
        (f"# Tool\n\nAuthor: T. Oak     Version: 3{ROOM}", "who wrote this script", "T. Oak"),
        (f"# Ann Lee\n\nJoiner{ROOM}", "whose CV is this?", "Ann Lee"),
        (
            f"---\nauthor: Bo Oak\n---\n# Release 3{ROOM}",
            "Who wrote these release notes?",
            "Bo Oak",
        ),
    ],
)
def test_who_wrote_a_document_is_found(text: str, question: str, words: str) -> None:
    answer = DocumentQA.from_text(text, "").ask(question)
    assert answer.short == f"{words}."
    assert answer.backend == "document outline"


@pytest.mark.parametrize(
    "text",
    [
        f"# Garden\n\nSpring Catalogue and Price List{ROOM}",
        f"# The mill{ROOM}\nThe report from Tuesday is late.",
        f"# Letters{ROOM}\nBest wishes,\nAnn Lee\n\nThanks!\n\nKind regards,\nBo Oak\n\nBye.",
    ],
)
def test_who_is_only_named_wrote_nothing(text: str) -> None:
    assert not DocumentQA.from_text(text, "").ask("Who wrote this?").answered
