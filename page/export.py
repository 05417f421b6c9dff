"""A conversation as a file: one web page in which the footnotes work, or Markdown."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from index import Corpus, Sentence
from page import DOWNLOAD_CSS
from page.conversation import shelf
from page.rendering import Shelf, anchor_of, paragraphs_html
from page.visitor import Turn, Visitor
from qa import Answer, Citation

AROUND = 5
"""Of a long document, this many sentences before and after each cited one are in the file."""

WHOLE = 1_000
"""Most sentences of a document that is in the file whole."""


def as_web_page(visitor: Visitor) -> str:
    """The conversation and what it cites as one web page that needs nothing else.

    A click on a footnote leads to the sentence and lights it up, without any script.
    """
    turns = "".join(
        f"<section><h2 dir='auto'>{_line(turn.question)}</h2>"
        f"{_answer_html(turn, number, shelf(visitor, turn))}</section>"
        for number, turn in enumerate(visitor.turns, start=1)
    )
    documents = "".join(_documents(visitor))
    return (
        "<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'>"
        "<meta http-equiv='Content-Security-Policy' "
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>Footnote: a conversation</title><style>{DOWNLOAD_CSS}</style></head><body>"
        f"<main><h1>A conversation with Footnote</h1>{turns}</main>"
        f"<aside aria-label='Documents'>{documents}</aside></body></html>\n"
    )


def _answer_html(turn: Turn, number: int, there: Shelf) -> str:
    answer = turn.answer
    if answer is None:
        return f"<p>{_line(turn.said)}</p>"
    text = escape(answer.text).replace("\n", "<br>")
    for citation in answer.citations:
        mark = _linked(str(citation.marker), citation, there)
        text = text.replace(f" [{citation.marker}]", f"<sup>{mark}</sup>")
    notes = "".join(
        f"<li>{_emphasised(citation)} ({_linked(_place(citation, there), citation, there)})</li>"
        for citation in answer.citations
    )
    made = f"<p class='aside'>{_made(answer)}</p>"
    return f"<p id='answer-{number}'>{text}</p>{f'<ol>{notes}</ol>' if notes else ''}{made}"


def _linked(text: str, citation: Citation, there: Shelf) -> str:
    if citation.document_id not in there.titles:
        return escape(text)
    anchor = anchor_of(citation.document_id, citation.sentence)
    return f"<a href='#{anchor}'>{escape(text)}</a>"


def _emphasised(citation: Citation) -> str:
    html, end = "", 0
    for start, stop in ((a - citation.start, b - citation.start) for a, b in citation.spans):
        html += escape(citation.quote[end:start])
        html += f"<strong>{escape(citation.quote[start:stop])}</strong>"
        end = stop
    return html + escape(citation.quote[end:])


def _documents(visitor: Visitor) -> Iterator[str]:
    """What is cited of each document, or the document whole."""
    corpus = visitor.everything()
    for document_id, title in corpus.titles().items():
        cited = {
            citation.sentence
            for answer in visitor.history()
            for citation in answer.citations
            if citation.document_id == document_id
        }
        if cited:
            document = corpus.document(document_id)
            pieces = _pieces(corpus, document_id, sorted(cited))
            html = "<p>…</p>".join("".join(paragraphs_html(document, piece)) for piece in pieces)
            yield f"<article><h2 dir='auto'>{escape(title)}</h2>{html}</article>"


def _pieces(corpus: Corpus, document_id: str, cited: Sequence[int]) -> list[list[Sentence]]:
    """The document's sentences: all of them, or those around the cited ones."""
    every = corpus.sentences(document_id, 1, WHOLE + 1)
    if len(every) <= WHOLE:
        return [every]
    runs: list[list[int]] = []
    for number in cited:
        first, last = max(1, number - AROUND), number + AROUND
        if runs and first <= runs[-1][1] + 1:
            runs[-1][1] = last
        else:
            runs.append([first, last])
    return [corpus.sentences(document_id, first, last) for first, last in runs]


def as_markdown(visitor: Visitor) -> str:
    """The conversation as Markdown, its footnotes as footnotes."""
    parts = ["# A conversation with Footnote"]
    for number, turn in enumerate(visitor.turns, start=1):
        parts.append(f"## {_escaped(turn.question)}")
        if turn.answer is None:
            parts.append(_escaped(turn.said))
            continue
        there = shelf(visitor, turn)
        parts.append(_marked(turn.answer, number))
        parts.append(_escaped(_made(turn.answer)))
        parts += [
            f"[^{number}-{citation.marker}]: {_escaped(citation.quote)} "
            f"({_escaped(_place(citation, there))})"
            for citation in turn.answer.citations
        ]
    return "\n\n".join(parts) + "\n"


def _marked(answer: Answer, number: int) -> str:
    """The answer's text with Markdown's marks, which have to differ within a file."""
    markers = {str(citation.marker) for citation in answer.citations}
    before, *rest = re.split(r" \[(\d+)\]", answer.text)
    text = _lines(before)
    for marker, after in zip(rest[::2], rest[1::2], strict=True):
        text += f"[^{number}-{marker}]" if marker in markers else _escaped(f" [{marker}]")
        text += _lines(after)
    return text


def _lines(text: str) -> str:
    return "  \n".join(_escaped(line) if line else "" for line in text.split("\n"))


def _place(citation: Citation, there: Shelf) -> str:
    title = there.titles.get(citation.document_id)
    if title is None:
        gone = there.gone.get(citation.document_id, "was removed since")
        return f"sentence {citation.sentence}; the document {gone}"
    return f"sentence {citation.sentence} of “{title}”"


def _made(answer: Answer) -> str:
    if not answer.answered:
        return f"Answered by: {answer.backend}."
    return f"Answered by: {answer.backend}. Confidence: {answer.confidence:.0%}."


def _line(text: str) -> str:
    return escape(" ".join(text.split()))


def _escaped(text: str) -> str:
    """Text on one line in which Markdown and HTML find nothing."""
    line = re.sub(r"([\\`*_{}\[\]()#+\-.!|~$^:])", r"\\\1", " ".join(text.split()))
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
