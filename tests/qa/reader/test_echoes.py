from qa.reader.echoes import find_definition
from tests.support.inquiries import find

DEFINED = 'A boat is called "light" if it weighs less than 200 kilograms.'


def test_words_that_repeat_the_question_are_given_with_their_sentence() -> None:
    text = f"{DEFINED} The club has nine."
    assert find(find_definition, text, "What is a light boat?", "A boat") == [DEFINED]
    assert find(find_definition, text, "What is a light boat?", "less than 200 kilograms") is None
    assert find(find_definition, text, "Which boat is light?", "A boat") is None
