"""reStructuredText, by docutils."""

import re
from typing import Any

from docutils.core import publish_parts
from docutils.parsers.rst.languages import en

from index.block import Draft
from index.document import check_length
from index.readers.base import FileReader
from index.readers.html_blocks import HtmlBlocks
from index.readers.metadata import find_title, prepend_metadata
from index.readers.plain_text import parse_html, refuse_deep_nesting
from index.readers.questions import hang_answers
from index.readers.text import decode

_SETTINGS = {
    "_disable_config": True,
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "report_level": 5,  # flaws of the markup aren't told within the text
    "halt_level": 5,
    "warning_stream": False,
    "initial_header_level": 2,
    "docinfo_xform": False,
    "toc_backlinks": False,
    "math_output": "LaTeX",
    "syntax_highlight": "none",
}
_DIRECTIVE = re.compile(
    r"^(?P<indent>[ \t]*)\.\. +(?P<name>[a-z][\w:.+-]*)::(?P<words>.*)\n"
    r"(?P<options>(?:[ \t]+:[\w-]+:.*\n)*)",
    re.MULTILINE,
)
_ROLE = re.compile(r"(?<![\w:`]):(?P<name>[a-z][\w:.+-]*):`(?P<text>[^`\n]+(?:\n[^`\n]+)?)`")
_TARGET = re.compile(r"\s?<[^<>]{0,300}>\Z")
_FIELD = re.compile(r":(author|authors|date|organization|copyright|language):[ \t]+(\S.*)", re.I)
_UNSEEN = frozenset(
    "toctree index currentmodule module py:currentmodule py:module highlight tabularcolumns "
    "codeauthor sectionauthor".split()
)
_HEAD_LINES = 40


class RstReader(FileReader):
    """reStructuredText; formulas stay as they are written.

    Comments, files that it includes and raw HTML are left out. Of what Sphinx adds to the
    language, the words are read.
    """

    def read(self, data: bytes, name: str) -> Draft:
        """See ``FileReader.read``."""
        source = decode(data, name, self.charset).lstrip("\ufeff")
        check_length(source, name)
        draft = Draft()
        with refuse_deep_nesting(name):
            html = _render(source)
            if html.strip():
                tree = parse_html(html, name)
                _join_fields(tree)
                HtmlBlocks(draft, tree).write(tree)
        hang_answers(draft)
        draft.title = find_title(draft)
        prepend_metadata(draft, _read_properties(source))
        return draft


def _render(source: str) -> str:
    plain = _DIRECTIVE.sub(_replace_directive, _ROLE.sub(_replace_role, source + "\n"))
    parts = publish_parts(plain, writer="html5", settings_overrides=_SETTINGS)
    return str(parts["html_body"])


def _replace_directive(match: re.Match[str]) -> str:
    """Return a directive that docutils doesn't know as a box with its words."""
    name, indent = match["name"].lower(), match["indent"]
    if name in en.directives:
        return match[0]
    if name in _UNSEEN:
        return f"{indent}.. {name}\n"  # a comment, and so is what stands below it
    words = match["words"].strip()
    return f"{indent}.. container::\n\n" + (f"{indent}   {words}\n\n" if words else "")


def _replace_role(match: re.Match[str]) -> str:
    """Return the words of a role that docutils doesn't know, ":ref:`Terms <terms>`"."""
    if match["name"].lower() in en.roles:
        return match[0]
    return _TARGET.sub("", match["text"]).lstrip("~!")


def _join_fields(tree: Any) -> None:
    """Write each field in one paragraph, "Author: Ana Roe"."""
    for fields in [node for node in tree.iter("dl") if "field-list" in node.get("class", "")]:
        fields.tag = "div"
        for label in fields.findall("dt"):
            body = label.getnext()
            if body is not None and body.tag == "dd":
                first = body[0] if len(body) and body[0].tag == "p" else body
                first.text = f"{''.join(label.itertext())} {first.text or ''}"
                body.tag = "div"
                fields.remove(label)


def _read_properties(source: str) -> dict[str, Any]:
    """Return the fields at the head, such as the author."""
    lines = source.splitlines()[:_HEAD_LINES]
    return {m[1].lower(): m[2].strip() for line in lines if (m := _FIELD.fullmatch(line.strip()))}
