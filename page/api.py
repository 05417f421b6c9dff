"""The API for other programs: ``/ask`` over HTTP, through gradio_client, as an MCP tool."""

from concurrent.futures import Future
from typing import Any

import gradio as gr

from index import FootnoteError
from page.limits import name_caller
from page.queue import FairQueue
from page.shared import Shared


class Api:
    """The API for other programs.

    Args:
        shared: documents and models that all visitors share.
        queue: decides whose question is answered next.
    """

    def __init__(self, shared: Future[Shared], queue: FairQueue) -> None:
        self._shared = shared
        self._queue = queue

    def ask(self, question: str, request: gr.Request) -> dict[str, Any]:
        """Answer a question about the documents, with the exact sentences that the answer rests on.

        Args:
            question: what to find out, in plain words; self-contained, in English.

        Returns:
            "answer": the text, with its footnotes as [1]; "answered": false where the documents
            don't say; "confidence": from 0 to 1, null where it wasn't measured; "backend": what
            answered; "citations": of each footnote its "marker", the "quote", the "document" and
            its "document_id", the "page" where there are pages, the
            number of the "sentence", and "start" and "end" of the quote in the document's text.
        """
        try:
            with self._queue.enter(name_caller(request)) as ticket:
                bot = self._shared.result().bot
                ticket.wait()
                answer = bot.ask(question)
        except FootnoteError as error:
            raise gr.Error(str(error), print_exception=False) from error
        titles = bot.index.titles()
        return {
            "question": answer.question,
            "answer": answer.text,
            "answered": answer.answered,
            "confidence": answer.confidence,
            "backend": answer.backend,
            "citations": [
                {
                    "marker": citation.marker,
                    "quote": citation.quote,
                    "document": titles[citation.document_id],
                    "document_id": citation.document_id,
                    "page": citation.page,
                    "sentence": citation.sentence,
                    "start": citation.start,
                    "end": citation.end,
                }
                for citation in answer.citations
            ],
        }
