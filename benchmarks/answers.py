"""Questions on annotated documents asked of a bot, and the scores of its answers."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from index import Document, Index
from qa import Answer, DocumentQA, Settings
from qa.evaluation import metrics
from qa.loading import load_embedder
from qa.reader import Reader
from qa.settings import NO_LLM
from training.data.documents import AnnotatedDocument, QuestionRecord, load_documents


@dataclass(frozen=True, slots=True)
class AnswerScore:
    """Scores of one answer, given without a chance to abstain.

    Attributes:
        kind: of the question.
        answerable: whether the document answers.
        f1: word F1 of the answer's words (SQuAD); of a list, of all items together; of a yes or
            no, of the clause that decides.
        exact: 1 if they are the expected ones, normalised.
        sentence: 1 if a sentence that answers is cited.
        polarity: of a yes/no question that is answered by one of the two, 1 if by the right one.
        confidence: that the answer is right, from 0 to 1; 0 where it wasn't measured.
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


def index_alone(document: Document) -> Index:
    """Index a document in memory, with the default embedder."""
    index = Index.in_memory(load_embedder(Settings().embedder))
    index.add([document])
    return index


def ask_dev(make_reader: Callable[[Index], Reader]) -> list[AnswerScore]:
    """Score the answers to all questions of ``documents.dev``; see ``ask_documents``."""
    return ask_documents(load_documents("dev"), make_reader)


def ask_documents(
    records: Iterable[AnnotatedDocument], make_reader: Callable[[Index], Reader]
) -> list[AnswerScore]:
    """Score the answers to all questions of some documents, each document in its own index.

    Args:
        records: the documents with their questions.
        make_reader: makes the reader for an index.
    """
    scores: list[AnswerScore] = []
    for record in records:
        index = index_alone(record.document)
        bot = DocumentQA(index, Settings(abstain_below=0, llm=NO_LLM), make_reader(index))
        scores.extend(_ask_all(bot, record))
    return scores


def _ask_all(bot: DocumentQA, record: AnnotatedDocument) -> Iterator[AnswerScore]:
    sentences = bot.index.sentences(record.document.id)
    for question in record.questions:
        chat = bot.chat()
        if question.follows is not None:
            chat.ask(record.questions[question.follows].raw_question)
        answer = chat.ask(question.raw_question)
        yield score_answer(answer, question, question.find_gold_sentences(sentences))


def score_answer(answer: Answer, question: QuestionRecord, gold: set[int]) -> AnswerScore:
    """Score an answer that had to be given.

    Args:
        answer: to the question.
        question: with the expected answers.
        gold: numbers of the sentences that answer.
    """
    words = extract_words(answer)
    expected = " ".join(question.answers)
    polarity = None
    if question.yes_no and answer.verdict:
        polarity = float(answer.verdict == question.yes_no)
    return AnswerScore(
        question.kind,
        bool(gold),
        metrics.f1(words, [expected]) if gold else 0.0,
        metrics.exact_match(words, [expected]) if gold else 0.0,
        float(not gold.isdisjoint({citation.sentence for citation in answer.citations})),
        polarity,
        answer.confidence or 0.0,
        answer.answerable,
    )


def extract_words(answer: Answer) -> str:
    """Return the words of the document that answer, without a "Yes" or "No" before them."""
    return " ".join(
        citation.quote[start - citation.start : end - citation.start]
        for citation in answer.citations
        for start, end in citation.spans
    )
