"""LlamaIndex's CitationQueryEngine, its prompts and sizes of chunks as they come.

It numbers its sources and asks the LLM to cite these numbers, but doesn't read them out of the
answer: that is done here, in all the forms that the LLM uses.
"""

import re
from collections.abc import Callable

from llama_index.core import Document, VectorStoreIndex
from llama_index.core.query_engine import CitationQueryEngine
from llama_index.llms.openai_like import OpenAILike

from benchmarks.llm_comparison.asking import (
    MAX_TOKENS,
    MODEL,
    PASSAGES,
    CitedAnswer,
    Job,
    answer_job,
)
from benchmarks.llm_comparison.markers import find_cited_numbers
from index.minilm import PUBLISHED
from qa.llama_index import FootnoteEmbedding
from qa.loading import load_embedder

_HEAD = re.compile(r"\ASource \d+:\n")


def open_document(job: Job) -> Callable[[str], CitedAnswer]:
    """Index the document in memory."""
    index = VectorStoreIndex.from_documents(
        [Document(text=job.read_document())],
        embed_model=FootnoteEmbedding(load_embedder(PUBLISHED)),
    )
    llm = OpenAILike(
        model=MODEL,
        api_base=job.address,
        api_key="none",
        is_chat_model=True,
        temperature=0,
        max_tokens=MAX_TOKENS,
        context_window=8_192,
        timeout=1_200,
    )
    engine = CitationQueryEngine.from_args(index, llm=llm, similarity_top_k=PASSAGES)

    def ask(question: str) -> CitedAnswer:
        response = engine.query(question)
        sources = [_HEAD.sub("", source.node.get_content()) for source in response.source_nodes]
        numbers = find_cited_numbers(str(response), len(sources))
        return CitedAnswer(str(response), [sources[number - 1] for number in numbers])

    return ask


if __name__ == "__main__":
    answer_job(open_document)
