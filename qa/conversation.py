"""A follow-up, and what was said before it, to a question that can be searched for by itself."""

import re

from qa.answer import Answer

_KEPT_CHARACTERS = 600

_REFERS_BACK = re.compile(
    r"\b(it|its|he|him|his|she|her|hers|they|them|their|theirs|this|that|these|those|there|then"
    r"|one|ones|same|former|latter)\b|^(and|but|so|or|what about|how about)\b"
    r"|^(why|why not|how|how so|how come|when|where|who|since when|until when|really)\W*$",
    re.IGNORECASE,
)


def self_contained(question: str, before: Answer | None) -> str:
    """What to search for when ``question`` follows upon the answer ``before``.

    A question that refers back to something (by a pronoun, an "and", or by being no more than a
    "why?") takes along the question before it, and the sentences that answered that: the
    referent stands in one of them. Any other question is left as it is.
    """
    if before is None or not _REFERS_BACK.search(question):
        return question
    quotes = " ".join(citation.quote for citation in before.citations)
    said = " ".join(f"{before.searched_for} {quotes}".split())
    return f"{said[-_KEPT_CHARACTERS:]} {question}"
