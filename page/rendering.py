"""Answers and documents as HTML; pure functions of what they are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from index import Corpus
from page.chats import ChatInfo
from page.document_view import anchor_of, outline, part_groups, view_blocks
from page.templating import render_chat, render_web_page
from qa import Answer, Citation
from qa.answer import CONFIDENCE_BANDS

SHOWN_SENTENCES = 3_000
"""Of a longer document this many sentences are shown, around the cited one."""

SHORTCUTS = (
    ("/", "Go to the question box"),
    ("Enter", "Ask"),
    ("Shift Enter", "Begin a new line"),
    ("Ctrl K", "Find in the source"),
    ("Esc", "Go back to the footnote; close what is open"),
    ("?", "Show this list"),
)
"""Keys and what they do."""

_CLOSEST = 3
_NOWHERE = Markup()
_PASSAGE_CHARACTERS, _TITLE_CHARACTERS, _ABOUT_CHARACTERS = 120, 60, 60


@dataclass(frozen=True, slots=True)
class CitationTargets:
    """Documents that an answer's citations can lead to.

    Attributes:
        titles: of the documents that are there, by id.
        missing: of those that an answer cites and that are not there any more, what became of
            them.
    """

    titles: dict[str, str]
    missing: dict[str, str] = field(default_factory=dict)

    def place(self, citation: Citation) -> "Place":
        """Return where a citation leads, with the words that answer."""
        return self._place(citation.document_id, citation.place, target_of(citation))

    def place_of_sentence(self, document_id: str, sentence: int) -> "Place":
        """Return where a sentence stands."""
        return self._place(document_id, f"sentence {sentence}", anchor_of(document_id, sentence))

    def _place(self, document_id: str, name: str, target: Markup) -> "Place":
        title = self.titles.get(document_id)
        if title is None:
            return Place(name, missing=self.missing.get(document_id, "has since been removed"))
        document = shorten(title, _TITLE_CHARACTERS) if len(self.titles) > 1 else ""
        return Place(name, target, document)


@dataclass(frozen=True, slots=True)
class Place:
    """Place of a sentence.

    Attributes:
        name: its page, where there are pages, and its number: "p. 3, sentence 21".
        target: what a link to it leads to; empty where its document is gone.
        title: of its document, if there are several.
        missing: what became of its document, if it is gone.
    """

    name: str
    target: Markup = _NOWHERE
    title: str = ""
    missing: str = ""

    @property
    def in_words(self) -> str:
        """The place as a phrase."""
        if self.missing:
            return f"{self.name}; the document {self.missing}"
        return self.name + (f" of “{self.title}”" if self.title else "")


@dataclass(frozen=True, slots=True)
class AnswerSetting:
    """What an answer is drawn with besides itself.

    Attributes:
        about: the question that it follows up, if it was understood by it.
        liked: the thumb that it was given, if any.
    """

    about: str = ""
    liked: bool | None = None


def render_answer(
    answer: Answer, targets: CitationTargets, setting: AnswerSetting = AnswerSetting()
) -> str:
    """Render an answer with its footnotes, or an abstention with the closest passages."""
    places = {c.marker: targets.place(c) for c in answer.citations}
    return render_chat(
        "answer.html.jinja",
        answer=answer,
        about=shorten(setting.about, _ABOUT_CHARACTERS),
        liked=setting.liked,
        steps=list(reversed(CONFIDENCE_BANDS.values())).index(answer.confidence_in_words) + 1
        if answer.confidence_in_words
        else 0,
        copied_lines=_copied_lines(answer, places),
        places=places,
        closest=[
            (
                shorten(evidence.text, _PASSAGE_CHARACTERS),
                targets.place_of_sentence(
                    evidence.passage.document_id, evidence.passage.first_sentence
                ),
            )
            for evidence in answer.evidence[:_CLOSEST]
        ],
    )


def render_notice(text: str) -> str:
    """Render what stands in an answer's place: an error meant for the user, or "Stopped."."""
    return render_chat("notice.html.jinja", text=text, copied_lines=[text])


def _copied_lines(answer: Answer, places: Mapping[int, Place]) -> list[str]:
    """Return what the clipboard gets: the answer with its markers, and its footnotes below."""
    notes = [
        f"[{citation.marker}] {citation.quote} ({places[citation.marker].in_words})"
        for citation in answer.citations
    ]
    return [*answer.text.split("\n"), *notes]


def render_draft(found: str, draft: str) -> str:
    """Render the words found, and what an LLM has written of them so far, marked as unchecked."""
    return render_chat("draft.html.jinja", found=found, lines=draft.strip().splitlines())


def render_state(state: str, backend: str) -> str:
    """Render the state of what answers: "ready", "loading" or "unreachable"."""
    return render_web_page("state.html.jinja", state=state, backend=backend)


def render_tools() -> str:
    """Render the tools of the top bar, and the list of shortcuts."""
    return render_web_page("tools.html.jinja", shortcuts=SHORTCUTS)


def render_chats(chats: Sequence[ChatInfo], open_id: str) -> str:
    """Render the list of conversations, with the open one marked."""
    return render_web_page("chats.html.jinja", chats=chats, open_id=open_id)


def render_offers(questions: Sequence[str]) -> str:
    """Render questions to go on with."""
    return render_web_page("offers.html.jinja", questions=questions)


def render_status(text: str) -> str:
    """Render a line on what is going on."""
    return render_chat("status.html.jinja", text=text)


def render_document(corpus: Corpus, document_id: str = "", sentence: int = 1) -> str:
    """Render a document, else the first one, every sentence under an id of its own.

    Of a long one, the part around the sentence with that number.
    """
    documents = corpus.documents()
    if not documents:
        return render_web_page("no_document.html.jinja")
    document = corpus.document(document_id or documents[0].id)
    every = corpus.sentences(document.id)
    first = max(0, sentence - 1 - SHOWN_SENTENCES // 2)
    shown = every[first : first + SHOWN_SENTENCES]
    pages = document.metadata.get("pages", "")
    return render_web_page(
        "document.html.jinja",
        document=document,
        headings=outline(document, every),
        pages=int(pages) if pages.isdecimal() else 0,
        has_pictures=corpus.original(document.id) is not None and bool(pages),
        is_begun=first > 0,
        parts=part_groups(view_blocks(document, shown)),
        goes_on=len(every) > first + SHOWN_SENTENCES,
    )


def shorten(text: str, length: int) -> str:
    """Cut a text at a word, after at most ``length`` characters."""
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"


def target_of(citation: Citation) -> Markup:
    """Return the sentence and, by offsets into it, the words that answer: ``s-…-12:5-17,20-30``."""
    words = ",".join(f"{a - citation.start}-{b - citation.start}" for a, b in citation.spans)
    return Markup(f"{anchor_of(citation.document_id, citation.sentence)}:{words}")
