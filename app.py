"""The chat page: ``python app.py [DOCUMENT ...] [--llm SPEC] [--host HOST] [--port PORT]``."""

import argparse
import os
import re
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # gradio reads it when it is imported

import gradio as gr

from data import SAMPLE
from index.documents import normalise
from index.errors import FootnoteError
from page import CSS, EXAMPLES, JAVASCRIPT
from page.rendering import answer_html, document_html, draft_html, inert
from page.session import FORMATS, Session, own_documents

if TYPE_CHECKING:  # the models take seconds to import; the page is up before that
    from qa import DocumentQA

MAX_UPLOAD = "100mb"
LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")
DRAWN_EVERY = 0.1
"""Seconds between two drawings of a draft; the network would be busy with more."""
UNDER_WAY = 0.3
"""Seconds after which no drawing can still be under way."""

Message = dict[str, Any]


class Page:
    """The page, and what happens on it.

    Args:
        loading: gives the bot over the documents that every visitor finds there.
        llm: what answers at first, as ``--llm`` takes it.
        chosen_by_visitors: whether a visitor may choose another LLM: it is loaded, or asked, by
            this machine, so that is for whoever sits at it.
    """

    def __init__(
        self, loading: "Future[DocumentQA]", llm: str = "", chosen_by_visitors: bool = True
    ) -> None:
        self._loading = loading
        self._llm = llm
        self._chosen_by_visitors = chosen_by_visitors

    def build(self, examples: Sequence[str]) -> gr.Blocks:
        """Lay the page out; ``examples`` are questions that an empty chat offers."""
        with gr.Blocks(title="Footnote", fill_width=True, delete_cache=(600, 3600)) as blocks:
            session = gr.State()
            gr.Markdown(
                "# Footnote\nAsk about the document. Every answer has footnotes to the exact "
                "sentences it rests on; where the document doesn't answer, it says so."
            )
            with gr.Row():
                with gr.Column(scale=3, min_width=340):
                    chatbot = gr.Chatbot(
                        label="Chat",
                        elem_classes="chat",
                        buttons=[],
                        latex_delimiters=[],
                        placeholder="Ask a question, or take one of these." if examples else None,
                        examples=[{"text": example} for example in examples],
                    )
                    box = gr.Textbox(
                        label="Question",
                        placeholder="Ask about the document",
                        submit_btn="Ask",
                    )
                with gr.Column(scale=2, min_width=340):
                    with gr.Accordion("Ask about another document", open=False):
                        files = gr.File(label="Files", file_count="multiple", file_types=FORMATS)
                        address = gr.Textbox(label="or an address", placeholder="https://…")
                        pasted = gr.Textbox(label="or pasted text", lines=4)
                        open_button = gr.Button("Read it", variant="primary")
                        status = gr.HTML()
                    with gr.Accordion(
                        "Answer with a local LLM", open=False, visible=self._chosen_by_visitors
                    ):
                        spec = gr.Textbox(
                            self._llm,
                            label="LLM; nothing for the built-in reader",
                            placeholder="hf:NAME, ollama:MODEL, openai:URL#MODEL or gguf:PATH",
                        )
                        use_button = gr.Button("Use it", variant="primary")
                        backend = gr.HTML()
                    document = gr.HTML("<p>Loading the document …</p>", js_on_load=JAVASCRIPT)

            private: dict[str, Any] = {"api_visibility": "private"}
            asking = {
                "fn": self.ask,
                "inputs": [box, chatbot, session],
                "outputs": [box, chatbot, session],
                "show_progress": "hidden",
                **private,
            }
            blocks.load(self.first_document, None, document, **private)
            submitted = box.submit(**asking)
            chosen = chatbot.example_select(chosen_example, None, box, **private)
            running = [submitted, chosen.then(**asking)]
            stopping = box.stop(None, cancels=running, **private)
            stopping.then(self.stopped, chatbot, [box, chatbot], **private)
            if self._chosen_by_visitors:
                use_button.click(
                    self.use_llm,
                    [spec, session],
                    [session, chatbot, backend],
                    show_progress_on=backend,
                    **private,
                )
            chatbot.like(self.judge, session, None, **private)
            document.turn(self.turn, session, document, show_progress="hidden", **private)
            open_button.click(
                self.open_documents,
                [files, address, pasted, session],
                [session, document, status],
                show_progress_on=status,
                **private,
            ).success(
                lambda: ([], None, "", ""), None, [chatbot, files, address, pasted], **private
            )
        return blocks

    def first_document(self) -> str:
        """The first document that a visitor finds."""
        return document_html(self._loading.result())

    def ask(
        self, question: str, history: list[Message], session: Session | None
    ) -> Iterator[tuple[Any, list[Message], Session | None]]:
        """Show the question, and that it is being worked on; then the answer.

        What an LLM drafts is shown as it comes. An error that is meant for the user stands in the
        answer's place.
        """
        doing = "Reading …" if self._loading.done() else "Loading the models, then reading …"
        history = [*history, {"role": "user", "content": inert(normalise(question))}]
        busy = gr.Textbox("", submit_btn=False, stop_btn="Stop")
        yield busy, [*history, _reply(f"<p>{doing}</p>")], session
        session = self._session(session)
        if len(history) == 1:  # also where the chat has been cleared
            session = replace(session, chat=session.bot.chat(), answers={})
        content = ""
        try:
            for content, checked in self._contents(session, question, len(history)):
                if not checked:  # and leave alone what is being typed meanwhile
                    yield gr.skip(), [*history, _reply(content)], session
        except FootnoteError as error:
            content = f"<p>{inert(str(error))}</p>"
        yield _idle(), [*history, _reply(content)], session

    def _contents(self, session: Session, question: str, place: int) -> Iterator[tuple[str, bool]]:
        """What stands in the answer's place, and whether that is the last of it."""
        from qa import Answered, Drafted, Failed

        draft, drawn = "", 0.0
        for event in session.chat.stream(question):
            if isinstance(event, Answered):
                session.answers[place] = event.answer
                yield answer_html(event.answer), True
            elif isinstance(event, Failed):
                yield f"<p>{inert(str(event.error))}</p>", True
            elif isinstance(event, Drafted):
                draft += event.text
                if time.monotonic() - drawn > DRAWN_EVERY:
                    drawn = time.monotonic()
                    yield draft_html(draft), False

    def stopped(self, history: list[Message]) -> tuple[Any, list[Message]]:
        """Say that an answer was stopped; a draft that wasn't checked doesn't stay."""
        time.sleep(UNDER_WAY)
        if history and history[-1]["role"] == "assistant":
            history = [*history[:-1], _reply("<p>Stopped.</p>")]
        return _idle(), history

    def use_llm(
        self,
        spec: str,
        session: Session | None,
        progress: gr.Progress = gr.Progress(),  # noqa: B008 (how Gradio injects it)
    ) -> tuple[Session, list[Message], str]:
        """Let an LLM answer this visitor's questions from now on, or the built-in reader again."""
        from qa import DocumentQA, Settings

        progress(0, desc=f"Loading {spec.strip() or 'the built-in reader'}")
        index = self._session(session).bot.index
        settings = Settings().model_copy(update={"llm": spec.strip()})
        try:
            bot = DocumentQA(index, settings)
        except FootnoteError as error:
            raise gr.Error(escape(str(error)), duration=None, print_exception=False) from error
        return Session(bot, bot.chat(), settings), [], f"<p>Ready: {inert(bot.backend)}</p>"

    def judge(self, session: Session | None, event: gr.LikeData) -> None:
        """Keep a thumb up or down, with the answer that it is for."""
        from qa import Settings
        from qa.feedback import Feedback, keep

        place = event.index if isinstance(event.index, int) else event.index[0]
        answers = session.answers if session else {}
        if place not in answers:  # an error's text, which is no answer
            return
        answer = answers[place]
        earlier = [answers[i] for i in sorted(answers) if i < place and answers[i].answered]
        follows = answer.searched_for != answer.question and earlier
        liked = event.liked if isinstance(event.liked, bool) else None
        try:
            keep(
                Settings().feedback_file,
                Feedback(answer, liked, earlier[-1] if follows else None),
            )
        except FootnoteError as error:
            raise gr.Error(escape(str(error)), print_exception=False) from error

    def turn(self, session: Session | None, event: gr.EventData) -> Any:
        """The part of a document in which the sentence is that a footnote points to."""
        bot = self._session(session).bot
        anchor = re.fullmatch(r"s-([0-9a-f]{12})-([0-9]{1,9})", str(event.anchor))
        ids = [i for i, _, _ in bot.index.documents() if anchor and i.startswith(anchor[1])]
        if not anchor or not ids:  # a footnote to a document that has been replaced since
            raise gr.Error("That document is no longer open.", print_exception=False)
        return document_html(bot, ids[0], int(anchor[2]))

    def open_documents(
        self,
        files: list[str] | None,
        address: str,
        text: str,
        session: Session | None,
        progress: gr.Progress = gr.Progress(),  # noqa: B008 (how Gradio injects it)
    ) -> tuple[Session, str, str]:
        """Read a visitor's own documents, in memory; after an error the old ones stay."""
        from qa import DocumentQA

        progress(0, desc="Reading")
        try:
            documents = list(own_documents(files or [], address.strip(), text))
            settings = self._session(session).settings
            bot = DocumentQA.from_documents(documents, settings=settings, progress=progress)
        except FootnoteError as error:
            # A raised gr.Error leaves all outputs as they are.
            raise gr.Error(escape(str(error)), duration=None, print_exception=False) from error
        titles = ", ".join(document.title for document in documents)
        shown = f"<p>Now asking: {escape(titles)}</p>"
        return Session(bot, bot.chat(), settings), document_html(bot), shown

    def _session(self, session: Session | None) -> Session:
        from qa import Settings

        bot = self._loading.result()
        return session or Session(bot, bot.chat(), Settings.with_llm(self._llm))


def chosen_example(event: gr.SelectData) -> str:
    """The example question that was clicked."""
    return str(event.value["text"])


def _reply(content: str) -> Message:
    return {"role": "assistant", "content": content}


def _idle() -> Any:
    return gr.Textbox(submit_btn="Ask", stop_btn=False)


def load_bot(documents: Sequence[str | Path], llm: str = "") -> "DocumentQA":
    """Import the models, and index the documents or open the index that they have."""
    from qa import DocumentQA, Settings

    return DocumentQA.from_files(*documents, settings=Settings.with_llm(llm))


def main() -> None:
    """Serve the page, then load the models and the documents while it comes up."""
    parser = argparse.ArgumentParser(description="The chat page of Footnote.")
    parser.add_argument("documents", nargs="*", metavar="DOCUMENT", help="file or http(s) address")
    parser.add_argument(
        "--llm",
        default="",
        metavar="SPEC",
        help="what writes the answers: hf:NAME, ollama:MODEL, openai:URL#MODEL or gguf:PATH",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to serve on")
    parser.add_argument("--port", type=int, help="port to serve on; else the first free from 7860")
    options = parser.parse_args()
    loading: Future[DocumentQA] = Future()
    page = Page(loading, options.llm, options.host in LOCAL_HOSTS)
    blocks = page.build([] if options.documents else EXAMPLES)
    try:
        _, url, _ = blocks.launch(
            server_name=options.host,
            server_port=options.port,
            share=False,
            quiet=True,
            prevent_thread_lock=True,
            theme=gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["monospace"]),
            css=CSS,
            footer_links=[],
            max_file_size=MAX_UPLOAD,
        )
        print(f"Footnote is at {url} (Ctrl-C ends it)", flush=True)
        loading.set_result(load_bot(options.documents or [SAMPLE], options.llm))
    except (FootnoteError, OSError) as error:
        sys.exit(f"footnote: {error}")
    blocks.block_thread()


if __name__ == "__main__":
    main()
