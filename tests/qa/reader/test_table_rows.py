from qa.reader import CandidateSentence, ReadingPassage
from qa.reader.table_rows import MISSING_WORD_PENALTY, penalise_labels


def penalties(question: str, *lines: str) -> list[float]:
    sentences, start = [], 0
    for number, line in enumerate(lines, start=1):
        sentences.append(CandidateSentence("d", number, start, start + len(line), line))
        start += len(line) + 1
    passage = ReadingPassage("", "\n".join(lines), 0, tuple(sentences), (0.0,) * len(lines))
    found = penalise_labels(question, passage)
    return [found.get(sentence, 0.0) for sentence in sentences]


CLUBS = ("Chess: Mondays, Mr Abara", "- Drama: Fridays, Ms Penhale", "Choir: Mr Lowe", "All meet.")


def test_lines_with_another_label_are_penalised() -> None:
    other = MISSING_WORD_PENALTY
    assert penalties("Who runs the drama club?", *CLUBS) == [other, 0.0, other, 0.0]


def test_a_question_that_names_no_label_or_few_labels_penalise_nothing() -> None:
    assert penalties("Who runs the tennis club?", *CLUBS) == [0.0] * 4
    assert penalties("Who runs the drama club?", *CLUBS[:2]) == [0.0] * 2
