"""Examples that the writer learns from: the product's prompts, and what is to be written."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index import Kind, Sentence
from index.sentences import split_sentences
from qa.sentence_prompt import FoundWords, build_sentence_prompt
from training.data.documents import AnnotatedDocument, QuestionRecord
from training.writer.readings import Finding, FoundSpan

_FINDING_SHARE = 0.5
"""Share of the prompts with the words that the reader finds, right or not; the rest has the right
ones."""

_NEIGHBOURS = (0, 1, 1, 1, 2)
"""How many sentences before what was found are in a prompt, and behind it: one of these."""

_REACH = 4
"""Most sentences between what the reader finds and the right ones, where both are in a prompt."""

_WORD = re.compile(r"[^\W_]{4,}|\d+")


@dataclass(frozen=True, slots=True)
class WriterExample:
    """A prompt and the text that is to follow it."""

    prompt: str
    target: str


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question about a document with a complete answer.

    Attributes:
        question: self-contained.
        context: title of the document.
        text: of the document.
        sentences: all of the document's.
        right: the words that answer.
        read: the words that the reader finds; no spans where it abstains.
        support: places in ``sentences`` that the complete answer rests on, in order.
        full_answer: the answer as people write it.
    """

    question: str
    context: str
    text: str
    sentences: tuple[Sentence, ...]
    right: Finding
    read: Finding
    support: tuple[int, ...]
    full_answer: str

    def draw(self, rng: random.Random) -> WriterExample:
        """Draw an example: the reader's words or the right ones, more or fewer neighbours."""
        finding = self.read if rng.random() < _FINDING_SHARE else self.right
        places = self._places(finding)
        if not places or self._distance(places) > _REACH:
            finding, places = self.right, self._places(self.right)
        around = rng.choice(_NEIGHBOURS), rng.choice(_NEIGHBOURS)
        return self._make(finding, (*places, *self.support), around)

    def ask(self) -> WriterExample | None:
        """Return the example that the product makes of what the reader finds, if it answers."""
        places = self._places(self.read)
        return self._make(self.read, places, (1, 1)) if places else None

    def words_of(self, finding: Finding) -> str:
        """Return the words that were found, without anything else."""
        return ", ".join(self.text[span.start : span.end] for span in finding.spans)

    def sentences_of(self, finding: Finding) -> str:
        """Return the sentences that were found."""
        return " ".join(self._quote(place) for place in dict.fromkeys(self._places(finding)))

    def _make(
        self, finding: Finding, places: Sequence[int], around: tuple[int, int]
    ) -> WriterExample:
        before, behind = around
        window = sorted(
            {
                near
                for place in places
                for near in range(place - before, place + behind + 1)
                if 0 <= near < len(self.sentences)
            }
        )
        number = {place: n for n, place in enumerate(window, start=1)}
        words = [
            FoundWords(self.text[span.start : span.end], number[place])
            for span, place in zip(finding.spans, self._places(finding), strict=True)
        ]
        prompt = build_sentence_prompt(
            self.question, self.context, [self._quote(p) for p in window], words, finding.verdict
        )
        markers = "".join(f" [{number[place]}]" for place in self.support if place in number)
        return WriterExample(prompt, self.full_answer + markers)

    def _places(self, finding: Finding) -> list[int]:
        """Return the place of each span's sentence."""
        return [_find_place(self.sentences, span) for span in finding.spans]

    def _distance(self, places: Sequence[int]) -> int:
        return max(min(abs(place - right) for place in places) for right in self.support)

    def _quote(self, place: int) -> str:
        sentence = self.sentences[place]
        return self.text[sentence.start : sentence.end]


def list_questions(
    documents: Sequence[AnnotatedDocument], findings: Mapping[tuple[str, str], Finding]
) -> Iterator[AnsweredQuestion]:
    """List the answerable questions that have a complete answer.

    Args:
        documents: with their questions.
        findings: what the reader finds, by title and question.
    """
    for annotated in documents:
        document = annotated.document
        sentences = tuple(
            s for s in split_sentences(document.text, document.blocks) if s.kind is Kind.SENTENCE
        )
        for record in annotated.questions:
            if record.full_answer and record.evidence:
                right = _locate_words(record, document.text)
                yield AnsweredQuestion(
                    record.question,
                    document.title,
                    document.text,
                    sentences,
                    right,
                    findings[document.title, record.question],
                    _find_support(record, right, sentences, document.text),
                    record.full_answer,
                )


def _locate_words(record: QuestionRecord, text: str) -> Finding:
    """Return where the annotated words stand."""
    spans = []
    for answer in record.answers:
        starts = (text.find(answer, start, end) for start, end in record.evidence)
        start = next(start for start in starts if start >= 0)
        spans.append(FoundSpan(start, start + len(answer)))
    return Finding(tuple(sorted(spans, key=lambda span: span.start)), record.yes_no)


def _find_support(
    record: QuestionRecord, right: Finding, sentences: Sequence[Sentence], text: str
) -> tuple[int, ...]:
    """Find the sentences that the complete answer rests on.

    They are those of the words that answer, and others of the evidence that have a word or number
    of the complete answer that neither those nor the question have.
    """
    places = {_find_place(sentences, span) for span in right.spans}
    known = set(_WORD.findall(record.question.lower()))
    for place in places:
        known |= _list_words(text, sentences[place])
    missing = set(_WORD.findall(record.full_answer.lower())) - known
    for start, end in record.evidence:
        place = _find_place(sentences, FoundSpan(start, end))
        if missing & _list_words(text, sentences[place]):
            places.add(place)
    return tuple(sorted(places))


def _list_words(text: str, sentence: Sentence) -> set[str]:
    return set(_WORD.findall(text[sentence.start : sentence.end].lower()))


def _find_place(sentences: Sequence[Sentence], span: FoundSpan) -> int:
    """Return the place of the sentence that a span begins in."""
    return max(place for place, s in enumerate(sentences) if place == 0 or s.start <= span.start)
