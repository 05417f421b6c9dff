"""Haystack's extractive pipeline: passages of 200 words, embedding retriever, ExtractiveReader."""

import os
import sys
from collections.abc import Callable

os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"  # it is read when haystack is imported
os.environ["HF_HUB_OFFLINE"] = "1"

from haystack import Document, Pipeline
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)
from haystack_integrations.components.readers.transformers import TransformersExtractiveReader

from benchmarks.comparison.tasks import SystemAnswer, Task, answer_tasks

PASSAGES = 5
"""Number of passages that are read, as in Footnote."""


def make_pipeline(store: InMemoryDocumentStore, embedder: str, reader: str) -> Pipeline:
    """Make the pipeline over a store, of the folders of two models."""
    pipeline = Pipeline()
    pipeline.add_component(
        "embed", SentenceTransformersTextEmbedder(model=embedder, progress_bar=False)
    )
    pipeline.add_component("retrieve", InMemoryEmbeddingRetriever(store, top_k=PASSAGES))
    pipeline.add_component("read", TransformersExtractiveReader(reader, top_k=1))
    pipeline.connect("embed.embedding", "retrieve.query_embedding")
    pipeline.connect("retrieve.documents", "read.documents")
    pipeline.warm_up()
    return pipeline


def main() -> None:
    """Answer all tasks."""
    embedder, reader = sys.argv[3:5]
    store = InMemoryDocumentStore()
    pipeline = make_pipeline(store, embedder, reader)
    splitter = DocumentSplitter(split_by="word", split_length=200, split_overlap=50)
    splitter.warm_up()
    embed = SentenceTransformersDocumentEmbedder(model=embedder, progress_bar=False)
    embed.warm_up()

    def ask(question: str) -> SystemAnswer:
        inputs = {"embed": {"text": question}, "read": {"query": question}}
        best = pipeline.run(inputs)["read"]["answers"][0]
        if not best.data:
            return SystemAnswer("", [])
        start = best.document.meta["split_idx_start"] + best.document_offset.start
        return SystemAnswer(best.data, [(start, start + len(best.data))])

    def open_document(task: Task) -> Callable[[str], SystemAnswer]:
        store.delete_documents([document.id for document in store.filter_documents()])
        passages = splitter.run([Document(content=task.text)])["documents"]
        store.write_documents(embed.run(passages)["documents"])
        return ask

    answer_tasks(open_document)


if __name__ == "__main__":
    main()
