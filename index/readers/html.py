"""Web pages."""

import logging
import re
from typing import Any

from index.errors import DocumentEmptyError
from index.readers.base import Extracted, FileReader
from index.readers.light import html_tree, light_form, shallow
from index.readers.text import decode


class HtmlReader(FileReader):
    """A web page's main text, by trafilatura: no menus, no comments."""

    def text_of(self, data: bytes, name: str) -> Extracted:
        """See ``FileReader.text_of``; the title comes without the site's name."""
        import trafilatura

        # What it can't use it says in the log; the errors raised here say it to the user.
        logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
        declared = re.search(rb"(?i)(?:charset|encoding)\s*=[\s\"']*([\w.:-]+)", data[:4096])
        charset = self.charset or (declared[1].decode() if declared else "")
        with shallow(name):
            page = trafilatura.bare_extraction(
                html_tree(decode(data, name, charset), name),
                include_comments=False,
                favor_recall=True,
                with_metadata=True,
            )
            if page is None:
                raise DocumentEmptyError(
                    f"No readable text was found in the page {name}. If scripts fill it in, open "
                    "it in a browser, save it as PDF, and give that file."
                )
            for element in page.body.iter("*"):
                element.tag = _html_tag(element)
            site = rf"\s*[|·•:–—-]\s*{re.escape(page.sitename or '')}\s*$"
            return Extracted(light_form(page.body), re.sub(site, "", page.title or ""))


def _html_tag(element: Any) -> str:
    """The HTML name for an element of trafilatura's tree."""
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
