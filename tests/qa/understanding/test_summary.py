import pytest

from qa.understanding.summary import find_summary_topic


@pytest.mark.parametrize(
    "question",
    [
        "Summarise the article.",
        "summarize this",
        "Please give me a short summary of the document",
        "Can you sum this up?",
        "What are the key points?",
        "what are the main takeaways of this article",
        "What is this document about?",
        "What's the article about?",
        "what is it about",
        "TL;DR",
        "Give me an overview.",
        "Key points?",
        "Tell me the most important facts.",
    ],
)
def test_the_whole_document_is_summed_up(question: str) -> None:
    assert find_summary_topic(question) == ""


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("Summarise what it says about the bridge", "says bridge"),
        ("Give me the key points on safe zones", "safe zones"),
        ("What are the main findings about river traffic?", "river traffic"),
    ],
)
def test_a_part_of_it_is_summed_up(question: str, about: str) -> None:
    assert find_summary_topic(question) == about


@pytest.mark.parametrize(
    "question",
    [
        "When did the bridge open?",
        "Who wrote the summary?",
        "What was the key point of contention between them?",
        "What is the law about?",
        "What is the song 'Overview' about that she wrote?",
        "How many points did the team score?",
        "What is the main ingredient?",
        "Which facts did the court find?",
        "Who is the outline of the book by?",
    ],
)
def test_other_questions_are_no_summaries(question: str) -> None:
    assert find_summary_topic(question) is None
