"""HTML into a tree, however broken it is; Markdown and e-mails pass through it too."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import lxml.html  # type: ignore[import-untyped]

from index.document import DocumentEmptyError, DocumentUnreadableError


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
    return tree


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
