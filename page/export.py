"""A conversation as a file: one web page in which the footnotes work, or Markdown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from index import Corpus, Sentence
from page import DOWNLOAD_CSS
from page.chat import KeptChat
from page.document_view import GroupView, anchor_of, view_blocks
from page.drawing import targets_of
from page.rendering import CitationTargets
from page.templating import render_markdown, render_web_page
from page.visitor import OpenChat
from qa import Answer, Citation

CONTEXT_SENTENCES = 5
"""Of a long document, this many sentences before and after each cited one are in the file."""

MAX_WHOLE = 1_000
"""Most sentences of a document that is in the file whole."""


_NAME_WORDS, _NAME_CHARACTERS = 8, 60


@dataclass(frozen=True, slots=True)
class ExportedPlace:
    """Place of a cited sentence in words, and its anchor, empty where its document is gone."""

    words: str
    anchor: Markup


@dataclass(frozen=True, slots=True)
class ExportedTurn:
    """A question, its answer or the notice in its place, and of each marker the place."""

    question: str
    answer: Answer | None
    notice: str
    made_by: str
    places: dict[int, ExportedPlace]


@dataclass(frozen=True, slots=True)
class ExportedDocument:
    """A document that is cited: its paragraphs, in pieces where much between them is left out."""

    title: str
    pieces: tuple[list[GroupView], ...]


def as_web_page(talk: OpenChat) -> str:
    """Return the conversation and what it cites as one web page that needs nothing else.

    A click on a footnote leads to the sentence and lights it up, without any script.
    """
    page = render_web_page(
        "conversation.html.jinja",
        css=Markup(DOWNLOAD_CSS),
        turns=list(_turns(talk)),
        documents=list(_documents(talk)),
    )
    return f"{page}\n"


def as_markdown(talk: OpenChat) -> str:
    """Return the conversation as Markdown, its footnotes as footnotes."""
    text = render_markdown(
        "conversation.md.jinja", turns=list(_turns(talk)), hard_break=Markup("  \n")
    )
    return f"{text}\n"


def name_file(chat: KeptChat, ending: str) -> str:
    """Return a file's name that tells one saved conversation from another: its first question."""
    first = chat.turns[0].question if chat.turns else "conversation"
    words = re.findall(r"\w+", first.lower())[:_NAME_WORDS]
    return f"{'-'.join(words)[:_NAME_CHARACTERS] or 'conversation'}.{ending}"


def _turns(talk: OpenChat) -> Iterator[ExportedTurn]:
    for turn in talk.chat.turns:
        targets, answer = targets_of(talk.visitor, turn), turn.answer
        places = {c.marker: _place(c, targets) for c in answer.citations} if answer else {}
        made_by = _made_by(answer) if answer else ""
        yield ExportedTurn(" ".join(turn.question.split()), answer, turn.notice, made_by, places)


def _place(citation: Citation, targets: CitationTargets) -> ExportedPlace:
    title = targets.titles.get(citation.document_id)
    if title is None:
        missing = targets.missing.get(citation.document_id, "has since been removed")
        return ExportedPlace(f"{citation.place}; the document {missing}", Markup())
    anchor = anchor_of(citation.document_id, citation.sentence)
    return ExportedPlace(f"{citation.place} of “{title}”", anchor)


def _made_by(answer: Answer) -> str:
    if not answer.answered or answer.confidence is None:
        return f"Answered by: {answer.backend}."
    return f"Answered by: {answer.backend}. Confidence: {answer.confidence:.0%}."


def _documents(talk: OpenChat) -> Iterator[ExportedDocument]:
    """Yield each document that is cited, whole or what is around the cited sentences."""
    corpus = talk.visitor.everything()
    citations = [citation for answer in talk.chat.history() for citation in answer.citations]
    for info in corpus.documents():
        cited = [citation for citation in citations if citation.document_id == info.id]
        if cited:
            document = corpus.document(info.id)
            numbers = sorted({citation.sentence for citation in cited})
            words = sorted({span for citation in cited for span in citation.spans})
            pieces = _pieces(corpus, info.id, numbers)
            paragraphs = tuple(view_blocks(document, piece, words) for piece in pieces)
            yield ExportedDocument(info.title, paragraphs)


def _pieces(corpus: Corpus, document_id: str, cited: Sequence[int]) -> list[list[Sentence]]:
    """Return all of the document's sentences, or those around the cited ones."""
    sentences = corpus.sentences(document_id, 1, MAX_WHOLE + 1)
    if len(sentences) <= MAX_WHOLE:
        return [sentences]
    runs: list[list[int]] = []
    for number in cited:
        first, last = max(1, number - CONTEXT_SENTENCES), number + CONTEXT_SENTENCES
        if runs and first <= runs[-1][1] + 1:
            runs[-1][1] = last
        else:
            runs.append([first, last])
    return [corpus.sentences(document_id, first, last) for first, last in runs]
