"""Extractive backend: answers with the words that the built-in reader finds."""

from collections.abc import Sequence
from dataclasses import replace

from index import Corpus, Evidence
from qa.answer import Answer
from qa.backends.abstention import should_abstain
from qa.backends.base import BackendResult, Finding, ResolvedQuestion
from qa.conversation.rewriting import rewrite_followup
from qa.reader import Reader, ReaderQuery, Reading, ReadingPassage
from qa.reader.closest_words import read_by_words
from qa.reader.entities import find_unknown_names
from qa.reader.finders import find_better
from qa.reader.inquiry import Inquiry
from qa.reader.opposites import check_event
from qa.reader.passages import reading_passages
from qa.reader.speakers import name_speaker
from qa.reader.summary import CentralSentences
from qa.reader.tables.lookup import find_foreign_cell
from qa.reader.verdicts import check_verdict
from qa.reader.wording import Wording, word_answer
from qa.stopwatch import Stopwatch

ALONE_WEIGHT = 0.7
"""Weight of how likely a follow-up is answered by itself, beside behind what it follows.

With what it follows, nearly everything looks answered: of 70 follow-ups of dev 3 % are refused,
but of 70 out of other documents 16 % are abstained from. Weighed so, 7 and 43 %.
"""

READER_LANGUAGE = "en"
"""Language that the reader was trained in; of a text in an unknown one it is tried."""


UNKNOWN_NAME_FACTOR = 0.3
"""Factor of both probabilities where the documents don't know a name of the question.

Of 17,206 questions of train and dev that documents answer 11 have such a name.
"""


class ExtractiveBackend:
    """Answers with the words that the built-in reader finds.

    Args:
        index: where the evidence is from.
        reader: reads questions.
        abstain_below: probability that there is an answer, below which none is given.
    """

    def __init__(self, index: Corpus, reader: Reader, abstain_below: float) -> None:
        self._index = index
        self._reader = reader
        self._summary = CentralSentences(index.embedder)
        self._abstain_below = abstain_below

    @property
    def name(self) -> str:
        """Name of the backend, as answers give it."""
        return self._reader.name

    def resolve(
        self, question: str, topic: str | None, history: Sequence[Answer]
    ) -> ResolvedQuestion:
        """Resolve a follow-up by putting in what it refers to.

        Args:
            question: as it was asked.
            topic: what a summary is asked of, else None.
            history: the answers before, oldest first.
        """
        if topic is not None:
            return ResolvedQuestion(question, topic, topic or question)
        search_query = rewrite_followup(question, history)
        if search_query == question:
            return ResolvedQuestion(question, None, search_query)
        context = f"{history[-1].search_query} {history[-1].short}"
        return ResolvedQuestion(question, None, search_query, context.strip(), follows_up=True)

    def conclude(
        self, resolved: ResolvedQuestion, evidence: Sequence[Evidence], watch: Stopwatch
    ) -> BackendResult:
        """Quote the words that answer, or the central sentences of what is to be summed up."""
        with watch("read"):
            passages = reading_passages(self._index, evidence)
            reading = self.read(resolved, passages)
            abstains = should_abstain(reading, self._abstain_below)
            wording = Wording((), ()) if abstains else word_answer(reading)
        note = (
            "" if reading.confidence is None else self._reader.calibration_note(reading.confidence)
        )
        is_foreign = bool(self._find_foreign(passages))
        return BackendResult(
            wording.segments,
            wording.citations,
            wording.verdict,
            reading.confidence,
            reading.answerable,
            reading.source or self._reader.name,
            note,
            finding=None if abstains or is_foreign else Finding(reading, tuple(passages)),
        )

    def read(self, resolved: ResolvedQuestion, passages: Sequence[ReadingPassage]) -> Reading:
        """Read the passages with the reader, or choose sentences of them.

        What answers a question about somebody that the documents don't know is about another.
        """
        is_foreign = bool(self._find_foreign(passages))
        if resolved.topic is not None:
            reading = self._summary.summarise(passages, resolved.topic)
        else:
            reading = self._find(resolved, passages)
        if is_foreign:
            return reading
        documents = [self._index.document(key) for key in _document_ids(passages)]
        texts = (text for document in documents for text in (document.title, document.text))
        if not find_unknown_names(resolved.topic or resolved.search_query, texts):
            return reading
        confidence = reading.confidence and UNKNOWN_NAME_FACTOR * reading.confidence
        answerable = UNKNOWN_NAME_FACTOR * reading.answerable
        return replace(reading, confidence=confidence, answerable=answerable)

    def _find(self, resolved: ResolvedQuestion, passages: Sequence[ReadingPassage]) -> Reading:
        if language := self._find_foreign(passages):
            cell = find_foreign_cell(resolved.question, passages, self._index, language)
            return cell or read_by_words(resolved.question, passages, self._index, language)
        query = ReaderQuery(resolved.question, resolved.previous, resolved.search_query)
        reading = self._reader.read(query, passages)
        if resolved.previous:
            alone = self._reader.read(ReaderQuery(resolved.search_query), passages)
            reading = _temper(reading, alone)
        reading = check_event(resolved.question, reading, passages)
        reading = name_speaker(check_verdict(resolved.question, reading), self._index)
        inquiry = Inquiry(
            resolved.question,
            resolved.search_query,
            passages,
            self._index,
            reading,
            should_abstain(reading, self._abstain_below),
        )
        return find_better(inquiry)

    def _find_foreign(self, passages: Sequence[ReadingPassage]) -> str:
        """Return the language of the best passage's document, "" if the reader knows it."""
        ids = _document_ids(passages[:1])
        language = self._index.document(ids[0]).language if ids else ""
        return "" if language == READER_LANGUAGE else language


def _document_ids(passages: Sequence[ReadingPassage]) -> list[str]:
    """Return the documents of the passages, each once, the best first."""
    return list(dict.fromkeys(s.document_id for passage in passages for s in passage.sentences))


def _temper(reading: Reading, alone: Reading) -> Reading:
    """Return what answers a follow-up, no surer than the same question is by itself."""
    answerable = ALONE_WEIGHT * alone.answerable + (1 - ALONE_WEIGHT) * reading.answerable
    measured = [sure for sure in (reading.confidence, alone.confidence) if sure is not None]
    return replace(reading, answerable=answerable, confidence=min(measured, default=None))
