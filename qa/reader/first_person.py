"""Who does what they say of themselves: "Who fetches the keys?", "Ana: I'll pick them up."."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.block import BlockKind
from index.passages import find_block_places
from qa.negation import count_negations
from qa.reader import AnswerKind, AnswerSpan, CandidateSentence, Reading, list_sentences
from qa.reader.english import SAME_DEEDS
from qa.reader.inquiry import Inquiry
from qa.reader.speakers import find_speaker_name
from qa.words import content_stems, stem

NAME = "speaker"
"""Name of this source, as answers give it."""

_ASKS_WHO = re.compile(r"(?i)\W*(?:(?:and|but|so)\W+)?who(?:['’](?:s|ll|d))?\s+(?P<deed>\S.*)")
_AUXILIARY = re.compile(
    r"(?i)(?:is|are|was|were|will|would|can(?:not)?|could|has|have|had|does|do|did|may|might|must"
    r"|should|be|going to|able to|not|\w+n['’]t)\s+(?!(?:the|an?|it|them|that|some)\b)"
)
_WORD = re.compile(r"[^\W_]+")
_CLAUSE_END = re.compile(r"[,;:.!?]\s+|\s(?:and|but|so|because|then)\s|\s[–—-]+\s")
_SPEAKS_OF_SELF = re.compile(
    r"(?i)\W*(?:(?:yes|yep|yeah|no|ok|okay|sure|sorry|well|then|so|and|but)\W+){0,3}"
    r"(?:(?:i|we)(?!\w)|(?:ca|wo)n['’]?t\b|can\b|will\b)"
)
_REFERS_BACK = re.compile(r"(?i)\b(?:it|them|they|that|those|this|one|mine|ours|some|both)\b")
_TURNS_BACK = 2  # in which what "it" stands for may be named
_DEEDS = [re.compile(rf"(?i)\b(?:{deed})\b") for deed in SAME_DEEDS]


@dataclass(frozen=True, slots=True)
class _Deed:
    """What somebody does: in words, its verb's stem, those of the rest, and whether it's denied."""

    text: str
    verb: str
    objects: frozenset[str]
    is_denied: bool


def find_doer(inquiry: Inquiry) -> Reading | None:
    """Find the one speaker who says of themselves that they do what is asked; None if several.

    Whoever uses the question's verb goes before those who use another for the same.
    """
    deed = _read_deed(inquiry.question)
    if deed is None:
        return None
    told = [
        (rank, clause)
        for sentence in list_sentences(inquiry.passages)
        for clause in _list_clauses(sentence)
        if (rank := _rank_verb(deed, clause.text)) and _names_objects(deed, clause, inquiry)
    ]
    best = max((rank for rank, _ in told), default=0)
    speakers: dict[str, tuple[AnswerSpan, AnswerSpan]] = {}
    for rank, clause in told:
        name = find_speaker_name(clause, inquiry.corpus) if rank == best else None
        if name is not None:
            speakers.setdefault(name.text, (name, clause))
    if len(speakers) != 1:
        return None
    (spans,) = speakers.values()
    return Reading(AnswerKind.SPAN, spans, None, 1.0, NAME)


def _read_deed(question: str) -> _Deed | None:
    """Read what a question of who does something asks about; None if it asks for no deed."""
    asks = _ASKS_WHO.match(question)
    if asks is None:
        return None
    text = asks["deed"]
    while auxiliary := _AUXILIARY.match(text):
        text = text[auxiliary.end() :]
    word = _WORD.match(text)
    if word is None or not word[0].islower():
        return None
    verb = stem(word[0])
    objects = frozenset(content_stems(text[word.end() :]))
    return _Deed(text, verb, objects, _is_denied(question))


def _list_clauses(sentence: CandidateSentence) -> Iterator[AnswerSpan]:
    """Yield the clauses of a sentence whose subject is the speaker."""
    begin = 0
    for end in [*_CLAUSE_END.finditer(sentence.text), None]:
        stop = end.start() if end else len(sentence.text)
        if _SPEAKS_OF_SELF.match(sentence.text, begin, stop):
            yield AnswerSpan(sentence, sentence.start + begin, sentence.start + stop)
        begin = end.end() if end else stop


def _rank_verb(deed: _Deed, clause: str) -> int:
    """Return 2 for a clause with the verb itself, 1 for one with another for the same, else 0."""
    if _is_denied(clause) != deed.is_denied:
        return 0
    if deed.verb in {stem(word) for word in _WORD.findall(clause)}:
        return 2
    return int(any(same.match(deed.text) and same.search(clause) for same in _DEEDS))


def _names_objects(deed: _Deed, clause: AnswerSpan, inquiry: Inquiry) -> bool:
    """Say whether a clause has the other words of a deed, or points to where they were said."""
    missing = deed.objects - set(content_stems(clause.text))
    if not missing:
        return True
    if not _REFERS_BACK.search(clause.text):
        return False
    document = inquiry.corpus.document(clause.sentence.document_id)
    sentences = inquiry.corpus.sentences(document.id)
    place = find_block_places(document.blocks, sentences)[clause.sentence.sentence - 1]
    talk = (BlockKind.TURN, BlockKind.QUESTION, BlockKind.PARAGRAPH)
    before = [b for b in document.blocks[: place + 1] if b.kind in talk][-_TURNS_BACK - 1 :]
    said = document.text[before[0].start : clause.start] if before else ""
    return missing <= set(content_stems(said))


def _is_denied(text: str) -> bool:
    return count_negations(text) % 2 == 1
