"""Numbers that things are known by: "invoice no. 88-140" has the invoice number."""

import re

from qa.reader import AnswerKind, AnswerSpan, Reading, list_sentences
from qa.reader.inquiry import Inquiry
from qa.words import content_stems

NAME = "number by its name"
"""Name of this source, as answers give it."""

_ASKED = re.compile(
    r"(?i)\W*(?:(?:what|which)(?:['’]s| is| was| are)? |give me )?(?:the |your |our |my |its )?"
    r"(?P<thing>[^\W\d_][\w'’ -]{1,40}?) (?:number|no\.?|nr\.?)(?: (?:is it|of (?:it|this)))?\W*"
)
_NUMBER = r"(?:[A-Z]{1,6}[-/ ]?)*\d[\w./-]*(?: (?=\S*\d|[A-Z]\b)[A-Z\d][A-Z\d./-]*)*"
_NAMED = re.compile(
    rf"(?P<thing>(?:[^\W\d_][\w'’-]* ){{0,2}}[^\W\d_][\w'’-]*) "
    rf"(?i:number|no\.?|nr\.?|#)(?: ?:)? ?(?P<number>{_NUMBER})(?<![./-])"
)


def find_numbered(inquiry: Inquiry) -> Reading | None:
    """Find the number that follows the name of a thing and "no."; None if there are several."""
    asked = _ASKED.fullmatch(inquiry.search_query)
    thing = set(content_stems(asked["thing"])) if asked else set()
    spans = {
        AnswerSpan(sentence, sentence.start + match.start("number"), sentence.start + match.end())
        for sentence in list_sentences(inquiry.passages)
        for match in _NAMED.finditer(sentence.text)
        if thing and thing <= set(content_stems(match["thing"]))
    }
    if len({span.text for span in spans}) != 1:
        return None
    first = min(spans, key=lambda span: (span.sentence.document_id, span.start))
    return Reading(AnswerKind.SPAN, (first,), None, 1.0, NAME)
