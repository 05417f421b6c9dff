"""Words of languages other than English that the rules for sentences know, a module each."""

from collections.abc import Mapping

from index.languages import de, es, fr, hi, it
from index.languages.words import SentenceWords

__all__ = ["SENTENCE_WORDS", "SentenceWords"]

SENTENCE_WORDS: Mapping[str, SentenceWords] = {
    "de": de.WORDS,
    "es": es.WORDS,
    "fr": fr.WORDS,
    "hi": hi.WORDS,
    "it": it.WORDS,
}
"""Code of a language by ISO 639-1 -> its words."""
