"""Speakers in the minutes of a meeting or an interview: who "I" is, and their whole names."""

import re
from dataclasses import replace

from index import Corpus
from index.block import BlockKind, ancestors
from index.context import find_speaker
from index.passages import find_block_places
from qa.reader import AnswerKind, AnswerSpan, CandidateSentence, Reading

_FIRST_PERSON = re.compile(r"(?i)(?:i|me|myself|we|us|ourselves)")
_LONGEST_LABEL = 80


def name_speaker(reading: Reading, corpus: Corpus) -> Reading:
    """Return a reading whose answer is "I", or a part of a speaker's name, with the whole name.

    The sentence in which somebody speaks of themselves stays as the second span.

    Args:
        reading: what was found.
        corpus: where the documents are.
    """
    if reading.kind is not AnswerKind.SPAN or not reading.spans:
        return reading
    (span,) = reading.spans
    is_speaking = bool(_FIRST_PERSON.fullmatch(span.text))
    in_label = span.end - span.sentence.start <= span.sentence.text[:_LONGEST_LABEL].find(":")
    name = find_speaker_name(span, corpus) if is_speaking or in_label else None
    if name is None:
        return reading
    return replace(reading, spans=(name, span) if is_speaking else (name,))


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
    above = (place, *ancestors(document.blocks, place))
    turn = next((p for p in above if document.blocks[p].kind is BlockKind.TURN), None)
    if turn is None:
        return None
    start, end = find_speaker(document.text, document.blocks[turn])
    first = sentences[places.index(turn)]
    text = document.text[first.start : first.end]
    candidate = CandidateSentence(document.id, first.number, first.start, first.end, text)
    return AnswerSpan(candidate, start, end) if start < end <= first.end else None
