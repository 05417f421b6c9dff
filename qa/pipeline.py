"""``DocumentQA``: wires the stages, from a question to an answer with its footnotes."""

import logging
from collections.abc import Generator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index import Corpus, Document, Evidence, Index
from index.index import Progress
from qa import question as questions
from qa.answer import Answer
from qa.backends import ExtractiveBackend, GenerativeBackend, ResolvedQuestion
from qa.conversation import Chat, contextual_queries, last_answer
from qa.errors import LLMError
from qa.events import Answered, Event, Failed, Quoted, Retrieved
from qa.loading import (
    as_document,
    index_files,
    load_classifier,
    load_embedder,
    load_reader,
    load_writer,
    open_index,
)
from qa.lookup import answer_by_outline, find_place_evidence, leave_out_metadata, prefer_computed
from qa.outline import asks_for_fact
from qa.parts import combine
from qa.reader import Reader
from qa.retriever import Retriever
from qa.settings import Settings
from qa.sources import answer_source, asks_for_source
from qa.spelling import correct_spelling
from qa.stopwatch import Stopwatch
from qa.understanding import Intent, Understanding
from qa.understanding.remarks import find_remark
from qa.understanding.replies import reply

if TYPE_CHECKING:  # LlamaIndex takes more than a second to import
    from llama_index.core.base.base_query_engine import BaseQueryEngine
    from llama_index.core.base.base_retriever import BaseRetriever
    from llama_index.core.llms import LLM
    from llama_index.core.schema import Document as LlamaDocument

logger = logging.getLogger(__name__)


class DocumentQA:
    """Answers questions about the documents of an index, with footnotes or not at all.

    Args:
        index: what is asked.
        settings: options; those of the environment by default.
        reader: what points at the words that answer; the built-in reader by default.
        llm: what writes the answers: any LLM of LlamaIndex; by default the one that the settings
            name.

    Raises:
        LLMError: the LLM of the settings can't be had.
    """

    def __init__(
        self,
        index: Corpus,
        settings: Settings | None = None,
        reader: Reader | None = None,
        llm: "LLM | None" = None,
    ) -> None:
        self._index = index
        self._settings = settings or Settings()
        self._retriever = Retriever(index, self._settings.passages)
        self._classifier = load_classifier()
        self._extractive = ExtractiveBackend(
            index, reader or load_reader(), self._settings.abstain_below
        )
        writer = load_writer(self._settings, llm)
        self._generative = writer and GenerativeBackend(index, writer, self._extractive)

    @classmethod
    def from_files(
        cls,
        *paths: str | Path | Sequence[str | Path],
        folder: str | Path | None = None,
        settings: Settings | None = None,
        progress: Progress | None = None,
        llm: "LLM | None" = None,
    ) -> "DocumentQA":
        """Index files or web pages, or open the index that they have already.

        Args:
            paths: paths and http(s) addresses, one by one or in sequences.
            folder: where the index is kept; by default the database of the settings, else a
                folder of these paths' own, in the user's cache. A file that has changed since
                replaces what it was; other documents there stay, and are asked too.
            settings: options; those of the environment by default.
            progress: told the share of the indexing that is done, from 0 to 1.
            llm: as for the class itself.

        Raises:
            DocumentError: a document can't be read; nothing has been changed then.
            StorageError: the index can't be used as it is.
            LLMError: the LLM of the settings can't be had.
        """
        settings = settings or Settings()
        named = ([path] if isinstance(path, str | Path) else path for path in paths)
        sources = [source for several in named for source in several]
        return cls(index_files(sources, folder, settings, progress), settings, llm=llm)

    @classmethod
    def open(
        cls,
        folder: str | Path | None = None,
        *,
        settings: Settings | None = None,
        llm: "LLM | None" = None,
    ) -> "DocumentQA":
        """Open the index in a folder, else in the database that the settings name, and ask it all.

        Raises:
            StorageError: there is none, or it can't be used as it is.
            LLMError: the LLM of the settings can't be had.
        """
        settings = settings or Settings()
        return cls(open_index(folder, settings), settings, llm=llm)

    @classmethod
    def from_text(
        cls,
        text: str,
        title: str = "",
        *,
        settings: Settings | None = None,
        llm: "LLM | None" = None,
    ) -> "DocumentQA":
        """Index one text, in memory."""
        return cls.from_documents([Document.from_text(text, title)], settings=settings, llm=llm)

    @classmethod
    def from_texts(
        cls,
        texts: Sequence[str],
        titles: Sequence[str] | None = None,
        *,
        settings: Settings | None = None,
        llm: "LLM | None" = None,
    ) -> "DocumentQA":
        """Index several texts, in memory; ``titles``, if given, has one title a text."""
        named = zip(texts, titles or [""] * len(texts), strict=True)
        documents = [Document.from_text(*pair) for pair in named]
        return cls.from_documents(documents, settings=settings, llm=llm)

    @classmethod
    def from_documents(
        cls,
        documents: "Iterable[Document | LlamaDocument]",
        *,
        settings: Settings | None = None,
        progress: Progress | None = None,
        llm: "LLM | None" = None,
    ) -> "DocumentQA":
        """Index documents, LlamaIndex's too, in memory; nothing is written to disk."""
        settings = settings or Settings()
        index = Index.in_memory(load_embedder(settings.embedder))
        index.add(map(as_document, documents), progress)
        return cls(index, settings, llm=llm)

    @property
    def index(self) -> Corpus:
        """The index that is asked."""
        return self._index

    @property
    def backend(self) -> str:
        """Name of what answers."""
        return (self._generative or self._extractive).name

    @property
    def writes(self) -> bool:
        """True if an LLM writes the answers, and not only words are quoted."""
        return self._generative is not None

    def ask(self, question: str) -> Answer:
        """Answer one question, or abstain.

        Raises:
            QuestionError: the question is empty, too long, without words, or in another language.
            LLMError: the LLM stopped in the middle of its work.
        """
        return last_answer(self.stream(question))

    def stream(self, question: str) -> Iterator[Event]:
        """Answer one question step by step, from ``Retrieved`` to ``Answered``: see ``qa.events``.

        If an LLM fails, the last event is ``Failed``. A stream that is closed stops it.

        Raises:
            QuestionError: as ``ask`` does, when the iteration begins.
        """
        return self._stream(question, ())

    def chat(self, history: Iterable[Answer] = ()) -> "Chat":
        """A conversation, in which questions may refer back to earlier ones.

        Args:
            history: the answers of an earlier conversation that goes on, oldest first.
        """
        return Chat(self._stream, history)

    def as_retriever(self) -> "BaseRetriever":
        """The retriever, for any LlamaIndex application."""
        from qa.llama_index import PassageRetriever

        return PassageRetriever(self._retriever.evidence, self._index)

    def as_query_engine(self) -> "BaseQueryEngine":
        """A query engine that answers as ``ask`` does, for any LlamaIndex application."""
        from qa.llama_index import FootnoteQueryEngine

        return FootnoteQueryEngine(self.ask)

    def _stream(self, question: str, history: Sequence[Answer]) -> Iterator[Event]:
        watch = Stopwatch()
        try:
            yield from self._answer(question, history, watch)
        except LLMError as error:
            logger.warning("Lost the LLM %s: %s", self.backend, type(error).__name__)
            yield Failed(error)
        finally:
            watch.log_if_slow()

    def _answer(self, text: str, history: Sequence[Answer], watch: Stopwatch) -> Iterator[Event]:
        text = questions.check_question(text)
        with watch("understand"):
            read = text if find_remark(text) else correct_spelling(text, self._index)
            understanding = self._classifier.understand(read)
        if said := reply(understanding, self._index, history):
            yield Answered(
                Answer(text, (), (), (), None, "reply", text, watch.timings(), reply=said)
            )
        elif asks_for_source(text) and history and history[-1].answered:
            yield Answered(answer_source(text, history[-1], self._index, watch))
        elif understanding.intent is Intent.PARTS:
            yield from self._answer_parts(text, understanding, history, watch)
        else:
            yield from self._answer_single(text, understanding, history, watch)

    def _answer_parts(
        self, text: str, whole: Understanding, history: Sequence[Answer], watch: Stopwatch
    ) -> Iterator[Event]:
        """Answer the parts of a question one by one, each of them after those before it."""
        answers: list[Answer] = []
        for part in whole.parts:
            understanding = self._classifier.understand(part)
            before = [*history, *answers]
            for event in self._answer_single(part, understanding, before, watch):
                if isinstance(event, Answered):
                    answers.append(event.answer)
                elif isinstance(event, Quoted):
                    yield Quoted(
                        combine(text, whole.question, [*answers, event.answer], watch.timings())
                    )
                else:
                    yield event
        yield Answered(combine(text, whole.question, answers, watch.timings()))

    def _answer_single(
        self, text: str, understanding: Understanding, history: Sequence[Answer], watch: Stopwatch
    ) -> Iterator[Event]:
        with watch("retrieve"):
            located = find_place_evidence(self._index, understanding)
        if located:
            resolved = ResolvedQuestion(understanding.question, None, understanding.question)
            yield from self._conclude(text, resolved, located, watch)
            return
        topic = understanding.topic
        if asks_for_fact(understanding.question):
            history = ()  # "this" is the document
        resolved = yield from self._resolve(understanding.question, topic, history, watch)
        with watch("retrieve"):
            evidence = self._retrieve(resolved)
            if evidence:
                best = self._index.document(evidence[0].passage.document_id)
                questions.check_language(understanding.question, best)
        yield from self._conclude(text, resolved, evidence, watch)

    def _resolve(
        self, question: str, topic: str | None, history: Sequence[Answer], watch: Stopwatch
    ) -> Generator[Event, None, ResolvedQuestion]:
        """Decide what to look for, given the answers before."""
        if self._generative:
            return (yield from self._generative.resolve(question, topic, history, watch))
        with watch("retrieve"):
            return self._extractive.resolve(question, topic, history)

    def _conclude(
        self,
        text: str,
        resolved: ResolvedQuestion,
        evidence: tuple[Evidence, ...],
        watch: Stopwatch,
    ) -> Iterator[Event]:
        yield Retrieved(resolved.search_query, evidence)
        result = answer_by_outline(self._index, resolved, evidence)
        if result is None:
            result = self._extractive.conclude(resolved, evidence, watch)
            with watch("read"):
                result = prefer_computed(self._index, resolved, evidence, result)
        if self._generative and result.finding:
            yield Quoted(result.to_answer(text, resolved, evidence, watch))
            result = yield from self._generative.write(
                resolved.question, result, result.finding, watch
            )
        yield Answered(result.to_answer(text, resolved, evidence, watch))

    def _retrieve(self, resolved: ResolvedQuestion) -> tuple[Evidence, ...]:
        if resolved.topic == "":
            return self._retriever.overview()
        queries = contextual_queries(resolved.question, resolved.previous)
        evidence = self._retriever.evidence(resolved.search_query, queries)
        return leave_out_metadata(self._index, resolved.question, evidence)
