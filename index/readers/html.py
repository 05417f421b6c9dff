"""HTML: pages of the web and files."""

import logging
import re
from collections.abc import Iterator
from typing import Any

import lxml.etree  # type: ignore[import-untyped]

from index.block import Draft
from index.document import DocumentEmptyError, check_length
from index.readers.base import FileReader
from index.readers.html_blocks import HtmlBlocks
from index.readers.html_metadata import read_metadata
from index.readers.main_content import mark_boilerplate
from index.readers.metadata import find_title, prepend_metadata
from index.readers.plain_text import parse_html, refuse_deep_nesting
from index.readers.questions import hang_answers
from index.readers.text import decode

# What it can't use it says in the log. The errors raised here say it to the user, and whoever
# sets up logging still gets to see it.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_SILENT_TAGS = ("script", "style", "template")
_MOST_NESTED_TABLES = 10  # trafilatura searches each for those within it


class HtmlReader(FileReader):
    """A web page or a file; which part of a page of the web is content trafilatura says."""

    def read(self, data: bytes, name: str) -> Draft:
        """See ``FileReader.read``; a page of the web has its menus, as boilerplate, at the end."""
        html = decode(data, name, self.charset or _declared_charset(data))
        tree = parse_html(html, name)
        check_length("".join(_texts(tree)), name)  # markup may be many times as long
        properties = read_metadata(tree)
        draft = Draft()
        with refuse_deep_nesting(name):
            if self.from_web:
                mark_boilerplate(tree, _read_article(html, name))
            HtmlBlocks(draft, tree).write(tree)
        if not any(map(str.isalnum, "".join(block.text for block in draft.blocks))):
            raise DocumentEmptyError(
                f"No readable text was found in the page {name}. If scripts fill it in, open "
                "it in a browser, save it as PDF, and give that file."
            )
        draft.title = properties.get("title", "") or find_title(draft)
        hang_answers(draft)
        prepend_metadata(draft, properties)
        return draft


def _texts(tree: Any) -> Iterator[str]:
    """Yield the texts of a page, without the white space around them, and without scripts."""
    for node in tree.iter():
        if isinstance(node.tag, str) and node.tag not in _SILENT_TAGS:
            yield (node.text or "").strip()
        yield (node.tail or "").strip()


def _declared_charset(data: bytes) -> str:
    """Return the encoding that a page declares near its beginning, or nothing."""
    declared = re.search(rb"(?i)(?:charset|encoding)\s*=[\s\"']*([\w.:-]+)", data[:4096])
    return declared[1].decode() if declared else ""


def _read_article(html: str, name: str) -> str:
    """Return the main text of a page by trafilatura, or nothing if it finds none."""
    import trafilatura

    tree = parse_html(html, name)
    if _count_nested_tables(tree) > _MOST_NESTED_TABLES:
        return ""
    article = trafilatura.bare_extraction(tree, include_comments=False, favor_recall=True)
    return " ".join(article.body.itertext()) if article is not None else ""


def _count_nested_tables(tree: Any) -> int:
    """Return how many tables stand within one another, at most."""
    depth = most = 0
    for event, _ in lxml.etree.iterwalk(tree, events=("start", "end"), tag="table"):
        depth += 1 if event == "start" else -1
        most = max(most, depth)
    return most
