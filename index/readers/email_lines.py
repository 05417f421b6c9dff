"""The head of an e-mail in plain text: "From: …", "Subject: …"."""

import re
from collections.abc import Sequence

_FIELD = re.compile(
    r"(?i)(from|to|cc|bcc|date|sent|subject|reply-to|von|an|datum|gesendet|betreff|de|à|objet|"
    r"message-id|in-reply-to|references|x-[\w-]{1,40}|mime-version|content-type|attachments?|"
    r"received|return-path|importance|anlagen?):\s+(?=\S)"
)
_ESSENTIAL = frozenset("from to date sent subject von an datum gesendet betreff de à objet".split())
_PROPERTIES = {
    "from": "author", "von": "author", "date": "date", "sent": "date", "datum": "date",
    "gesendet": "date", "subject": "title", "betreff": "title", "objet": "title",
}  # fmt: skip
_LEAST_FIELDS = 2


def find_head(lines: Sequence[str], first: int) -> int:
    """Return where an e-mail's head that begins at a line ends, exclusive; that line if none does.

    A head has at least two of the fields that every mail has, one of them who it is from or about.
    """
    names = set()
    end = first
    while end < len(lines) and lines[end].strip():
        field = _FIELD.match(lines[end].lstrip("*> "))
        if field:
            names.add(field[1].lower())
        elif end == first or not lines[end][:1].isspace():
            break
        end += 1
    known = names & _ESSENTIAL
    telling = names & {"from", "subject", "von", "betreff", "de", "objet"}
    return end if len(known) >= _LEAST_FIELDS and telling else first


def read_fields(lines: Sequence[str]) -> list[tuple[str, int, int]]:
    """Return the fields of a head without the breaks within them, and the lines they stand on.

    Those are the first and the end, exclusive.
    """
    fields: list[tuple[str, int, int]] = []
    for number, line in enumerate(lines):
        text = " ".join(line.lstrip("*> ").split())
        if fields and not _FIELD.match(text):
            field, first, _ = fields[-1]
            fields[-1] = f"{field} {text}", first, number + 1
        else:
            fields.append((text, number, number + 1))
    return fields


def read_properties(fields: Sequence[str]) -> dict[str, str]:
    """Return author, date and title of an e-mail."""
    properties: dict[str, str] = {}
    for field in fields:
        name, _, value = field.partition(":")
        if name.lower() in _PROPERTIES:
            properties.setdefault(_PROPERTIES[name.lower()], value.strip())
    return properties
