"""An HTML tree in plain text; Markdown passes through HTML too."""

import re
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import lxml.html  # type: ignore[import-untyped]

from index.document import DocumentEmptyError, DocumentUnreadableError
from index.readers.base import collapse_spaces

_SILENT = re.compile("head|script|style|template|title")
_BLOCK = re.compile(
    "address|article|aside|blockquote|dd|details|div|dl|dt|figcaption|figure|footer|header|hr|main|"
    "nav|p|section|summary|table"
)


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


def render_plain_text(tree: Any) -> str:
    """Write an HTML element in plain text, which ``index.readers.base`` describes."""
    # Only the spaces of code mean something; so far they stand there as no-break spaces.
    text = "\n".join(re.sub(" +", " ", line).strip(" ") for line in _render(tree).split("\n"))
    return re.sub("\n{3,}", "\n\n", text).replace("\u00a0", " ").strip("\n")


def _render(element: Any) -> str:
    """Return an HTML element in plain text, before its spaces are cleared up."""
    if not isinstance(element.tag, str) or _SILENT.fullmatch(element.tag):  # no string: a comment
        return ""
    if element.tag == "pre":
        code = textwrap.indent("".join(element.itertext()).strip("\n").expandtabs(4), "    ")
        return "\n\n" + code.replace(" ", "\u00a0") + "\n\n"
    if element.tag in ("ul", "ol"):
        return "".join(_items(element)) + "\n\n"
    if element.tag == "tr":
        cells = (collapse_spaces(_render(cell)) for cell in element if cell.tag in ("td", "th"))
        return "\n" + " | ".join(cells)
    if element.tag == "br":
        return "\n"
    if element.tag == "img":
        is_badge = getattr(element.getparent(), "tag", "") == "a"
        return "" if is_badge else str(element.get("alt", ""))
    inner = _spaced(element.text)
    inner += "".join(_render(child) + _spaced(child.tail) for child in element)
    if re.fullmatch("h[1-6]", element.tag):
        return f"\n\n{'#' * int(element.tag[1])} {collapse_spaces(inner)}\n\n"
    return f"\n\n{inner}\n\n" if _BLOCK.fullmatch(element.tag) else inner


def _items(element: Any) -> Iterator[str]:
    start = element.get("start", "1")
    number = int(start) if re.fullmatch(r"\d{1,9}", start) else 1
    for child in element:
        item = _render(child)
        if child.tag == "li":
            item = f"\n{f'{number}.' if element.tag == 'ol' else '-'} " + item.strip(" \n")
            number += 1
        yield item


def _spaced(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f\u00a0]+", " ", text or "")
