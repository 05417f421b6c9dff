"""Parts that several sections have under the same subheading: "Pros" and "Cons", "Removed".

"What didn't they like about the Moraine?" asks for what stands under "Cons", or "We didn't like",
in the section of the Moraine, though neither says so itself. Where that section has no such part,
nothing answers: what another section has there is about something else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import Corpus, Document, Kind
from index.block import BlockKind, ancestors
from index.context import read_block
from qa.reader import (
    NOTHING,
    AnswerKind,
    AnswerSpan,
    CandidateSentence,
    Reading,
    list_sentences,
)
from qa.reader.english import SUBHEADINGS
from qa.reader.inquiry import Inquiry
from qa.reader.lists import ITEM_MARK
from qa.reader.topics import MOST_WORDS
from qa.words import content_stems

NAME = "section"
"""Name of this source, as answers give it."""

_ASKS_WHAT = re.compile(r"(?i)\W*(?:(?:and|but|so)\W+)?(?:what|which|list|name)\b")
_WORD = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*")
_DATE = re.compile(r"[\[(](?=[^\d\])]{0,20}\d)[^\])]{1,30}[\])]|\d{4}-\d\d-\d\d")
_PARTS = [
    (re.compile(rf"(?i)\b(?:{asked})\b"), re.compile(rf"(?i)\W*(?:{heading})\W*"))
    for asked, heading in SUBHEADINGS
]
_LIGHT = frozenset(
    content_stems("version release update edition thing things person tester review")
)


@dataclass(frozen=True, slots=True)
class _Subsection:
    """A subheading of a section; ``kind`` is its place in ``SUBHEADINGS``."""

    section: int
    heading: int
    kind: int


def find_part(inquiry: Inquiry) -> Reading | None:
    """Find what stands under the subheading that is asked for, in the section that is named."""
    question = inquiry.search_query
    kind = next((k for k, (asked, _) in enumerate(_PARTS) if asked.search(question)), None)
    if kind is None or not _ASKS_WHAT.match(question):
        return None
    ids = dict.fromkeys(s.document_id for s in list_sentences(inquiry.passages))
    for document in map(inquiry.corpus.document, ids):
        parts = [*_list_parts(document)]
        section = _find_named(question, document, [part.section for part in parts])
        if section is None or kind not in {part.kind for part in parts}:
            continue
        if not _is_all(question, document, section, kind):
            return None
        own = [p.heading for p in parts if p.section == section and p.kind == kind]
        return _quote(document, inquiry.corpus, own[0]) if own else NOTHING
    return None


def _list_parts(document: Document) -> Iterator[_Subsection]:
    """Yield the parts under well-known subheadings, if several sections have such."""
    blocks = document.blocks
    parts = [
        _Subsection(block.parent, place, kind)
        for place, block in enumerate(blocks)
        if block.kind is BlockKind.HEADING and block.parent is not None
        for kind, (_, heading) in enumerate(_PARTS)
        if heading.fullmatch(read_block(document.text, block))
    ]
    if len({part.section for part in parts}) > 1:
        yield from parts


def _find_named(question: str, document: Document, sections: Sequence[int]) -> int | None:
    """Return the one section that most words of the question name; None if none or several."""
    asked = _read_words(question)
    beside = {document.blocks[section].parent for section in sections}
    names = {
        place: _read_words(read_block(document.text, block))
        for place, block in enumerate(document.blocks)
        if block.kind is BlockKind.HEADING and block.parent in beside
    }
    common = set.intersection(*names.values()) if len(names) > 1 else set()
    shared = {
        place: name & asked if any(not w.isdigit() for w in name & asked - common) else set()
        for place, name in names.items()
    }
    most = max(map(len, shared.values()), default=0)
    best = [place for place, words in shared.items() if len(words) == most]
    return best[0] if most and len(best) == 1 else None


def _read_words(text: str) -> set[str]:
    """Return the words of a text in small letters, without a date in brackets, "v4.1" as "4.1"."""
    words = (word.lower() for word in _WORD.findall(_DATE.sub(" ", text)))
    return {word[1:] if word[0] == "v" and word[1:2].isdigit() else word for word in words}


def _is_all(question: str, document: Document, section: int, kind: int) -> bool:
    """Say whether a question asks for nothing but a part of a section."""
    blocks, text = document.blocks, document.text
    above = (section, *ancestors(blocks, section))
    named = {word for place in above for word in _read_words(read_block(text, blocks[place]))}
    rest = _read_words(_PARTS[kind][0].sub(" ", question)) - named
    return set(content_stems(" ".join(rest))) <= _LIGHT


def _quote(document: Document, corpus: Corpus, heading: int) -> Reading | None:
    """Quote what hangs on a heading, as many sentences as an answer takes."""
    own = [b for b in document.blocks if b.parent == heading and b.kind is not BlockKind.HEADING]
    if not own:
        return None
    are_items = all(block.kind is BlockKind.LIST_ITEM for block in own)
    spans: list[AnswerSpan] = []
    words = 0
    for sentence in corpus.sentences(document.id):
        block = next((b for b in own if b.start <= sentence.start < b.end), None)
        if block is None or sentence.kind is not Kind.SENTENCE:
            continue
        candidate = CandidateSentence.of(document, sentence)
        mark = ITEM_MARK.match(candidate.text) if block.kind is BlockKind.LIST_ITEM else None
        words += len(candidate.text.split())
        if spans and words > MOST_WORDS:
            break
        spans.append(
            AnswerSpan(candidate, sentence.start + (mark.end() if mark else 0), sentence.end)
        )
    is_list = are_items and len(spans) == len(own) > 1
    kind = AnswerKind.LIST if is_list else AnswerKind.SENTENCES
    return Reading(kind, tuple(spans), None, 1.0, NAME)
