"""paper-qa: it summarises the passages that it retrieves, and answers from the summaries.

Its prompts and the sizes of its passages are those it comes with; only the length of the answer
is that of the other systems. The document is added with its name for a citation, so that nothing
is looked up on the network.
"""

import asyncio
import os
import re
from collections.abc import Callable
from typing import Any

os.environ["HF_HUB_OFFLINE"] = "1"  # it is read when transformers is imported
os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # else litellm asks the network for prices

from paperqa import Docs, Settings

from benchmarks.llm_comparison.asking import MAX_TOKENS, MODEL, CitedAnswer, Job, answer_job

LENGTH = "one sentence"
_KEYS = re.compile(r"\s*\(?pqac-[^)\s]*(?:[, ]+pqac-[^)\s]*)*\)?")


def make_settings(job: Job) -> Settings:
    """Make the settings that lead to the job's server."""
    name = f"openai/{MODEL}"
    parameters: dict[str, Any] = {
        "model": name,
        "api_base": job.address,
        "api_key": "none",
        "temperature": 0,
        "max_tokens": MAX_TOKENS,
        "timeout": 1_200,
    }
    config = {"model_list": [{"model_name": name, "litellm_params": parameters}]}
    return Settings(
        llm=name,
        llm_config=config,
        summary_llm=name,
        summary_llm_config=config,
        embedding=f"st-{job.embedder}",
        temperature=0,
        answer={"answer_length": LENGTH},
        parsing={"use_doc_details": False},
    )


def open_document(job: Job) -> Callable[[str], CitedAnswer]:
    """Index the document in memory."""
    settings, docs = make_settings(job), Docs()
    # One loop for all: litellm's clients belong to the loop that they were made in.
    loop = asyncio.new_event_loop()
    loop.run_until_complete(
        docs.aadd(job.document, citation="Document", docname="Document", settings=settings)
    )

    def ask(question: str) -> CitedAnswer:
        session = loop.run_until_complete(docs.aquery(question, settings=settings))
        cited = [c.text.text for c in session.contexts if c.id in session.raw_answer]
        return CitedAnswer(_KEYS.sub("", session.raw_answer), cited)

    return ask


if __name__ == "__main__":
    answer_job(open_document)
