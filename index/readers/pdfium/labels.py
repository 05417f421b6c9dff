"""Fields of a form, put together with the words of the page that name them."""

from bisect import bisect_left
from collections.abc import Sequence

from index.readers.pdfium.lines import join_words
from index.readers.pdfium.page import Field, FieldValue, PageFrame, Rectangle, Word, bound

_WORD_GAP = 1.5  # in sizes of the type, between words of one label
_ABOVE = 1.2  # lines from a label down to its field
_BESIDE = 30.0  # points from a box to be ticked to its label


def take_labels(
    words: list[Word], fields: Sequence[FieldValue], frame: PageFrame
) -> tuple[list[Word], list[Word]]:
    """Give each field the label beside or above it.

    Returns:
        The other words, and a word for each field, which stands in its place.
    """
    boxes = [frame.rectangle_from_page(field.box) for field in fields]
    order = sorted(
        range(len(fields)), key=lambda i: (fields[i].is_note, boxes[i].top, boxes[i].left)
    )
    places = _LabelPlaces(words, boxes)
    standing = []
    for i in order:
        field, box = fields[i], boxes[i]
        found = [] if field.is_note else _find_label(places, box, field.is_box)
        places.taken.update(map(id, found))
        text = _write(field, join_words(found) or field.label)
        if text:
            around = bound([box, *found])
            size = found[0].size if found else min(12.0, box.height * 0.7)
            baseline = found[0].baseline if found else box.bottom - 0.25 * box.height
            content = Field(text, field.is_note)
            sides = around.left, around.top, around.right, around.bottom
            standing.append(Word("", *sides, baseline, size, content=content))
    return [word for word in words if id(word) not in places.taken], standing


def _write(field: FieldValue, label: str) -> str:
    if field.is_note:
        return field.value
    if field.is_box:
        return f"{field.value} {label}".strip()
    if not label or not field.value:
        return label or field.value
    return f"{label} {field.value}" if label[-1] in ":?=" else f"{label}: {field.value}"


class _LabelPlaces:
    """Words and fields of a page, to be looked up by their height on it.

    ``taken`` are the identities of the words that are labels already.
    """

    def __init__(self, words: Sequence[Word], fields: Sequence[Rectangle]) -> None:
        self.words = sorted(words, key=_baseline)
        self.fields = sorted(fields, key=_top)
        self.taken: set[int] = set()
        self.largest = max((word.bottom - word.top + word.size for word in words), default=0.0)
        self.tallest = max((field.height for field in fields), default=0.0)

    def find_words(self, top: float, bottom: float) -> list[Word]:
        """Return the words that may reach into a part of the page and are no labels."""
        first = bisect_left(self.words, top - 2 * self.largest, key=_baseline)
        last = bisect_left(self.words, bottom + 2 * self.largest, key=_baseline)
        return [word for word in self.words[first:last] if id(word) not in self.taken]

    def find_fields(self, height: float) -> list[Rectangle]:
        """Return the fields at a height."""
        first = bisect_left(self.fields, height - self.tallest, key=_top)
        last = bisect_left(self.fields, height, key=_top)
        return [field for field in self.fields[first:last] if field.bottom > height]


def _baseline(word: Word) -> float:
    return word.baseline


def _top(box: Rectangle) -> float:
    return box.top


def _find_label(places: _LabelPlaces, box: Rectangle, is_box: bool) -> list[Word]:
    words = places.find_words(box.top, box.bottom)
    beside = [
        word
        for word in words
        if box.top - 0.3 * word.size < (word.top + word.bottom) / 2 < box.bottom + 0.3 * word.size
    ]
    right = sorted((w for w in beside if w.left > box.right - 2), key=lambda word: word.left)
    left = sorted((w for w in beside if w.right < box.left + 2), key=lambda word: -word.right)
    if is_box and right and right[0].left - box.right < _BESIDE:
        return _take_label(right, box, places)
    if left and (label := _take_label(left, box, places)):
        return label[::-1]
    above = [
        word
        for word in words
        if box.left - 2 <= word.left < box.right
        and 0 <= box.top - word.baseline < _ABOVE * word.size
    ]
    above.sort(key=lambda word: word.left)
    return _take_label(above, box, places)


def _take_label(words: Sequence[Word], box: Rectangle, places: _LabelPlaces) -> list[Word]:
    """Return the first words that stand close together on one line, unless a field is between."""
    if not words:
        return []
    first = words[0]
    between = Rectangle(min(first.right, box.right), box.top, max(first.left, box.left), box.bottom)
    middle = (box.top + box.bottom) / 2
    if any(
        other.left > between.left - 1 and other.right < between.right + 1
        for other in places.find_fields(middle)
        if other != box
    ):
        return []
    label = [first]
    for word in words[1:]:
        if abs(word.baseline - first.baseline) > 0.3 * first.size:
            continue
        gap = max(word.left - label[-1].right, label[-1].left - word.right)
        if gap > _WORD_GAP * word.size:
            break
        label.append(word)
    return label
