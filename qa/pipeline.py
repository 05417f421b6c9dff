"""``DocumentQA``: wires the stages, from a question to an answer with its footnotes."""

import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from index import Document, Embedder, Index, load
from index.errors import DocumentEmptyError, IndexFolderError
from index.folder import FAISS_FILE, SQLITE_FILE
from index.index import Progress
from qa import question as questions
from qa.answer import NO_ANSWER, Answer, Answered, Event, Retrieved
from qa.conversation import Chat, last_answer, self_contained, spoken
from qa.reader import Asked, Reader
from qa.reader.passages import reading_passages
from qa.reader.spanreader import SpanReader
from qa.reader.summary import CentralSentences, topic
from qa.reader.wording import worded
from qa.settings import Settings

if TYPE_CHECKING:  # LlamaIndex takes more than a second to import
    from llama_index.core.base.base_query_engine import BaseQueryEngine
    from llama_index.core.base.base_retriever import BaseRetriever


class DocumentQA:
    """Answers questions about the documents of an index, with footnotes or not at all.

    Args:
        index: what is asked.
        settings: options; those of the environment by default.
        reader: what answers; the built-in reader by default.
    """

    def __init__(
        self, index: Index, settings: Settings | None = None, reader: Reader | None = None
    ) -> None:
        from qa.retriever import PassageRetriever

        self._index = index
        self._settings = settings or Settings()
        self._retriever = PassageRetriever(index, self._settings.passages)
        self._reader = reader or load_reader()
        self._summary = CentralSentences(index.embedder)

    @classmethod
    def from_files(
        cls,
        *paths: str | Path | Sequence[str | Path],
        folder: str | Path | None = None,
        settings: Settings | None = None,
        progress: Progress | None = None,
    ) -> "DocumentQA":
        """Index files or web pages, or open the index that they have already.

        Args:
            paths: paths and http(s) addresses, one by one or in sequences.
            folder: where the index is kept; by default a folder of its own, by these paths,
                in the user's cache. A file that has changed since replaces what it was; other
                documents that are in the folder stay, and are asked too.
            settings: options; those of the environment by default.
            progress: told the share of the indexing that is done, from 0 to 1.

        Raises:
            DocumentError: a document can't be read; nothing has been changed then.
            IndexFolderError: the index can't be used as it is.
        """
        settings = settings or Settings()
        sources = [
            source
            for path in paths
            for source in ([path] if isinstance(path, str | Path) else path)
        ]
        documents = [load(source, private_urls=settings.private_urls) for source in sources]
        if not documents:
            raise DocumentEmptyError("No document was given. Name at least one file or address.")
        index = Index.open(
            Path(folder) if folder else _cache_folder(documents, settings),
            load_embedder(settings.embedder),
        )
        outdated = _outdated(index, documents)
        index.add(documents, progress)
        for document_id in outdated:
            index.remove(document_id)
        return cls(index, settings)

    @classmethod
    def from_text(
        cls, text: str, title: str = "", *, settings: Settings | None = None
    ) -> "DocumentQA":
        """Index one text, in memory."""
        return cls.from_documents([Document.from_text(text, title)], settings=settings)

    @classmethod
    def from_texts(
        cls,
        texts: Sequence[str],
        titles: Sequence[str] | None = None,
        *,
        settings: Settings | None = None,
    ) -> "DocumentQA":
        """Index several texts, in memory; ``titles``, if given, has one title a text."""
        named = zip(texts, titles or [""] * len(texts), strict=True)
        return cls.from_documents([Document.from_text(*pair) for pair in named], settings=settings)

    @classmethod
    def from_documents(
        cls,
        documents: Iterable[Document],
        *,
        settings: Settings | None = None,
        progress: Progress | None = None,
    ) -> "DocumentQA":
        """Index documents in memory; nothing is written to disk."""
        settings = settings or Settings()
        index = Index.in_memory(load_embedder(settings.embedder))
        index.add(documents, progress)
        return cls(index, settings)

    @property
    def index(self) -> Index:
        """The index that is asked."""
        return self._index

    @property
    def backend(self) -> str:
        """What answers."""
        return self._reader.name

    def ask(self, question: str) -> Answer:
        """Answer one question, or abstain.

        Raises:
            QuestionError: the question is empty, too long, without words, or in another language.
        """
        return last_answer(self.stream(question))

    def stream(self, question: str) -> Iterator[Event]:
        """Answer one question step by step: first ``Retrieved``, last ``Answered``.

        Raises:
            QuestionError: as ``ask`` does, when the iteration begins.
        """
        return self._stream(question, None)

    def chat(self) -> "Chat":
        """A conversation, in which questions may refer back to earlier ones."""
        return Chat(self._stream)

    def as_retriever(self) -> "BaseRetriever":
        """The retriever, for any LlamaIndex application."""
        return self._retriever

    def as_query_engine(self) -> "BaseQueryEngine":
        """A query engine that answers as ``ask`` does, for any LlamaIndex application."""
        from qa.query_engine import FootnoteQueryEngine

        return FootnoteQueryEngine(self.ask)

    def _stream(self, question: str, before: Answer | None) -> Iterator[Event]:
        begin = time.perf_counter()
        question = questions.check(question)
        of = topic(question)
        searched_for = of or self_contained(question, before)
        follows = before is not None and of is None and searched_for != question
        said = f"{before.question} {before.plain_text}" if before and follows else ""
        if of == "":
            evidence = self._retriever.overview()
        else:
            evidence = self._retriever.evidence(searched_for, spoken(question, said))
        if evidence:
            questions.check_language(question, evidence[0].text)
        retrieved = time.perf_counter()
        yield Retrieved(searched_for, evidence)
        read_from = time.perf_counter()
        passages = reading_passages(self._index, evidence)
        if of is None:
            reading = self._reader.read(Asked(question, said), passages)
        else:
            reading = self._summary.summarise(passages, of)
        answered = bool(reading.found) and reading.answerable >= self._settings.abstain_below
        text, citations = worded(reading) if answered else (NO_ANSWER, ())
        end = time.perf_counter()
        yield Answered(
            Answer(
                question=question,
                text=text,
                citations=citations,
                evidence=evidence,
                answered=answered,
                confidence=reading.confidence,
                backend=(self._reader if of is None else self._summary).name,
                searched_for=searched_for,
                timings={
                    "retrieve": retrieved - begin,
                    "read": end - read_from,
                    "total": retrieved - begin + end - read_from,
                },
                answerable=reading.answerable,
            )
        )


@cache
def load_reader() -> SpanReader:
    """The built-in reader, loaded once a process."""
    return SpanReader()


@cache
def load_embedder(name: str) -> Embedder:
    """The embedding model of that name, loaded once a process."""
    from index.embedding import SentenceTransformerEmbedding
    from index.minilm import ADAPTED, PUBLISHED, MiniLM

    return MiniLM(name) if name in (ADAPTED, PUBLISHED) else SentenceTransformerEmbedding(name)


def open_index(
    folder: str | Path, *, repair: bool = False, settings: Settings | None = None
) -> Index:
    """Open the index in a folder; with ``repair``, make its FAISS file anew first.

    Raises:
        IndexFolderError: there is none, or it can't be used as it is.
    """
    settings = settings or Settings()
    if not any((Path(folder) / name).exists() for name in (SQLITE_FILE, FAISS_FILE)):
        raise IndexFolderError(f"There is no index in {folder}. Index documents into it first.")
    embedder = load_embedder(settings.embedder)
    return (Index.repair if repair else Index.open)(Path(folder), embedder)


def _outdated(index: Index, documents: Iterable[Document]) -> list[str]:
    """Documents of the index that come from the same sources as these, but have another text."""
    ids = {document.id for document in documents}
    sources = {document.source for document in documents}
    return [i for i, _, source in index.documents() if source in sources and i not in ids]


def _cache_folder(documents: Iterable[Document], settings: Settings) -> Path:
    """Where the index of these documents is kept: named by their sources and the embedder."""
    name = "\n".join([settings.embedder, *sorted(document.source for document in documents)])
    return settings.cache_folder / "indexes" / hashlib.sha256(name.encode()).hexdigest()[:16]
