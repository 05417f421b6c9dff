"""Haystack's RAG pipeline: passages of 200 words, and references that its AnswerBuilder reads.

Haystack brings no prompt; this one asks for what the others' prompts ask for.
"""

import os
from collections.abc import Callable

os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"  # it is read when haystack is imported
os.environ["HF_HUB_OFFLINE"] = "1"

from haystack import Document, Pipeline
from haystack.components.builders import AnswerBuilder, ChatPromptBuilder
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
from haystack.dataclasses import ChatMessage
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack.utils import Secret
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)

from benchmarks.llm_comparison.asking import (
    MAX_TOKENS,
    MODEL,
    PASSAGES,
    CitedAnswer,
    Job,
    answer_job,
)

PROMPT = """\
Answer the question in one sentence, using only the documents below. Behind the sentence name the \
document that it rests on by its number in square brackets. If no document answers the question, \
say that the documents don't say.

{% for document in documents %}Document {{ loop.index }}:
{{ document.content }}

{% endfor %}Question: {{ question }}
Answer:"""


def index_document(job: Job) -> InMemoryDocumentStore:
    """Split the document and embed its passages."""
    splitter = DocumentSplitter(split_by="word", split_length=200, split_overlap=50)
    splitter.warm_up()
    embed = SentenceTransformersDocumentEmbedder(model=job.embedder, progress_bar=False)
    embed.warm_up()
    store = InMemoryDocumentStore()
    passages = splitter.run([Document(content=job.read_document())])["documents"]
    store.write_documents(embed.run(passages)["documents"])
    return store


def make_pipeline(job: Job) -> Pipeline:
    """Make the pipeline that answers questions about the job's document."""
    parts = {
        "embed": SentenceTransformersTextEmbedder(model=job.embedder, progress_bar=False),
        "retrieve": InMemoryEmbeddingRetriever(index_document(job), top_k=PASSAGES),
        "prompt": ChatPromptBuilder([ChatMessage.from_user(PROMPT)], required_variables="*"),
        "write": OpenAIChatGenerator(
            Secret.from_token("none"),
            MODEL,
            api_base_url=job.address,
            generation_kwargs={"temperature": 0, "max_tokens": MAX_TOKENS},
            timeout=1_200,
        ),
        "answer": AnswerBuilder(reference_pattern=r"\[(\d+)\]", expand_reference_ranges=True),
    }
    pipeline = Pipeline()
    for name, part in parts.items():
        pipeline.add_component(name, part)
    pipeline.connect("embed.embedding", "retrieve.query_embedding")
    pipeline.connect("retrieve.documents", "prompt.documents")
    pipeline.connect("retrieve.documents", "answer.documents")
    pipeline.connect("prompt.prompt", "write.messages")
    pipeline.connect("write.replies", "answer.replies")
    pipeline.warm_up()
    return pipeline


def open_document(job: Job) -> Callable[[str], CitedAnswer]:
    """Index the document in memory."""
    pipeline = make_pipeline(job)

    def ask(question: str) -> CitedAnswer:
        inputs = {
            "embed": {"text": question},
            "prompt": {"question": question},
            "answer": {"query": question},
        }
        answer = pipeline.run(inputs)["answer"]["answers"][0]
        return CitedAnswer(answer.data, [document.content for document in answer.documents])

    return ask


if __name__ == "__main__":
    answer_job(open_document)
