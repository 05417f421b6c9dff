"""Questions to go on with: made of the documents' own sentences, and known to be answered.

A sentence of a few plain forms is turned into a question ("The mill was built in 1950." -> "When
was the mill built?"). Each question is then asked, without an LLM, and offered only if the answer
cites the very sentence that it was made of.
"""

import re
from collections.abc import Iterable, Iterator

from index import Corpus
from qa import DocumentQA

_MOST_ASKED = 12
"""Questions that are tried, at most: each takes some tens of milliseconds."""

_SURE = 0.7
"""Least confidence of an answer that a question is offered for."""

_NAME = r"[A-Z][\w’'-]*(?: (?:of |the |and |de |von )?[A-Z0-9][\w’'-]*){0,4}"
_NOUN = rf"(?P<subject>(?:The|This|An?) (?:[\w’'-]+ ){{0,3}}?[\w’'-]+|{_NAME})"
_DATE = r"(?:in|on) (?:[A-Z][a-z]+ )?\d{1,4}\b"
_PAST = r"(?P<verb>\w{3,}ed|built|made|held|found|won|lost|sold|begun|written|taken|given)"
_FORMS = tuple(
    (re.compile(pattern), question)
    for pattern, question in (
        (rf"^{_NOUN} (?P<be>was|were) {_PAST} .*\b{_DATE}", "When {be} {subject} {verb}?"),
        (rf"^{_NOUN} (?P<be>was|were) {_PAST} .*?\bby [A-Z]", "Who {be} {subject} {verb} by?"),
        (rf"^{_NOUN} (?P<be>is|was|are|were) (?P<what>[^,;:]{{4,50}}),? because\b",
         "Why {be} {subject} {what}?"),
        (rf"^{_NOUN} (?P<be>is|was) (?:an?|the) [a-z]", "What {be} {subject}?"),
        (rf"^(?P<subject>{_NAME}), (?:an?|the) [^,]+,", "What is {subject}?"),
        (rf"^{_NOUN} (?:said|says|announced|reported) ", "What did {subject} say?"),
        (r"^(?:(?:At least|About|Some|Nearly|More than) )?\d[\d,]* (?P<subject>[\w ]{4,30}?) "
         r"(?P<be>have|were|are) (?P<what>[\w ]{3,40})", "How many {subject} {be} {what}?"),
        (rf"^{_NOUN} (?:lies|is located|is situated|stands) ", "Where is {subject}?"),
        (rf"^{_NOUN} costs? .*\d", "How much does {subject} cost?"),
        (rf"^{_NOUN} weighs? .*\d", "How much does {subject} weigh?"),
        (rf"^{_NOUN} lasts? .*\d", "How long does {subject} last?"),
        (rf"^{_NOUN} (?P<modal>must|may|can|should) [a-z]", "What {modal} {subject} do?"),
    )
)  # fmt: skip
_VAGUE = re.compile(r"^(?:this|that|it|there|these|those|he|she|they|we|i|you|a|an|one)\b", re.I)


def suggest_questions(
    bot: DocumentQA, places: Iterable[tuple[str, int]], count: int, known: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return questions that are answered by sentences of the documents.

    Args:
        bot: what answers them: one without an LLM, for they are many.
        places: document and number of each sentence to make a question of, in order.
        count: most questions.
        known: questions that were asked before, and aren't offered.
    """
    seen = {_normalise(question) for question in known}
    offered: list[str] = []
    asked = 0
    for place, question in _make_questions(bot.index, places):
        if _normalise(question) in seen:
            continue
        if len(offered) == count or asked == _MOST_ASKED:
            break
        seen.add(_normalise(question))
        asked += 1
        if _is_answered(bot, question, place):
            offered.append(question)
    return tuple(offered)


def make_question(sentence: str) -> str:
    """Turn a sentence into a question that it answers; "" if it has none of the forms.

    >>> make_question("The old mill was built by Hanna Berg in 1950.")
    'When was the old mill built?'
    >>> make_question("It was built in 1950.")
    ''
    """
    for pattern, question in _FORMS:
        match = pattern.match(sentence)
        if match and not _VAGUE.match(match["subject"]):
            parts = match.groupdict()
            subject = re.sub(r"^The ", "the ", match["subject"])
            return question.format(**{**parts, "subject": subject})
    return ""


def _make_questions(
    corpus: Corpus, places: Iterable[tuple[str, int]]
) -> Iterator[tuple[tuple[str, int], str]]:
    for document_id, number in places:
        for sentence in corpus.sentences(document_id, number, number):
            text = corpus.document(document_id).text[sentence.start : sentence.end]
            question = make_question(text)
            if question:
                yield (document_id, number), question


def _is_answered(bot: DocumentQA, question: str, place: tuple[str, int]) -> bool:
    answer = bot.ask(question)
    cited = [(citation.document_id, citation.sentence) for citation in answer.citations]
    return place in cited and (answer.confidence or 0) >= _SURE


def _normalise(question: str) -> str:
    return " ".join(re.findall(r"\w+", question.lower()))
