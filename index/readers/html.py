"""HTML: pages of the web and files."""

import logging
import re
from typing import Any

from index.block import Draft
from index.document import DocumentEmptyError
from index.readers.base import Extracted, FileReader
from index.readers.html_blocks import HtmlBlocks
from index.readers.html_metadata import read_metadata
from index.readers.main_content import mark_boilerplate
from index.readers.metadata import find_title, prepend_metadata
from index.readers.plain_text import parse_html, refuse_deep_nesting, render_plain_text
from index.readers.questions import hang_answers
from index.readers.text import decode

# What it can't use it says in the log. The errors raised here say it to the user, and whoever
# sets up logging still gets to see it.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_FEW_CHARACTERS = 250
# Beside the usual: the "[edit]" and the contents of a wiki, and the "¶" that links to a heading.
_NO_CONTENT = (
    "//aside | //button | //dialog | //footer | //iframe | //nav | //noscript | //select"
    " | //*[contains(@class, 'mw-editsection') or @id = 'toc' or @class = 'toc']"
    " | //a[contains(@class, 'headerlink')]"
)


class HtmlReader(FileReader):
    """A web page's main text, by trafilatura: no menus, no comments."""

    def read(self, data: bytes, name: str) -> Draft:
        """See ``FileReader.read``; a page of the web has its menus, as boilerplate, at the end."""
        html = decode(data, name, self.charset or _declared_charset(data))
        tree = parse_html(html, name)
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

    def extract(self, data: bytes, name: str) -> Extracted:
        """See ``FileReader.extract``; the title comes without the site's name."""
        import trafilatura

        html = decode(data, name, self.charset or _declared_charset(data))
        with refuse_deep_nesting(name):
            page = trafilatura.bare_extraction(
                _page(html, name), include_comments=False, favor_recall=True, with_metadata=True
            )
            text = _main_text(page, html, name)
            if not any(map(str.isalnum, text)):
                raise DocumentEmptyError(
                    f"No readable text was found in the page {name}. If scripts fill it in, open "
                    "it in a browser, save it as PDF, and give that file."
                )
            site = rf"\s*[|·•:–—-]\s*{re.escape((page and page.sitename) or '')}\s*$"
            return Extracted(text, re.sub(site, "", (page and page.title) or ""))


def _declared_charset(data: bytes) -> str:
    """Return the encoding that a page declares near its beginning, or nothing."""
    declared = re.search(rb"(?i)(?:charset|encoding)\s*=[\s\"']*([\w.:-]+)", data[:4096])
    return declared[1].decode() if declared else ""


def _read_article(html: str, name: str) -> str:
    """Return the main text of a page by trafilatura, or nothing if it finds none."""
    import trafilatura

    article = trafilatura.bare_extraction(
        parse_html(html, name), include_comments=False, favor_recall=True
    )
    return " ".join(article.body.itertext()) if article is not None else ""


def _main_text(page: Any, html: str, name: str) -> str:
    """Return what trafilatura found, or all of a page too short for it to tell content from menus.

    There it would run headings, lists and tables together into one paragraph.
    """
    if page is not None and len("".join(page.body.itertext())) >= _FEW_CHARACTERS:
        for element in page.body.iter("*"):
            element.tag = _html_tag(element)
        return render_plain_text(page.body)
    return render_plain_text(_page(html, name))


def _page(html: str, name: str) -> Any:
    tree = parse_html(html, name)
    for element in tree.xpath(_NO_CONTENT):
        element.drop_tree()
    return tree


def _html_tag(element: Any) -> str:
    """Return the HTML name for an element of trafilatura's tree."""
    match element.tag:
        case "head":
            return str(element.get("rend", "h2"))
        case "list":
            return "ol" if element.get("rend") == "ol" else "ul"
        case "code":
            return "pre" if "\n" in "".join(element.itertext()) else "code"
        case "quote":
            return "q" if (element.tail or "").strip() else "blockquote"
        case tag:
            return str({"item": "li", "row": "tr", "cell": "td", "lb": "br"}.get(tag, tag))
