"""Texts that are compared, each read once: a sentence is compared with many others."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from qa import negation
from qa.grounding import facts
from qa.grounding.names import find_known_names, find_subject
from qa.grounding.numbers import Quantity, find_quantities
from qa.words import Token, content_stems, stem, tokenize

_KEPT = 2_000
"""Texts whose reading is kept: more than one question has sentences and statements."""


@dataclass(frozen=True)
class ParsedText:
    """A text and what is found in it, when it is first asked for."""

    text: str

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Words, numbers and signs, in order."""
        return tuple(tokenize(self.text))

    @cached_property
    def words(self) -> frozenset[str]:
        """Words, numbers and signs in lower case."""
        return frozenset(token.lower for token in self.tokens)

    @cached_property
    def word_stems(self) -> frozenset[str]:
        """Stems of all words."""
        return frozenset(map(stem, self.words))

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Stems of the content words, in order."""
        return tuple(content_stems(self.text))

    @cached_property
    def stem_set(self) -> frozenset[str]:
        """Stems of the content words."""
        return frozenset(self.stems)

    @cached_property
    def names(self) -> frozenset[str]:
        """Words of names, and each two in a row, in small letters."""
        return find_known_names(self.tokens)

    @cached_property
    def subject(self) -> frozenset[str]:
        """Words of the name that it begins with."""
        return frozenset(find_subject(self.tokens))

    @cached_property
    def initials(self) -> frozenset[str]:
        """Words that stand for others by their first letters, two of them at least."""
        return frozenset(t.text for t in self.tokens if len(t.text) > 1 and t.text.isupper())

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Numbers and what they count."""
        return tuple(find_quantities(self.text))

    @cached_property
    def negations(self) -> int:
        """Count of the negations."""
        return negation.count_negations(self.text)

    @cached_property
    def polarities(self) -> Mapping[str, set[bool]]:
        """Whether content words are negated; see ``find_polarities``."""
        return negation.find_polarities(self.text)

    @cached_property
    def negated_pairs(self) -> Mapping[tuple[str, str], set[bool]]:
        """Whether a negation stands between two words; see ``find_negated_pairs``."""
        return negation.find_negated_pairs(self.text)

    @cached_property
    def quotable(self) -> str:
        """The text in the form in which quotations are compared."""
        return facts.normalise_quotation(self.text)

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """Who says something; see ``find_source_speakers``."""
        return tuple(facts.find_source_speakers(self.text))

    @cached_property
    def pronouns(self) -> int:
        """Count of the words that may stand for a name."""
        return facts.count_pronouns(self.text)


@lru_cache(maxsize=_KEPT)
def parse(text: str) -> ParsedText:
    """Return a text's reading, the same one for the same text."""
    return ParsedText(text)


@dataclass(frozen=True, slots=True)
class Source:
    """Text that a statement cites.

    Attributes:
        text: the cited sentences.
        before: the sentences right before them, in which stands what their pronouns refer to.
        context: what they stand under: headings, a lead-in, heads of columns; and what of the
            question the documents know.
    """

    text: str
    before: str = ""
    context: str = ""

    @property
    def parsed(self) -> ParsedText:
        """The cited sentences, read."""
        return parse(self.text)

    @property
    def around(self) -> ParsedText:
        """What stands around the cited sentences, read."""
        return parse(f"{self.context} {self.before}")

    @property
    def stems(self) -> frozenset[str]:
        """Stems of the content words of the cited sentences and of what they stand under."""
        return self.parsed.stem_set | parse(self.context).stem_set
