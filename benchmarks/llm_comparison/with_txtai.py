"""txtai's RAG pipeline: it names the row of its context that is closest to what the LLM wrote.

txtai brings no prompt; this one asks for what the others' prompts ask for, but for references,
which it finds by itself. Its rows are passages of 100 words, and it reads three of them.
"""

import os
from collections.abc import Callable

os.environ["HF_HUB_OFFLINE"] = "1"  # it is read when transformers is imported
os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # else litellm asks the network for prices

from txtai import RAG, Embeddings

from benchmarks.comparison.with_txtai import split_passages
from benchmarks.llm_comparison.asking import MAX_TOKENS, MODEL, CitedAnswer, Job, answer_job

PROMPT = """\
Answer the question in one sentence, using only the context below. If it doesn't answer the \
question, say that the document doesn't say.

Context:
{context}

Question: {question}
Answer:"""


def open_document(job: Job) -> Callable[[str], CitedAnswer]:
    """Index the document in memory."""
    rows = split_passages(job.read_document())
    embeddings = Embeddings(path=job.embedder, content=True)
    embeddings.index(rows)
    rag = RAG(
        embeddings,
        f"openai/{MODEL}",
        template=PROMPT,
        output="reference",
        method="litellm",
        api_base=job.address,
        api_key="none",
        timeout=1_200,
    )

    def ask(question: str) -> CitedAnswer:
        answer = rag(question, maxlength=MAX_TOKENS, temperature=0, defaultrole="user")
        reference = answer["reference"]
        return CitedAnswer(answer["answer"], [] if reference is None else [rows[int(reference)]])

    return ask


if __name__ == "__main__":
    answer_job(open_document)
