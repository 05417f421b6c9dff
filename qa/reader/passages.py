"""Retrieved evidence as readers take it."""

from collections.abc import Iterable

from index import Corpus, Evidence, Kind, Sentence
from qa.reader import CandidateSentence, ReadingPassage


def reading_passages(index: Corpus, evidence: Iterable[Evidence]) -> list[ReadingPassage]:
    """Return the passages with their sentences, under their heading or their document's title."""
    titles = index.titles()
    passages = []
    for item in evidence:
        passage = item.passage
        heading = passage.heading or titles.get(passage.document_id, "")
        sentences = tuple(
            CandidateSentence(passage.document_id, s.number, s.start, s.end, _text(index, item, s))
            for s in index.sentences(
                passage.document_id, passage.first_sentence, passage.last_sentence
            )
            if s.kind is Kind.SENTENCE
        )
        passages.append(
            ReadingPassage(heading, item.text, passage.start, sentences, item.similarities)
        )
    return passages


def _text(index: Corpus, evidence: Evidence, sentence: Sentence) -> str:
    """Take a sentence's text from its passage, unless it is too long to stand in one whole."""
    passage = evidence.passage
    if passage.start <= sentence.start and sentence.end <= passage.end:
        return evidence.text[sentence.start - passage.start : sentence.end - passage.start]
    return index.document(passage.document_id).text[sentence.start : sentence.end]
