"""Haystack's extractive pipeline: passages of 200 words, embedding retriever, ExtractiveReader."""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

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

PASSAGES = 5
"""As many as Footnote retrieves."""


def main() -> None:
    """Answer all tasks."""
    tasks, answers, embedder, reader = sys.argv[1:5]
    store = InMemoryDocumentStore()
    pipeline = Pipeline()
    pipeline.add_component(
        "embed", SentenceTransformersTextEmbedder(model=embedder, progress_bar=False)
    )
    pipeline.add_component("retrieve", InMemoryEmbeddingRetriever(store, top_k=PASSAGES))
    pipeline.add_component("read", TransformersExtractiveReader(reader, top_k=1))
    pipeline.connect("embed.embedding", "retrieve.query_embedding")
    pipeline.connect("retrieve.documents", "read.documents")
    pipeline.warm_up()
    splitter = DocumentSplitter(split_by="word", split_length=200, split_overlap=50)
    splitter.warm_up()
    embed = SentenceTransformersDocumentEmbedder(model=embedder, progress_bar=False)
    embed.warm_up()
    done: list[dict[str, Any]] = []
    for task in json.loads(Path(tasks).read_text(encoding="utf-8")):
        store.delete_documents([document.id for document in store.filter_documents()])
        passages = splitter.run([Document(content=task["text"])])["documents"]
        store.write_documents(embed.run(passages)["documents"])
        for question in task["questions"]:
            begin = time.perf_counter()
            inputs = {"embed": {"text": question}, "read": {"query": question}}
            best = pipeline.run(inputs)["read"]["answers"][0]
            found: dict[str, Any] = {"answer": best.data or "", "spans": []}
            if best.data:
                start = best.document.meta["split_idx_start"] + best.document_offset.start
                found["spans"] = [[start, start + len(best.data)]]
            done.append({**found, "seconds": time.perf_counter() - begin})
    Path(answers).write_text(json.dumps(done), encoding="utf-8")


if __name__ == "__main__":
    main()
