"""Answers and documents as HTML in which whatever they hold is inert."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from index import Corpus, Document, Sentence
from qa import Answer, Citation
from qa.answer import removed
from qa.loading import load_reader

SHOWN_SENTENCES = 3_000
"""Of a longer document this many sentences are shown, around the cited one."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What an answer's footnotes can lead to.

    Attributes:
        titles: of the documents that are there, by id.
        gone: of those that an answer cites and that are not there any more, what became of them.
    """

    titles: dict[str, str]
    gone: dict[str, str] = field(default_factory=dict)


def answer_html(answer: Answer, shelf: Shelf) -> str:
    """An answer with its footnotes, or an abstention with the closest passages."""
    if not answer.answered:
        return _abstention(answer, shelf)
    cited = {str(citation.marker): citation for citation in answer.citations}
    before, *rest = re.split(r" \[(\d+)\]", answer.text)
    text = _lines(before)
    for marker, after in zip(rest[::2], rest[1::2], strict=True):
        mark = _mark(cited[marker], shelf) if marker in cited else inert(f" [{marker}]")
        text += mark + _lines(after)
    notes = "".join(
        f"<li>{_emphasised(citation)} ({_place(citation, shelf)})</li>"
        for citation in answer.citations
    )
    struck = f" · {removed(len(answer.removed))}" if answer.removed else ""
    sure = f"{in_words(answer.confidence)} ({answer.confidence:.0%})"
    return (
        f"{searched_for_html(answer)}<p class='text'>{text}</p><ol class='notes'>{notes}</ol>"
        f"<p class='aside'><span class='sure' title='{meaning(answer)}'>{sure}</span> · "
        f"answered by: {inert(answer.backend)}{struck}</p>{ACTIONS}"
    )


ACTIONS = (
    "<p class='actions'><a href='#copy'>Copy</a> · <a href='#again'>Ask again</a> · "
    "<a href='#edit'>Edit the question</a></p>"
)
"""What can be done with an answer; the page's script knows these links."""


def _abstention(answer: Answer, shelf: Shelf) -> str:
    closest = "".join(
        f"<li>{inert(_cut(e.text, 200))} "
        f"({_place_of(e.passage.document_id, e.passage.first_sentence, shelf)})</li>"
        for e in answer.evidence[:3]
    )
    struck = f"<p class='aside'>{removed(len(answer.removed))}</p>" if answer.removed else ""
    return (
        f"{searched_for_html(answer)}<p class='text'><strong>{inert(answer.text)}</strong></p>"
        f"{struck}<p class='aside'>The closest passages, which are no answer:</p>"
        f'<ul class="notes closest">{closest}</ul>{ACTIONS}'
    )


def said_html(said: str) -> str:
    """What stands in an answer's place: an error that is meant for the user, or "Stopped."."""
    return f"<p class='text'>{inert(said)}</p>{ACTIONS}"


def draft_html(draft: str) -> str:
    """What an LLM has written so far, marked as unchecked."""
    lines = "<br>".join(inert(line) for line in draft.strip().splitlines())
    return f"<p class='draft'>{lines}</p><p class='aside'>Writing; not checked yet …</p>"


def searched_for_html(answer: Answer) -> str:
    """What a follow-up was taken for, if that is another question."""
    if answer.searched_for == answer.question:
        return ""
    return f"<p class='aside'>Searched for: {inert(_cut(answer.searched_for, 200))}</p>"


def _lines(text: str) -> str:
    """Text in which only its line breaks are kept."""
    return "<br>".join(inert(line) for line in text.split("\n"))


def in_words(confidence: float) -> str:
    """A confidence between 0 and 1 as one would say it."""
    if confidence >= 0.9:
        return "Sure"
    return "Fairly sure" if confidence >= 0.7 else "Not sure"


def meaning(answer: Answer) -> str:
    """What its confidence means: what was measured of answers as sure, where that was."""
    reader = load_reader()
    if answer.backend != reader.name:
        return (
            "How likely the document answers this at all, as the built-in reader judges it. How "
            "often such an answer is right was not measured."
        )
    band = reader.band(answer.confidence)
    return (
        f"Of {band.n} answers about other documents that were as sure as this, {band.right:.0%} "
        "stood in a sentence that answers the question."
    )


def document_html(corpus: Corpus, document_id: str = "", sentence: int = 1) -> str:
    """A document, else the first one, every sentence under an id of its own.

    Of a long one, the part around the sentence with that number.
    """
    documents = corpus.documents()
    if not documents:
        return NO_DOCUMENT
    document = corpus.document(document_id or documents[0].id)
    first = max(1, sentence - SHOWN_SENTENCES // 2)
    sentences = corpus.sentences(document.id, first, first + SHOWN_SENTENCES)
    more = " …" if len(sentences) > SHOWN_SENTENCES else ""
    paragraphs = "".join(paragraphs_html(document, sentences[:SHOWN_SENTENCES]))
    return (
        '<div class="document" tabindex="0" role="region" aria-label="Document">'
        f'<h2 dir="auto">{escape(document.title)}</h2>'
        f"{'… ' if first > 1 else ''}{paragraphs}{more}</div>"
    )


NO_DOCUMENT = (
    '<div class="document"><p>There is no document. Add one above: files, an address, or text.</p>'
    "</div>"
)


def paragraphs_html(document: Document, sentences: Sequence[Sentence]) -> Iterator[str]:
    """The sentences' HTML in pieces: spans in paragraphs, and headings."""
    end, opened = None, ""
    for sentence in sentences:
        gap = "\n\n" if end is None else document.text[end : sentence.start]
        end = sentence.end
        text = document.text[sentence.start : end]
        tag = "h3" if sentence.kind == "heading" else "p"
        if tag == "h3":
            text = text.lstrip("# ")
            if text == document.title and sentence.number == 1:
                continue
        if "\n\n" in gap or tag != opened:
            yield (f"</{opened}>" if opened else "") + f'<{tag} dir="auto">'
        else:
            yield "<br>" if "\n" in gap else escape(gap)
        opened = tag
        anchor = anchor_of(document.id, sentence.number)
        yield f'<span id="{anchor}" class="{sentence.kind}">{escape(text)}</span>'
    yield f"</{opened}>"


def inert(text: str) -> str:
    """Text on one line in which neither HTML nor Markdown finds anything: all signs as entities."""
    line = re.sub(r"\s+", " ", text)
    return "".join(c if c.isalnum() or c == " " else f"&#{ord(c)};" for c in line)


def _emphasised(citation: Citation) -> str:
    """The quote, with the words in it that answer emphasised unless that is all of them."""
    html, end = "", citation.start
    for start, stop in citation.spans:
        if (start, stop) != (citation.start, citation.end):
            before, words = (citation.quote[a - citation.start : b - citation.start]
                             for a, b in ((end, start), (start, stop)))  # fmt: skip
            html += f"{inert(before)}<strong>{inert(words)}</strong>"
            end = stop
    return html + inert(citation.quote[end - citation.start :])


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"


def _mark(citation: Citation, shelf: Shelf) -> str:
    """The superscript that leads to what is cited; without a link where that is gone."""
    if citation.document_id not in shelf.titles:
        return f"<sup>{citation.marker}</sup>"
    return f"<sup><a href='#{_target(citation)}'>{citation.marker}</a></sup>"


def _place(citation: Citation, shelf: Shelf) -> str:
    """Where a footnote's sentence stands, with a link to it, or what became of its document."""
    if citation.document_id not in shelf.titles:
        gone = shelf.gone.get(citation.document_id, "was removed")
        return f"<span class='gone'>sentence {citation.sentence}; the document {inert(gone)}</span>"
    return _place_of(citation.document_id, citation.sentence, shelf, _target(citation))


def _place_of(document_id: str, sentence: int, shelf: Shelf, target: str = "") -> str:
    title = shelf.titles.get(document_id)
    if title is None:
        return f"sentence {sentence}"
    named = f" of “{inert(_cut(title, 60))}”" if len(shelf.titles) > 1 else ""
    href = target or anchor_of(document_id, sentence)
    return f"<a href='#{href}'>sentence {sentence}</a>{named}"


def _target(citation: Citation) -> str:
    """The sentence and, by their places in it, the words that answer: ``s-…-12:5-17,20-30``."""
    words = ",".join(f"{a - citation.start}-{b - citation.start}" for a, b in citation.spans)
    return f"{anchor_of(citation.document_id, citation.sentence)}:{words}"


def anchor_of(document_id: str, sentence: int) -> str:
    """The id under which a sentence stands in its document's HTML."""
    return f"s-{document_id[:12]}-{sentence}"
