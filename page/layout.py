"""Layout of the page, and which event leads to which handler."""

from collections.abc import Callable, Sequence
from typing import Any

import gradio as gr

from index.database import IndexDamagedError
from page import JAVASCRIPT, SAVE_SCRIPT
from page.backend import BackendChoice, describe_backend
from page.conversation import NEW, Conversation, Message, chat_messages
from page.export import as_markdown, as_web_page
from page.library import Library, document_dropdown
from page.rendering import render_document, render_status
from page.uploads import ENDINGS
from page.visitors import Visitors

INTRODUCTION = (
    "# Footnote\nAsk about a document. Every answer has footnotes to the exact sentences it rests "
    "on; where the document doesn't answer, it says so."
)

_PRIVATE: dict[str, Any] = {"api_visibility": "private"}
_HIDDEN: dict[str, Any] = {"show_progress": "hidden", **_PRIVATE}


class Layout:
    """Lays the page out.

    Args:
        visitors: who comes.
        conversation: what happens in the chat.
        library: handles the events of the documents.
        examples: questions that an empty chat offers.
        choose_llm: whether a visitor may choose an LLM: it is loaded, or asked, by this machine,
            so that is for whoever sits at it.
    """

    def __init__(
        self,
        visitors: Visitors,
        conversation: Conversation,
        library: Library,
        examples: Sequence[str],
        *,
        choose_llm: bool,
    ) -> None:
        self._visitors = visitors
        self._conversation = conversation
        self._library = library
        self._examples = examples
        self._choose_llm = choose_llm
        # Not a secret: only what this browser keeps for itself. With a random one of Gradio's,
        # nobody would be known again once the server has been restarted.
        self._token = gr.BrowserState("", storage_key="footnote-visitor", secret="footnote")
        self._place = gr.State(NEW)

    def build(self, blocks: gr.Blocks) -> None:
        """Lay it out, within the context of ``blocks``."""
        gr.Markdown(INTRODUCTION, elem_classes="introduction")
        with gr.Row(elem_classes="room"):
            with gr.Column(scale=3, min_width=320, elem_classes="talk"):
                self._build_chat()
            with gr.Column(scale=2, min_width=320, elem_classes="side", elem_id="side"):
                self._build_documents()
        self._connect_chat()
        self._connect_documents()
        outputs = [
            self._token, self.chosen, self.document, self.chatbot, self.state, self.progress
        ]  # fmt: skip
        blocks.load(self._arrive, self._token, outputs, **_PRIVATE)

    def _build_chat(self) -> None:
        self.chatbot = gr.Chatbot(
            label="Chat",
            elem_classes="chat",
            buttons=[],
            autoscroll=False,  # the page's script shows the question on top, not the end below
            latex_delimiters=[],
            placeholder="Ask a question, or take one of these.",
            examples=[{"text": example} for example in self._examples],
        )
        self.box = gr.Textbox(
            label="Question", placeholder="Ask about the document", submit_btn="Ask"
        )
        with gr.Row(elem_classes="tools"):
            gr.HTML("<a href='#side' class='to-document'>Documents</a>", elem_classes="phone")
            self.begin = gr.Button("New chat", size="sm", min_width=60)
            self.web_page = gr.Button("Save as web page", size="sm", min_width=60)
            self.markdown = gr.Button("Save as Markdown", size="sm", min_width=60)
        self.saved = gr.Textbox(visible=False)

    def _build_documents(self) -> None:
        gr.HTML("<a href='#chat' class='to-chat'>Back to the chat</a>", elem_classes="phone")
        with gr.Row(elem_classes="choice"):
            self.chosen = gr.Dropdown([], label="Document to ask", scale=4, min_width=160)
            self.remove = gr.Button("Remove", size="sm", scale=1, min_width=80)
        with gr.Accordion("Add documents", open=False) as self.adding:
            self.files = gr.File(
                label="Files", file_count="multiple", file_types=ENDINGS, height=120
            )
            self.address = gr.Textbox(
                label="or an address", placeholder="https://…", submit_btn="Fetch"
            )
            self.text = gr.Textbox(label="or text", lines=3, max_lines=8, submit_btn="Read")
            self.progress = gr.HTML(min_height=40)
            self.stop_reading = gr.Button("Stop reading", size="sm", visible=False)
        with gr.Accordion("What answers", open=False, visible=self._choose_llm):
            self.spec = gr.Textbox(
                label="A local LLM; empty for the default, none for quoted words",
                placeholder="hf:NAME, ollama:MODEL, openai:URL#MODEL, gguf:PATH or a model's name",
                info="`footnote models` lists models that are one command away.",
                submit_btn="Use it",
            )
            self.state = gr.HTML()
        self.document = gr.HTML("<p>Loading the document …</p>", js_on_load=JAVASCRIPT)

    def _connect_chat(self) -> None:
        """Connect the events that lead to answers."""
        talk = self._conversation
        outputs = [self.box, self.chatbot, self._place]
        asking = {
            "fn": talk.ask,
            "inputs": [self.box, self._token, self._place],
            "outputs": outputs,
            "concurrency_limit": None,  # the queue decides whose turn it is
            **_HIDDEN,
        }
        submitted = self.box.submit(**asking)
        example = self.chatbot.example_select(_example, None, self.box, **_PRIVATE).then(**asking)
        again = self.document.again(
            talk.again, self._token, outputs, concurrency_limit=None, **_HIDDEN
        )
        self.document.edit(talk.edit, self._token, [self.box, self._place], **_HIDDEN)
        stopping = self.box.stop(None, cancels=[submitted, example, again], **_PRIVATE)
        stopping.then(talk.stopped, self._token, outputs, **_PRIVATE)
        self.begin.click(talk.begin, self._token, outputs, **_PRIVATE)
        self.chatbot.like(talk.judge, self._token, None, **_PRIVATE)
        for button, write, name in (
            (self.web_page, as_web_page, "conversation.html"),
            (self.markdown, as_markdown, "conversation.md"),
        ):
            button.click(self._of_visitor(write), self._token, self.saved, **_PRIVATE).then(
                None, self.saved, None, js=SAVE_SCRIPT.replace("NAME", name), **_PRIVATE
            )

    def _connect_documents(self) -> None:
        """Connect the events that lead to documents."""
        library = self._library
        outputs = [self.chosen, self.document, self.chatbot, self.adding]
        loading: dict[str, Any] = {"show_progress_on": self.progress, **_PRIVATE}
        self.chosen.input(library.choose, [self.chosen, self._token], self.document, **_PRIVATE)
        self.remove.click(library.remove, [self.chosen, self._token], outputs, **_PRIVATE)
        self.document.turn(library.turn, self._token, self.document, **_HIDDEN)
        uploaded = self.files.upload(library.upload, [self.files, self._token], outputs, **loading)
        for ended in (uploaded.success, uploaded.failure):
            ended(lambda: None, None, self.files, **_PRIVATE)
        adding = [uploaded]
        for box, read in ((self.address, library.fetch), (self.text, library.paste)):
            adding.append(box.submit(read, [box, self._token], outputs, **loading))
            adding[-1].success(lambda: "", None, box, **_PRIVATE)
        for added in adding:
            added.then(lambda: gr.Button(visible=False), None, self.stop_reading, **_HIDDEN)
        began = [self.files.upload, self.address.submit, self.text.submit]
        gr.on(began, lambda: gr.Button(visible=True), None, self.stop_reading, **_HIDDEN)
        self.stop_reading.click(library.stop, self._token, None, **_HIDDEN)
        if self._choose_llm:
            choose = BackendChoice(self._visitors)
            self.spec.submit(choose.use, [self.spec, self._token], self.state, **_HIDDEN)

    def _arrive(self, token: str) -> tuple[str, Any, str, list[Message], str, str]:
        """Return what a visitor finds who comes, or comes back."""
        token = self._visitors.token(token)
        visitor = self._visitors.get(token)
        try:
            document = render_document(visitor.corpus())
        except IndexDamagedError:
            visitor.recover()
            document = render_document(visitor.corpus())
        share = visitor.share_added
        return (
            token,
            document_dropdown(visitor),
            document,
            chat_messages(visitor),
            describe_backend(visitor),
            "" if share is None else render_status(f"Reading your documents, {share:.0%} done …"),
        )

    def _of_visitor(self, write: Callable[[Any], str]) -> Callable[[str], str]:
        def written(token: str) -> str:
            return write(self._visitors.get(token))

        return written


def _example(event: gr.SelectData) -> str:
    """Return the example question that was clicked."""
    return str(event.value["text"])
