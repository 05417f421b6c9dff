"""What a body consists of once it is read: paragraphs and tables, not yet blocks."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.readers.wordml.numbering import Label
from index.readers.wordml.styles import ParagraphLook, RunLook

_MONOSPACED = frozenset((
    "andale mono", "cascadia code", "cascadia mono", "consolas", "courier", "courier new",
    "dejavu sans mono", "inconsolata", "liberation mono", "lucida console", "menlo", "monaco",
    "source code pro",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class WordNote:
    """A foot- or endnote: its mark, empty if the text has it, and its text."""

    mark: str
    text: str


@dataclass(slots=True)
class WordParagraph:
    """A paragraph.

    Attributes:
        text: its own text, with "\\n" for line breaks and "\\t" for tabs.
        look: by its properties and styles.
        label: the number or bullet that Word draws before it.
        looks: how many visible characters look like what.
        notes: what it refers to.
        boxes: the contents of the text boxes that are anchored in it.
        has_control: it has fields or boxes to fill in.
        in_contents: it belongs to a table of contents.
    """

    text: str
    look: ParagraphLook
    label: Label | None = None
    looks: dict[RunLook, int] = field(default_factory=dict)
    notes: list[WordNote] = field(default_factory=list)
    boxes: list[list["Item"]] = field(default_factory=list)
    has_control: bool = False
    in_contents: bool = False

    @property
    def full_text(self) -> str:
        """Its text in one line, after its number."""
        text = " ".join(self.text.split())
        return self.label.text + self.label.gap + text if self.label and text else text

    @property
    def is_bold(self) -> bool:
        """True if all of it is."""
        return bool(self.looks) and all(look.bold for look in self.looks)

    @property
    def size(self) -> int:
        """Size of its smallest text, in half-points; 0 if it has no text."""
        return min((look.size or 0 for look in self.looks), default=0)

    @property
    def is_monospaced(self) -> bool:
        """True if all of it is in a typewriter's font."""
        return bool(self.looks) and all(look.font.lower() in _MONOSPACED for look in self.looks)


@dataclass(slots=True)
class WordCell:
    """A cell: its first column, how many it spans, and what is in it."""

    column: int
    span: int
    text: str
    is_bold: bool
    is_shaded: bool


@dataclass(slots=True)
class WordRow:
    """A row of a table, its notes and its text boxes; ``is_head`` if Word repeats it on pages."""

    cells: list[WordCell]
    is_head: bool
    notes: list[WordNote] = field(default_factory=list)
    boxes: list[list["Item"]] = field(default_factory=list)

    @property
    def spans_all(self) -> bool:
        """True if only one cell has text, and it spans several columns and is the only one."""
        return len(self.cells) == 1 and self.cells[0].span > 1


@dataclass(slots=True)
class WordTable:
    """A table; ``styled_head`` if its style makes the first row one of heads."""

    rows: list[WordRow]
    styled_head: bool = False


Item = WordParagraph | WordTable


def flatten(items: Sequence[Item]) -> str:
    """Return all text of the items in one line."""
    texts = []
    for item in items:
        if isinstance(item, WordParagraph):
            texts.append(item.full_text)
        else:
            texts += [cell.text for row in item.rows for cell in row.cells]
    return " ".join(filter(None, texts))


def collect_text(items: Sequence[Item]) -> str:
    """Return all text of the items with their notes and text boxes."""
    texts = [flatten(items)]
    for item in items:
        for carrier in [item] if isinstance(item, WordParagraph) else item.rows:
            texts += [note.text for note in carrier.notes]
            texts += [collect_text(box) for box in carrier.boxes]
    return " ".join(texts)
