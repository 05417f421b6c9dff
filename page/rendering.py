"""Answers and documents as HTML; pure functions of what they are given."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from index import Corpus, Document, Kind, Sentence
from page.templating import render_chat, render_web_page
from qa import Answer, Citation

SHOWN_SENTENCES = 3_000
"""Of a longer document this many sentences are shown, around the cited one."""

_CLOSEST = 3
_NOWHERE = Markup()
_PASSAGE_CHARACTERS, _TITLE_CHARACTERS, _QUERY_CHARACTERS = 200, 60, 200


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
class SentenceView:
    """Sentence as it is drawn: the white space before it, its anchor, class and text."""

    gap: str
    anchor: Markup
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """Sentences that are drawn as one paragraph, or as a heading."""

    is_heading: bool
    sentences: tuple[SentenceView, ...]


def render_answer(answer: Answer, targets: CitationTargets) -> str:
    """Render an answer with its footnotes, or an abstention with the closest passages."""
    places = {c.marker: targets.place(c) for c in answer.citations}
    return render_chat(
        "answer.html.jinja",
        answer=answer,
        copied_lines=_copied_lines(answer, places),
        query=shorten(answer.search_query, _QUERY_CHARACTERS) if answer.is_rewritten else "",
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


def render_backend(state: str, backend: str) -> str:
    """Render a line on the state of what answers: "ready", "loading" or "unreachable"."""
    return render_chat("backend.html.jinja", state=state, backend=backend)


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
    first = max(1, sentence - SHOWN_SENTENCES // 2)
    sentences = corpus.sentences(document.id, first, first + SHOWN_SENTENCES)
    return render_web_page(
        "document.html.jinja",
        title=document.title,
        is_begun=first > 1,
        paragraphs=paragraphs_of(document, sentences[:SHOWN_SENTENCES]),
        goes_on=len(sentences) > SHOWN_SENTENCES,
    )


def paragraphs_of(document: Document, sentences: Sequence[Sentence]) -> list[ParagraphView]:
    """Group sentences into paragraphs and headings; a title that opens the text is left out."""
    paragraphs: list[list[SentenceView]] = []
    for gap, sentence in _with_gaps(document, sentences):
        is_heading = sentence.kind is Kind.HEADING
        text = document.text[sentence.start : sentence.end]
        if is_heading:
            text = text.lstrip("# ")
            if text == document.title and sentence.number == 1:
                continue
        anchor = anchor_of(document.id, sentence.number)
        view = SentenceView(gap, anchor, sentence.kind, text)
        goes_on = paragraphs and (paragraphs[-1][0].kind is Kind.HEADING) == is_heading
        if goes_on and "\n\n" not in gap:
            paragraphs[-1].append(view)
        else:
            paragraphs.append([view])
    return [ParagraphView(p[0].kind is Kind.HEADING, tuple(p)) for p in paragraphs]


def _with_gaps(document: Document, sentences: Sequence[Sentence]) -> Iterator[tuple[str, Sentence]]:
    """Yield each sentence behind the white space that parts it from the one before."""
    end: int | None = None
    for sentence in sentences:
        yield "\n\n" if end is None else document.text[end : sentence.start], sentence
        end = sentence.end


def shorten(text: str, length: int) -> str:
    """Cut a text at a word, after at most ``length`` characters."""
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"


def target_of(citation: Citation) -> Markup:
    """Return the sentence and, by offsets into it, the words that answer: ``s-…-12:5-17,20-30``."""
    words = ",".join(f"{a - citation.start}-{b - citation.start}" for a, b in citation.spans)
    return Markup(f"{anchor_of(citation.document_id, citation.sentence)}:{words}")


def anchor_of(document_id: str, sentence: int) -> Markup:
    """Return the id under which a sentence stands in its document's HTML."""
    return Markup(f"s-{document_id[:12]}-{sentence}")
