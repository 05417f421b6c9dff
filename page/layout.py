"""Layout of the page: which parts it has, and where they stand."""

import gradio as gr

from page import JAVASCRIPT
from page.rendering import render_tools
from page.uploads import ENDINGS

WATCHED_SECONDS = 0.5
"""How often is asked how far documents are that are being read."""

_BRAND = (
    "<button class='icon past' data-do='chats' aria-label='Conversations' title='Conversations'>"
    "</button><h1 class='brand'>Footnote<sup>1</sup></h1>"
    "<button class='chip' data-do='begin'>New</button>"
)
_CHOOSE = (
    "<button class='icon unfold-menu' data-do='models' aria-expanded='false' "
    "aria-label='Choose what answers' title='Choose what answers'></button>"
)
_ADDING = "<p class='hint'>Drop files anywhere on the page, or bring a web page or a text.</p>"


class Layout:
    """Lays the page out, within the context of a ``gr.Blocks``; its parts are the attributes.

    Args:
        choosing: whether visitors may choose what answers.
    """

    def __init__(self, *, choosing: bool) -> None:
        # Not a secret: only what this browser keeps for itself. With a random one of Gradio's,
        # nobody would be known again once the server has been restarted.
        self.token = gr.BrowserState("", storage_key="footnote-visitor", secret="footnote")
        # Each tab has a conversation of its own open; a new one begins with that of the last.
        self.chat = gr.BrowserState("", storage_key="footnote-chat", secret="footnote")
        with gr.Column(elem_classes="app-page"):
            self._build_bar(choosing=choosing)
            with gr.Row(elem_classes="room"):
                self.chats = gr.HTML(elem_classes="chats")
                with gr.Column(elem_classes="talk", min_width=0):
                    self._build_conversation()
                gr.HTML(
                    "<div class='divider' role='separator' aria-orientation='vertical' tabindex='0'"
                    " aria-label='Width of the sources' aria-valuenow='44'></div>",
                    elem_classes="divider-cell",
                )
                with gr.Column(elem_classes="side", min_width=0):
                    self._build_side()
        self.saved = gr.JSON(visible=False)
        self.timer = gr.Timer(WATCHED_SECONDS, active=False)
        # Last, so that all else is there when the script begins.
        self.events = gr.HTML(
            visible="hidden", html_template="", elem_id="events", js_on_load=JAVASCRIPT
        )

    def _build_bar(self, *, choosing: bool) -> None:
        with gr.Row(elem_classes="bar"):
            gr.HTML(_BRAND, elem_classes="brand-cell")
            self.state = gr.HTML(elem_classes="state-cell")
            if choosing:
                gr.HTML(_CHOOSE, elem_classes="choose")
                self.models = gr.HTML(elem_classes="models")
            gr.HTML(render_tools(), elem_classes="tools")

    def _build_conversation(self) -> None:
        self.welcome = gr.HTML(
            f"<div class='welcome-card'>{_skeleton(6)}</div>", elem_classes="welcome"
        )
        self.chatbot = gr.Chatbot(
            elem_classes="chat",
            layout="panel",
            show_label=False,
            container=False,
            buttons=[],
            autoscroll=False,  # the page's script shows the question on top, not the end below
            latex_delimiters=[],
        )
        self.turn = gr.HTML(
            visible="hidden",
            html_template="",
            js_on_load="watch('value', () => trigger('drawn'))",
        )
        self.offers = gr.HTML(elem_classes="offers-row")
        with gr.Column(elem_classes="composer", min_width=0):
            self.box = gr.Textbox(
                label="Question",
                show_label=False,
                container=False,
                placeholder="Ask about the document",
                lines=1,
                max_lines=6,
                submit_btn=True,
                interactive=False,  # until the page knows who asks
            )
            with gr.Row(elem_classes="below"):
                self.files = gr.UploadButton(
                    "Add files",
                    file_count="multiple",
                    file_types=ENDINGS,
                    elem_classes="add-files",
                    size="sm",
                    min_width=0,
                )
                self.asking = gr.HTML(elem_classes="asking")
                self.reading = gr.HTML(elem_classes="asking")

    def _build_side(self) -> None:
        gr.HTML(
            "<div class='handle'></div><button class='icon close compact' data-do='back' "
            "aria-label='Back to the conversation'></button>",
            elem_classes="handle-cell",
        )
        with gr.Tabs(elem_classes="tabs"):
            with gr.Tab("Source", id="source"):
                self.document = gr.HTML(
                    f"<div class='document' aria-busy='true'>{_skeleton(12)}</div>",
                    elem_classes="source",
                )
            with gr.Tab("Sources", id="sources") as self.sources_tab:
                self.sources = gr.HTML(elem_classes="sources")
                self.incoming = gr.HTML()
                self.stop_reading = gr.Button(
                    "Stop reading", size="sm", visible=False, elem_classes="stop-reading"
                )
                gr.HTML(_ADDING)
                self.address = gr.Textbox(
                    label="Web page", placeholder="https://…", submit_btn="Fetch"
                )
                self.text = gr.Textbox(label="Pasted text", lines=3, max_lines=8, submit_btn="Read")


def _skeleton(lines: int) -> str:
    """Return lines that stand where a text is going to."""
    return f"<div class='skeleton' aria-hidden='true'>{'<i></i>' * lines}</div>"
