"""Fields of a form: "Was anyone hurt? no" answers its own question, "Phone: 4471" its label."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator

from index import Corpus
from index.block import BlockKind
from qa.english import DOCUMENT_NOUNS
from qa.reader import (
    AnswerKind,
    AnswerSpan,
    CandidateSentence,
    Reading,
    ReadingPassage,
    list_sentences,
)
from qa.reader.column_words import find_implied_heads
from qa.reader.inquiry import Inquiry
from qa.reader.roles import asked_stems
from qa.words import content_stems

NAME = "form field"
"""Name of this source, as answers give it."""

_FIELD = re.compile(r"(?P<label>[^.?!:\n]{3,80}\?)\s+(?P<value>[^\s?][^?\n]{0,60})")
LABELLED = re.compile(
    r"(?:[-*•‣◦▪]\s+)?[*_]{0,2}(?P<label>[^.?!:\n]{2,50}):[*_]{0,2}\s+(?P<value>\S.*)", re.DOTALL
)
_SEPARATOR = re.compile(r",\s*(?:and\s+)?|;\s*|\s+and\s+")
_ASKS_VALUE = re.compile(
    r"(?i)\W*(?:(?:and|so)\W+)?(?:(?:in|at|on|by|from|until|since) )?(?:what|which|who|whom|whose"
    r"|when|where|how (?:much|many|long|old|high|large|big|tall|heavy|far|deep|wide))(?:'s)?\b"
)
_BARE = re.compile(r"[\w.'’-]+(?: [\w.'’-]+){0,4}\W*")
_DOER = re.compile(r"(?P<deed>[^\W\d_]+) by")
_ASKS_DOER = re.compile(
    r"(?i)\W*(?:by )?whom? (?:(?:was|were|has|have|had) )?(?P<deed>[^\W\d_]+)\b"
)
_ASKS_PERSON = re.compile(r"[Ww]ho(?:'s| is| was| are| were) [^\W\d_a-z]")
_DOCUMENT = frozenset(content_stems(" ".join(DOCUMENT_NOUNS)))
_VERDICTS = {"yes": AnswerKind.YES, "no": AnswerKind.NO}


def find_field(inquiry: Inquiry) -> Reading | None:
    """Find the field whose label asks the question in the same words; None if none or several."""
    asked = set(content_stems(inquiry.question))
    matching = [
        (sentence, field)
        for sentence in list_sentences(inquiry.passages)
        if (field := _FIELD.fullmatch(sentence.text))
        and asked
        and set(content_stems(field["label"])) == asked
    ]
    if len(matching) != 1:
        return None
    ((sentence, field),) = matching
    kind = _VERDICTS.get(field["value"].strip(" .").lower(), AnswerKind.SENTENCES)
    span = AnswerSpan(sentence, sentence.start, sentence.end)
    return Reading(kind, (span,), None, 1.0, NAME)


def find_labelled(inquiry: Inquiry) -> Reading | None:
    """Find the value whose label the question names; None if it names none or several.

    The question has all words of the label, and what else it says stands above the field. A few
    words alone ask, too: "Customer number?"; and "Who checked the boat?" asks for "Checked by".
    """
    question = inquiry.search_query
    is_asked = _ASKS_VALUE.match(question) or _BARE.fullmatch(question)
    if not is_asked or _ASKS_PERSON.search(question):
        return None
    asked, implied = asked_stems(question), find_implied_heads(question)
    fields = [
        (span, label, passage)
        for passage in inquiry.passages
        for span, label in list_fields(passage, inquiry.corpus)
    ]
    doers = dict.fromkeys(span for span, label, _ in fields if _names_doer(question, label))
    spans = doers or dict.fromkeys(
        span
        for span, label, passage in fields
        if _names_value(asked, implied, asked_stems(label), set(content_stems(passage.heading)))
    )
    if len(spans) != 1:
        return None
    (value,) = spans
    if not inquiry.abstains:
        words = inquiry.reading.spans[0]
        names = split_names(value.text)
        is_one_of_several = len(names) > 1 and any(words.text in name for name in names)
        if words.sentence == value.sentence and not is_one_of_several:
            return None  # the reader's words are shorter
    return Reading(AnswerKind.SPAN, (value,), None, 1.0, NAME)


def _names_value(
    asked: set[str], implied: Collection[str], label: set[str], above: set[str]
) -> bool:
    """Say whether stems of a question name a label; what else it says stands above the field.

    Args:
        asked: of the question.
        implied: of the heads that it may ask for without their name.
        label: of the label.
        above: of the headings.
    """
    if label and label <= asked:
        return asked - label - _DOCUMENT <= above
    return bool(label and asked) and label.issubset(implied) and asked <= above


def _names_doer(question: str, label: str) -> bool:
    """Say whether a label, "Checked by", names who did what a question asks about."""
    done, asked = _DOER.fullmatch(label.lower()), _ASKS_DOER.match(question)
    if not done or not asked:
        return False
    return set(content_stems(done["deed"])) == set(content_stems(asked["deed"]))


def split_names(value: str) -> list[str]:
    """Split what a field lists at its commas and its last "and".

    >>> split_names("Ann Lee, Ben Oak and Cy.")
    ['Ann Lee', 'Ben Oak', 'Cy']
    """
    return _SEPARATOR.split(value.rstrip(" ."))


def list_fields(passage: ReadingPassage, corpus: Corpus) -> Iterator[tuple[AnswerSpan, str]]:
    """Yield the values of the fields and labelled items of a passage, with their labels."""
    for sentence in passage.sentences:
        field = LABELLED.fullmatch(sentence.text)
        if field and _is_field(sentence, corpus):
            start = sentence.start + field.start("value")
            span = AnswerSpan(sentence, start, sentence.start + field.end("value"))
            yield span, field["label"]


def _is_field(sentence: CandidateSentence, corpus: Corpus) -> bool:
    """Say whether a sentence is a field, an item, or a line of its own, and nobody's turn."""
    blocks = corpus.document(sentence.document_id).blocks
    place = bisect_right(blocks, sentence.start, key=lambda block: block.start) - 1
    block = blocks[place]
    is_line = (block.start, block.end) == (sentence.start, sentence.end)
    return block.kind in (BlockKind.FORM_FIELD, BlockKind.LIST_ITEM) or (
        block.kind is BlockKind.PARAGRAPH and is_line
    )
