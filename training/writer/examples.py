"""Examples that the writer learns from: the product's prompts, and what is to be written."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index import Kind, Sentence
from index.sentences import split_sentences
from qa.grounding import fidelity
from qa.sentence_prompt import FoundWords, build_sentence_prompt
from training.data.documents import AnnotatedDocument, QuestionRecord
from training.writer.readings import FoundSpan, RecordedFinding

_READ_SHARE = 0.5
"""Share of the prompts that have the reader's words, where the answer holds these too."""


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
        full_answer: the answer as people write it.
    """

    question: str
    context: str
    text: str
    sentences: tuple[Sentence, ...]
    right: RecordedFinding
    read: RecordedFinding
    full_answer: str

    @property
    def is_faithful(self) -> bool:
        """Whether people's answer is one that the product would show."""
        sources = [self.question, self.context, self.sentences_of(self.right)]
        return self._holds(self.right) and fidelity.is_faithful(self.full_answer, sources)

    def draw(self, rng: random.Random) -> WriterExample:
        """Draw an example: the reader's words, if people's answer holds them, or the right ones."""
        same = set(self._places(self.read)) == set(self._places(self.right))
        if rng.random() < _READ_SHARE and same and self._holds(self.read):
            return self._make(self.read)
        return self._make(self.right)

    def ask(self) -> WriterExample | None:
        """Return the example that the product makes of what the reader finds, if it answers."""
        return self._make(self.read) if self.read.spans else None

    def words_of(self, finding: RecordedFinding) -> str:
        """Return the words that were found, without anything else."""
        return ", ".join(self._words(finding))

    def sentences_of(self, finding: RecordedFinding) -> str:
        """Return the sentences that were found."""
        return " ".join(self._quote(place) for place in dict.fromkeys(self._places(finding)))

    def _make(self, finding: RecordedFinding) -> WriterExample:
        places = self._places(finding)
        number = {place: n for n, place in enumerate(sorted(set(places)), start=1)}
        words = [
            FoundWords(text, number[place])
            for text, place in zip(self._words(finding), places, strict=True)
        ]
        sentences = [self._quote(place) for place in number]
        prompt = build_sentence_prompt(
            self.question, self.context, sentences, words, finding.verdict
        )
        right = sorted(set(self._places(self.right)))
        markers = "".join(f" [{number[place]}]" for place in right if place in number)
        return WriterExample(prompt, self.full_answer + markers)

    def _holds(self, finding: RecordedFinding) -> bool:
        return fidelity.keeps_found(self.full_answer, self._words(finding))

    def _words(self, finding: RecordedFinding) -> list[str]:
        return [self.text[span.start : span.end] for span in finding.spans]

    def _places(self, finding: RecordedFinding) -> list[int]:
        """Return the place of each span's sentence."""
        return [_find_place(self.sentences, span) for span in finding.spans]

    def _quote(self, place: int) -> str:
        sentence = self.sentences[place]
        return self.text[sentence.start : sentence.end]


def list_questions(
    documents: Sequence[AnnotatedDocument], findings: Mapping[tuple[str, str], RecordedFinding]
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
                yield AnsweredQuestion(
                    record.question,
                    document.title,
                    document.text,
                    sentences,
                    _locate_words(record, document.text),
                    findings[document.title, record.question],
                    record.full_answer,
                )


def _locate_words(record: QuestionRecord, text: str) -> RecordedFinding:
    """Return where the annotated words stand."""
    spans = []
    for answer in record.answers:
        starts = (text.find(answer, start, end) for start, end in record.evidence)
        start = next(start for start in starts if start >= 0)
        spans.append(FoundSpan(start, start + len(answer)))
    return RecordedFinding(tuple(sorted(spans, key=lambda span: span.start)), record.yes_no)


def _find_place(sentences: Sequence[Sentence], span: FoundSpan) -> int:
    """Return the place of the sentence that a span begins in."""
    return max(place for place, s in enumerate(sentences) if place == 0 or s.start <= span.start)
