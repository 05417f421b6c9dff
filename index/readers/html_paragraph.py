"""The paragraph of a web page that is being read."""

from dataclasses import dataclass, field
from typing import Any

from index.readers.paragraphs import Line
from index.whitespace import collapse_spaces


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    bold: bool
    button: bool


@dataclass(slots=True)
class HtmlParagraph:
    """Text since the last element that stands on lines of its own.

    Attributes:
        notes: of each note that is referred to the mark, and the mark as it is written.
        has_field: a form's field with a value stands in it.
    """

    notes: dict[Any, tuple[str, str]] = field(default_factory=dict)
    has_field: bool = False
    _lines: list[list[_Run]] = field(default_factory=lambda: [[]])
    _hard: list[bool] = field(default_factory=list)

    @property
    def last_character(self) -> str:
        """The character before the next one, or nothing at the start of a line."""
        return self._lines[-1][-1].text[-1] if self._lines[-1] else ""

    @property
    def is_button(self) -> bool:
        """True if there is nothing else in it than buttons."""
        return all(run.button for line in self._lines for run in line if run.text.strip())

    def put(self, text: str, *, bold: bool, button: bool) -> None:
        """Append a text, which isn't empty."""
        self._lines[-1].append(_Run(text, bold, button))

    def break_line(self, *, hard: bool) -> None:
        """Begin a new line; a hard break is drawn, a soft one stands only in the source."""
        self._lines.append([])
        self._hard.append(hard)

    def split(self) -> list[list[Line]]:
        """Return the lines of each paragraph; an empty line parts two."""
        groups: list[list[Line]] = [[]]
        for runs, hard in zip(self._lines, [*self._hard, True], strict=True):
            text = collapse_spaces("".join(run.text for run in runs))
            if text:
                bold = all(run.bold for run in runs if run.text.strip())
                groups[-1].append(Line(text, bold, hard))
            elif groups[-1]:
                groups.append([])
        return [group for group in groups if group]
