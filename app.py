"""The chat page: ``python app.py [DOCUMENT ...] [--host HOST] [--port PORT]``."""

import argparse
import os
import sys
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # gradio reads it when it is imported

import gradio as gr

from data import SAMPLE
from index.errors import FootnoteError

if TYPE_CHECKING:  # the models take seconds to import; the page is up before that
    from qa import Answer, Chat, Citation, DocumentQA

EXAMPLES = [
    "When did Operation Euphrates Shield begin?",
    "How far is Al-Rai from Jarablus?",
    "Why does Jarablus matter to ISIS?",
    "Who commands the Free Syrian Army?",
]
FORMATS = [".docx", ".htm", ".html", ".markdown", ".md", ".pdf", ".txt"]
MAX_UPLOAD = "100mb"
SHOWN_SENTENCES = 3_000
"""Of a longer document the page shows this many sentences, around the cited one."""

CSS = """
.document {max-height: 78vh; overflow-y: auto; line-height: 1.6; padding-right: 1rem}
.document .furniture {opacity: .6}
.document span:target {background: #ffe082; color: #111; border-radius: 3px}
.notes {font-size: .9em; margin-top: .5em}
.aside {font-size: .85em; opacity: .8}
"""

Message = dict[str, Any]


@dataclass
class Session:
    """What one visitor asks: documents, and the conversation about them."""

    bot: "DocumentQA"
    chat: "Chat"


def page(loading: "Future[DocumentQA]", examples: Sequence[str]) -> gr.Blocks:
    """The page. ``loading`` gives the bot over the documents that every visitor finds there."""
    with gr.Blocks(title="Footnote") as blocks:
        session, asked = gr.State(), gr.State("")
        gr.Markdown(
            "# Footnote\nAsk about the document. Every answer has footnotes to the exact sentences "
            "it rests on; where the document doesn't answer, it says so."
        )
        with gr.Row():
            with gr.Column(scale=3):
                chatbot = gr.Chatbot(label="Chat", height="60vh", buttons=["copy"])
                box = gr.Textbox(
                    label="Question", placeholder="Ask about the document", submit_btn=True
                )
                if examples:
                    gr.Examples(list(examples), box, label="For example")
                with gr.Accordion("Ask about another document", open=False):
                    files = gr.File(label="Files", file_count="multiple", file_types=FORMATS)
                    address = gr.Textbox(label="or an address", placeholder="https://…")
                    pasted = gr.Textbox(label="or pasted text", lines=4)
                    open_button = gr.Button("Read it")
                    status = gr.HTML()
            with gr.Column(scale=2):
                document = gr.HTML("<p>Loading the document …</p>", label="Document")

        private: dict[str, Any] = {"api_visibility": "private"}
        blocks.load(lambda: begin(loading.result()), None, [session, document], **private)
        box.submit(put_question, [box, chatbot], [box, asked, chatbot], **private).then(
            put_answer, [asked, chatbot, session], [chatbot, document], **private
        )
        open_button.click(
            open_documents,
            [files, address, pasted, session],
            [session, document, status],
            **private,
        ).success(lambda: ([], None, "", ""), None, [chatbot, files, address, pasted], **private)
    return blocks


def begin(bot: "DocumentQA") -> tuple[Session, str]:
    """A visitor's session with a bot, and the bot's first document."""
    return Session(bot, bot.chat()), document_html(bot)


def put_question(question: str, history: list[Message]) -> tuple[str, str, list[Message]]:
    """Show the question, and that it is being worked on, before the work begins."""
    turn = [
        {"role": "user", "content": inert(question)},
        {"role": "assistant", "content": "<p>Reading …</p>"},
    ]
    return "", question, [*history, *turn]


def put_answer(
    question: str, history: list[Message], session: Session
) -> tuple[list[Message], Any]:
    """Answer the question; an error that is meant for the user stands in the answer's place."""
    document: Any = gr.skip()
    try:
        answer = session.chat.ask(question)
    except FootnoteError as error:
        content = f"<p>{inert(str(error))}</p>"
    else:
        content = answer_html(answer)
        if answer.answered and must_turn_to(session.bot, answer.citations[0]):
            document = document_html(session.bot, answer.citations[0])
    return [*history[:-1], {"role": "assistant", "content": content}], document


def open_documents(
    files: list[str] | None,
    address: str,
    text: str,
    session: Session,
    progress: gr.Progress = gr.Progress(),  # noqa: B008 (how Gradio injects it)
) -> tuple[Session, str, str]:
    """Read a visitor's own documents, in memory; after an error the old ones stay."""
    from index import Document, load
    from qa import DocumentQA, Settings

    try:
        documents = [load(file) for file in files or []]
        if address.strip():
            documents.append(load(address.strip(), private_urls=Settings().private_urls))
        if text.strip() or not documents:
            documents.append(Document.from_text(text, source="pasted text"))
        bot = DocumentQA.from_documents(documents, progress=progress)
    except FootnoteError as error:
        # A raised gr.Error leaves all outputs as they are.
        raise gr.Error(escape(str(error)), duration=None, print_exception=False) from error
    session, shown = begin(bot)
    return session, shown, f"<p>Now asking: {escape(', '.join(d.title for d in documents))}</p>"


def answer_html(answer: "Answer") -> str:
    """An answer with its footnotes, or an abstention with the closest passages."""
    if not answer.answered:
        closest = "".join(f"<li>{inert(e.text[:300])} …</li>" for e in answer.evidence[:3])
        return (
            f"<p>{inert(answer.text)}</p>"
            f'<div class="notes">Closest passages:<ul>{closest}</ul></div>'
        )
    marks = {f"[{c.marker}]": f"<sup>{_link(c, str(c.marker))}</sup>" for c in answer.citations}
    text = inert(answer.text)
    for mark, link in marks.items():
        text = text.replace(f" {inert(mark)}", link)
    notes = "".join(
        f"<li>{inert(c.quote)} ({_link(c, f'sentence {c.sentence}')})</li>"
        for c in answer.citations
    )
    return (
        f"<p>{text}</p><ol class='notes'>{notes}</ol>"
        f"<p class='aside'>{escape(answer.backend)}, confidence {answer.confidence:.0%}</p>"
    )


def document_html(bot: "DocumentQA", cited: "Citation | None" = None) -> str:
    """The document that is cited, else the first, every sentence under an id of its own."""
    document = bot.index.document(cited.document_id if cited else bot.index.documents()[0][0])
    first = max(1, cited.sentence - SHOWN_SENTENCES // 2) if cited else 1
    sentences = bot.index.sentences(document.id, first, first + SHOWN_SENTENCES - 1)
    blocks: list[str] = []
    end = None
    for sentence in sentences:
        gap = "\n\n" if end is None else document.text[end : sentence.start]
        end = sentence.end
        text = escape(document.text[sentence.start : end].lstrip("# "))
        span = f'<span id="{_anchor(document.id, sentence.number)}" class="{sentence.kind}">'
        begins = "\n" in gap
        blocks.append(f"{'</p><p>' if begins else escape(gap)}{span}{text}</span>")
    whole = "".join(blocks).removeprefix("</p>")
    return f'<h2>{escape(document.title)}</h2><div class="document" tabindex="0">{whole}</p></div>'


def must_turn_to(bot: "DocumentQA", cited: "Citation") -> bool:
    """Whether the page may be showing another document, or another part of a long one."""
    number = bot.index.sentences(cited.document_id)[-1].number
    return len(bot.index.documents()) > 1 or number > SHOWN_SENTENCES


def inert(text: str) -> str:
    """Text in which neither HTML nor Markdown finds anything: all signs written as entities."""
    return "".join(c if c.isalnum() or c.isspace() else f"&#{ord(c)};" for c in text)


def _link(citation: "Citation", text: str) -> str:
    return f'<a href="#{_anchor(citation.document_id, citation.sentence)}">{text}</a>'


def _anchor(document_id: str, sentence: int) -> str:
    return f"s-{document_id[:12]}-{sentence}"


def main() -> None:
    """Serve the page, then load the models and the documents while it comes up."""
    parser = argparse.ArgumentParser(description="The chat page of Footnote.")
    parser.add_argument("documents", nargs="*", metavar="DOCUMENT", help="file or http(s) address")
    parser.add_argument("--host", default="127.0.0.1", help="address to serve on")
    parser.add_argument("--port", type=int, help="port to serve on; else the first free from 7860")
    options = parser.parse_args()
    loading: Future[DocumentQA] = Future()
    blocks = page(loading, [] if options.documents else EXAMPLES)
    blocks.launch(
        server_name=options.host,
        server_port=options.port,
        prevent_thread_lock=True,
        theme=gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["monospace"]),
        css=CSS,
        footer_links=[],
        max_file_size=MAX_UPLOAD,
    )
    try:
        from qa import DocumentQA

        loading.set_result(DocumentQA.from_files(*(options.documents or [SAMPLE])))
    except FootnoteError as error:
        sys.exit(f"footnote: {error}")
    blocks.block_thread()


if __name__ == "__main__":
    main()
