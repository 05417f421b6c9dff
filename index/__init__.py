"""Documents in, searchable passages out: loading, sentences, passages, embeddings, storage, search.

``Index`` is the name that the rest of the world needs; nothing here knows of questions' answers.
Names are imported when they are asked for: a process that reads a file needs no vectors.
"""

import logging
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.corpus import Corpus, Selection
    from index.document import Document, DocumentInfo
    from index.embedding import Embedder
    from index.errors import FootnoteError
    from index.index import Index
    from index.loading import load
    from index.passages import Evidence, Passage
    from index.sentences import Kind, Sentence

__all__ = [
    "Corpus",
    "Document",
    "DocumentInfo",
    "Embedder",
    "Evidence",
    "FootnoteError",
    "Index",
    "Kind",
    "Passage",
    "Selection",
    "Sentence",
    "load",
]

_MODULES = {
    "Corpus": "corpus",
    "Document": "document",
    "DocumentInfo": "document",
    "Embedder": "embedding",
    "Evidence": "passages",
    "FootnoteError": "errors",
    "Index": "index",
    "Kind": "sentences",
    "Passage": "passages",
    "Selection": "corpus",
    "Sentence": "sentences",
    "load": "loading",
}

logging.getLogger(__name__).addHandler(logging.NullHandler())  # quiet by default


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
