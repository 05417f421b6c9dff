"""To and from real LlamaIndex objects."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from llama_index.core import Document as LlamaDocument
from llama_index.core import SimpleDirectoryReader, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.embeddings import MockEmbedding
from llama_index.core.readers.base import BaseReader
from llama_index.core.schema import TextNode
from pydantic import PrivateAttr

from index import Embedder, Index
from index.document import DocumentEmptyError
from index.formats import FORMATS
from index.loading import load
from index.minilm import ADAPTED
from index.passages import WINDOW_TOKENS
from qa import NO_ANSWER, DocumentQA
from qa.llama_index import (
    FootnoteEmbedding,
    FootnoteReader,
    LlamaIndexEmbedder,
    from_llama_index,
)
from tests.support.doubles import HashingEmbedder
from tests.support.pdf import write_mill

BRIDGE = (
    "# The Fennick bridge\n\nThe bridge over the Fennick opened in 1932. Mayor Ada Holm cut the "
    "ribbon."
)


@pytest.fixture(scope="module")
def bot() -> DocumentQA:
    return DocumentQA.from_text(BRIDGE)


# Out


def test_the_retriever_gives_llamaindex_nodes_with_exact_offsets(bot: DocumentQA) -> None:
    nodes = bot.as_retriever().retrieve("When did the bridge open?")
    assert nodes[0].score is not None
    for item in nodes:
        node = item.node
        assert isinstance(node, TextNode)
        assert node.ref_doc_id
        document = bot.index.document(node.ref_doc_id)
        assert document.text[node.start_char_idx : node.end_char_idx] == node.text
        assert node.metadata["title"] == "The Fennick bridge"


def test_the_query_engine_gives_the_same_answer(bot: DocumentQA) -> None:
    answer = bot.ask("Who cut the ribbon?")
    response = bot.as_query_engine().query("Who cut the ribbon?")
    assert str(response) == answer.text
    assert [n.text for n in response.source_nodes] == [c.quote for c in answer.citations]
    assert response.metadata
    assert response.metadata["answer"]["confidence"] == answer.confidence
    abstention = bot.as_query_engine().query("What is the population of France?")
    assert (str(abstention), abstention.source_nodes) == (NO_ANSWER, [])


def test_nodes_of_a_pdf_have_their_pages(tmp_path: Path) -> None:
    bot = DocumentQA.from_documents([load(write_mill(tmp_path / "mill.pdf"))])
    (source,) = bot.as_query_engine().query("Who made the lock?").source_nodes
    assert source.metadata["page"] == 2
    nodes = bot.as_retriever().retrieve("When was the mill built?")
    assert nodes[0].metadata["page"] == 1
    plain = DocumentQA.from_text(BRIDGE).as_retriever().retrieve("When did the bridge open?")
    assert plain[0].metadata["page"] is None


def test_the_embedder_is_an_embedding(embedder: Embedder) -> None:
    embedding = FootnoteEmbedding(embedder)
    vector = embedding.get_text_embedding("A cat sleeps.")
    assert np.allclose(vector, embedder.embed(["A cat sleeps."])[0], atol=1e-6)
    assert np.allclose(embedding.get_query_embedding("A cat sleeps."), vector, atol=1e-6)
    assert embedding.model_name == ADAPTED
    documents = [LlamaDocument(text="A cat sleeps."), LlamaDocument(text="The budget was cut.")]
    retriever = VectorStoreIndex.from_documents(documents, embed_model=embedding).as_retriever(
        similarity_top_k=1
    )
    assert retriever.retrieve("What was cut?")[0].text == "The budget was cut."


def test_the_readers_read_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Boats\n\nThey *sank*.", encoding="utf-8")
    (tmp_path / "b.htm").write_text("<h1>Ferries</h1><p>They <b>swim</b>.", encoding="utf-8")
    extractor: dict[str, BaseReader] = dict.fromkeys(FORMATS, FootnoteReader())
    documents = SimpleDirectoryReader(str(tmp_path), file_extractor=extractor).load_data()
    assert [d.text for d in documents] == ["Boats\n\nThey sank.", "Ferries\n\nThey swim."]
    assert [d.metadata["title"] for d in documents] == ["Boats", "Ferries"]
    assert [d.metadata["file_name"] for d in documents] == ["a.md", "b.htm"]


# In


class WordEmbedding(BaseEmbedding):
    """Counts words, in vectors of any length."""

    _words: HashingEmbedder = PrivateAttr(default_factory=HashingEmbedder)

    def _get_text_embedding(self, text: str) -> list[float]:
        return [7 * float(x) for x in self._words.embed([text])[0]]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)


class TokenizingEmbedding(WordEmbedding):
    """Has a tokenizer, of words."""

    def tokenizer(self, text: str) -> list[str]:
        return text.split()


def test_any_embedding_embeds_an_index() -> None:
    embedder = LlamaIndexEmbedder(WordEmbedding(model_name="words"))
    assert (embedder.name, embedder.dimension) == ("WordEmbedding:words", 64)
    vectors = embedder.embed(["a bridge", "a ferry", "a bridge"])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert np.allclose(vectors, HashingEmbedder().embed(["a bridge", "a ferry", "a bridge"]))
    assert embedder.embed([]).shape == (0, 64)
    index = Index.in_memory(embedder)
    index.add([from_llama_index(LlamaDocument(text=BRIDGE))])
    index.check_integrity()
    answer = DocumentQA(index).ask("When did the bridge over the Fennick open?")
    assert answer.citations[0].quote == "The bridge over the Fennick opened in 1932."


def test_a_vector_of_zeros_stays_one() -> None:
    class Zeros(MockEmbedding):
        def _get_vector(self) -> list[float]:
            return [0.0] * self.embed_dim

    assert not LlamaIndexEmbedder(Zeros(embed_dim=3)).embed(["a"]).any()


@pytest.mark.parametrize("text", ["", "word " * 500, "船沉了。" * 200, "ÄÖÜ 🙂"])
def test_tokens_are_counted_by_the_tokenizer_or_estimated_on_the_safe_side(
    text: str, embedder: Embedder
) -> None:
    unknown = LlamaIndexEmbedder(WordEmbedding())
    known = LlamaIndexEmbedder(TokenizingEmbedding())
    assert known.count_tokens([text]) == [len(text.split())]
    assert LlamaIndexEmbedder(WordEmbedding(), list).count_tokens([text]) == [len(text)]
    assert unknown.count_tokens([text])[0] >= embedder.count_tokens([text])[0]


def test_no_passage_is_longer_than_the_estimate_allows() -> None:
    index = Index.in_memory(LlamaIndexEmbedder(WordEmbedding()))
    index.add([from_llama_index(LlamaDocument(text="The mill stands in Oslo. " * 200))])
    (view,) = index.views()
    texts = [text for _, text in view.passages(view.passage_ids())]
    assert len(texts) > 1
    assert all(len(text) <= 4 * WINDOW_TOKENS for text in texts)


def test_documents_of_any_reader_are_asked(tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    (tmp_path / "mill.txt").write_text("The mill stands in Oslo.", encoding="utf-8")
    documents = SimpleDirectoryReader(str(tmp_path)).load_data()
    bot = DocumentQA.from_documents(documents)
    assert list(bot.index.titles().values()) == ["bridge.txt", "mill.txt"]
    assert bot.index.documents()[0].source == str(tmp_path / "bridge.txt")
    assert "1932" in bot.ask("When did the bridge over the Fennick open?").text


@pytest.mark.parametrize(
    ("metadata", "title", "source"),
    [
        (
            {"title": "The bridge", "url": "https://example.org"},
            "The bridge",
            "https://example.org",
        ),
        ({"file_name": "b.txt", "file_path": "/a/b.txt"}, "b.txt", "/a/b.txt"),
        ({"title": None}, "The Fennick bridge", ""),
    ],
)
def test_title_and_source_are_in_the_metadata(
    metadata: dict[str, Any], title: str, source: str
) -> None:
    document = from_llama_index(LlamaDocument(text=BRIDGE, metadata=metadata))
    assert (document.title, document.source, document.text) == (title, source, BRIDGE)


def test_an_empty_document_is_refused() -> None:
    with pytest.raises(DocumentEmptyError):
        DocumentQA.from_documents([LlamaDocument(text=" \n")])
