"""Phone numbers, e-mail and web addresses, by what stands beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.reader import AnswerKind, AnswerSpan, CandidateSentence, Reading
from qa.reader.inquiry import Inquiry
from qa.words import content_stems

NAME = "contact"
"""Name of this source, as answers give it."""

_PHONE = re.compile(
    r"(?<![\w.,/-])(?:\+\d{1,3}[ -]?)?\(?\d{2,6}\)?(?:[ /-]{1,3}\d{2,6}){1,5}(?![\w-])"
)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_SITE = re.compile(r"(?:https?://|www\.)[^\s<>\"'()|]{3,200}(?<![.,;:])")
_FORMS = (
    (re.compile(r"(?i)\b(?:(?:tele)?phone|mobile|fax)(?: numbers?)?\b"), _PHONE),
    (re.compile(r"(?i)\be-?mail(?: address)?\b"), _MAIL),
    (re.compile(r"(?i)\b(?:web ?site|web ?page|web address|url|homepage)\b"), _SITE),
)  # fmt: skip
_ASKS = re.compile(
    r"(?i)\W*(?:(?:and|so) )?(?:what|which)(?:['’]s| is| are| was)? (?:the |his |her |your )?"
    r"|\W*(?:do you have |give me |can i have )?(?:the |a )?(?=[\w'’ -]{3,60}\W*\Z)"
)
_LIGHT = frozenset(content_stems("number address phone telephone e-mail email mail contact call"))
_DATE = re.compile(r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}")


@dataclass(frozen=True, slots=True)
class _Contact:
    """A number or an address, with the stems of what stands beside and above it."""

    span: AnswerSpan
    beside: frozenset[str]
    above: frozenset[str]


def find_contact(inquiry: Inquiry) -> Reading | None:
    """Find the one number or address of the kind that is asked for, of whom the question names.

    The words of the question stand in its sentence or above it. None if there are several.
    """
    question = inquiry.search_query
    asked_forms = [(asked, form) for asked, form in _FORMS if asked.search(question)]
    if len(asked_forms) != 1 or not _ASKS.match(question):
        return None
    ((asked, form),) = asked_forms
    named = set(content_stems(asked.sub(" ", question))) - _LIGHT
    contacts = [c for c in _list_contacts(inquiry, form) if named <= c.beside | c.above]
    nearest = [c for c in contacts if named <= c.beside] or contacts
    if len({contact.span.text for contact in nearest}) != 1:
        return None
    return Reading(AnswerKind.SPAN, (nearest[0].span,), None, 1.0, NAME)


def _list_contacts(inquiry: Inquiry, form: re.Pattern[str]) -> Iterator[_Contact]:
    for passage in inquiry.passages:
        scopes = passage.scopes or [""] * len(passage.sentences)
        for sentence, scope in zip(passage.sentences, scopes, strict=True):
            above = frozenset(content_stems(f"{passage.heading} {scope}"))
            matches = [m for m in form.finditer(sentence.text) if not _DATE.fullmatch(m[0])]
            for number, match in enumerate(matches):
                yield _Contact(
                    _locate(sentence, match), _stems_beside(sentence.text, matches, number), above
                )


def _locate(sentence: CandidateSentence, match: re.Match[str]) -> AnswerSpan:
    return AnswerSpan(sentence, sentence.start + match.start(), sentence.start + match.end())


def _stems_beside(text: str, matches: list[re.Match[str]], number: int) -> frozenset[str]:
    """Return the stems of what stands before a match, or of the whole if it is the only one."""
    if len(matches) == 1:
        return frozenset(content_stems(text))
    begin = matches[number - 1].end() if number else 0
    return frozenset(content_stems(text[begin : matches[number].start()]))
