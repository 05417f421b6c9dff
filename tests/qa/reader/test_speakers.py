"""Who "I" is."""

from index import Corpus, Document
from index.block import BlockKind, Draft
from qa import DocumentQA
from qa.answer import Segment
from qa.reader import AnswerKind, AnswerSpan, CandidateSentence, Reading
from qa.reader.speakers import name_speaker
from qa.reader.wording import word_answer


def minutes() -> tuple[Document, Corpus]:
    draft = Draft()
    draft.add(BlockKind.TURN, "Per Lind (chair): The roof leaks. I have asked two firms.")
    turn = draft.add(BlockKind.TURN, "Sara Holt: I would take Tolm.")
    draft.add(BlockKind.PARAGRAPH, "I know their work.", parent=turn)
    draft.add(BlockKind.PARAGRAPH, "I am the roof.")
    document = Document.from_draft(draft)
    return document, DocumentQA.from_documents([document]).index


def read(words: str, at: str) -> list[str]:
    document, index = minutes()
    start = document.text.index(at)
    sentence = next(s for s in index.sentences(document.id) if s.start <= start < s.end)
    text = document.text[sentence.start : sentence.end]
    candidate = CandidateSentence(document.id, sentence.number, sentence.start, sentence.end, text)
    first = start + at.index(words)
    span = AnswerSpan(candidate, first, first + len(words))
    reading = name_speaker(Reading(AnswerKind.SPAN, (span,), 0.9, 0.9), index)
    return [span.text for span in reading.spans]


def test_i_is_whoever_speaks() -> None:
    assert read("I", "I have asked") == ["Per Lind", "I"]
    assert read("I", "I would take") == ["Sara Holt", "I"]
    assert read("I", "I know their") == ["Sara Holt", "I"]


def test_where_nobody_speaks_i_stays() -> None:
    assert read("I", "I am the roof") == ["I"]


def test_a_part_of_a_speakers_name_becomes_the_whole() -> None:
    assert read("Lind", "Per Lind (chair)") == ["Per Lind"]
    assert read("Tolm", "Tolm") == ["Tolm"]


def test_what_somebody_says_is_left_without_their_label() -> None:
    assert read("Sara Holt: I would take Tolm", "Sara Holt: I would take Tolm") == [
        "I would take Tolm"
    ]
    assert read("I would take Tolm", "I would take Tolm") == ["I would take Tolm"]


def test_the_name_is_worded_with_both_footnotes() -> None:
    document, index = minutes()
    sentences = [
        CandidateSentence(document.id, s.number, s.start, s.end, document.text[s.start : s.end])
        for s in index.sentences(document.id)
    ]
    name = AnswerSpan(sentences[0], 0, 8)
    support = AnswerSpan(sentences[1], sentences[1].start, sentences[1].start + 1)
    wording = word_answer(Reading(AnswerKind.SPAN, (name, support), 0.9, 0.9))
    assert wording.segments == (Segment("Per Lind.", (1, 2)),)
    assert [citation.quote for citation in wording.citations] == [
        "Per Lind (chair): The roof leaks.",
        "I have asked two firms.",
    ]
