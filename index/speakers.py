"""Labels of speakers: how a turn of a chat, an interview or minutes begins."""

import re

QUESTION_LABEL = re.compile(r"(?:Q|Question|Frage|F)\s?\d{0,3}\s?[:.)]\s*(?=\S)")
"""How a question of an FAQ begins: "Q:", "Question 3."."""

ANSWER_LABEL = re.compile(r"(?:A|Answer|Antwort)\s?\d{0,3}\s?[:.)]\s*(?=\S)")

_CLOCK = (
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? {1,2}|(?:Today|Yesterday)(?: at|,)? )?"
    r"\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?"
)
_STAMP = rf"[\[(]?{_CLOCK}[\])]?[ -]{{1,3}}"
"""Time, and in a chat's export also date, before the name of whoever speaks."""

_NAME = r"[^\W\d_a-z][\w.'’-]{0,30}(?: (?:[^\W\d_a-z(]|van |von |de |da |d['’])[\w.'’-]{0,30}){0,3}"
_HEAD = rf",?(?: {{1,3}}[—–-])? {{1,3}}[\[(]?{_CLOCK}[\])]?:?"
_LABEL = re.compile(
    rf"(?:(?:{_STAMP})?(?P<name>{_NAME})(?: ?[\[(][^\])]{{1,40}}[\])])?:"
    rf"|{_STAMP}(?P<handle>[a-z][\w.-]{{0,30}}):|(?:{_STAMP})?<(?P<nick>[^<>\s]{{1,31}})>)(?:\s|\Z)"
    rf"|(?P<writer>{_NAME}){_HEAD}\Z"
)
_SPEAKER = re.compile(
    rf"(?:{_STAMP})?(?:<(?P<nick>[^<>\s]{{1,31}})>"
    r"|(?P<name>[^:\[(]{1,80}?) ?(?:[\[(][^\])]{1,40}[\])])?:)"
)
_HEADED = re.compile(rf"(?P<name>[^:\[(\d]{{1,80}}?){_HEAD}")
_WROTE = re.compile(
    r"On (?=[^\n]{0,30}\d)[^\n]{6,60}?,? (?P<name>[^\W\d_a-z][^,<>\n:]{1,60}?)"
    r"(?:\s<[^<>\n]{3,80}>)?\swrote:"
)
_LONGEST_LABEL = 80  # characters


def match_label(line: str) -> str:
    """Return the name that a line begins with as a speaker's turn does; "" if with none.

    The labels of questions and answers, "Q:" and "A:", name nobody.

    >>> match_label("Ana Roe: I agree."), match_label("[12:04] ana: ok"), match_label("Ana (12:04)")
    ('Ana Roe', 'ana', 'Ana')
    """
    if QUESTION_LABEL.match(line) or ANSWER_LABEL.match(line):
        return ""
    label = _LABEL.match(line, 0, _LONGEST_LABEL)
    return label[label.lastgroup] if label and label.lastgroup else ""


def opens_quotation(line: str) -> bool:
    """Say whether a line tells who wrote the mail that is quoted below it.

    >>> opens_quotation("On Thu, 6 Feb 2025 at 19:02, Olek Stray <olek@tarn.example> wrote:")
    True
    """
    return bool(_WROTE.fullmatch(line))


def find_speaker(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the name stands that a turn begins with: "Ana Roe: I agree.".

    A quoted mail is a turn, too.

    Args:
        text: the document's text.
        start: half-open character offset of the turn.
        end: exclusive.
    """
    label = _WROTE.fullmatch(text, start, end)
    label = label or _HEADED.fullmatch(text, start, min(end, start + _LONGEST_LABEL))
    label = label or _SPEAKER.match(text, start, end)
    return label.span(label.lastgroup) if label and label.lastgroup else (start, start)
