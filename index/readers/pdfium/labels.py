"""Fields of a form, put together with the words of the page that name them."""

from collections.abc import Sequence

from index.readers.pdfium.lines import join_words
from index.readers.pdfium.page import Field, FieldValue, Frame, Rectangle, Word, bound

_WORD_GAP = 1.5  # in sizes of the type, between words of one label
_ABOVE = 1.2  # lines from a label down to its field
_BESIDE = 30.0  # points from a box to be ticked to its label


def take_labels(
    words: list[Word], fields: Sequence[FieldValue], frame: Frame
) -> tuple[list[Word], list[Word]]:
    """Give each field the label beside or above it.

    Returns:
        The other words, and a word for each field, which stands in its place.
    """
    boxes = [frame.rectangle_from_page(field.box) for field in fields]
    order = sorted(
        range(len(fields)), key=lambda i: (fields[i].is_note, boxes[i].top, boxes[i].left)
    )
    standing = []
    for i in order:
        field, box = fields[i], boxes[i]
        found = [] if field.is_note else _find_label(words, box, field.is_box, boxes)
        taken = set(map(id, found))
        words = [word for word in words if id(word) not in taken]
        text = _write(field, join_words(found) or field.label)
        if text:
            around = bound([box, *found])
            size = found[0].size if found else min(12.0, box.height * 0.7)
            baseline = found[0].baseline if found else box.bottom - 0.25 * box.height
            content = Field(text, field.is_note)
            sides = around.left, around.top, around.right, around.bottom
            standing.append(Word("", *sides, baseline, size, content=content))
    return words, standing


def _write(field: FieldValue, label: str) -> str:
    if field.is_note:
        return field.value
    if field.is_box:
        return f"{field.value} {label}".strip()
    if not label or not field.value:
        return label or field.value
    return f"{label} {field.value}" if label[-1] in ":?=" else f"{label}: {field.value}"


def _find_label(
    words: Sequence[Word], box: Rectangle, is_box: bool, fields: Sequence[Rectangle]
) -> list[Word]:
    beside = [
        word
        for word in words
        if box.top - 0.3 * word.size < (word.top + word.bottom) / 2 < box.bottom + 0.3 * word.size
    ]
    right = sorted((w for w in beside if w.left > box.right - 2), key=lambda word: word.left)
    left = sorted((w for w in beside if w.right < box.left + 2), key=lambda word: -word.right)
    if is_box and right and right[0].left - box.right < _BESIDE:
        return _take_label(right, box, fields)
    if left and (label := _take_label(left, box, fields)):
        return label[::-1]
    above = [
        word
        for word in words
        if box.left - 2 <= word.left < box.right
        and 0 <= box.top - word.baseline < _ABOVE * word.size
    ]
    above.sort(key=lambda word: word.left)
    return _take_label(above, box, fields)


def _take_label(words: Sequence[Word], box: Rectangle, fields: Sequence[Rectangle]) -> list[Word]:
    """Return the first words that stand close together on one line, unless a field is between."""
    if not words:
        return []
    first = words[0]
    between = Rectangle(min(first.right, box.right), box.top, max(first.left, box.left), box.bottom)
    middle = (box.top + box.bottom) / 2
    if any(
        other.left > between.left - 1
        and other.right < between.right + 1
        and other.top < middle < other.bottom
        for other in fields
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
