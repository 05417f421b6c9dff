"""Who was there and who wasn't: lists of minutes, by whatever word they are called."""

import re

from qa.english import LIGHT_VERBS, VALUE_WORDS
from qa.words import content_stems, tokenize

_ROLES = {
    "present": r"present|attend\w*|participa\w+|in attendance|took part|take part"
    r"|(?:was|were|came) (?:at|in|to) (?:the |this )?(?:meeting|session|assembly)",
    "absent": r"absen\w+|apolog\w+|excused|miss(?:ing|ed)|(?:not|n't) (?:present|attend\w*|there)",
}
ROLES = frozenset(_ROLES)
"""Stems that stand for being present, and absent."""

_PATTERNS = {role: re.compile(rf"(?i)\b(?:{words})\b") for role, words in _ROLES.items()}
_AROUND = re.compile(
    r"(?i)\b(?:send|sent|give|gave|people|persons?|members?|meeting|session|from|of|the|for)\b"
)
"""Words that may stand around such a word in a question, and say nothing more."""


def asked_stems(text: str) -> set[str]:
    """Return the stems of the content words of a question, or of a label.

    Whoever attended was present, and whoever sent apologies was absent.

    >>> asked_stems("Who attended the meeting?"), asked_stems("Present")
    ({'present'}, {'present'})
    """
    for role in ("absent", "present"):
        if _PATTERNS[role].search(text):
            text = f"{role} {_AROUND.sub(' ', _PATTERNS[role].sub(' ', text))}"
            return {role, *_stems(text.removeprefix(role))}
    return _stems(text)


def _stems(text: str) -> set[str]:
    words = {token.lower for token in tokenize(text)} - LIGHT_VERBS - VALUE_WORDS
    return set(content_stems(" ".join(words)))
