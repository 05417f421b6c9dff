"""Finders in the order in which they are asked.

The reader was trained to point at words of one sentence. What a document's structure says (fields,
labels, cells, lists) is found by rules instead, each in a file of its own: the first that finds
something answers, and where none does, the reader's words do.
"""

from qa.reader import Reading
from qa.reader.amounts import find_extreme_amount, find_share
from qa.reader.contacts import find_contact
from qa.reader.counts import find_count
from qa.reader.echoes import find_definition
from qa.reader.enumerations import find_enumeration
from qa.reader.fields import find_field, find_labelled
from qa.reader.first_person import find_doer
from qa.reader.inquiry import Finder, Inquiry
from qa.reader.labels import find_labels
from qa.reader.lead_ins import find_led_in
from qa.reader.lists import find_items
from qa.reader.mentions import find_mentioned
from qa.reader.numbered import find_numbered
from qa.reader.subsections import find_part
from qa.reader.tables.lookup import find_better_cell
from qa.reader.topics import find_topic

FINDERS: tuple[Finder, ...] = (
    find_field,  # "Was anyone hurt? no"
    find_doer,  # "I can pick them up"
    find_part,  # "Cons", in the section that the question names
    find_numbered,  # "invoice no. 88-140"
    find_contact,  # "Piste service: +41 81 555 23 90"
    find_count,  # of a list's items, or of those whom a field names
    find_labelled,  # "Phone: 4471"
    find_better_cell,  # of the row and the column that the question names
    find_mentioned,  # all places, dates or addresses of the document
    find_topic,  # all that stands under a heading, where the rules about something are asked for
    find_led_in,  # all of a list whose lead-in the question names
    find_items,  # all of a list, where the reader found one of them
    find_labels,  # of all lines like the one that the reader found
    find_share,  # "21 each", where the reader found the sum
    find_extreme_amount,  # the greatest or least in the sentence that the reader found
    find_definition,  # the whole sentence, where the reader's words only repeat the question
    find_enumeration,  # all of "a towel, a cap and a coin", where the reader found one of them
)


def find_better(inquiry: Inquiry) -> Reading:
    """Return what the first of the finders finds; what the reader found if none finds anything."""
    found = (finder(inquiry) for finder in FINDERS)
    return next(filter(None, found), inquiry.reading)
