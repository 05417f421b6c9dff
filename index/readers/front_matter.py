"""The head of a Markdown file: simple keys in YAML or TOML."""

import re

from index.whitespace import collapse_spaces

_LINE = re.compile(r"[\w.-]+[ \t]*[:=]|[ \t#\[\]-]|\Z")
_KEY = re.compile(r"([\w.-]+)[ \t]*[:=](?:[ \t](.*))?")
_MOST_KEYS = 50
_BLOCK_MARKS = ("|", ">", "|-", ">-", "|+", ">+")
_UNKNOWN = frozenset(("null", "~", "true", "false", "none"))


def split_front_matter(markdown: str) -> tuple[dict[str, str], str]:
    """Return the properties that a Markdown file begins with, and the rest of it.

    Lists and what is nested become one value each, joined by commas.

    >>> split_front_matter("---\\ntitle: 'Bees'\\ntags: [city, roof]\\n---\\nText.")
    ({'title': 'Bees', 'tags': 'city, roof'}, 'Text.')
    """
    head = _find_head(markdown)
    if head is None:
        return {}, markdown
    lines, end = head
    values: dict[str, list[str]] = {}
    key = ""
    for line in lines:
        if (match := _KEY.match(line)) and len(values) < _MOST_KEYS:
            key = match[1].lower()
            text = (match[2] or "").strip()
            values[key] = [] if text in _BLOCK_MARKS else _items(text)
        elif key and line[:1] in (" ", "\t", "-") and line.strip():
            item = line.strip().removeprefix("- ").strip()
            values[key] += _items(re.sub(r"\Aname[ \t]*[:=][ \t]*", "", item))
    joined = {
        name: collapse_spaces(", ".join(filter(None, items))) for name, items in values.items()
    }
    properties = {
        name: value for name, value in joined.items() if value and value.lower() not in _UNKNOWN
    }
    return properties, markdown[end:]


def _find_head(markdown: str) -> tuple[list[str], int] | None:
    """Return the lines of the head and where the text goes on, if there is one."""
    fence = markdown[:3]
    if fence not in ("---", "+++"):
        return None
    first = markdown.find("\n")
    if first < 0 or markdown[3:first].strip():
        return None
    lines: list[str] = []
    position = first + 1
    while position < len(markdown):
        end = markdown.find("\n", position)
        end = len(markdown) if end < 0 else end
        line = markdown[position:end]
        position = min(end + 1, len(markdown))
        if line.rstrip() == fence or (fence == "---" and line.rstrip() == "..."):
            return lines, position
        if not _LINE.match(line):
            return None
        lines.append(line)
    return None


def _items(text: str) -> list[str]:
    """Return the parts of a value, "[a, b]" or "a", without comments and quotation marks."""
    if text[:1] == "[" and text[-1:] == "]":
        return [_unquoted(item) for item in text[1:-1].split(",")]
    if text[:1] not in "\"'":
        text = text.partition(" #")[0]
    return [_unquoted(text)]


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
