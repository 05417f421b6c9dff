"""Fields of HTML forms with their labels and values."""

from collections.abc import Callable
from typing import Any

from index.readers.html_tree import is_hidden
from index.whitespace import collapse_spaces

CONTROLS = frozenset(("input", "select", "textarea", "output", "meter", "progress"))
_BUTTONS = frozenset(("submit", "reset", "button"))
_WITHOUT_VALUE = frozenset(("hidden", "password", "file", "image", "color", "range"))


class Forms:
    """The labels of a page's form fields.

    Args:
        tree: the page.
        read: writes an element's visible text in one line.
    """

    def __init__(self, tree: Any, read: Callable[[Any], str]) -> None:
        self._read = read
        if tree is None:
            self._controls: dict[str, Any] = {}
            self._labelled: set[str] = set()
            return
        self._controls = {
            control.get("id"): control
            for control in tree.iter("input", "select", "textarea")
            if control.get("id") and control.get("type") not in (*_WITHOUT_VALUE, *_BUTTONS)
        }
        self._labelled = {
            label.get("for") for label in tree.iter("label") if label.get("for") in self._controls
        }

    def is_labelled(self, control: Any) -> bool:
        """Say whether a field is written where its label stands."""
        return control.get("id") in self._labelled

    def read_label(self, label: Any) -> str:
        """Return a label with its field's value, "Label: value", or nothing if it has no field."""
        control = self._controls.get(label.get("for"))
        if control is None and not label.get("for"):
            control = next(label.iter("input", "select", "textarea"), None)
        if control is None or is_hidden(control):
            return ""
        text, value = self._read(label), read_control(control)
        if value and value in text and self._encloses(label, control):
            before, _, after = text.rpartition(value)
            text = collapse_spaces(before + after)
        if is_ticked_box(control):
            return f"{value} {text}"
        return f"{text.rstrip(':')}: {value}" if text and value else text or value

    @staticmethod
    def _encloses(label: Any, control: Any) -> bool:
        return any(inner is control for inner in label.iter(control.tag))


def is_ticked_box(control: Any) -> bool:
    """Say whether a field is one to tick."""
    return control.tag == "input" and control.get("type", "").lower() in ("checkbox", "radio")


def is_button(control: Any) -> bool:
    """Say whether a field is a button with its name for value."""
    return control.tag == "input" and control.get("type", "").lower() in _BUTTONS


def read_control(control: Any) -> str:
    """Return what a field shows: its value, the option chosen, or whether it is ticked."""
    if is_ticked_box(control):
        return "☒" if control.get("checked") is not None else "☐"
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None]
        if not chosen and control.get("multiple") is None:
            chosen = options[:1]
        return ", ".join(collapse_spaces("".join(option.itertext())) for option in chosen)
    if control.tag == "input":
        silent = control.get("type", "").lower() in _WITHOUT_VALUE
        return "" if silent else collapse_spaces(control.get("value", ""))
    return collapse_spaces("".join(control.itertext()))
