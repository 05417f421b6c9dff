"""Several questions in one: "When did it open, and who paid for it?"."""

import re

_QUESTION_WORD = r"(?:who|whom|whose|what|when|where|why|which|how)"
_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|may|must|should|will|would)"
_PREPOSITION = r"(?:at|in|on|by|for|from|to|with|of|until|since)"
_TAIL = (
    rf"(?:why|when|where(?:\s+to)?|how(?:\s+(?:much|many|long|often))?|(?:by|for|to|with)\s+whom"
    rf"|{_PREPOSITION}\s+(?:what|which)\s+\w+|since\s+when)\W*$"
)
_SENTENCE = re.compile(r"(?<=[?!])\s+")
_JOINED = re.compile(
    rf"(?<!\s)(?:\s*,)?\s+(?:and|but|or|also|and also|plus)\s+(?:also\s+|if so,?\s+)?"
    rf"(?=(?:{_PREPOSITION}\s)?{_QUESTION_WORD}\s+\S+\s+\S)"
    rf"|(?<!\s)\s*[,;]\s+(?=(?:{_PREPOSITION}\s)?{_QUESTION_WORD}\s+"
    rf"{_AUXILIARY}\s)"
    rf"|(?<!\s)(?:\s*,)?\s+and\s+(?={_TAIL})"
    rf"|(?<!\s)\s+&\s+(?={_QUESTION_WORD}\s)"
    rf"|(?<!\s)(?:\s*,)?\s+and\s+(?={_AUXILIARY}\s+(?:there|it|he|she|they|the|a|an|any|i|you|we)\s)",
    re.IGNORECASE,
)
_SHARED = re.compile(
    rf"^(?P<first>{_QUESTION_WORD}|how (?:much|many|long|often|far|old))\s+and\s+"
    rf"(?P<second>{_QUESTION_WORD})\s+(?P<rest>{_AUXILIARY}\s.+)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    rf"\W*(?:(?:and|but|so|also|please|can you tell me|tell me|do you know|i want to know)\s+)*"
    rf"(?:{_PREPOSITION}\s+)?(?:{_QUESTION_WORD}|{_AUXILIARY})\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 2
MAX_PARTS = 4
"""Most questions that one is split into; more are taken for one."""


def split_parts(question: str) -> tuple[str, ...]:
    """Split a question into the single questions that it asks; none if it is only one.

    >>> split_parts("When and where was she born?")
    ('When was she born?', 'where was she born?')
    >>> split_parts("When did it open, and who paid for it?")
    ('When did it open?', 'who paid for it?')
    >>> split_parts("Who resigned, and why?")
    ('Who resigned?', 'why?')
    >>> split_parts("Who knows how it began?")
    ()
    """
    sentences = [s for s in _SENTENCE.split(question) if s]
    parts = [part for sentence in sentences for part in _split_sentence(sentence)]
    single = len(parts) < 2 or len(parts) > MAX_PARTS
    return () if single or not all(map(_is_question, parts)) else tuple(parts)


def _split_sentence(sentence: str) -> list[str]:
    shared = _SHARED.match(sentence)
    if shared:
        return [f"{shared[name]} {shared['rest']}" for name in ("first", "second")]
    pieces, start = [], 0
    for joint in _JOINED.finditer(sentence):
        if _is_question(sentence[start : joint.start()]):
            pieces.append(sentence[start : joint.start()])
            start = joint.end()
    pieces.append(sentence[start:])
    return [piece if piece[-1:] in "?!." else f"{piece}?" for piece in pieces if piece]


def _is_question(text: str) -> bool:
    asks = _ASKS.match(text) and len(text.split()) >= _FEWEST_WORDS
    return bool(asks or re.match(_TAIL, text, re.IGNORECASE))
