"""Everything between Footnote and LlamaIndex, in both directions; nothing else is needed for it.

Out: the retriever, the query engine, the embedder and the file readers, for any LlamaIndex
application. In: any LlamaIndex embedding as the embedder of an ``Index``, and the documents of
any LlamaIndex reader.

    index = Index.in_memory(LlamaIndexEmbedder(OpenAIEmbedding()))
    index.add(map(from_llama_index, SimpleDirectoryReader("reports").load_data()))
    bot = DocumentQA(index)
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.base.response.schema import Response
from llama_index.core.query_engine import CustomQueryEngine
from llama_index.core.readers.base import BaseReader
from llama_index.core.schema import Document as LlamaDocument
from llama_index.core.schema import (
    NodeRelationship,
    NodeWithScore,
    QueryBundle,
    RelatedNodeInfo,
    TextNode,
)
from pydantic import PrivateAttr

from index import Corpus, Document, Embedder, Evidence
from index.embedding import Matrix
from index.loading import load
from qa.answer import Answer, Citation

TITLE_KEYS = ("title", "document_title", "file_name")
"""Where in its metadata the title of a LlamaIndex document is looked for, in this order."""

SOURCE_KEYS = ("file_path", "source", "url", "file_name")
"""Where in its metadata the source of a LlamaIndex document is looked for, in this order."""

BYTES_PER_TOKEN = 3
"""Bytes of UTF-8 in a token, for models whose tokenizer isn't known.

English has four or five, Chinese three. This overestimates, so that passages come out short rather
than being truncated by the model.
"""


class PassageRetriever(BaseRetriever):
    """Retrieves passages as nodes.

    Their ``start_char_idx`` and ``end_char_idx`` are exact offsets into the document's text.

    Args:
        retrieve: returns the passages that fit a question best, best first.
        index: what they are from.
    """

    def __init__(self, retrieve: Callable[[str], Sequence[Evidence]], index: Corpus) -> None:
        super().__init__()
        self._evidence = retrieve
        self._index = index

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        titles = self._index.titles()
        return [
            self._passage_node(evidence, titles[evidence.passage.document_id])
            for evidence in self._evidence(query_bundle.query_str)
        ]

    def _passage_node(self, evidence: Evidence, title: str) -> NodeWithScore:
        passage = evidence.passage
        sentences = self._index.sentences(
            passage.document_id, passage.first_sentence, passage.last_sentence
        )
        metadata = {
            "title": title,
            "heading": passage.heading,
            "first_sentence": passage.first_sentence,
            "last_sentence": passage.last_sentence,
            "page": next((s.page for s in sentences if s.page), None),
        }
        node = _node(passage.document_id, passage.start, passage.end, evidence.text, metadata)
        return NodeWithScore(node=node, score=evidence.score)


class FootnoteQueryEngine(CustomQueryEngine):
    """Answers a query string with a ``Response``.

    The response's text is the answer's, its ``source_nodes`` are the cited sentences (none after
    an abstention), and its ``metadata["answer"]`` is the whole answer as a dictionary.

    Args:
        ask: answers a question.
    """

    _ask: Callable[[str], Answer] = PrivateAttr()

    def __init__(self, ask: Callable[[str], Answer]) -> None:
        super().__init__()
        self._ask = ask

    def custom_query(self, query_str: str) -> Response:
        """Answer one question."""
        answer = self._ask(query_str)
        return Response(
            response=answer.text,
            source_nodes=[_citation_node(c, answer.confidence or 0.0) for c in answer.citations],
            metadata={"answer": answer.to_dict()},
        )


class FootnoteEmbedding(BaseEmbedding):
    """An embedder of Footnote's, for a LlamaIndex application.

    Args:
        embedder: any; ``qa.loading.load_embedder`` loads the one that comes with Footnote.
    """

    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder) -> None:
        super().__init__(model_name=embedder.name)
        self._embedder = embedder

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._embedder.embed(texts).tolist()
        return vectors

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)


class FootnoteReader(BaseReader):
    """Footnote's file readers, for LlamaIndex's ``SimpleDirectoryReader``.

    It reads every format in ``index.formats.FORMATS``.
    """

    def load_data(
        self, file: Path, extra_info: dict[str, Any] | None = None
    ) -> list[LlamaDocument]:
        """Read a file.

        Returns:
            One document; its metadata is ``extra_info`` and the "title".

        Raises:
            DocumentError: as ``index.load`` does.
        """
        document = load(file)
        metadata = {**(extra_info or {}), "title": document.title}
        return [LlamaDocument(text=document.text, metadata=metadata)]


class LlamaIndexEmbedder:
    """A LlamaIndex embedding as the embedder of an ``Index``.

    Questions are embedded as texts are.

    Args:
        embedding: any LlamaIndex embedding.
        tokenize: splits a text into the model's tokens; by default the embedding's own
            ``tokenizer`` where it has one, and else counts are estimated from ``BYTES_A_TOKEN``.

    Attributes:
        name: class and model, so that an index is opened again only with the same.
        dimension: length of a vector.
    """

    def __init__(
        self,
        embedding: BaseEmbedding,
        tokenize: Callable[[str], Sequence[object]] | None = None,
    ) -> None:
        self._embedding = embedding
        tokenizer = getattr(embedding, "tokenizer", None)
        self._tokenize = tokenize or getattr(tokenizer, "tokenize", tokenizer)
        self.name = f"{type(embedding).__name__}:{embedding.model_name}"
        self.dimension = len(embedding.get_text_embedding(self.name))

    def embed(self, texts: Sequence[str]) -> Matrix:
        """Return a vector of unit length for each text, shape ``(len(texts), dimension)``."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        vectors = np.array(self._embedding.get_text_embedding_batch(list(texts)), dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text, estimated where the tokenizer isn't known."""
        if self._tokenize is None:
            return [-(-len(text.encode(errors="replace")) // BYTES_PER_TOKEN) for text in texts]
        return [len(self._tokenize(text)) for text in texts]


def from_llama_index(document: LlamaDocument) -> Document:
    """Turn a LlamaIndex document into one of Footnote's; title and source are in its metadata.

    Raises:
        DocumentEmptyError: it holds no words.
        DocumentTooLargeError: it is over the limit.
    """
    title, source = (
        next((str(document.metadata[key]) for key in keys if document.metadata.get(key)), "")
        for keys in (TITLE_KEYS, SOURCE_KEYS)
    )
    return Document.from_text(document.text, title, source)


def _citation_node(citation: Citation, confidence: float) -> NodeWithScore:
    metadata = {
        "marker": citation.marker,
        "sentence": citation.sentence,
        "page": citation.page,
    }
    node = _node(citation.document_id, citation.start, citation.end, citation.quote, metadata)
    return NodeWithScore(node=node, score=confidence)


def _node(document_id: str, start: int, end: int, text: str, metadata: dict[str, Any]) -> TextNode:
    return TextNode(
        id_=f"{document_id}:{start}-{end}",
        text=text,
        start_char_idx=start,
        end_char_idx=end,
        metadata=metadata,
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=document_id)},
    )
