"""Edits of a sentence: some leave it true, the others make it false."""

import random
import re
from collections.abc import Callable, Sequence

from index import Document, Sentence

Edit = Callable[[str, Document, Sequence[Sentence], random.Random], str | None]
"""Takes a sentence, its document and that one's sentences; None where it doesn't apply."""

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
_HEDGE = re.compile(
    r"\b(?P<verb>(?:may|might|could) be)\b"
    r"|\b(?P<plan>(?:is|are) (?:expected|planned|due|likely) to )"
    r"|\b(?:allegedly|reportedly|probably|possibly|perhaps|apparently) "
)
_BOUNDS = {
    "until": "since", "since": "until", "at least": "at most", "at most": "at least",
    "up to": "at least", "more than": "less than", "less than": "more than",
}  # fmt: skip
_BOUND = re.compile(
    r"\b(?:until|since)(?= (?:\d|the |last |" + _MONTH + r"))"
    r"|\b(?:at least|at most|up to|more than|less than)(?= [$€£]?\d)"
)
_DOING = re.compile(
    rf"(?P<one>{_NAMED})(?P<between> (?:[a-z]{{2,}}(?:ed|es)|led|won|beat|met|sold|told|gave|took)"
    rf"(?: [a-z]+){{0,3}} )(?P<other>{_NAMED})"
)
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")


def _replace(text: str, match: re.Match[str], new: str, group: int = 0) -> str:
    return text[: match.start(group)] + new + text[match.end(group) :]


def _drop_quoted(text: str, matches: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Return the matches outside of quotation marks."""
    quoted = [m.span() for m in _QUOTED.finditer(text)]
    return [m for m in matches if not any(a <= m.start() < b for a, b in quoted)]


def swap_match(pattern: re.Pattern[str]) -> Edit:
    """Make an edit that replaces a match by another match of the document."""

    def change(
        text: str, document: Document, _: Sequence[Sentence], rng: random.Random
    ) -> str | None:
        matches = [m for m in pattern.finditer(text) if not _is_in_date(text, m, pattern)]
        others = sorted({m[0] for m in pattern.finditer(document.text)})
        rng.shuffle(matches)
        for match in matches:
            elsewhere = [o for o in others if o not in text and not _may_be_same(o, match[0])]
            if elsewhere:
                return _replace(text, match, rng.choice(elsewhere))
        return None

    return change


def _is_in_date(text: str, match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    return pattern is _NUMBER and any(
        d.start() <= match.start() < d.end() for d in _DATE.finditer(text)
    )


def _may_be_same(a: str, b: str) -> bool:
    """Return whether two names or numbers share a word, and so may be the same thing."""
    value = {w: str(v) for w, v in _VALUE_OF.items()}
    first, second = (
        {value.get(w, w)[:5] for w in re.split(r"\s|['’]s?\b", s.lower()) if w} for s in (a, b)
    )
    return bool(first & second)


def change_unit(text: str, _: Document, __: Sequence[Sentence], rng: random.Random) -> str | None:
    """Put another unit behind a number."""
    matches = list(_UNIT.finditer(text))
    if not matches:
        return None
    match = rng.choice(matches)
    return _replace(text, match, rng.choice([u for u in _UNITS if u[:4] != match[1][:4]]), 1)


def insert_negation(
    text: str, _: Document, __: Sequence[Sentence], rng: random.Random
) -> str | None:
    """Put "not" behind an auxiliary verb."""
    matches = _drop_quoted(text, list(_AUXILIARY.finditer(text)))
    if not matches:
        return None
    match = rng.choice(matches)
    return text[: match.end()] + " not" + text[match.end() :]


def drop_negation(text: str, _: Document, __: Sequence[Sentence], rng: random.Random) -> str | None:
    """Leave out a "not", "never" or "n't"."""
    matches = _drop_quoted(text, list(_NOT.finditer(text)))
    return _replace(text, rng.choice(matches), "") if matches else None


def change_speaker(
    text: str, document: Document, _: Sequence[Sentence], rng: random.Random
) -> str | None:
    """Replace who says it."""
    matches = list(_SPEAKER.finditer(text))
    others = sorted({m[0] for m in _NAME.finditer(document.text)} - {"Was", "Were"})
    if not matches:
        return None
    match = rng.choice(matches)
    elsewhere = [o for o in others if o not in text and not _may_be_same(o, match[0])]
    return _replace(text, match, rng.choice(elsewhere)) if elsewhere else None


def blend_halves(
    text: str, document: Document, sentences: Sequence[Sentence], rng: random.Random
) -> str | None:
    """Join the first half of the sentence and the second half of another."""
    other = rng.choice(sentences)
    begin, end = (words.split() for words in (text, document.text[other.start : other.end]))
    if len(begin) < 8 or len(end) < 8 or document.text[other.start : other.end] == text:
        return None
    half = end[len(end) // 2 :]
    return " ".join([*begin[: len(begin) // 2], *half])


def drop_hedge(text: str, _: Document, __: Sequence[Sentence], rng: random.Random) -> str | None:
    """Leave out a reservation: "may be" becomes "is", "is expected to" becomes "will"."""
    matches = _drop_quoted(text, list(_HEDGE.finditer(text)))
    if not matches:
        return None
    match = rng.choice(matches)
    certain = "is" if match["verb"] else "will " if match["plan"] else ""
    return _replace(text, match, certain)


def swap_until(text: str, _: Document, __: Sequence[Sentence], rng: random.Random) -> str | None:
    """Put "since" for "until", "at most" for "at least", or the other way round."""
    matches = _drop_quoted(text, list(_BOUND.finditer(text)))
    if not matches:
        return None
    match = rng.choice(matches)
    return _replace(text, match, _BOUNDS[match[0]])


def swap_names(
    text: str, document: Document, _: Sequence[Sentence], rng: random.Random
) -> str | None:
    """Let what two names on either side of a verb do be done by each other."""
    names = {m[0] for m in _NAME.finditer(document.text) if not _DATE.search(m[0])}
    matches = [
        m
        for m in _drop_quoted(text, list(_DOING.finditer(text)))
        if {m["one"], m["other"]} <= names and not _may_be_same(m["one"], m["other"])
    ]
    if not matches:
        return None
    match = rng.choice(matches)
    swapped = f"{match['other']}{match['between']}{match['one']}"
    return _replace(text, match, swapped)


def keep(text: str, *_: object) -> str:
    """Return the sentence itself."""
    return text


def contract(text: str, *_: object) -> str | None:
    """Write "do not" as "don't", or the other way round."""
    for long, short in _CONTRACTED.items():
        for old, new in ((long, short), (short, long), (short.replace("'", "’"), long)):
            for match in _drop_quoted(text, list(re.finditer(rf"\b{old}\b", text))):
                return _replace(text, match, new)
    return None


def swap_digits(text: str, *_: object) -> str | None:
    """Write small numbers in words as digits, and the other way round."""

    def other(match: re.Match[str]) -> str:
        if match[0] in _VALUE_OF:
            return str(_VALUE_OF[match[0]])
        return _WORD_OF.get(int(match[0]), match[0]) if match[0].isdigit() else match[0]

    dates = [d.span() for d in _DATE.finditer(text)]
    return _NUMBER.sub(
        lambda m: m[0] if any(a <= m.start() < b for a, b in dates) else other(m), text
    )


def reorder_date(text: str, *_: object) -> str | None:
    """Write 3 April as April 3, and the other way round."""
    turned = re.sub(rf"\b(\d{{1,2}}) ({_MONTH})\b", r"\2 \1", text)
    return turned if turned != text else re.sub(rf"\b({_MONTH}) (\d{{1,2}})\b", r"\2 \1", text)


def replace_synonyms(text: str, *_: object) -> str:
    """Replace frequent words by synonyms."""
    quoted = [m.span() for m in _QUOTED.finditer(text)]
    for old, new in _SYNONYMS.items():
        for match in reversed(list(re.finditer(rf"\b{old}\b", text))):
            if not any(a <= match.start() < b for a, b in quoted):
                text = _replace(text, match, new)
                quoted = [m.span() for m in _QUOTED.finditer(text)]
    return text


def drop_clause(text: str, *_: object) -> str | None:
    """Leave out an inserted clause between two commas."""
    match = re.search(
        r",(?= (?:which|who|a|an|the|where)\b) [^,;:\"“”.]{5,60},(?= )", _QUOTED.sub("", text)
    )
    return text.replace(match[0], "", 1) if match and match[0] in text else None


def keep_first_clause(text: str, *_: object) -> str | None:
    """Keep what stands before the first semicolon, or before ", and" or ", but"."""
    match = re.match(r"([^,;:\"“”]{25,}?)(?:;|, (?:and|but|though|while|so)\b)", text)
    return f"{match[1]}." if match else None


def front_speaker(text: str, *_: object) -> str | None:
    """Name first who says something."""
    match = re.fullmatch(r"[\"“]([^\"“”]+),[\"”] (?:said|says) ([^,.;]+)\.", text)
    return f"{match[2]} said that “{match[1]}”." if match else None


FAITHFUL_EDITS: dict[str, Edit] = {
    "as it is": keep, "contracted": contract, "words and digits": swap_digits,
    "order of a date": reorder_date, "synonyms": replace_synonyms, "clause left out": drop_clause,
    "first clause": keep_first_clause, "speaker first": front_speaker,
}  # fmt: skip
"""Edits after which a true sentence is still true, by name."""

CORRUPTING_EDITS: dict[str, Edit] = {
    "another number": swap_match(_NUMBER), "another date": swap_match(_DATE),
    "another name": swap_match(_NAME), "another place": swap_match(_PLACE),
    "another unit": change_unit, "a negation put in": insert_negation,
    "a negation left out": drop_negation, "somebody else says it": change_speaker,
    "the halves of two sentences": blend_halves, "a hedge left out": drop_hedge,
    "until for since, at most for at least": swap_until, "names swapped": swap_names,
}  # fmt: skip
"""Edits that make a true sentence false, by name."""
