"""What an LLM is asked to write: the words found, in their sentences and those around them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.answer import Citation
from qa.backends.base import Finding
from qa.reader import AnswerKind, CandidateSentence, ReadingPassage, list_sentences
from qa.reader.passages import read_sentence
from qa.sentence_prompt import FoundWords, build_open_prompt, build_sentence_prompt
from qa.words import stem, tokenize

MAX_CHARACTERS = 6_000
"""Most characters of the sentences in a prompt; a small model reads 2,000 in a second."""

MOST_SENTENCES = 8
"""Most sentences in a prompt, unless more were found."""

_WORDED = frozenset(
    {AnswerKind.SPAN, AnswerKind.LIST, AnswerKind.YES, AnswerKind.NO, AnswerKind.SENTENCES}
)
_VERDICTS = {AnswerKind.YES: "yes", AnswerKind.NO: "no"}


@dataclass(frozen=True, slots=True)
class WritingTask:
    """A prompt, and what may be cited in reply.

    Attributes:
        prompt: for the LLM.
        sentences: those in the prompt, by their numbers there.
        contexts: what each of them stands under, by the same numbers: headings, heads of columns,
            and what of the question the documents know.
        found: the words that a sentence has to hold; none where several sentences are asked for.
    """

    prompt: str
    sentences: dict[int, Citation]
    contexts: dict[int, str]
    found: tuple[str, ...]


def make_task(question: str, finding: Finding, room: int, around: int) -> WritingTask | None:
    """Make the task of putting what was found into sentences.

    Args:
        question: self-contained.
        finding: what was found.
        room: most characters of the sentences.
        around: how many sentences on either side of those found go with them.

    Returns:
        None where there is nothing to put into a sentence: items that were counted, a sentence
        that leaves open whether it says yes or no, or sentences that don't fit.
    """
    reading = finding.reading
    if reading.kind not in _WORDED:
        return None
    is_open = reading.kind is AnswerKind.SENTENCES
    found = list(dict.fromkeys(span.sentence for span in reading.spans))
    others = _list_likeliest(finding) if is_open else _list_neighbours(finding, found, around)
    sentences = _fit(found, others, min(room, MAX_CHARACTERS))
    if not sentences:
        return None
    number = {sentence: n for n, sentence in enumerate(sentences, start=1)}
    home = {s: passage for passage in reversed(finding.passages) for s in passage.sentences}
    heading = {s: home[s].heading if s in home else "" for s in sentences}
    read = {s: read_sentence(home[s], s) if s in home else s.text for s in sentences}
    known = "" if reading.kind in _VERDICTS else _find_known_words(question, finding.passages)
    if is_open:
        prompt = build_open_prompt(question, heading[found[0]], list(read.values()))
        words = []
    else:
        words = [FoundWords(span.text, number[span.sentence]) for span in reading.spans]
        verdict = _VERDICTS.get(reading.kind, "")
        context = heading[found[0]]
        prompt = build_sentence_prompt(question, context, list(read.values()), words, verdict)
    return WritingTask(
        prompt,
        {n: sentence.cite(n) for sentence, n in number.items()},
        {n: f"{heading[s]}\n{read[s]}\n{known}" for s, n in number.items()},
        tuple(word.text for word in words),
    )


def _list_neighbours(
    finding: Finding, found: Sequence[CandidateSentence], reach: int
) -> Iterable[CandidateSentence]:
    """List the retrieved sentences before and behind those that were found."""
    steps = range(-reach, reach + 1)
    near = {(s.document_id, s.sentence + step) for s in found for step in steps}
    return (s for s in list_sentences(finding.passages) if (s.document_id, s.sentence) in near)


def _list_likeliest(finding: Finding) -> Iterable[CandidateSentence]:
    """List the retrieved sentences that are likest to the question, the likest first."""
    pairs = [
        pair
        for passage in finding.passages
        for pair in zip(passage.sentences, passage.similarities, strict=False)
    ]
    return dict.fromkeys(sentence for sentence, _ in sorted(pairs, key=lambda pair: -pair[1]))


def _fit(
    found: Sequence[CandidateSentence], others: Iterable[CandidateSentence], room: int
) -> list[CandidateSentence]:
    """Return what fits, in the documents' order; nothing where not even what was found does."""
    room -= sum(len(sentence.text) for sentence in found)
    chosen = list(found) if room >= 0 else []
    for sentence in others if chosen else ():
        if len(chosen) >= max(MOST_SENTENCES, len(found)):
            break
        if sentence not in chosen and len(sentence.text) <= room:
            chosen.append(sentence)
            room -= len(sentence.text)
    order = list(dict.fromkeys(sentence.document_id for sentence in chosen))
    return sorted(chosen, key=lambda s: (order.index(s.document_id), s.sentence))


def _find_known_words(question: str, passages: Iterable[ReadingPassage]) -> str:
    """Return the words of a question that the passages have: a sentence may say them again."""
    known = {
        stem(token.lower)
        for passage in passages
        for token in tokenize(f"{passage.heading} {passage.text}")
    }
    words = (token for token in tokenize(question) if token.text.isalpha())
    return " ".join(word.text for word in words if stem(word.lower) in known)
