"""All places, dates or addresses that a document mentions: "List the cities mentioned"."""

import re
from collections.abc import Iterator

from index.english import MONTHS, WEEKDAYS, build_alternation
from qa.reader import AnswerKind, AnswerSpan, CandidateSentence, Reading, list_sentences
from qa.reader.english import COUNTRIES
from qa.reader.inquiry import Inquiry
from qa.reader.lists import MAX_ITEMS

NAME = "mentions"
"""Name of this source, as answers give it."""

_WORD = r"(?![A-Z]{2})[^\W\d_a-z][\w’'-]*"
_CALENDAR = rf"(?:{build_alternation(MONTHS)}|{build_alternation(WEEKDAYS)})[a-z]*\b"
_PLACE = rf"(?!{_CALENDAR}){_WORD}(?: {_WORD})*"
# "Turkish" in "of Turkish tanks" is no place: what follows a name is a sign or a small word.
_AFTER = r"(?=[.,;:!?)]|\Z| (?:and|or|on|in|at|by|for|to|with|where|until|after|as)\b)"
_IN = re.compile(rf"\b(?:in|near|via|through|at) (?P<name>{_PLACE})(?![’'\w])")
# Whoever something comes from, or goes to, may be a person, of two names.
_TO = re.compile(rf"\b(?:to|from|of|visited|reached) (?P<name>(?!{_CALENDAR}){_WORD}){_AFTER}")
_JOINED = re.compile(rf"(?:,| and|, and) (?P<name>{_PLACE}){_AFTER}")
_COUNTRY_NAMES = [country.title().replace(" And ", " and ") for country in COUNTRIES]
_COUNTRY = re.compile(rf"\b(?P<name>{build_alternation(_COUNTRY_NAMES)})(?!\w)")
_MONTH = rf"{build_alternation(MONTHS)}[a-z]*\.?"
_DATE = re.compile(
    r"\b(?P<name>\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?: \d{{4}})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:, \d{{4}})?\b|{_MONTH} \d{{4}})"
)
_MAIL = re.compile(r"(?P<name>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)")
_PHONE = re.compile(r"(?<![\w./-])(?P<name>(?:\+\d{1,3}|0)\d{0,5}(?:[ /-]\d{2,8}){1,5})(?!\w)")
_FORMS = {
    "cities": (_IN, _TO),
    "towns": (_IN, _TO),
    "places": (_IN, _TO),
    "countries": (_COUNTRY,),
    "dates": (_DATE,),
    "email addresses": (_MAIL,),
    "e-mail addresses": (_MAIL,),
    "phone numbers": (_PHONE,),
}
"""What is asked for -> the forms in which it is mentioned."""

_ASKS = re.compile(
    r"(?i)\W*(?:please )?(?:what|which|(?:list|name|give|show)(?: me)?)(?: all)?(?: of)?(?: the)?"
    rf" (?P<what>{'|'.join(_FORMS)})(?: that| which)?(?: are| is| were)?"
    r" (?:mentioned|named|listed|given|in (?:the|this) (?:text|document|report|article))\b.{0,40}"
)


def find_mentioned(inquiry: Inquiry) -> Reading | None:
    """Find all that is mentioned of the kind that the question asks for."""
    asks = _ASKS.fullmatch(inquiry.question.rstrip(" .?!"))
    what = asks["what"].lower() if asks else ""
    forms = _FORMS.get(what, ())
    mentions: dict[str, AnswerSpan] = {}
    for span in _list_mentions(inquiry, forms):
        is_country = span.text.lower() in COUNTRIES
        if not (is_country and what in ("cities", "towns")):
            mentions.setdefault(span.text, span)
    if not 0 < len(mentions) <= MAX_ITEMS:
        return None
    return Reading(AnswerKind.LIST, tuple(mentions.values()), None, 1.0, NAME)


def _list_mentions(inquiry: Inquiry, forms: tuple[re.Pattern[str], ...]) -> Iterator[AnswerSpan]:
    for sentence in _list_all_sentences(inquiry) if forms else ():
        found = {m.span("name") for form in forms for m in form.finditer(sentence.text)}
        if _TO in forms:
            found |= {span for _, end in found for span in _find_joined(sentence.text, end)}
        for start, end in sorted(found):
            yield AnswerSpan(sentence, sentence.start + start, sentence.start + end)


def _find_joined(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the places that an enumeration goes on with: "in Bremen, Kassel and Leeds"."""
    while joined := _JOINED.match(text, start):
        yield joined.span("name")
        start = joined.end("name")


def _list_all_sentences(inquiry: Inquiry) -> Iterator[CandidateSentence]:
    """Yield the sentences of the documents of the passages, in order."""
    for document_id in dict.fromkeys(s.document_id for s in list_sentences(inquiry.passages)):
        text = inquiry.corpus.document(document_id).text
        for s in inquiry.corpus.sentences(document_id):
            yield CandidateSentence(
                document_id, s.number, s.start, s.end, text[s.start : s.end], s.boxes
            )
