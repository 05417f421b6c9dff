"""Words that only repeat the question: what they stand in answers it."""

import re
from dataclasses import replace

from qa.reader import AnswerKind, AnswerSpan, Reading
from qa.reader.inquiry import Inquiry
from qa.words import content_stems

_ASKS_WHAT_IS = re.compile(r"(?i)\W*(?:(?:and|so)\W+)?what(?:['’]s| is| are| was| were)\b")


def find_definition(inquiry: Inquiry) -> Reading | None:
    """Find the whole sentence, where a "what is …" is answered with the question's own words."""
    reading = inquiry.reading
    if reading.kind is not AnswerKind.SPAN or not _ASKS_WHAT_IS.match(inquiry.question):
        return None
    if not reading.spans or not set(content_stems(reading.spans[0].text)) <= set(
        content_stems(inquiry.question)
    ):
        return None
    sentence = reading.spans[0].sentence
    spans = (AnswerSpan(sentence, sentence.start, sentence.end),)
    return replace(reading, kind=AnswerKind.SENTENCES, spans=spans, confidence=None)
