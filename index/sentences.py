"""Text -> numbered sentences, the unit of citation, with headings and boilerplate told apart.

Blocks come first (``index.blocks``); here each block of prose is cut at its full stops. A stop is
kept together with the quotes and brackets that close after it. Whether it ends the sentence is
decided by what stands right before and right after, within a few words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.blocks import Kind, blocks

__all__ = ["Kind", "Sentence", "split"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of a document.

    Attributes:
        number: from 1 within its document, in reading order.
        start: where it begins, a character offset into ``Document.text``.
        end: where it ends, exclusive.
        kind: whether it is a sentence of the content, a heading, or boilerplate.
    """

    number: int
    start: int
    end: int
    kind: Kind


def split(text: str) -> list[Sentence]:
    """Cut a text into sentences.

    They come in order and don't overlap; every visible character lies in exactly one; none
    begins or ends with whitespace. That holds for any string, and the time taken is linear.

    >>> text = "Dr. Wu left at 5 p.m. on Monday. “Why?” asked Ana."
    >>> [text[s.start : s.end] for s in split(text)]
    ['Dr. Wu left at 5 p.m. on Monday.', '“Why?” asked Ana.']
    """
    spans = [
        (start, end, block.kind)
        for block in blocks(text)
        for start, end in (
            _cut(text, block.start, block.end)
            if block.kind is Kind.SENTENCE
            else [(block.start, block.end)]
        )
    ]
    return [Sentence(number, *span) for number, span in enumerate(spans, start=1)]


# --- What ends a sentence -------------------------------------------------------------------------

_WIDE = "。！？｡।॥؟۔։።"  # need no space after them
_WIDE_STOP = re.compile(f"[{_WIDE}]")
_STOP = re.compile(
    rf"""[.!?…{_WIDE}]
    (?: [.!?…{_WIDE}"'”’›)\]}}*_」』）】》〉] | [“‘«»](?=\s|\Z) | \s»(?=\s|\Z) )*
    (?: \[ (?: \d{{1,3}} | [a-z] | citation\ needed ) \] )*   # Wikipedia's notes""",
    re.VERBOSE,
)
_QUOTE_CLOSES = re.compile("[\"'”’›»“«‘」』]")
_OPENING = re.compile(r"\s*(?:[—–]\s*|…|\.{3})?[\"'“”‘«»‹„‚(\[{*_¿¡#@§$€£¥₹+−~「『（【《]*")
_LETTER = re.compile(r"[^\W_]")

_STARTERS = (
    "A|About|According|After|All|Also|Although|An|And|Another|Any|As|At|Because|Before|Both|But|By"
    "|During|Each|Even|Every|Few|For|From|He|Her|Here|His|How|However|I|If|In|Instead|It|Its|Last"
    "|Later|Many|Meanwhile|Most|My|Neither|No|Nobody|None|Nor|Not|Nothing|Now|On|Once|One|Only|Or"
    "|Other|Others|Our|Several|She|Since|So|Some|Such|That|The|Their|Then|There|These|They|This"
    "|Those|Though|Three|Through|Thus|To|Two|Under|Until|Was|We|Were|What|When|Where|Whether|Which"
    "|While|Who|Why|With|Within|Without|Yet|You|Your"
)
# A word that opens a sentence. "A." and "In-jae" are parts of names.
_STARTER = re.compile(rf"(?:{_STARTERS})(?=[\s,:'’…])")

# Always before a name or an example: no sentence ends here.
_TITLE = re.compile(
    r"Mr|Mrs|Ms|Mx|Messrs|Dr|Drs|Prof|Gen|Sen|Rep|Gov|Rev|Lt|Col|Capt|Cpt|Sgt|Cpl|Pvt|Maj|Brig"
    r"|Cmdr|Adm|Hon|Pres|Supt|Det|Insp|Msgr|Fr|Mme|Mlle"
    r"|[Ee]\.g|[Ii]\.e|eg|ie|[Cc]f|vs|viz|ca|[Aa]pprox|esp"
)
# An abbreviation only before a number; else a word.
_COUNTED = re.compile(
    r"no|nos|fig|figs|eq|eqs|sec|secs|art|arts|ch|chs|vol|vols|pp|para|paras|app|ref|refs|tab|pt"
    r"|ext|tel|mar|sat|sun|wed"
)
# A sentence ends here only if the next one opens with a starter.
_SHORTENED = re.compile(
    r"Inc|Ltd|Co|Corp|Cos|Bros|Jr|Sr|Esq|St|Ste|Mt|Ft|Ave|Blvd|Rd|Sq|Dept|Univ|Assn|Dist|Br|Jan"
    r"|Feb|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue|Tues|Thu|Thur|Thurs|Fri|al|ed|eds|est"
    r"|ret|dept|ft|lb|lbs|oz|hr|hrs|mi|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La"
    r"|Md|Mich|Minn|Mo|Neb|Nev|Okla|Ore|Pa|Penn|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|PhD"
)
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,3}")  # U.S, Ph.D
_CLOCK = re.compile(r"[aApP]\.?[mM]")
_NUMBER = re.compile(r"[(\[]?(?:\d|[IVXLC]{2,}\b|[VX]\b)")
_MONTH = "Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec"
_CALENDAR = re.compile(
    rf"(?:(?:\d{{1,2}}\ )?(?:{_MONTH})(?:[a-z]{{3,6}})?"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:[a-z]*days?)?"
    r"|[A-Z]{1,3}T|GMT|UTC|Eastern|Central|Pacific|[A-Z]\w+\ time)\b"
)
# Letters that name things, not people: "Plan B. Officers".
_LETTERED = re.compile(
    r"\b(?:letter|annex|appendix|block|class|gate|grade|group|hepatitis|part|plan|room|section|type"
    r"|vitamin)\s\w\Z",
    re.IGNORECASE,
)
# "1." or, in a diary, "3 May." opens its sentence.
_MARKER = re.compile(rf"\d{{1,3}}|[^\W\d_]|[ivx]{{1,4}}|\d{{1,2}}\ (?:{_MONTH})[a-z]*")
_SPEECH = re.compile(
    r"(?:[^\W\d_a-z][\w.’'-]*\s){1,3}(?:said|says|asked|asks|cried|replied|shouted|added|wrote"
    r"|answered|exclaimed|demanded|wondered|whispered|called|screamed|told|yelled|snapped)\b"
)
_WIDE_SPEECH = re.compile("[とっなのはがをにもや]|[^\\W\\d_]{0,3}[说說道问問答喊叫]")
# A full stop without its space, "ended.The next", but not "www.Example.com" or "asp.Net".
_GLUED_BEFORE = re.compile(r"(?:\A|\s)[\"'“‘(]*[^\W\d_]*(?:[’'-][^\W\d_]+)*[a-zà-öø-ÿ]{2}\Z")
_GLUED_AFTER = re.compile(
    r"(?!(?:Com|Net|Org|Js|Io)\b)[^\W\d_a-z][^\W\d_]{0,30}(?:[’'-][^\W\d_]{1,30})?"
    r"[.,;:!?…\"”’)]*(?:\s|\Z)"
)
_WORD_JOINTS = re.compile(r"[\s\-–—/(\[{\"“”‘«*]")
_REACH = 40  # characters that a decision looks at on either side


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of one block."""
    lowercase = text[start:end].islower()  # informal text: its sentences begin in lower case too
    first = following = _LETTER.search(text, start, end)  # of this sentence; after the stop
    for stop in _STOP.finditer(text, start, end):
        if following and following.start() < stop.end():
            following = _LETTER.search(text, stop.end(), end)
        if not first or not following:
            break
        if first.start() > stop.start():
            continue  # "...and", or a stop that stands by itself
        opened = text[first.start() : min(stop.start(), first.start() + _REACH)]
        if _MARKER.fullmatch(opened) or not _ends(text, stop, following.start(), end, lowercase):
            continue
        yield start, stop.end()
        start, first = stop.end(), following
        while text[start].isspace():
            start += 1
    yield start, end


def _ends(text: str, stop: re.Match[str], letter: int, end: int, lowercase: bool) -> bool:
    """Say whether a stop ends its sentence; ``letter`` is where the next letter or digit stands."""
    mark = stop[0]
    opening = _OPENING.match(text, stop.end(), end)
    if not opening or opening.end() != letter:
        return False  # a comma, a dash, another bracket: the sentence goes on
    before = text[max(0, stop.start() - _REACH) : stop.start()]
    after = text[letter : min(letter + _REACH, end)]
    quoted = bool(_QUOTE_CLOSES.search(mark))
    if _WIDE_STOP.search(mark):
        return not (quoted and _WIDE_SPEECH.match(after))
    glued = not opening[0][:1].isspace()
    if glued and (opening[0] or not _is_glued(before, after)):
        return False
    if after[0].islower() and not lowercase:
        return False
    dashed = "—" in opening[0] or "–" in opening[0]
    if quoted:  # a dash leads to whose words they are
        return not (dashed or _is_speech(mark, after))
    if mark.rstrip(")]*_") != ".":
        return True
    return not _is_abbreviation(before, "" if dashed else after)


def _is_glued(before: str, after: str) -> bool:
    return bool(_GLUED_BEFORE.search(before) and _GLUED_AFTER.match(after))


def _is_speech(mark: str, after: str) -> bool:
    """Say whether a quotation that asks or exclaims goes on as in "Why?" Ana Ruiz asked."""
    return mark[0] in "?!…" and bool(_SPEECH.match(after)) and not _STARTER.match(after)


def _is_abbreviation(before: str, after: str) -> bool:
    """Say whether the word before a full stop is shortened, and the sentence goes on after it."""
    word = _WORD_JOINTS.split(before)[-1].lstrip("'’")
    if _TITLE.fullmatch(word):
        return True
    if _COUNTED.fullmatch(word.lower()):
        return bool(_NUMBER.match(after))
    if _CLOCK.fullmatch(word):
        return bool(_CALENDAR.match(after)) and not _STARTER.match(after)
    is_initial = len(word) == 1 and word.isalpha() and not _LETTERED.search(before)
    if is_initial or _SHORTENED.fullmatch(word) or _DOTTED.fullmatch(word):
        return not _STARTER.match(after)
    return False
