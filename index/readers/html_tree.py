"""Questions about single elements of an HTML tree: hidden or not, decoration, lists' markers."""

import re
from typing import Any

from index.whitespace import collapse_spaces

BOILERPLATE_MARK = "footnote-boilerplate"
"""Attribute of the elements whose text is a site's boilerplate, not content."""

BLOCK_TAGS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav "
    "ol p pre section summary search table tbody td tfoot th thead tr ul".split()
)
"""Elements that end the paragraph before them; so do those with a hyphen in their names."""

_SILENT = frozenset(
    "head script style template title iframe object embed audio video canvas svg datalist rp "
    "annotation annotation-xml noscript".split()
)
_HIDING = re.compile(r"(?i)display\s?:\s?none|visibility\s?:\s?hidden")
_BOLD = frozenset(("b", "strong", "big"))
_BOLD_STYLE = re.compile(r"(?i)font-weight\s?:\s?(?:bold|[6-9]00)")
_DECORATION = re.compile(
    r"(?i)[\W\d_]*|\S+\.(?:png|jpe?g|gif|svg|webp)|(?:image|img|icon|logo|photo)"
)
_NO_CONTENT_CLASSES = re.compile(r"mw-editsection|headerlink|visually-hidden-focusable")
_MENU = re.compile(
    r"(?i)(?:\A|[\s_-])(?:cookies?|consent|gdpr|breadcrumbs?|skip-?(?:link|nav)|toc|navbar|"
    r"site-?nav(?:igation)?|mobile-?menu|main-?menu)(?:\Z|[\s_-])"
)
_SUPERSCRIPT = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyz",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
)
_SUBSCRIPT = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_ORDINAL = re.compile(r"(?i)st|nd|rd|th|er|re|e|ère|o|a|os|as|tm|sm")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"))
_ROMAN_ONES = ((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def is_block(tag: str) -> bool:
    """Say whether an element stands on lines of its own."""
    return tag in BLOCK_TAGS or "-" in tag


def is_bold(element: Any) -> bool:
    """Say whether an element sets its text in bold type, or in larger type."""
    return element.tag in _BOLD or bool(_BOLD_STYLE.search(element.get("style", "")))


def is_hidden(element: Any) -> bool:
    """Say whether a browser shows nothing of an element."""
    tag, attributes = element.tag, element.attrib
    if tag in _SILENT:
        return True
    if not attributes:
        return False
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    if attributes.get("aria-hidden", "").lower() == "true" and tag not in ("body", "html", "main"):
        return True
    if _HIDING.search(attributes.get("style", "")):
        return True
    return bool(_NO_CONTENT_CLASSES.search(attributes.get("class", "")))


def is_menu(element: Any) -> bool:
    """Say whether an element is a menu, a cookie banner or the like, on any page."""
    if element.tag == "nav" or element.get("role") in ("navigation", "menu", "menubar", "search"):
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return (
        len(names) > 1 and element.tag not in ("html", "body", "main") and bool(_MENU.search(names))
    )


def describe_image(element: Any) -> str:
    """Return what an image shows, in words, or nothing if it is decoration."""
    alt = collapse_spaces(element.get("alt", ""))
    parent = element.getparent()
    linked = parent is not None and parent.tag == "a"
    tiny = element.get("width", "") in ("0", "1", "2") or element.get("height", "") in ("0", "1")
    silent = element.get("role") in ("presentation", "none")
    if linked or tiny or silent or _DECORATION.fullmatch(alt):
        return ""
    return alt


def write_superscript(text: str, before: str) -> str:
    """Return a raised text, in characters that are raised where they exist.

    Args:
        text: what is raised.
        before: the last character before it, or nothing.

    >>> write_superscript("2", "m"), write_superscript("th", "9"), write_superscript("Q", "9")
    ('²', 'th', ' Q')
    """
    if _ORDINAL.fullmatch(text) and before.isalnum():
        return text
    raised = text.translate(_SUPERSCRIPT)
    if all(a != b or not b.isalnum() for a, b in zip(raised, text, strict=True)):
        return raised
    return f" {text}" if before.isalnum() and text[0] not in "[(" else text


def write_subscript(text: str, after: str) -> str:
    """Return a lowered text as it is, "CO2", unless a digit follows that it must be told from."""
    return text.translate(_SUBSCRIPT) if after[:1].isdigit() else text


def number_item(number: int, style: str) -> str:
    """Return an item's number as an ``<ol>`` of a type draws it.

    >>> number_item(3, "1"), number_item(28, "a"), number_item(14, "I")
    ('3.', 'ab.', 'XIV.')
    """
    if style.lower() == "a" and number > 0:
        letters = ""
        while number > 0:
            number, digit = divmod(number - 1, 26)
            letters = chr(ord("a") + digit) + letters
        return (letters.upper() if style == "A" else letters) + "."
    if style.lower() == "i" and 0 < number < 4000:
        roman = ""
        for value, letter in (*_ROMAN, *_ROMAN_ONES):
            count, number = divmod(number, value)
            roman += letter * count
        return (roman.upper() if style == "I" else roman) + "."
    return f"{number}."
