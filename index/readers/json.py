"""JSON, and JSON Lines: each value with the path that leads to it, lists of records as tables."""

import json
from typing import Any

from index.block import BlockKind, Draft
from index.document import DocumentEmptyError, DocumentUnreadableError, check_length
from index.readers.base import FileReader
from index.readers.plain_text import refuse_deep_nesting
from index.readers.tables import add_table
from index.readers.text import decode
from index.whitespace import collapse_spaces

_LONGEST_VALUE = 200  # characters; longer texts are paragraphs
_MOST_COLUMNS = 50
_WORDS = {None: "null", True: "true", False: "false"}


class JsonReader(FileReader):
    """JSON as "path: value" lines, "price.per_day: 4.50"; numbers stay as they are written.

    A list of plain values is one line, a list of flat objects a table below its path. The texts
    of more than a line are paragraphs.
    """

    def read(self, data: bytes, name: str) -> Draft:
        """See ``FileReader.read``."""
        text = decode(data, name, self.charset)
        check_length(text, name)
        draft = Draft()
        with refuse_deep_nesting(name):
            _add(draft, _parse(text, name), "")
        if not draft.blocks:
            raise DocumentEmptyError(f"{name} holds no values. Give a document with text in it.")
        return draft


def _parse(text: str, name: str) -> Any:
    """Return the value of a text; of JSON Lines, the list of the lines' values."""
    text = text.lstrip("\ufeff").strip()
    lines = text.splitlines()
    try:
        return _load(text)
    except json.JSONDecodeError as error:
        if len(lines) < 2 or error.msg != "Extra data":
            raise _build_error(name, error, error.lineno) from error
    records = []
    for number, line in enumerate(lines, start=1):
        try:
            records += [_load(line)] if line.strip() else []
        except json.JSONDecodeError as error:
            raise _build_error(name, error, number) from error
    return records


def _load(text: str) -> Any:
    return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)


def _build_error(name: str, error: json.JSONDecodeError, line: int) -> DocumentUnreadableError:
    return DocumentUnreadableError(
        f"{name} is not JSON: {error.msg} in line {line:,}, column {error.colno:,}. Mend it, or "
        "give it the ending .txt to read it as plain text."
    )


def _add(draft: Draft, value: Any, path: str) -> None:
    """Append the blocks of a value."""
    if isinstance(value, dict) and value:
        for key, child in value.items():
            _add(draft, child, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and value:
        _add_list(draft, value, path)
    else:
        _add_line(draft, path, _write(value))


def _add_list(draft: Draft, values: list[Any], path: str) -> None:
    columns = _find_columns(values)
    if columns:
        caption = draft.add(BlockKind.CAPTION, path) if path else None
        rows = [[_write(record[c]) if c in record else "" for c in columns] for record in values]
        add_table(draft, [columns, *rows], 1, caption)
    elif any(isinstance(value, (dict, list)) for value in values):
        for number, value in enumerate(values):
            _add(draft, value, f"{path}[{number}]")
    else:
        _add_line(draft, path, ", ".join(map(_write, values)))


def _find_columns(values: list[Any]) -> list[str]:
    """Return the names of the columns of a list of flat objects with short values, or nothing."""
    if not all(isinstance(value, dict) and value for value in values):
        return []
    columns = list(dict.fromkeys(key for record in values for key in record))
    flat = all(_is_short(value) for record in values for value in record.values())
    return columns if flat and 1 < len(columns) <= _MOST_COLUMNS else []


def _is_short(value: Any) -> bool:
    return not isinstance(value, (dict, list)) and len(_write(value)) <= _LONGEST_VALUE


def _write(value: Any) -> str:
    if isinstance(value, (dict, list)):
        return "{}" if isinstance(value, dict) else "[]"  # the full ones never come here
    return collapse_spaces(value) if isinstance(value, str) else _WORDS[value]


def _add_line(draft: Draft, path: str, text: str) -> None:
    kind = BlockKind.FORM_FIELD if len(text) <= _LONGEST_VALUE else BlockKind.PARAGRAPH
    draft.add(kind, f"{path}: {text}" if path else text)
