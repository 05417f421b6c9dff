"""Equations of Word in one line: a/b, x², √(x), Σ_(i=1)^n."""

from collections.abc import Callable
from typing import Any

from index.readers.wordml.names import M, W
from index.readers.wordml.raised import raise_text

_ROOT = {"3": "∛", "4": "∜"}


def linearise(element: Any) -> str:
    """Return the text of an equation, or of a part of one."""
    tag = str(element.tag)
    if tag in (f"{M}t", f"{W}t"):
        return element.text or ""
    name = tag.removeprefix(M)
    if name == "r":
        return "".join(linearise(child) for child in element)
    parts = {
        str(child.tag).removeprefix(M): linearise(child)
        for child in element
        if name in _WRITERS and not str(child.tag).endswith("Pr")
    }
    match name:
        case "d":
            return _delimit(element)
        case "m":
            return (
                "(" + "; ".join(_children(row, " ") for row in element.iterchildren(f"{M}mr")) + ")"
            )
        case "eqArr":
            return _children(element, "; ")
        case "nary":
            sign = _get_character(element, "chr", "∫")
            return sign + _lower(parts) + _upper(parts) + " " + parts.get("e", "")
        case "acc":
            return parts.get("e", "") + _get_character(element, "chr", "\u0302")
    return _WRITERS[name](parts) if name in _WRITERS else _children(element, "")


def _children(element: Any, gap: str) -> str:
    return gap.join(linearise(c) for c in element if not str(c.tag).endswith("Pr"))


def _get_character(element: Any, name: str, default: str) -> str:
    child = element.find(f"{M}{element.tag.removeprefix(M)}Pr/{M}{name}")
    return default if child is None else str(child.get(f"{M}val", ""))


def _delimit(element: Any) -> str:
    inner = [linearise(child) for child in element.iterchildren(f"{M}e")]
    between = _get_character(element, "sepChr", "|").join(inner)
    return _get_character(element, "begChr", "(") + between + _get_character(element, "endChr", ")")


def _group(text: str) -> str:
    """Return a part in brackets, unless it is one number or one name."""
    text = text.strip()
    closed = text.startswith("(") and text.endswith(")") and text.count("(") == 1
    return text if closed or text.replace(".", "").replace(",", "").isalnum() else f"({text})"


def _upper(parts: dict[str, str]) -> str:
    power = parts.get("sup", "").strip()
    raised = raise_text(power)
    if raised != power or not power:
        return raised
    return "^" + _group(power)


def _lower(parts: dict[str, str]) -> str:
    return "_" + _group(parts["sub"]) if parts.get("sub", "").strip() else ""


def _root(parts: dict[str, str]) -> str:
    degree = parts.get("deg", "").strip()
    sign = _ROOT.get(degree) or (raise_text(degree) + "√")
    return sign + _group(parts.get("e", ""))


_WRITERS: dict[str, Callable[[dict[str, str]], str]] = {
    "f": lambda parts: f"{_group(parts.get('num', ''))}/{_group(parts.get('den', ''))}",
    "sSup": lambda parts: parts.get("e", "") + _upper(parts),
    "sSub": lambda parts: parts.get("e", "") + _lower(parts),
    "sSubSup": lambda parts: parts.get("e", "") + _lower(parts) + _upper(parts),
    "sPre": lambda parts: _lower(parts) + _upper(parts) + parts.get("e", ""),
    "rad": _root,
    "func": lambda parts: f"{parts.get('fName', '')} {parts.get('e', '')}",
    "limLow": lambda parts: f"{parts.get('e', '')}_{_group(parts.get('lim', ''))}",
    "limUpp": lambda parts: f"{parts.get('e', '')}^{_group(parts.get('lim', ''))}",
    "nary": lambda parts: parts.get("e", ""),
    "acc": lambda parts: parts.get("e", ""),
}
