"""Sentences of an index that a question set names as support."""

from collections.abc import Sequence
from dataclasses import dataclass

from index import Corpus
from qa.evaluation.questions import Question


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """Sentence that supports the right answer."""

    document_id: str
    sentence: int
    text: str


Support = tuple[tuple[GoldSentence, ...], ...]
"""For each piece of support the sentences that give it; none where the document lacks it."""


class GoldFinder:
    """Finds supporting sentences by the words that name them.

    Args:
        index: whose documents are looked through.
    """

    def __init__(self, index: Corpus) -> None:
        self._sentences = []
        for document_id in index.titles():
            text = index.document(document_id).text
            for sentence in index.sentences(document_id):
                text_of_sentence = text[sentence.start : sentence.end]
                gold = GoldSentence(document_id, sentence.number, text_of_sentence)
                self._sentences.append((text_of_sentence.lower(), gold))

    def support(self, question: Question) -> Support:
        """Return for each entry of ``question.support`` the sentences that have all its words."""
        return tuple(self._naming(words) for words in question.support)

    def lacking(self, questions: Sequence[Question]) -> list[str]:
        """List the ids of the questions some of whose support no document has."""
        return [question.id for question in questions if not all(self.support(question))]

    def _naming(self, words: Sequence[str]) -> tuple[GoldSentence, ...]:
        lowered = [word.lower() for word in words]
        return tuple(gold for said, gold in self._sentences if all(w in said for w in lowered))
