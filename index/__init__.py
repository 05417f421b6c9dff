"""Documents in, searchable passages out: loading, sentences, passages, embeddings, storage, search.

``Index`` is the name that the rest of the world needs; nothing here knows of questions' answers.
"""

import logging

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

logging.getLogger(__name__).addHandler(logging.NullHandler())  # quiet by default
