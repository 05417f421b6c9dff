"""Markdown."""

import re

from index.readers.base import Extracted, FileReader, collapse_spaces
from index.readers.plain_text import parse_html, refuse_deep_nesting, render_plain_text
from index.readers.text import decode


class MarkdownReader(FileReader):
    """Markdown, by markdown-it-py."""

    def extract(self, data: bytes, name: str) -> Extracted:
        """See ``FileReader.extract``; the title is the front matter's, or the first "# "."""
        from markdown_it import MarkdownIt

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
