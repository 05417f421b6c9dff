"""Who says so: the source of the last answer, in the sentences that it cites."""

import re

from index import Corpus
from index.english import SPEECH_VERBS, build_alternation
from qa.answer import Answer, Citation, Segment
from qa.backends import BackendResult, ResolvedQuestion
from qa.reader import AnswerSpan, CandidateSentence
from qa.reader.speakers import find_speaker_name
from qa.stopwatch import Stopwatch

NAME = "cited sentence"
"""Name of this backend, as answers give it."""

NOTE = "Looked up in the sentence that the last answer cites, not judged by a reader."
"""What the confidence of such an answer means."""

_ASKS = re.compile(
    r"\W*(?:(?:and|but|so)\W+)?(?:says who|who says(?: (?:so|that|this|it))?"
    r"|according to who(?:m)?|where does it say (?:so|that|this)"
    r"|where is (?:that|this|it) (?:written|stated|said)"
    r"|(?:what(?:['’]s| is) (?:the|your) )?source(?: (?:for|of) (?:that|this|it))?)\W*",
    re.IGNORECASE,
)
_VERBS = build_alternation((*SPEECH_VERBS, "claimed", "claims", "reported", "reports", "argued"))
_SPEAKER = r"(?:the |a |an )?[^\W\d_][\w’'-]*(?: (?:of |the |for )*[^\W\d_][\w’'-]*){0,4}?"
_ATTRIBUTIONS = (
    re.compile(rf"(?i)\baccording to (?P<who>{_SPEAKER})(?=[,.;:]|$)"),
    re.compile(rf"[,”\"’] (?:{_VERBS}) (?P<who>{_SPEAKER})(?=[,.;:]|$)"),
    re.compile(rf"(?:^|[,”\"’] )(?P<who>{_SPEAKER}) (?:has |have )?{_VERBS}\b"),
)


def asks_for_source(question: str) -> bool:
    """Say whether somebody wants to know where an answer is from.

    >>> asks_for_source("Says who?"), asks_for_source("Who says that the bridge is safe?")
    (True, False)
    """
    return bool(_ASKS.fullmatch(question))


def answer_source(question: str, previous: Answer, corpus: Corpus, watch: Stopwatch) -> Answer:
    """Answer who says what an answer's first sentence says, else with that sentence.

    Args:
        question: as it was asked.
        previous: an answer with citations.
        corpus: where they are from.
        watch: has the seconds so far.
    """
    resolved = ResolvedQuestion(question, None, previous.search_query, follows_up=True)
    result = _name_source(previous, corpus)
    return result.to_answer(question, resolved, previous.evidence, watch)


def _name_source(previous: Answer, corpus: Corpus) -> BackendResult:
    cited = previous.citations[0]
    words = _find_attribution(cited.quote)
    if words:
        start, end = cited.start + words.start("who"), cited.start + words.end("who")
        return _conclude(cited, start, end)
    sentence = CandidateSentence(
        cited.document_id, cited.sentence, cited.start, cited.end, cited.quote, cited.boxes
    )
    speaker = find_speaker_name(AnswerSpan(sentence, cited.start, cited.end), corpus)
    if speaker is None:
        return _conclude(cited, cited.start, cited.end)
    return _conclude(speaker.sentence.cite(1), speaker.start, speaker.end)


def _find_attribution(quote: str) -> re.Match[str] | None:
    return next(filter(None, (pattern.search(quote) for pattern in _ATTRIBUTIONS)), None)


def _conclude(cited: Citation, start: int, end: int) -> BackendResult:
    words = cited.quote[start - cited.start : end - cited.start].rstrip(" .")
    text = f"{words[:1].upper()}{words[1:]}."
    citation = Citation(
        1, cited.document_id, cited.sentence, cited.start, cited.end, cited.quote,
        ((start, end),), cited.boxes,
    )  # fmt: skip
    return BackendResult((Segment(text, (1,)),), (citation,), None, None, 1.0, NAME, NOTE)
