"""Models and indexes, loaded once a process or opened where they lie."""

import hashlib
import logging
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from index import Document, Embedder, Index, load
from index.document import DocumentEmptyError
from index.engines.local.database import IndexFolderError
from index.engines.local.folder import FAISS_FILE, SQLITE_FILE
from index.index import Progress
from index.storage import StorageError
from qa.errors import LLMError
from qa.llms import make_llm
from qa.llms.catalog import BUILT_IN_MODEL, find_model
from qa.llms.specs import BUILT_IN
from qa.reader.spanreader import SpanReader
from qa.settings import AUTO_LLM, NO_LLM, Settings
from qa.understanding.classifier import QuestionClassifier
from qa.writer import Writer

if TYPE_CHECKING:  # LlamaIndex takes more than a second to import
    from llama_index.core.llms import LLM
    from llama_index.core.schema import Document as LlamaDocument

logger = logging.getLogger(__name__)


@cache
def load_reader() -> SpanReader:
    """The built-in reader, loaded once a process."""
    return SpanReader()


@cache
def load_classifier() -> QuestionClassifier:
    """The classifier of questions, loaded once a process."""
    from index.minilm import ADAPTED

    return QuestionClassifier(load_embedder(ADAPTED))


@cache
def load_embedder(name: str) -> Embedder:
    """The embedding model of that name, loaded once a process."""
    from index.embedding import SentenceTransformerEmbedding
    from index.minilm import ADAPTED, PUBLISHED, MiniLM

    return MiniLM(name) if name in (ADAPTED, PUBLISHED) else SentenceTransformerEmbedding(name)


@cache
def load_llm(spec: str, key: str, cache_folder: Path) -> "LLM":
    """The LLM of that spec, loaded once a process; arguments and errors as ``qa.llms.make_llm``."""
    try:
        return make_llm(spec, key, cache_folder)
    except LLMError as error:
        without_login = re.sub(r"//[^/@]*@", "//", spec)
        logger.warning("Can't load the LLM %s: %s", without_login, type(error).__name__)
        raise


def load_writer(settings: Settings, llm: "LLM | None" = None) -> Writer | None:
    """What puts answers into sentences: an LLM, else that of the settings; None for quoted words.

    Raises:
        LLMError: the LLM of the settings can't be had.
    """
    if llm:
        return Writer(llm)
    spec = settings.llm
    if spec == AUTO_LLM:
        installed = find_model(BUILT_IN_MODEL).find(settings.cache_folder)
        spec = BUILT_IN if installed else NO_LLM
    if spec.strip().lower() in ("", NO_LLM):
        return None
    key = settings.llm_key.get_secret_value()
    return Writer(load_llm(spec, key, settings.cache_folder), narrow=spec == BUILT_IN)


def open_index(folder: str | Path | None, settings: Settings, *, repair: bool = False) -> Index:
    """Open the index in a folder, else in the database that the settings name.

    Args:
        folder: where its files are.
        settings: options.
        repair: whether the FAISS file of a folder is made anew first.

    Raises:
        StorageError: there is none, or it can't be used as it is.
    """
    if folder is None:
        return connect_index(settings)
    try:
        is_there = any((Path(folder) / name).exists() for name in (SQLITE_FILE, FAISS_FILE))
    except OSError as error:
        raise IndexFolderError(f"{folder} can't be read: {error.strerror}.") from error
    if not is_there:
        raise IndexFolderError(f"There is no index in {folder}. Index documents into it first.")
    embedder = load_embedder(settings.embedder)
    return (Index.repair if repair else Index.open)(Path(folder), embedder)


def connect_index(settings: Settings) -> Index:
    """Open the index in the database that the settings name, or begin one there.

    Raises:
        StorageError: they name none, or it can't be used as it is.
    """
    if not settings.index:
        raise StorageError(
            "No index was named. Name documents to ask, the folder of an index (--folder), or a "
            "database (FOOTNOTE_INDEX)."
        )
    address = settings.index.get_secret_value()
    embedder = load_embedder(settings.embedder)
    return Index.connect(address, embedder, settings.max_original_bytes)


def index_files(
    sources: Sequence[str | Path],
    folder: str | Path | None,
    settings: Settings,
    progress: Progress | None = None,
) -> Index:
    """Index files or web pages, or open the index that they have already.

    Arguments and errors are those of ``DocumentQA.from_files``.
    """
    documents = [load(source, private_urls=settings.private_urls) for source in sources]
    if not documents:
        raise DocumentEmptyError("No document was given. Name at least one file or address.")
    if settings.index and not folder:
        index = connect_index(settings)
    else:
        index = Index.open(
            Path(folder) if folder else name_cache_folder(documents, settings),
            load_embedder(settings.embedder),
            settings.max_original_bytes,
        )
    update_index(index, documents, progress)
    return index


def update_index(
    index: Index, documents: Sequence[Document], progress: Progress | None = None
) -> list[Document]:
    """Add documents in place of those from the same sources that have changed.

    Returns:
        The documents whose originals aren't kept, as ``Index.keep_originals``.
    """
    unkept = index.update(documents, progress)
    if unkept:
        logger.warning("Originals that aren't kept, being over the limit: %d", len(unkept))
    return unkept


def as_document(document: "Document | LlamaDocument") -> Document:
    """Return the document itself, or what ``qa.llama_index`` makes of one of LlamaIndex's."""
    if isinstance(document, Document):
        return document
    from qa.llama_index import from_llama_index

    return from_llama_index(document)


def name_cache_folder(documents: Iterable[Document], settings: Settings) -> Path:
    """Where the index of these documents is kept: named by their sources and the embedder."""
    name = "\n".join([settings.embedder, *sorted(document.source for document in documents)])
    return settings.cache_folder / "indexes" / hashlib.sha256(name.encode()).hexdigest()[:16]
