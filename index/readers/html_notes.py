"""Footnotes of a web page: which links refer to them, and where they stand."""

import re
from typing import Any

_REFERENCE_CLASS = re.compile(r"(?i)foot-?note|note-?ref|\bfn\b|\bref\b")
_BRACKETED = re.compile(r"\[[\w*†‡]{1,4}\]|[*†‡§]{1,3}")
_INLINE = frozenset("a span sup b i em strong small cite".split())
_BODIES = frozenset("li p div dd aside".split())
_MOST_CHARACTERS = 3_000
_MOST_TEXTS = 500
_BACK = " \u21a9\ufe0e\ufe0f\u2191\u2934^"


def find_notes(tree: Any) -> dict[Any, Any]:
    """Return the elements of footnotes by the first link that refers to each."""
    links = [link for link in tree.iter("a") if _may_refer(link)]
    if not links:
        return {}
    by_id = {node.get("id"): node for node in tree.iter("*") if node.get("id")}
    by_id.update((a.get("name"), a) for a in tree.iter("a") if a.get("name"))
    notes: dict[Any, Any] = {}
    taken = set()
    for link in links:
        body = _climb(by_id.get(link.get("href")[1:]))
        if body is None or body in taken or not _is_note(body, link):
            continue
        taken.add(body)
        notes[link] = body
    return notes


def write_note(mark: str, text: str, raised: str) -> str:
    """Return a note with its mark in front, and without the link back.

    Args:
        mark: the mark as it stands in the text, "3" or "[3]".
        text: the note.
        raised: the mark as it is written in the text.

    >>> write_note("3", "See the ledger. ↩", "³"), write_note("*", "* Estimate", "*")
    ('³ See the ledger.', '* Estimate')
    """
    text = text.strip(_BACK)
    bare = mark.strip("[]()")
    for shown in (mark, raised, bare):
        if shown and text.startswith(shown) and not text[len(shown) : len(shown) + 1].isalnum():
            return text
    return f"{raised} {text}"


def _may_refer(link: Any) -> bool:
    if not link.get("href", "").startswith("#") or len(link.get("href")) < 2:
        return False
    parent = link.getparent()
    if (parent is not None and parent.tag == "sup") or (len(link) and link[0].tag == "sup"):
        return True
    if link.get("role") == "doc-noteref" or "noteref" in link.get("epub:type", ""):
        return True
    text = "".join(link.itertext()).strip()
    named = len(text) <= 5 and bool(_REFERENCE_CLASS.search(link.get("class", "")))
    return named or bool(_BRACKETED.fullmatch(text))


def _climb(node: Any) -> Any:
    """Return the paragraph or item that an anchor stands in."""
    for _ in range(4):
        if node is None or node.tag not in _INLINE:
            break
        node = node.getparent()
    return node if node is not None and node.tag in _BODIES else None


def _is_note(body: Any, link: Any) -> bool:
    """Say whether an element is short enough for a note, and doesn't hold its own reference."""
    for depth, outer in enumerate(link.iterancestors()):
        if outer is body or depth > 100:
            return False
    characters = 0
    for count, text in enumerate(body.itertext()):
        characters += len(text)
        if count > _MOST_TEXTS or characters > _MOST_CHARACTERS:
            return False
    return characters > 0
