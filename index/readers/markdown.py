"""Markdown."""

import re
from typing import Any

from markdown_it import MarkdownIt

from index.block import Draft
from index.document import check_length
from index.readers.base import Extracted, FileReader, collapse_spaces
from index.readers.front_matter import split_front_matter
from index.readers.html_blocks import HtmlBlocks
from index.readers.markdown_notes import add_footnotes, render_notes
from index.readers.metadata import find_title, prepend_metadata
from index.readers.plain_text import parse_html, refuse_deep_nesting, render_plain_text
from index.readers.questions import hang_answers
from index.readers.text import decode

_BOX = re.compile(r"\A\s*\[([ xX])\]\s")


class MarkdownReader(FileReader):
    """Markdown, by markdown-it-py."""

    def read(self, data: bytes, name: str) -> Draft:
        """See ``FileReader.read``; the head's keys are properties."""
        markdown = decode(data, name, self.charset).replace("\r\n", "\n").lstrip("\ufeff")
        check_length(markdown, name)
        properties, body = split_front_matter(markdown)
        draft = Draft()
        if body.strip():
            with refuse_deep_nesting(name):
                tree = parse_html(_render(body), name)
            _tick_boxes(tree)
            HtmlBlocks(draft, tree).write(tree)
        hang_answers(draft)
        draft.title = properties.get("title", "") or find_title(draft)
        prepend_metadata(draft, properties)
        return draft

    def extract(self, data: bytes, name: str) -> Extracted:
        """See ``FileReader.extract``; the title is the front matter's, or the first "# "."""
        markdown = decode(data, name, self.charset).replace("\r\n", "\n")
        body, title = _without_front_matter(markdown)
        parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
        # Tags inside a line go, lest an unclosed one swallow what follows.
        parser.add_render_rule(
            "html_inline",
            lambda _self, tokens, i, *_: "<br>" if tokens[i].content[:3].lower() == "<br" else "",
        )
        with refuse_deep_nesting(name):
            tree = parse_html(parser.render(body), name)
            heading = next(
                (collapse_spaces(render_plain_text(h1)).lstrip("# ") for h1 in tree.iter("h1")), ""
            )
            return Extracted(render_plain_text(tree), title or heading)


def _render(markdown: str) -> str:
    """Return Markdown as HTML, in which a line break of the source alone is marked as soft."""
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    add_footnotes(parser)
    parser.add_render_rule("html_inline", _render_tag)
    parser.add_render_rule("softbreak", lambda *_: '<br class="soft">')
    env: dict[str, Any] = {}
    return str(parser.render(markdown, env)) + render_notes(parser, env)


def _render_tag(_renderer: Any, tokens: Any, place: int, *_: Any) -> str:
    """Return a tag within a line if it is closed; otherwise it would swallow the rest."""
    tag = tokens[place].content.lower()
    if tag.startswith("<br"):
        return "<br>"
    if tag in ("<sup>", "<sub>") and place + 2 < len(tokens):
        return str(tag) if tokens[place + 2].content.lower() == f"</{tag[1:]}" else ""
    if tag in ("</sup>", "</sub>") and place >= 2:
        return str(tag) if tokens[place - 2].content.lower() == f"<{tag[2:]}" else ""
    return ""


def _tick_boxes(tree: Any) -> None:
    """Draw the boxes of task lists."""
    for item in tree.iter("li"):
        first = item if (item.text or "").strip() or not len(item) else item[0]
        if first is item or first.tag == "p":
            first.text = _BOX.sub(
                lambda box: "☐ " if box[1] == " " else "☒ ", first.text or "", count=1
            )


def _without_front_matter(markdown: str) -> tuple[str, str]:
    """Return Markdown without a head of YAML or TOML, and the title that the head gives."""
    head = re.match(r"(---|\+\+\+)[ \t]*\n(.*?\n)\1[ \t]*(?:\n|$)", markdown, re.DOTALL)
    if not head or not all(
        re.match(r"[\w-]+[ \t]*[:=]|[ \t#\[\]-]|$", line) for line in head[2].splitlines()
    ):
        return markdown, ""
    title = re.search(r"(?m)^title[ \t]*[:=](.*)$", head[2])
    return markdown[head.end() :], _unquoted(title[1]) if title else ""


def _unquoted(value: str) -> str:
    """Return a value of the head without white space and a pair of quotes around it."""
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
