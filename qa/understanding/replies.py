"""Replies: to remarks, with questions to take, and to what the list of documents answers."""

import re
from collections.abc import Iterator, Sequence

from index import Corpus, Kind
from index.block import BlockKind
from index.context import read_block
from index.document import DocumentInfo
from qa.answer import Answer
from qa.english import DOCUMENT_NOUNS, LANGUAGES
from qa.understanding import Intent, Understanding
from qa.understanding.remarks import RemarkKind, find_remark

SUGGESTED = 3
"""Questions that a reply suggests."""

MAX_DESCRIBED = 10
"""Most documents that are named."""

_LONGEST_HEADING = 60
_DOCUMENT = "|".join(DOCUMENT_NOUNS)
_THIS = rf"(?:(?:this|the|that) (?:{_DOCUMENT})|this|it)"
_ASKS_LENGTH = re.compile(
    rf"how (?:long|big) (?:is|are) {_THIS}\W*$"
    r"|how many (?:words|pages|sentences)(?: (?:are|is|does|do|has|have))?(?: there)?"
    rf"(?: {_THIS})?(?: (?:in|have|has|long))?(?: {_THIS})?\W*$"
    r"|number of pages|word count|page count",
    re.IGNORECASE,
)
_ASKS_DOCUMENTS = re.compile(
    r"(?:how many|which|what) (?:documents|files|pdfs)"
    r"(?: (?:are|do|have|can) (?:there|you|these|here|loaded|indexed)\b.{0,30}"
    r"| (?:did|have) i (?:upload|add|give|open)\w*)?\W*$"
    r"|list (?:all )?(?:the |my )?(?:documents|files)\W*$",
    re.IGNORECASE,
)
_ASKS_LANGUAGE = re.compile(r"\b(?:what|which) language\b", re.IGNORECASE)
_REPLIES = {
    RemarkKind.GREETING: "Hello! Ask me anything about {titles}.",
    RemarkKind.THANKS: "You're welcome.",
    RemarkKind.ACKNOWLEDGEMENT: "Good. Ask on whenever you like.",
    RemarkKind.GOODBYE: "Goodbye! Your documents stay where they are until you remove them.",
    RemarkKind.HELP: (
        "Ask about {titles} in plain words: a fact, a list, a yes or no, what a section says, or "
        "for a summary. Every sentence of an answer has a footnote; click on it to see the place "
        "in the document. Where the document doesn't answer, I say so."
    ),
    RemarkKind.IDENTITY: (
        "I'm Footnote, a program that answers questions about {titles}. I run on this machine, "
        "know nothing but the documents, and cite the sentence behind everything I say."
    ),
    RemarkKind.DOUBT: (
        "Check it: the footnotes of an answer lead to the sentences that it rests on. If they "
        "don't say so, trust the document rather than me, and ask again in its words."
    ),
    RemarkKind.INSULT: (
        "Sorry that this was no help. Naming the thing as the document does often works better."
    ),
    RemarkKind.SMALL_TALK: "I can talk about {titles} alone.",
    RemarkKind.NONSENSE: "I can't make anything of that. Ask about {titles} in words.",
}
_DOUBT_WITH_CONFIDENCE = (
    "My last answer had a confidence of {confidence:.0%}. Its footnotes lead to the sentences that "
    "it rests on: if they don't say so, trust the document rather than me."
)

_DOUBT_OF_ABSTENTION = (
    "I found no sentence that answers it. Naming the thing as the document does often works better."
)


def reply(understanding: Understanding, corpus: Corpus, history: Sequence[Answer]) -> str:
    """Reply to a remark, or to a question that the list of documents answers; else "".

    Args:
        understanding: of what was typed.
        corpus: the documents.
        history: the answers before, oldest first.
    """
    if understanding.intent is Intent.ABOUT:
        return describe_documents(understanding.question, corpus)
    if understanding.intent is not Intent.REMARK:
        return ""
    kind = find_remark(understanding.question) or RemarkKind.SMALL_TALK
    if kind is RemarkKind.NONSENSE and _is_known(understanding.question, corpus):
        return ""
    if kind is RemarkKind.DOUBT and history:
        if not history[-1].answered:
            return _DOUBT_OF_ABSTENTION
        if history[-1].confidence is not None:
            return _DOUBT_WITH_CONFIDENCE.format(confidence=history[-1].confidence)
    text = _REPLIES[kind].format(titles=_name_documents(corpus))
    if kind in (RemarkKind.THANKS, RemarkKind.GOODBYE, RemarkKind.ACKNOWLEDGEMENT):
        return text
    suggestions = suggest_questions(corpus)
    return f"{text} For example: {' · '.join(suggestions)}" if suggestions else text


def _is_known(text: str, corpus: Corpus) -> bool:
    """Check whether a word of a text is in one of the documents, as "DHCP" may be."""
    words = re.findall(r"\w+", text.lower())
    texts = (corpus.document(info.id).text.lower() for info in corpus.documents()[:MAX_DESCRIBED])
    return any(word in document for document in texts for word in words)


def describe_documents(question: str, corpus: Corpus) -> str:
    """Say how long the documents are, how many, or in which language; "" if that isn't asked."""
    infos = corpus.documents()
    if _ASKS_LENGTH.search(question):
        return " ".join(_describe_length(corpus, info) for info in infos[:MAX_DESCRIBED])
    if _ASKS_DOCUMENTS.search(question):
        titles = ", ".join(f"“{info.title}”" for info in infos[:MAX_DESCRIBED])
        more = f" and {len(infos) - MAX_DESCRIBED} more" if len(infos) > MAX_DESCRIBED else ""
        return f"{len(infos)} document{'' if len(infos) == 1 else 's'}: {titles}{more}."
    if _ASKS_LANGUAGE.search(question):
        codes = {corpus.document(info.id).language for info in infos[:MAX_DESCRIBED]} - {""}
        names = sorted(LANGUAGES.get(code, code) for code in codes)
        return f"In {' and '.join(names)}." if names else ""
    return ""


def _describe_length(corpus: Corpus, info: DocumentInfo) -> str:
    document = corpus.document(info.id)
    words = len(document.text.split())
    sentences = sum(s.kind is Kind.SENTENCE for s in corpus.sentences(info.id))
    pages = document.metadata.get("pages", "")
    on_pages = f" on {pages} pages" if pages else ""
    return f"“{info.title}” has {words:,} words in {sentences:,} sentences{on_pages}."


def suggest_questions(corpus: Corpus) -> list[str]:
    """Suggest up to three questions that the documents can be asked."""
    infos = corpus.documents()
    if not infos:
        return []
    headings = list(_find_headings(corpus, infos[0].id))[: SUGGESTED - 1]
    about = [f"What does it say under “{heading}”?" for heading in headings]
    return ["What is this document about?", *about]


def _find_headings(corpus: Corpus, document_id: str) -> Iterator[str]:
    """Yield the headings of a document below its title."""
    document = corpus.document(document_id)
    for block in document.blocks:
        text = read_block(document.text, block)
        title = text.casefold() == document.title.casefold()
        if block.kind is BlockKind.HEADING and len(text) <= _LONGEST_HEADING and not title:
            yield text


def _name_documents(corpus: Corpus) -> str:
    titles = [info.title for info in corpus.documents()]
    if len(titles) == 1 and titles[0]:
        return f"“{titles[0]}”"
    return f"these {len(titles)} documents" if len(titles) > 1 else "the document"
