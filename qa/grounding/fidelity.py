"""Whether a sentence says what was found, and nothing of its own."""

import re
from collections.abc import Iterable, Iterator, Sequence

from qa.english import LIGHT_VERBS
from qa.grounding.english import REPORTING_VERBS
from qa.words import content_stems

LEAST_KEPT = 0.5
"""Least share of the content words of what was found that have to stand in what is written."""

_NUMBER = re.compile(r"\d+")
_HARMLESS = frozenset(
    stem
    for word in (*LIGHT_VERBS, *REPORTING_VERBS, "yes", "no", "person", "people")
    for stem in content_stems(word)
)


def keeps_found(text: str, found: Sequence[str]) -> bool:
    """Check whether a text has most of each of the words found, and all of their numbers.

    >>> keeps_found("It began on August 24.", ["24 August"]), keeps_found("It began.", ["May 1"])
    (True, False)
    """
    written, numbers = set(content_stems(text)), set(_NUMBER.findall(text))
    for words in found:
        wanted = set(content_stems(words))
        if len(wanted & written) < LEAST_KEPT * len(wanted):
            return False
        if not numbers.issuperset(_NUMBER.findall(words)):
            return False
    return True


def find_additions(text: str, sources: Iterable[str]) -> Iterator[str]:
    """Find the stems of a text's content words that none of its sources has.

    Verbs that add nothing, as "is called" or "said", don't count.

    >>> list(find_additions("She said that she was losing.", ["She said: I was winning."]))
    ['los']
    """
    there = _HARMLESS.union(*map(content_stems, sources))
    return (stem for stem in content_stems(text) if stem not in there)
