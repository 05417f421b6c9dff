"""True statements about a document, and ones made false by one change each."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index import Document, Kind, Sentence
from index.sentences import split
from training.data.documents import Asked, documents

_WORD_OF = dict(enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty".split()))  # fmt: skip
_VALUE_OF = {word: value for value, word in _WORD_OF.items() if value > 1}
_MONTHS = "January February March April May June July August September October November December"
_MONTH = "|".join(_MONTHS.split())
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_UNITS = (
    "kilometres miles metres kilograms tonnes litres hours minutes days weeks months years euros "
    "dollars pounds degrees hectares percent seconds grams centimetres feet".split()
)
_NUMBER = re.compile(
    r"(?<![\w.,:/-])(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w/-]|[.,:]\d)|(?<!-)\b(?:"
    + "|".join(_VALUE_OF)
    + r")\b(?!-)"
)
_DATE = re.compile(
    rf"\b\d{{1,2}} (?:{_MONTH})\b|\b(?:{_MONTH}) \d{{1,2}}\b|\b(?:1[89]|20)\d\d\b"
    rf"|\b(?:{'|'.join(_DAYS)})\b|\b(?:{_MONTH.replace('|May|', '|')})\b"
)
_PROPER = r"[A-ZÀ-Þ][\w'’-]+[a-zà-ÿ](?: [A-ZÀ-Þ][\w'’-]+[a-zà-ÿ])*"
_NAME = re.compile(rf"(?<=[a-z,;] ){_PROPER}")
_PLACE = re.compile(rf"(?:(?<= in )|(?<= at )|(?<= from )|(?<= near )){_PROPER}")
_NAMED = r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)*"
_SAID = (
    "said|says|told|explained|explains|argued|argues|added|adds|warned|warns|thinks|believes"
    "|estimates|reported|announced|wrote|insisted|insists|suggested|admitted|recalled"
)
_SPEAKER = re.compile(
    rf"{_NAMED}(?= (?:{_SAID})\b)"
    rf"|(?:(?<=said )|(?<=says )|(?<=explained )|(?<=added )|(?<=according to )){_NAMED}"
)
_UNIT = re.compile(r"(?<=[\d] )(?:million |billion )?(" + "|".join(_UNITS) + r"|per cent)\b")
_AUXILIARY = re.compile(
    r"\b(is|are|was|were|has|have|had|can|could|will|would|must|should|may|might|do|does|did)\b"
    r"(?! not\b|n't|n’t| no\b| never\b)"
)
_NOT = re.compile(r"(?<=\w) (?:not|never)\b(?! (?:only|just|least))|(?<=\w)n['’]t\b")
_CONTRACTED = {
    "do not": "don't", "does not": "doesn't", "did not": "didn't", "is not": "isn't",
    "are not": "aren't", "was not": "wasn't", "were not": "weren't", "will not": "won't",
    "would not": "wouldn't", "could not": "couldn't", "cannot": "can't", "has not": "hasn't",
    "have not": "haven't", "had not": "hadn't", "should not": "shouldn't",
}  # fmt: skip
_SYNONYMS = {
    "about": "some", "said": "stated", "because": "since", "started": "began", "big": "large",
    "near": "close to", "per cent": "%", "(?<!no )more than": "over", "shows": "reveals",
    "needs": "requires", "helped": "assisted", "bought": "purchased", "children": "kids",
    "ended": "finished", "built": "constructed", "while": "whereas",
    "around": "about", "get": "obtain", "asked": "requested",
}  # fmt: skip
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement and what it cites.

    Attributes:
        text: the statement.
        cited: the numbers of the sentences.
        change: how it was made of the sentence.
    """

    text: str
    cited: tuple[int, ...]
    change: str


Change = Callable[[str, Document, Sequence[Sentence], random.Random], str | None]


def statements(
    every: Sequence[tuple[Document, Sequence[Asked]]],
    changes: dict[str, Change],
    wanted: int,
    seed: int,
) -> Iterator[tuple[Document, list[Sentence], list[Statement]]]:
    """Statements of documents, about as many by each change as can be had.

    Args:
        every: documents with their questions, whose evidence is changed.
        changes: by name.
        wanted: how many statements in all.
        seed: of what is chosen.
    """
    rng = random.Random(seed)
    possible: dict[str, list[tuple[int, Statement]]] = {name: [] for name in changes}
    numbered = [split(document.text) for document, _ in every]
    for place, (document, questions) in enumerate(every):
        gold = sorted({n for q in questions for n in q.gold(numbered[place])})
        for number in gold:
            sentence = numbered[place][number - 1]
            if sentence.kind is not Kind.SENTENCE:
                continue
            text = document.text[sentence.start : sentence.end]
            for name, change in changes.items():
                changed = change(text, document, numbered[place], rng)
                if changed and (changed != text or name == "as it is"):
                    possible[name].append((place, Statement(changed, (number,), name)))
    chosen: list[list[Statement]] = [[] for _ in every]
    for place, statement in _even(possible, wanted, rng):
        chosen[place].append(statement)
    for (document, _), sentences, made in zip(every, numbered, chosen, strict=True):
        yield document, sentences, made


def full_answers(
    split_name: str, cited: str, rng: random.Random
) -> Iterator[tuple[Document, list[Sentence], list[Statement]]]:
    """The complete answers written by hand.

    Args:
        split_name: of the documents.
        cited: "with their evidence", or else each with the citation of some other sentence.
        rng: chooses that.
    """
    for document, questions in documents(split_name):
        sentences = split(document.text)
        made = []
        for question in questions:
            gold = tuple(sorted(question.gold(sentences)))
            others = [s.number for s in sentences if s.number not in gold]
            if question.full_answer and gold:
                numbers = gold if cited == "with their evidence" else (rng.choice(others),)
                made.append(Statement(question.full_answer, numbers, question.kind))
        yield document, sentences, made


def _even(
    possible: dict[str, list[tuple[int, Statement]]], wanted: int, rng: random.Random
) -> Iterator[tuple[int, Statement]]:
    """As many of each kind as there are, or an even share of those that are left to give."""
    left = wanted
    for done, name in enumerate(sorted(possible, key=lambda name: len(possible[name]))):
        share = left // (len(possible) - done)
        taken = rng.sample(possible[name], min(share, len(possible[name])))
        left -= len(taken)
        yield from taken


def _replaced(text: str, match: re.Match[str], new: str, group: int = 0) -> str:
    return text[: match.start(group)] + new + text[match.end(group) :]


def _unquoted(text: str, matches: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Those that aren't within quotation marks."""
    quoted = [m.span() for m in _QUOTED.finditer(text)]
    return [m for m in matches if not any(a <= m.start() < b for a, b in quoted)]


def swapped(pattern: re.Pattern[str]) -> Change:
    """What the pattern finds is replaced by something else of the document that it finds."""

    def change(
        text: str, document: Document, _: Sequence[Sentence], rng: random.Random
    ) -> str | None:
        found = [m for m in pattern.finditer(text) if not _in_date(text, m, pattern)]
        others = sorted({m[0] for m in pattern.finditer(document.text)})
        rng.shuffle(found)
        for match in found:
            elsewhere = [o for o in others if o not in text and not _alike(o, match[0])]
            if elsewhere:
                return _replaced(text, match, rng.choice(elsewhere))
        return None

    return change


def _in_date(text: str, match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    return pattern is _NUMBER and any(
        d.start() <= match.start() < d.end() for d in _DATE.finditer(text)
    )


def _alike(a: str, b: str) -> bool:
    """Whether two names or numbers may be the same thing: a word of one is in the other."""
    value = {w: str(v) for w, v in _VALUE_OF.items()}
    first, second = (
        {value.get(w, w)[:5] for w in re.split(r"\s|['’]s?\b", s.lower()) if w} for s in (a, b)
    )
    return bool(first & second)


def unit(text: str, _: Document, __: Sequence[Sentence], rng: random.Random) -> str | None:
    """Another unit behind a number."""
    found = list(_UNIT.finditer(text))
    if not found:
        return None
    match = rng.choice(found)
    return _replaced(text, match, rng.choice([u for u in _UNITS if u[:4] != match[1][:4]]), 1)


def negation_in(text: str, _: Document, __: Sequence[Sentence], rng: random.Random) -> str | None:
    """ "not" behind an auxiliary verb."""
    found = _unquoted(text, list(_AUXILIARY.finditer(text)))
    if not found:
        return None
    match = rng.choice(found)
    return text[: match.end()] + " not" + text[match.end() :]


def negation_out(text: str, _: Document, __: Sequence[Sentence], rng: random.Random) -> str | None:
    """A "not", "never" or "n't" left out."""
    found = _unquoted(text, list(_NOT.finditer(text)))
    return _replaced(text, rng.choice(found), "") if found else None


def attribution(
    text: str, document: Document, _: Sequence[Sentence], rng: random.Random
) -> str | None:
    """Somebody else says it."""
    found = list(_SPEAKER.finditer(text))
    others = sorted({m[0] for m in _NAME.finditer(document.text)} - {"Was", "Were"})
    if not found:
        return None
    match = rng.choice(found)
    elsewhere = [o for o in others if o not in text and not _alike(o, match[0])]
    return _replaced(text, match, rng.choice(elsewhere)) if elsewhere else None


def blend(
    text: str, document: Document, sentences: Sequence[Sentence], rng: random.Random
) -> str | None:
    """The first half of the sentence, and the second half of another."""
    other = rng.choice(sentences)
    begin, end = (words.split() for words in (text, document.text[other.start : other.end]))
    if len(begin) < 8 or len(end) < 8 or document.text[other.start : other.end] == text:
        return None
    half = end[len(end) // 2 :]
    return " ".join([*begin[: len(begin) // 2], *half])


def as_it_is(text: str, *_: object) -> str:
    """The sentence itself."""
    return text


def contracted(text: str, *_: object) -> str | None:
    """ "do not" as "don't", or the other way round."""
    for long, short in _CONTRACTED.items():
        for old, new in ((long, short), (short, long), (short.replace("'", "’"), long)):
            for match in _unquoted(text, list(re.finditer(rf"\b{old}\b", text))):
                return _replaced(text, match, new)
    return None


def digits(text: str, *_: object) -> str | None:
    """Small numbers in words as digits, and the other way round."""

    def other(match: re.Match[str]) -> str:
        if match[0] in _VALUE_OF:
            return str(_VALUE_OF[match[0]])
        return _WORD_OF.get(int(match[0]), match[0]) if match[0].isdigit() else match[0]

    dates = [d.span() for d in _DATE.finditer(text)]
    return _NUMBER.sub(
        lambda m: m[0] if any(a <= m.start() < b for a, b in dates) else other(m), text
    )


def date_order(text: str, *_: object) -> str | None:
    """3 April as April 3, and the other way round."""
    turned = re.sub(rf"\b(\d{{1,2}}) ({_MONTH})\b", r"\2 \1", text)
    return turned if turned != text else re.sub(rf"\b({_MONTH}) (\d{{1,2}})\b", r"\2 \1", text)


def synonym(text: str, *_: object) -> str:
    """Frequent words replaced by others that mean the same."""
    quoted = [m.span() for m in _QUOTED.finditer(text)]
    for old, new in _SYNONYMS.items():
        for match in reversed(list(re.finditer(rf"\b{old}\b", text))):
            if not any(a <= match.start() < b for a, b in quoted):
                text = _replaced(text, match, new)
                quoted = [m.span() for m in _QUOTED.finditer(text)]
    return text


def shortened(text: str, *_: object) -> str | None:
    """Without an inserted clause between two commas."""
    match = re.search(
        r",(?= (?:which|who|a|an|the|where)\b) [^,;:\"“”.]{5,60},(?= )", _QUOTED.sub("", text)
    )
    return text.replace(match[0], "", 1) if match and match[0] in text else None


def first_clause(text: str, *_: object) -> str | None:
    """What stands before the first semicolon, or before ", and" or ", but"."""
    match = re.match(r"([^,;:\"“”]{25,}?)(?:;|, (?:and|but|though|while|so)\b)", text)
    return f"{match[1]}." if match else None


def fronted(text: str, *_: object) -> str | None:
    """Who says something named first."""
    match = re.fullmatch(r"[\"“]([^\"“”]+),[\"”] (?:said|says) ([^,.;]+)\.", text)
    return f"{match[2]} said that “{match[1]}”." if match else None


TRUE: dict[str, Change] = {
    "as it is": as_it_is, "contracted": contracted, "words and digits": digits,
    "order of a date": date_order, "synonyms": synonym, "clause left out": shortened,
    "first clause": first_clause, "speaker first": fronted,
}  # fmt: skip
FALSE: dict[str, Change] = {
    "number": swapped(_NUMBER), "date": swapped(_DATE), "name": swapped(_NAME),
    "place": swapped(_PLACE), "unit": unit, "negation in": negation_in,
    "negation out": negation_out, "attribution": attribution, "blend": blend,
}  # fmt: skip
