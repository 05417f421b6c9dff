"""All that a document says of a topic: "What are the rules about pets?"."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from index import Document, Kind
from index.block import BlockKind
from index.context import read_block
from qa.reader import AnswerKind, AnswerSpan, CandidateSentence, Reading, list_sentences
from qa.reader.inquiry import Inquiry
from qa.reader.roles import asked_stems
from qa.words import content_stems

NAME = "section"
"""Name of this source, as answers give it."""

MOST_WORDS = 58
"""Most words of an answer of whole sentences; a longer section is left to the reader."""

_ASKS_TOPIC = re.compile(
    r"(?i)\W*(?:(?:and|so|please)\W+)?(?:(?:what|which|list|give|name|tell me|explain)\b.{0,12}?)?"
    r"\b(?:rules?|regulations?|conditions?|provisions?|terms|arrangements|policy|policies|details"
    r"|requirements|instructions|information|say|says|said|know|happens?)"
    r"(?: (?:is|are|there|apply|applies|given|to know))*"
    r" (?:about|on|for|regarding|concerning|with|as to)\s+(?P<topic>.+)"
)
_ASKS_SEVERAL = re.compile(r"(?i)\W*(?:what|which) (?:are|\w+(?<!s)s)\b")
_PROSE = (BlockKind.PARAGRAPH, BlockKind.TURN)
_SURE = 0.5
"""Confidence from which on the reader's words stand, unless a heading asks in the same words."""

_ABOUT_TITLE = 2
"""Most other content words of a heading that is about a topic."""


def find_topic(inquiry: Inquiry) -> Reading | None:
    """Find the sentences under the heading that a question names, or those with the topic's words.

    A heading that asks the question itself answers it with all that stands under it.
    """
    asks = _ASKS_TOPIC.fullmatch(inquiry.question)
    topic = asked_stems(asks["topic"] if asks else inquiry.question)
    if not topic or not (asks or _ASKS_SEVERAL.match(inquiry.question)):
        return None
    sentences = [*_find_section(inquiry, topic, is_question=not asks)]
    if asks and not sentences:
        sentences = [
            s for s in list_sentences(inquiry.passages) if topic <= {*content_stems(s.text)}
        ]
        sentences.sort(key=lambda s: (s.document_id, s.sentence))
    words = sum(len(sentence.text.split()) for sentence in sentences)
    if len(sentences) < 2 or words > MOST_WORDS or not _is_one_document(sentences):
        return None
    spans = tuple(AnswerSpan(s, s.start, s.end) for s in sentences)
    return Reading(AnswerKind.SENTENCES, spans, None, 1.0, NAME)


def _is_one_document(sentences: Sequence[CandidateSentence]) -> bool:
    return len({sentence.document_id for sentence in sentences}) == 1


def _find_section(
    inquiry: Inquiry, topic: set[str], is_question: bool
) -> Iterator[CandidateSentence]:
    """Yield the sentences under the one heading about a topic, or that asks this question."""
    ids = dict.fromkeys(s.document_id for s in list_sentences(inquiry.passages))
    documents = [inquiry.corpus.document(document_id) for document_id in ids]
    is_unsure = inquiry.abstains or (inquiry.reading.confidence or 1.0) < _SURE
    found = [
        (document, place)
        for document in documents
        for place in _find_headings(document, topic, is_question, is_unsure)
    ]
    if len(found) != 1:
        return
    ((document, heading),) = found
    blocks = document.blocks
    for sentence in inquiry.corpus.sentences(document.id):
        place = bisect_right(blocks, sentence.start, key=lambda block: block.start) - 1
        is_plain = sentence.kind is Kind.SENTENCE and blocks[place].kind in _PROSE
        if is_plain and blocks[place].parent == heading:
            yield CandidateSentence.of(document, sentence)


def _find_headings(
    document: Document, topic: set[str], is_question: bool, puts_alike: bool
) -> Iterator[int]:
    """Yield the places of the headings about a topic, or that ask the question.

    Where nothing else answers, a question that has all its words and more is taken for it.
    """
    for place, block in enumerate(document.blocks):
        if block.kind in (BlockKind.HEADING, BlockKind.QUESTION):
            text = read_block(document.text, block)
            stems = asked_stems(text)
            if is_question:
                is_put = puts_alike and block.kind is BlockKind.QUESTION and topic <= stems
                is_about = text.endswith("?") and (stems == topic or is_put)
            else:
                is_about = topic <= stems and len(stems - topic) <= _ABOUT_TITLE
            if is_about:
                yield place
