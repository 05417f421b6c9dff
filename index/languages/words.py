"""What the rules for sentences have to know of a language."""

from dataclasses import dataclass

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """Abbreviations of a language, without full stops, and words that open its sentences.

    Abbreviations are in lower case, or in capitals if they are nothing in lower case ("M.");
    ``starters`` are written as they open a sentence.

    Attributes:
        leading: always before a name, an example or a figure.
        numbered: abbreviations only before a number, and words or names elsewhere.
        numbered_endings: likewise, at the end of a compound: "Hauptstr. 5".
        shortened: may end a sentence too.
        starters: open a sentence, rather than belong to the abbreviation before them.
        lettered: things that a letter names: what "Plan B." ends with is no initial.
        before_ordinals: stand before a number that a full stop makes an ordinal: "am 3. Mai".
        after_ordinals: stand after such a number, in lower case.
    """

    leading: frozenset[str]
    numbered: frozenset[str]
    shortened: frozenset[str]
    starters: frozenset[str]
    lettered: frozenset[str] = _NONE
    numbered_endings: tuple[str, ...] = ()
    before_ordinals: frozenset[str] = _NONE
    after_ordinals: frozenset[str] = _NONE


def split_words(text: str) -> frozenset[str]:
    """Return the words of a text that is a list of them."""
    return frozenset(text.split())
