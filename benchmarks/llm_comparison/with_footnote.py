"""Footnote as it comes, but for the embedder."""

from collections.abc import Callable

from benchmarks.llm_comparison.asking import MODEL, CitedAnswer, Job, answer_job
from qa import DocumentQA, Settings


def open_document(job: Job) -> Callable[[str], CitedAnswer]:
    """Index the document."""
    settings = Settings(llm=f"openai:{job.address}#{MODEL}", embedder="all-MiniLM-L6-v2")
    bot = DocumentQA.from_files(job.document, settings=settings)

    def ask(question: str) -> CitedAnswer:
        answer = bot.ask(question)
        return CitedAnswer(answer.text, [citation.quote for citation in answer.citations])

    return ask


if __name__ == "__main__":
    answer_job(open_document)
