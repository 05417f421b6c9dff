"""HTML into a tree, however broken it is; Markdown and e-mails pass through it too."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import dropwhile
from typing import Any

import lxml.html  # type: ignore[import-untyped]

from index.document import DocumentEmptyError, DocumentUnreadableError

_HEAD_TAGS = frozenset("base link meta noscript script style template title".split())


def parse_html(html: str, name: str) -> Any:
    """Parse HTML, however broken, into an lxml tree.

    Raises:
        DocumentEmptyError: there is nothing in it.
        DocumentUnreadableError: its elements are nested so deeply that the parser gave up.
    """
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = lxml.html.document_fromstring(html.encode(), parser=parser)
    except lxml.etree.ParserError as error:  # white space, or comments only
        raise DocumentEmptyError(f"{name} holds no text. Give a document with text.") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise build_nested_error(name)
    _clear_head(tree)
    return tree


def _clear_head(tree: Any) -> None:
    """Move content from the head into the body.

    Where a page leaves ``<body>`` out, the parser, older than HTML 5, takes ``<main>`` for a part
    of the head.
    """
    head = tree.find("head")
    strays = list(dropwhile(_belongs_to_head, () if head is None else head))
    if not strays:
        return
    body = tree.find("body")
    if body is None:
        body = lxml.etree.SubElement(tree, "body")
    strays[-1].tail = (strays[-1].tail or "") + (body.text or "")
    body.text = None
    body[:0] = strays


def _belongs_to_head(node: Any) -> bool:
    return not isinstance(node.tag, str) or node.tag in _HEAD_TAGS


def build_nested_error(name: str) -> DocumentUnreadableError:
    """Return the error for a file whose elements are nested too deeply."""
    return DocumentUnreadableError(
        f"{name} nests its elements too deeply. Save it as plain text and give that file."
    )


@contextmanager
def refuse_deep_nesting(name: str) -> Iterator[None]:
    """Turn the stack's overflow, over elements nested too deeply, into an error for the user.

    Raises:
        DocumentUnreadableError: what the block did ran out of stack.
    """
    try:
        yield
    except RecursionError as error:
        raise build_nested_error(name) from error
