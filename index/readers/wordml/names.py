"""Names of WordprocessingML, and how to look at its elements."""

from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"

ALTERNATE = f"{MC}AlternateContent"
_SEEN_THROUGH = {f"{W}{name}" for name in ("customXml", "ins", "moveTo", "sdtContent")}


def get_value(element: Any, name: str) -> str:
    """Return the ``val`` of the child of that name, empty if there is none."""
    child = element.find(f"{W}{name}")
    return "" if child is None else str(child.get(f"{W}val", ""))


def get_number(element: Any, name: str) -> int | None:
    """Return the ``val`` of the child of that name as a number, None if it says none."""
    return parse_number(get_value(element, name))


def parse_number(text: str) -> int | None:
    """Return a whole number of at most nine digits, None for anything else."""
    digits = text.lstrip("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def get_toggle(element: Any, name: str) -> bool | None:
    """Return whether the child of that name switches something on; None if there is none."""
    child = element.find(f"{W}{name}")
    if child is None:
        return None
    return child.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def unwrap(container: Any) -> Iterator[Any]:
    """Yield an element's children, seen through insertions and custom XML.

    Content controls are yielded themselves; of alternatives, the first one's children are.
    """
    for child in container:
        if child.tag in _SEEN_THROUGH:
            yield from unwrap(child)
        elif child.tag == ALTERNATE:
            if len(child):
                yield from unwrap(child[0])
        else:
            yield child
