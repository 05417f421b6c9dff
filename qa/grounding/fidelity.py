"""Whether a sentence says what was found, and nothing of its own."""

import re
from collections.abc import Iterable, Iterator, Sequence

from qa.english import LIGHT_VERBS
from qa.grounding.english import REPORTING_VERBS
from qa.words import content_stems

_NUMBER = re.compile(r"\d+")
_HARMLESS = frozenset(
    stem
    for word in (*LIGHT_VERBS, *REPORTING_VERBS, "yes", "no", "person", "people")
    for stem in content_stems(word)
)


def keeps_found(text: str, found: Sequence[str]) -> bool:
    """Check whether a text has all content words and numbers of what was found.

    >>> keeps_found("It began on August 24.", ["24 August"]), keeps_found("It began.", ["May 1"])
    (True, False)
    """
    written, numbers = set(content_stems(text)), set(_NUMBER.findall(text))
    return all(
        written.issuperset(content_stems(words)) and numbers.issuperset(_NUMBER.findall(words))
        for words in found
    )


def find_additions(text: str, sources: Iterable[str]) -> Iterator[str]:
    """Find the stems of a text's content words that none of its sources has.

    Verbs that add nothing, as "is called" or "said", don't count.

    >>> list(find_additions("She said that she was losing.", ["She said: I was winning."]))
    ['los']
    """
    there = _HARMLESS.union(*map(content_stems, sources))
    return (stem for stem in content_stems(text) if stem not in there)
