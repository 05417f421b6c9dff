"""LaTeX, as text: headings, lists, tables, notes; formulas as they are written."""

import re

from index.block import BlockKind, Draft
from index.document import check_length
from index.readers.base import FileReader
from index.readers.metadata import find_title, prepend_metadata
from index.readers.plain_text import refuse_deep_nesting
from index.readers.questions import hang_answers
from index.readers.tex_blocks import TexBlocks
from index.readers.tex_text import TexText, read_argument
from index.readers.text import decode
from index.whitespace import collapse_spaces

_VERBATIM = re.compile(r"\\begin\{(verbatim\*?|Verbatim|lstlisting|minted|comment)\}")
_COMMENT = re.compile(r"(?<!\\)(?:\\\\)*(%)")
_BEGIN, _END = r"\begin{document}", r"\end{document}"
_HEAD = re.compile(r"\\(title|author|date)(?=[\[{])")
_MACRO = re.compile(r"\\(?:re)?newcommand\*?\{?\\([A-Za-z]+)\}?(?=\{)")
_BREAKS = re.compile(r"\\(?:and|\\|thanks\{[^{}]*\})")
_MOST_MACROS = 500
_LONGEST_MACRO = 500


class TexReader(FileReader):
    r"""A LaTeX file.

    Comments, drawings, and files that it includes are left out; so is what stands before
    ``\begin{document}``, but title, author and date. Commands that aren't known here are dropped,
    and what is in their braces is read. Numbers of sections are LaTeX's to count, and left out.
    """

    def read(self, data: bytes, name: str) -> Draft:
        """See ``FileReader.read``."""
        source = decode(data, name, self.charset).lstrip("\ufeff").replace("\r\n", "\n")
        check_length(source, name)
        source = _drop_comments(source)
        begin = source.find(_BEGIN)
        head, body = (source[:begin], source[begin + len(_BEGIN) :]) if begin >= 0 else ("", source)
        body = body.partition(_END)[0]
        draft = Draft()
        with refuse_deep_nesting(name):
            text = TexText(_read_macros(head))
            properties = _read_properties(head + body, text)
            draft.add(BlockKind.HEADING, properties.get("title", ""), level=1)
            TexBlocks(draft, text).write(body)
        hang_answers(draft)
        draft.title = properties.get("title", "") or find_title(draft)
        prepend_metadata(draft, properties)
        return draft


def _drop_comments(source: str) -> str:
    """Return the source without comments: from a "%" to the end of its line, and with the line."""
    kept: list[str] = []
    verbatim = ""
    glued = False
    for line in source.split("\n"):
        if verbatim:
            if verbatim != "comment":
                kept.append(line + "\n")
            if rf"\end{{{verbatim}}}" in line:
                verbatim = ""
            continue
        comment = _COMMENT.search(line)
        text = line[: comment.start(1)] if comment else line
        if comment and not text.strip():
            continue
        kept.append((text.lstrip() if glued else text) + ("" if comment else "\n"))
        glued = comment is not None
        if opened := _VERBATIM.search(text):
            verbatim = opened[1] if rf"\end{{{opened[1]}}}" not in text else ""
    return "".join(kept)


def _read_macros(head: str) -> dict[str, str]:
    """Return the author's own abbreviations: commands without arguments, by their names."""
    macros: dict[str, str] = {}
    for match in _MACRO.finditer(head):
        if len(macros) == _MOST_MACROS:
            break
        meaning, _ = read_argument(head, match.end())
        if len(meaning) <= _LONGEST_MACRO and "#" not in meaning:
            macros[match[1]] = meaning
    return macros


def _read_properties(source: str, text: TexText) -> dict[str, str]:
    """Return title, author and date, so far as they are written down."""
    properties = {}
    for match in _HEAD.finditer(source):
        if match[1] in properties:
            continue
        value, _ = read_argument(source, match.end())
        if r"\today" not in value:
            separator = ", " if match[1] == "author" else " "
            parts = map(text.convert, _BREAKS.split(value))
            properties[match[1]] = separator.join(filter(None, map(collapse_spaces, parts)))
    return properties
