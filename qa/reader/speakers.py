"""Speakers in a chat, an interview or minutes: who "I" is, and their whole names."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index import Corpus, Document
from index.block import Block, BlockKind, ancestors
from index.passages import find_block_places
from index.speakers import find_speaker
from qa.reader import AnswerKind, AnswerSpan, CandidateSentence, Insertion, Reading
from qa.reader.entities import find_names

_FIRST_PERSON = re.compile(r"(?i)(?:i|me|myself|we|us|ourselves)")
_SPEAKS_OF_SELF = re.compile(r"(?i)\b(?:i|me|my|mine|myself|we|us|our|ours|ourselves)\b")
_LABEL_END = re.compile(r"[^:]{0,40}:\s+(?=\S)")


def name_speakers(
    document: Document, sentences: Sequence[CandidateSentence], start: int
) -> Iterator[Insertion]:
    """Yield the names of those who speak, as a reader sees them in front of what they say.

    They stand before sentences that speak of oneself, unless the label stands in the one before;
    and the names that a label leaves out, before it.

    Args:
        document: where the sentences are from.
        sentences: those of a passage, in order.
        start: where the passage begins.
    """
    blocks, text = document.blocks, document.text
    names: dict[str, str] = {}
    before = -1
    for sentence in sentences:
        labelled, before = before, sentence.start
        place = bisect_right(blocks, sentence.start, key=lambda block: block.start) - 1
        turn = _find_turn(blocks, place)
        if turn is None or sentence.start < start:
            continue
        first, last = find_speaker(text, blocks[turn].start, blocks[turn].end)
        label = text[first:last]
        if label not in names:
            names[label] = _complete_name(document, label)
        name = names[label]
        if sentence.start > blocks[turn].start:
            if labelled != blocks[turn].start and _SPEAKS_OF_SELF.search(sentence.text):
                yield Insertion(sentence.start - start, f"{name}: ")
        elif len(name) > len(label):
            yield Insertion(first - start, name[: -len(label)])


def _complete_name(document: Document, label: str) -> str:
    """Return the whole name of a speaker, as what stands above the first turn gives it."""
    blocks = document.blocks
    opening = next(b.start for b in blocks if b.kind is BlockKind.TURN)
    names = {" ".join(name.words) for name in find_names(document.text[:opening])}
    whole = [name for name in names if name.lower().endswith(f" {label.lower()}")]
    return whole[0] if len(whole) == 1 else label


def _find_turn(blocks: Sequence[Block], place: int) -> int | None:
    """Return the place of the turn that a block is, or goes on with."""
    above = (place, *ancestors(blocks, place))
    return next((p for p in above if blocks[p].kind is BlockKind.TURN), None)


def name_speaker(reading: Reading, corpus: Corpus) -> Reading:
    """Return a reading whose answer is "I", or a part of a speaker's name, with the whole name.

    The sentence in which somebody speaks of themselves stays as the second span. An answer that
    begins with the label of whoever says it is left without that.

    Args:
        reading: what was found.
        corpus: where the documents are.
    """
    if reading.kind is not AnswerKind.SPAN or not reading.spans:
        return reading
    (span,) = reading.spans
    name = find_speaker_name(span, corpus)
    if name is None:
        return reading
    if _FIRST_PERSON.fullmatch(span.text):
        return replace(reading, spans=(name, span))
    if name.sentence != span.sentence or span.start >= name.end:
        return reading
    if span.end <= name.end + 1:
        return replace(reading, spans=(name,))
    text, begin = span.sentence.text, span.sentence.start
    said = _LABEL_END.match(text, name.end - begin, span.end - begin)
    return replace(reading, spans=(replace(span, start=begin + said.end()),)) if said else reading


def find_speaker_name(span: AnswerSpan, corpus: Corpus) -> AnswerSpan | None:
    """Find the name of whoever says a sentence: that of its turn, or of the one it goes on with.

    Args:
        span: words of the sentence.
        corpus: where it is from.
    """
    document = corpus.document(span.sentence.document_id)
    sentences = corpus.sentences(document.id)
    places = find_block_places(document.blocks, sentences)
    place = places[span.sentence.sentence - 1]
    turn = _find_turn(document.blocks, place)
    if turn is None:
        return None
    block = document.blocks[turn]
    start, end = find_speaker(document.text, block.start, block.end)
    first = sentences[places.index(turn)]
    named = AnswerSpan(CandidateSentence.of(document, first), start, end)
    return named if start < end <= first.end else None
