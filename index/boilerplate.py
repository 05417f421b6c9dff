"""Boilerplate: lines that a saved web page or a paged document carries besides its content.

Every test takes a line or a block without outer whitespace and looks at the whole of it, so that
prose which only mentions a picture, an agency or a byline is not taken for one.
"""

import re

from index.english import (
    JOURNALISTS,
    MONTHS,
    NAME_PARTICLES,
    NEWS_AGENCIES,
    NEWSPAPER_NAMES,
    WEEKDAYS,
    build_alternation,
)

_MAX_CHARACTERS = 300  # characters; what is longer is prose

_BRACKETED = re.compile(r"\s\([^()]{1,60}\)\Z")
_CAPITAL = "[" + "".join(c for c in map(chr, range(0x530)) if c.isupper()) + "]"
_WORD = rf"{_CAPITAL}[\w.'’-]*"
_PARTICLE = build_alternation(NAME_PARTICLES)
_NAME = rf"{_WORD}(?:\s(?:{_WORD}|{_PARTICLE})){{1,4}}"
_NAMES = rf"{_NAME}(?:(?:,\s|\sand\s|,\sand\s|\s&\s){_NAME})*"
_AGENCY = build_alternation(NEWS_AGENCIES)
_PAPER = rf"(?:{_WORD}\s){{1,3}}{build_alternation(NEWSPAPER_NAMES)}"
_ROLE = rf"(?i:[\w ]{{0,30}}\b{build_alternation(JOURNALISTS)})"
_OUTLET = rf"(?:{_AGENCY}|{_PAPER}|{_ROLE})"
_PLACE = r"[A-Z][A-Z .'’&/-]{1,40}"
_DATE = rf"{build_alternation(MONTHS)}[a-z]*\.?(?:\s\d{{1,2}})?"
_STATE = rf"(?:{_WORD}|{_DATE})"
_BETWEEN = r"[\s,:(|)]"
# Atomic, and whole: were there two ways to read a part of a date, a line of n parts had 2**n. A
# colon is a number's unless a letter follows.
_DAY = rf"{build_alternation([*MONTHS, *WEEKDAYS])}[a-z]*\.?"
_FIGURES = r"\d(?:[\d./-]|:(?![^\W\d]))*+(?:st|nd|rd|th)?"
_WHEN = rf"(?>(?:{_DAY}|{_FIGURES}|[AaPp]\.?[Mm]\.?|[A-Z]{{2,4}}|at|on)(?={_BETWEEN}|\Z))"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_VIDEO = _any(r"\d{1,2}:\d\d(?::\d\d)?\s*[-–—|]\s*Source:?\s.{1,60}")
_PICTURE = _any(
    r"(?i:\S+\.(?:jpe?g|png|gif|webp|bmp|tiff?))",
    r"(?i:[^.!?]{1,150}\d{3}\w*\.(?:jpe?g|png|gif|webp|bmp|tiff?))",  # "old harbour_0042.jpg"
    r"!\[[^\]]*\]\([^)]*\)",
    r"\[(?:Illustration|Image|Picture|Photo)(?::[^\]]*)?\]",
)
_HIGHLIGHTS = _any(r"(?i:story highlights:?)")
_PAGE = _any(r"[-–—]\s?\d{1,4}\s?[-–—]", r"(?i:page|p\.)\s\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?")
_CREDIT = _any(
    rf"(?:{_NAME}\s?/\s?)?{_AGENCY}(?:(?:\s?/\s?|\svia\s){_AGENCY})*",
    rf"(?:By|BY|by)\s{_NAMES}(?:(?:,\s|\s\|\s|\sfor\s)(?:{_OUTLET}|{_WORD}))?",
    rf"{_NAMES},\s{_OUTLET}",
    rf"(?:(?:{_WORD}|{_PARTICLE}|and|&|in|from|at|of|the|also)[,;]?\s){{1,60}}"
    r"contributed\s(?:reporting\s)?to\sthis\s(?:report|story|article)\.?",
    rf"\(?Reporting\sby\s{_CAPITAL}.*",
)
_DATELINE = _any(
    rf"(?:{_PLACE}|{_AGENCY})(?:,\s{_STATE}){{0,2}}\s*(?:\({_AGENCY}\)\s*)?[–—-]+",
    rf"(?:{_WORD}(?:\s{_WORD})?(?:,\s{_STATE}){{0,2}}\s)?\({_AGENCY}\)(?:\s*[–—-]+)?",
    rf"(?:(?:Last\s)?[Uu]pdated|Published|Posted)(?:{_BETWEEN}++{_WHEN})+[\s)]*",
)
_CONTROL = _any(
    r"(?i:advertisements?|(?:advertisement|story)\scontinues\b.{0,40}|sponsored(?:\scontent)?)",
    r"(?i:share(?:\sthis(?:\s(?:article|story|page|post))?|\son\s\w+)?|follow\sus(?:\son\s\w+)?)",
    r"(?i:read\smore|read\sthe\sfull\s(?:article|story)|click\shere(?:\sto\s[\w ]{1,40})?)",
    r"(?i:most\s(?:read|popular)|related\s(?:articles|stories|content|topics)|back\sto\stop)",
    r"(?i:subscribe(?:\snow)?|sign\s(?:up|in)|log\sin|skip\sto\s(?:main\s)?content)",
    r"\*{3}\s?(?:START|END)\sOF\s.*\*{3}",  # Project Gutenberg's
    r"(?i:play\svideo|now\splaying|just\swatched|must\swatch|replay)",
)
_RIGHTS = _any(
    r"©.*",
    r"(?i:copyright\s(?:©|\(c\)|(?:19|20)\d\d)|\(c\)\s(?:19|20)\d\d).*",
    r"(?i:all\srights\sreserved\.?)",
)
# What follows the label of a caption may be whole sentences; after "Source:" those are prose.
_LABELLED = _any(
    r"(?i:photo(?:s|graphs?)?(?:\sby)?|image\s(?:caption|source|credit)|read\s(?:more|also))\s?:.*",
    r"(?i:(?:photo|image)\scredit|picture|image|credit|video|sources?|related|watch):"
    r"\s(?:\S+\s+){0,11}\S*[^\s.!?:;]",
    r"Image\s(?:caption|copyright|source)(?:,?\s[^\W\d_a-z].*[^.!?])?",
    r"(?:Photos?|Photographs?)\sby\s" + _NAMES + r"(?:[,/]\s?.{1,40})?",
)
_CLOSED = _any(
    *(p.pattern for p in (_VIDEO, _PICTURE, _HIGHLIGHTS, _PAGE, _CREDIT, _DATELINE, _CONTROL))
)
_RULE = _any(r"[\W_]+")
_NO_CONTENT = _any(*(p.pattern for p in (_VIDEO, _PICTURE, _PAGE, _CONTROL, _RULE)))
_OPEN = _any(_RIGHTS.pattern, _LABELLED.pattern)


def is_boilerplate(text: str) -> bool:
    """Say whether a line or block is boilerplate, whatever stands around it.

    >>> is_boilerplate("Photo: a ferry in fog"), is_boilerplate("The photo shows a ferry.")
    (True, False)
    """
    return _is(_CLOSED, text) or _is(_OPEN, text)


def is_control(text: str) -> bool:
    """Say whether a line is a page number, a picture's file name, a rule, or a site's control.

    Unlike ``is_boilerplate``, bylines, datelines, captions and copyright notices, which answer
    questions about the document, are none.

    >>> is_control("Share this"), is_control("By Ana Roe"), is_control("* * *")
    (True, False, True)
    """
    return _is(_NO_CONTENT, text)


def is_in_capitals(line: str) -> bool:
    """Say whether a line is in capitals, but for what stands in brackets at its end.

    >>> is_in_capitals("CLEANING (every week)"), is_in_capitals("Cleaning (WEEKLY)")
    (True, False)
    """
    return (_BRACKETED.sub("", line) if line.endswith(")") else line).isupper()


def is_caption(text: str) -> bool:
    """Say whether a line is labelled as a picture's caption or credit."""
    return _is(_LABELLED, text)


def is_closed(line: str) -> bool:
    """Say whether a line is boilerplate that never runs on into the next line, as captions do."""
    return _is(_CLOSED, line)


def is_picture(text: str) -> bool:
    """Say whether a line is a picture's file name."""
    return _is(_PICTURE, text)


def is_video(text: str) -> bool:
    """Say whether a line gives the length and the source of a video."""
    return _is(_VIDEO, text)


def opens_highlights(text: str) -> bool:
    """Say whether a line is the label over a news story's summary."""
    return _is(_HIGHLIGHTS, text)


def _is(pattern: re.Pattern[str], text: str) -> bool:
    return len(text) <= _MAX_CHARACTERS and bool(pattern.fullmatch(text))
