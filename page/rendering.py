"""Answers and documents as HTML in which whatever they hold is inert."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from qa.answer import removed

if TYPE_CHECKING:  # the models take seconds to import; the page is up before that
    from index import Document, Sentence
    from qa import Answer, Citation, DocumentQA

SHOWN_SENTENCES = 3_000
"""Of a longer document this many sentences are shown, around the cited one."""


def answer_html(answer: "Answer") -> str:
    """An answer with its footnotes, or an abstention with the closest passages."""
    if not answer.answered:
        closest = "".join(f"<li>{inert(_cut(e.text))}</li>" for e in answer.evidence[:3])
        struck = f"<p class='aside'>{removed(len(answer.removed))}</p>" if answer.removed else ""
        return (
            f"{searched_for_html(answer)}<p><strong>{inert(answer.text)}</strong></p>{struck}"
            f'<div class="notes">The closest passages, which are no answer:<ul>{closest}</ul></div>'
        )
    cited = {str(citation.marker): citation for citation in answer.citations}
    before, *rest = re.split(r" \[(\d+)\]", answer.text)
    text = _lines(before)
    for marker, after in zip(rest[::2], rest[1::2], strict=True):
        mark = (
            f"<sup>{_link(cited[marker], marker)}</sup>"
            if marker in cited
            else inert(f" [{marker}]")
        )
        text += mark + _lines(after)
    notes = "".join(
        f"<li>{_emphasised(c)} ({_link(c, f'sentence {c.sentence}')})</li>"
        for c in answer.citations
    )
    struck = f" · {removed(len(answer.removed))}" if answer.removed else ""
    return (
        f"{searched_for_html(answer)}<p>{text}</p><ol class='notes'>{notes}</ol>"
        f"<p class='aside'>{in_words(answer.confidence)} ({answer.confidence:.0%}) · "
        f"answered by: {inert(answer.backend)}{struck}</p>"
    )


def draft_html(draft: str) -> str:
    """What an LLM has written so far, marked as unchecked."""
    lines = "<br>".join(inert(line) for line in draft.strip().splitlines())
    return f"<p class='draft'>{lines}</p><p class='aside'>Writing; not checked yet …</p>"


def searched_for_html(answer: "Answer") -> str:
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


def document_html(bot: "DocumentQA", document_id: str = "", sentence: int = 1) -> str:
    """A document, else the first one, every sentence under an id of its own.

    Of a long one, the part around the sentence with that number.
    """
    document = bot.index.document(document_id or bot.index.documents()[0][0])
    first = max(1, sentence - SHOWN_SENTENCES // 2)
    sentences = bot.index.sentences(document.id, first, first + SHOWN_SENTENCES)
    more = " …" if len(sentences) > SHOWN_SENTENCES else ""
    paragraphs = "".join(_paragraphs(document, sentences[:SHOWN_SENTENCES]))
    return (
        '<div class="document" tabindex="0" role="region" aria-label="Document">'
        f'<h2 dir="auto">{escape(document.title)}</h2>'
        f"{'… ' if first > 1 else ''}{paragraphs}{more}</div>"
    )


def _paragraphs(document: "Document", sentences: Sequence["Sentence"]) -> Iterator[str]:
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
        anchor = _anchor(document.id, sentence.number)
        yield f'<span id="{anchor}" class="{sentence.kind}">{escape(text)}</span>'
    yield f"</{opened}>"


def inert(text: str) -> str:
    """Text on one line in which neither HTML nor Markdown finds anything: all signs as entities."""
    line = re.sub(r"\s+", " ", text)
    return "".join(c if c.isalnum() or c == " " else f"&#{ord(c)};" for c in line)


def _emphasised(citation: "Citation") -> str:
    """The quote, with the words in it that answer emphasised unless that is all of them."""
    html, end = "", citation.start
    for start, stop in citation.spans:
        if (start, stop) != (citation.start, citation.end):
            before, words = (citation.quote[a - citation.start : b - citation.start]
                             for a, b in ((end, start), (start, stop)))  # fmt: skip
            html += f"{inert(before)}<strong>{inert(words)}</strong>"
            end = stop
    return html + inert(citation.quote[end - citation.start :])


def _cut(text: str, length: int = 300) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"


def _link(citation: "Citation", text: str) -> str:
    return f'<a href="#{_anchor(citation.document_id, citation.sentence)}">{text}</a>'


def _anchor(document_id: str, sentence: int) -> str:
    return f"s-{document_id[:12]}-{sentence}"
