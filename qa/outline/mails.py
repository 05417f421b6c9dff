"""Who wrote which mail of a thread: the head of a mail, and lines like "On …, Ana wrote:"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from index.block import BlockKind
from index.speakers import find_speaker, opens_quotation
from qa.outline.blocks import DocumentOutline, Found, Lookup
from qa.outline.dates import Day, read_stamp
from qa.outline.english import MAIL_QUESTIONS, compile_form

_FORMS = [compile_form(form) for form in MAIL_QUESTIONS]
_LATEST = frozenset("latest last newest recent".split())
_SENDER = frozenset("from von de".split())
_DAY = frozenset("date sent datum gesendet".split())
_FIELD = re.compile(r"(?P<label>[^\W\d_]{2,10}):\s+(?P<value>\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Mail:
    """A mail of a thread: where its writer is named, and its day, if that is told."""

    writer: tuple[int, int]
    days: frozenset[Day]


def make_mail_lookup(question: str) -> Lookup | None:
    """Return what looks for who wrote the first or the latest mail of a thread.

    Args:
        question: in plain form.

    >>> make_mail_lookup("Who wrote the latest e-mail") is None
    False
    """
    asked = next(filter(None, (form.fullmatch(question) for form in _FORMS)), None)
    if asked is None:
        return None
    return partial(_find_writer, is_latest=asked["order"].lower() in _LATEST)


def _find_writer(outline: DocumentOutline, is_latest: bool) -> list[Found]:
    """Return who wrote the mail of the latest or the first day; nothing where a day is unclear."""
    mails = [*_list_mails(outline)]
    if not mails or any(len(mail.days) != 1 for mail in mails):
        return []
    chosen = (max if is_latest else min)(mails, key=lambda mail: min(mail.days))
    return [outline.find(*chosen.writer)]


def _list_mails(outline: DocumentOutline) -> Iterator[_Mail]:
    """Yield the mails of a document, those that are quoted, too."""
    text = outline.document.text
    for is_field, run in groupby(outline.blocks, lambda b: b.kind is BlockKind.FORM_FIELD):
        blocks = [*run]
        if is_field:
            fields = filter(None, (_FIELD.fullmatch(text, b.start, b.end) for b in blocks))
            spans = {field["label"].lower(): field.span("value") for field in fields}
            senders = [span for label, span in spans.items() if label in _SENDER]
            days = [read_stamp(text[slice(*s)]) for label, s in spans.items() if label in _DAY]
            if senders:
                yield _Mail(senders[0], days[0] if days else frozenset())
            continue
        for block in blocks:
            line = text[block.start : block.end]
            if opens_quotation(line):
                writer = find_speaker(text, block.start, block.end)
                yield _Mail(writer, read_stamp(line.removeprefix("On ")))
