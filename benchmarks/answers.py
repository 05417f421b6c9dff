"""What is asked of a bot and how good its answers are, question by question."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index import Document, Index
from qa import Answer, DocumentQA, Settings
from qa.evaluation import metrics
from qa.loading import load_embedder
from qa.reader import Reader
from training.data.documents import Asked, documents


@dataclass(frozen=True, slots=True)
class Scored:
    """One answer, given without a chance to abstain.

    Attributes:
        kind: of the question.
        answerable: whether the document answers.
        f1: word F1 of the answer's words (SQuAD); of a list, of all items together; of a yes or
            no, of the clause that decides.
        exact: 1 if they are the expected ones, normalised.
        sentence: 1 if a sentence that answers is cited.
        polarity: of a yes/no question that is answered by one of the two, 1 if by the right one.
        confidence: that the answer is right, from 0 to 1.
        likely: that the document answers at all, from 0 to 1.
    """

    kind: str
    answerable: bool
    f1: float
    exact: float
    sentence: float
    polarity: float | None
    confidence: float
    likely: float


def asked_of_documents(make: Callable[[Index], Reader]) -> list[Scored]:
    """The answers to all questions of ``documents.dev``, each document in an index of its own.

    Args:
        make: the reader for an index.
    """
    settings = Settings(abstain_below=0)
    scored: list[Scored] = []
    for document, questions in documents("dev"):
        index = Index.in_memory(load_embedder(settings.embedder))
        index.add([document])
        bot = DocumentQA(index, settings, make(index))
        scored.extend(_asked(bot, document, questions))
    return scored


def _asked(bot: DocumentQA, document: Document, questions: Sequence[Asked]) -> Iterator[Scored]:
    sentences = bot.index.sentences(document.id)
    for asked in questions:
        chat = bot.chat()
        if asked.follows is not None:
            chat.ask(questions[asked.follows].spoken)
        yield score(chat.ask(asked.spoken), asked, asked.gold(sentences))


def score(answer: Answer, asked: Asked, gold: set[int]) -> Scored:
    """Score an answer that had to be given."""
    words = answer_words(answer)
    expected = " ".join(asked.answers)
    polarity = None
    if asked.yes_no and answer.text.startswith(("Yes:", "No:")):
        polarity = float(answer.text.lower().startswith(f"{asked.yes_no}:"))
    return Scored(
        asked.kind,
        bool(gold),
        metrics.f1(words, [expected]) if gold else 0.0,
        metrics.exact_match(words, [expected]) if gold else 0.0,
        float(not gold.isdisjoint({citation.sentence for citation in answer.citations})),
        polarity,
        answer.confidence,
        answer.answerable,
    )


def answer_words(answer: Answer) -> str:
    """The words of the document that answer, without a "Yes" or "No" before them."""
    return " ".join(
        citation.quote[start - citation.start : end - citation.start]
        for citation in answer.citations
        for start, end in citation.spans
    )
