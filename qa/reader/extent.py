"""Extent of an answer: whole tokens, whole lines, and of an instruction all of it.

The network cuts at punctuation. An address, a path, a version or an amount is one token up to the
white space around it; a phone number or an IBAN goes on over its spaces.
"""

import re
from dataclasses import replace

from index.english import SENTENCE_STARTERS
from qa.english import MEASURES, MONTHS, SCALES
from qa.reader import AnswerSpan

_QUOTES = "\"'“”‘’«»‹›„"
_NOTES = r"(?:\[\w{1,3}\])*"
# A token up to the punctuation around it; a minus or plus and a currency's sign are a part of it.
_CORE = re.compile(
    rf"[{_QUOTES}(\[{{*_¿¡<]*(?:[–—-](?!\d|\.\d))*(?P<core>.*?)"
    rf"[{_QUOTES}*_.,;:!?…>]*{_NOTES}[{_QUOTES}*_.,;:!?…>]*",
    re.DOTALL,
)
_LONGEST_TOKEN = 1_000  # characters; of a longer one, single characters are taken
_INDIVISIBLE = re.compile(r"[\d/_@\\]|\w\.\w")
_ADDRESS = re.compile(r"[/_@\\]")
# "18-year-old" and "mid-2021" are words with a number, "9–12" is a range: those can be cut.
_JOINT = re.compile(r"(?<=\d)-(?=[a-z]{2})|(?<=[a-z]{2})-(?=\d)|(?<=\w)[–—](?=\w)")
_GROUPS = re.compile(
    r"""(?<![\w.,/-])(?:
        \+\d{1,3}(?:[ -](?:\d{1,5}|\(\d{1,5}\)))+          # phone numbers
      | 0\d{1,5}(?:[ -]\d{2,8})+
      | [A-Z]{2}\d{2}(?:[ ][A-Z\d]{4}){2,7}(?:[ ][A-Z\d]{1,4})?   # IBANs
      | [+−-]?\d{1,3}(?:[ ]\d{3})+               # thousands
      | \d[\d.,]*(?:[ ]?[a-z]{1,2})?               # 30 x 12 m
        (?:(?:[ ]?[x×][ ]?|[ ]by[ ])\d[\d.,]*(?:[ ]?(?:[mck]?m|in|ft))?)+
    )(?![\w])""",
    re.VERBOSE,
)
_UNIT = re.compile(r"(?<=\d) ?(?:%|‰|°[CF]?|[€$£¥]|[ap]\.m\.|[ap]m\b)")
_UNIT_WORDS = frozenset([*MEASURES, *SCALES])
_NUMBER_BEFORE = re.compile(r"(?<![\w.,])\d[\d.,]* \Z")
_WORD = re.compile(r"[^\W\d_]+|[%°€$£]")
_SIGN = re.compile(r"(?:[$£€¥]|§{1,2}) ?\Z")
_ASKS_HOW_TO = re.compile(
    r"(?i)\W*(?:(?:and|but|so|please)\W+)?how (?:to|(?:do|can|could|should|shall|must|may|would) "
    r"(?:i|we|you|one|people|somebody|someone|anybody|anyone))\b"
)
_ASKS_TIME = re.compile(r"(?i)\b(?:how (?:long|many|old|far|often|soon)|when|period|term|notice)\b")
_ASKS_WHEN = re.compile(r"(?i)\bwhen\b")
_TIME_BEHIND = re.compile(
    r"(?:,| at) \d{1,2}(?:[.:]\d\d)?(?: ?[ap]\.?m\b\.?| o['’]clock|(?<=[.:]\d\d))"
)
_MEASURED = re.compile(r"(?:(?<=s)['’]|['’]s) [^\W\d_]+")
_ASKS_PLACE = re.compile(r"(?i)\baddress\b|\bstreet\b|\bwhere\b")
_PROPER = r"[^\W\d_a-z][\w.’'-]*"
_STREET = re.compile(
    rf"(?: {_PROPER}){{1,4}}(?:, (?:[A-Z]{{0,3}}-?\d[\w ]{{2,7}} )?{_PROPER}(?: {_PROPER}){{0,3}})*"
    r"(?<!\.)"
)
_ASKS_WHO_IS = re.compile(r"(?i)\W*(?:(?:and|but|so)\W+)?who(?:['’]s| is| was| are| were)\b")
_PART = r"[^\W\d_a-z][\w’'-]*\w"
_PART_BEFORE = re.compile(rf"(?<![\w.’'-])(?P<part>{_PART}) \Z")
_PART_AFTER = re.compile(rf" (?P<part>{_PART})(?![\w-])")
_CALENDAR = frozenset(month.capitalize() for month in [*MONTHS, "may"])
_ASKS_PART = re.compile(r"(?i)\b(?:first|last|given|family) names?\b|\bsurnames?\b")
_SHORT_LINE = 40  # characters: a longer line may be one that is merely wrapped


def widen_to_tokens(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span widened so that it cuts no word, number, address or unit.

    Args:
        text: the passage.
        start: half-open character offset of the span.
        end: exclusive; more than ``start``.

    >>> text = "It measures 30 x 12 m."
    >>> text[slice(*widen_to_tokens(text, 12, 16))]
    '30 x 12 m'
    >>> text = "Write to info@dock.example, or call +44 20 7946 0018."
    >>> [text[slice(*widen_to_tokens(text, *span))] for span in ((14, 18), (43, 47))]
    ['info@dock.example', '+44 20 7946 0018']
    """
    first, last = _token_at(text, start), _token_at(text, end - 1)
    start, end = min(start, first[0]), max(end, last[1])
    for groups in _GROUPS.finditer(text, max(0, start - 40), min(len(text), end + 40)):
        if groups.start() < end and start < groups.end():
            start, end = min(start, groups.start()), max(end, groups.end())
    unit_word = _WORD.match(text, start)
    if unit_word and unit_word[0].lower() in _UNIT_WORDS:
        number = _NUMBER_BEFORE.search(text, max(0, start - 20), start)
        start = number.start() if number else start
    if text[start].isdigit() and (sign := _SIGN.search(text, max(0, start - 3), start)):
        start = sign.start()
    for unit in _UNIT.finditer(text, max(0, end - 6), min(len(text), end + 6)):
        if unit.start() <= end:
            end = max(end, unit.end())
    return start, end


def keep_whole_lines(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the pieces of lines at its ends, where line breaks part the text.

    >>> text = "Ana Roe\\nHead of Sales\\nPhone 0555 1234"
    >>> text[slice(*keep_whole_lines(text, 8, 27))]
    'Head of Sales'
    """
    while (cut := text.rfind("\n", start, end)) > start and _is_meant(text, cut):
        rest = text[end : (text + "\n").index("\n", end)]
        if not any(map(str.isalnum, rest)):
            break
        end = cut
    while start < (cut := text.find("\n", start, end)) < end - 1 and _is_meant(text, cut):
        before = text[text.rfind("\n", 0, start) + 1 : start].rstrip()
        if not before or before.endswith(":"):
            break
        start = cut + 1
    return start, end


def widen_to_names(question: str, span: AnswerSpan) -> AnswerSpan:
    """Return the words with the whole of a name of which they begin or end with one word.

    Of a name with two words more may be an office: "Biologist Ana Roe". What the question says
    already isn't added: "Which Strand wrote it?" asks for the other name. But "Who is Strand?" gets
    the whole.

    Args:
        question: what is asked.
        span: the words that answer.

    >>> from qa.reader import CandidateSentence
    >>> text = "It was written by Helena Strand in May."
    >>> found = AnswerSpan(CandidateSentence("", 1, 0, len(text), text), 25, 31)
    >>> widen_to_names("Who wrote it?", found).text
    'Helena Strand'
    """
    words = span.text.split()
    is_part = [bool(re.fullmatch(_PART, word)) and word not in _CALENDAR for word in words]
    if not words or _ASKS_PART.search(question):
        return span
    text, begin = span.sentence.text, span.sentence.start
    start, end = span.start - begin, span.end - begin
    said = set(re.findall(r"\w+", f"{question} {question.title()}"))
    taken = {*SENTENCE_STARTERS, *_CALENDAR, *said}
    before, after = _PART_BEFORE.search(text, 0, start), _PART_AFTER.match(text, end)
    if before and is_part[:2] in ([True], [True, False]) and before["part"] not in taken:
        start = before.start("part")
    if after and is_part[-2:] in ([True], [False, True]) and after["part"] not in taken:
        end = after.end("part")
    elif is_part[-1] and _ASKS_WHO_IS.match(question):
        while after and after["part"] in said:  # "Who is Ana Roe?": "Chief Ana Roe"
            end = after.end("part")
            after = _PART_AFTER.match(text, end)
    return replace(span, start=begin + start, end=begin + end)


def finish_answer(question: str, span: AnswerSpan) -> AnswerSpan:
    """Return the words that answer, with the rest of an instruction, an address or a measure.

    An instruction goes on to the end of its sentence, since half of it is of no use; a house
    number goes on over the street and the town; "three months" may be "three months' rent", and
    "when" asks for the time behind a day, too. Other words are left as they are.
    """
    if _ASKS_HOW_TO.match(question):
        return replace(span, end=span.sentence.end)
    measured = _MEASURED.match(span.sentence.text, span.end - span.sentence.start)
    last = span.text.rpartition(" ")[2].lower()
    if measured and last in _UNIT_WORDS and not _ASKS_TIME.search(question):
        return replace(span, end=span.sentence.start + measured.end())
    time = _TIME_BEHIND.match(span.sentence.text, span.end - span.sentence.start)
    if time and _ASKS_WHEN.search(question):
        return replace(span, end=span.sentence.start + time.end())
    if _ASKS_PLACE.search(question):
        sentence = span.sentence
        number = re.search(r"(?<!\d)\d+[a-z]?\Z", span.text)
        street = _STREET.match(sentence.text, span.end - sentence.start)
        if number and street:
            return replace(span, end=sentence.start + street.end())
    return span


def _token_at(text: str, place: int) -> tuple[int, int]:
    """Return the bounds of what can't be divided around a character: at least that character."""
    left = place
    while left > 0 and not text[left - 1].isspace():
        left -= 1
    right = place + 1
    while right < len(text) and not text[right].isspace():
        right += 1
    # Of a long run of punctuation, the square of its length would be tried.
    match = right - left <= _LONGEST_TOKEN and _CORE.fullmatch(text, left, right)
    if text[place].isspace() or not match:
        return place, place + 1
    left, right = _keep_brackets(text, *match.span("core"))
    if not left <= place < right:
        return place, place + 1
    core = text[left:right]
    if not _INDIVISIBLE.search(core):
        return _word_at(text, place)
    if not _ADDRESS.search(core):
        for joint in _JOINT.finditer(text, left, right):
            if joint.end() <= place:
                left = joint.end()
            elif place < joint.start():
                right = joint.start()
                break
    return left, right


def _keep_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a token without a bracket at its end that closes one before it."""
    while (
        end > start
        and text[end - 1] in ")]}"
        and text[start:end].count(text[end - 1])
        > text[start:end].count("([{"[")]}".index(text[end - 1])])
    ):
        end -= 1
        while end > start and text[end - 1] in f"{_QUOTES}.,;:!?…":
            end -= 1
    return start, end


def _word_at(text: str, place: int) -> tuple[int, int]:
    start, end = place, place + 1
    while start > 0 and text[start - 1 : start + 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1 : end + 1].isalnum():
        end += 1
    return start, end


def _is_meant(text: str, line_break: int) -> bool:
    """Say whether a line break parts two lines rather than wrapping one."""
    line = text[text.rfind("\n", 0, line_break) + 1 : line_break]
    following = text[line_break + 1 : line_break + 2]
    return len(line) < _SHORT_LINE and not line.endswith(",") and not following.islower()
