"""Finders in the order in which they are asked.

The reader was trained to point at words of one sentence. What a document's structure says (fields,
labels, cells, lists) is found by rules instead, each in a file of its own: the first that finds
something answers, and where none does, the reader's words do.
"""

from qa.reader import Reading
from qa.reader.counts import find_count
from qa.reader.fields import find_field, find_labelled
from qa.reader.inquiry import Finder, Inquiry
from qa.reader.lists import find_items
from qa.reader.table_lookup import find_better_cell

FINDERS: tuple[Finder, ...] = (
    find_field,  # "Was anyone hurt? no"
    find_labelled,  # "Phone: 4471"
    find_better_cell,  # of the row and the column that the question names
    find_count,  # of a list's items
    find_items,  # all of a list, where the reader found one of them
)


def find_better(inquiry: Inquiry) -> Reading:
    """Return what the first of the finders finds; what the reader found if none finds anything."""
    found = (finder(inquiry) for finder in FINDERS)
    return next(filter(None, found), inquiry.reading)
