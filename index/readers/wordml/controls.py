"""Boxes to tick, and fields of forms as Word had them before content controls."""

from typing import Any

from index.readers.wordml.names import W14, W, get_number, get_toggle, get_value
from index.readers.wordml.symbols import BOXES

_OFF = ("0", "false", "off")


def read_checkbox(control: Any) -> str:
    """Return the box that a content control shows; empty if it is another control."""
    box = control.find(f"{W}sdtPr/{W14}checkbox")
    if box is None:
        return ""
    state = box.find(f"{W14}checked")
    return BOXES[state is not None and state.get(f"{W14}val", "1") not in _OFF]


def read_form_field(sign: Any) -> str | None:
    """Return what the field of a form that begins here shows.

    None if it isn't kept with the field's definition but follows as the field's result.
    """
    data = sign.find(f"{W}ffData")
    if data is None:
        return None
    box, choices = data.find(f"{W}checkBox"), data.find(f"{W}ddList")
    if box is not None:
        state = get_toggle(box, "checked")
        return BOXES[bool(get_toggle(box, "default") if state is None else state)]
    if choices is not None:
        entries = [e.get(f"{W}val", "") for e in choices.iterchildren(f"{W}listEntry")]
        place = get_number(choices, "result" if get_value(choices, "result") else "default") or 0
        return entries[place] if 0 <= place < len(entries) else ""
    return None
