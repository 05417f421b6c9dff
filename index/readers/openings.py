"""Lines of one paragraph that open something of their own: list items, and labelled values.

Whoever types "a) …", "1.1 …" or "Tenant: …" on lines below one another means a list or a form, also
where the format, as Markdown does, takes such lines for one paragraph.
"""

from collections.abc import Sequence

from index.blocks import LABELLED
from index.readers.text_lists import ListMarker, read_marker

_LEAST_LABELLED = 0.5
"""Least share of labelled lines; the others go on with the one above."""


def find_openings(lines: Sequence[str]) -> dict[int, ListMarker | None]:
    """Return the numbers of the lines that open something, with the marker of a list item.

    Only what comes at least twice in its order opens something: a line of prose may begin with
    "2.3" or "Note:" by chance.

    >>> [*find_openings(["Don't:", "a) smoke;", "b) sublet the flat", "or a part of it."])]
    [1, 2]
    >>> find_openings(["Landlord: Ana Roe", "Tenant: Ben Ray"])
    {0: None, 1: None}
    """
    if len(lines) < 2:
        return {}
    items: dict[int, ListMarker | None] = {}
    last: dict[tuple[str, tuple[int, ...]], tuple[int, ListMarker]] = {}  # of each list
    for i, line in enumerate(lines):
        if marker := read_marker(line):
            of = marker.style, marker.path[:-1]
            if of in last and (marker.is_bullet or marker.number == last[of][1].number + 1):
                items |= dict([last[of], (i, marker)])
            last[of] = i, marker
    if items:
        return items
    labelled = [i for i, line in enumerate(lines) if LABELLED.match(line)]
    few = len(labelled) < max(2, len(lines) * _LEAST_LABELLED)
    headed = bool(labelled) and labelled[0] <= 1  # "Technical data", and its values below
    return {} if few or not headed else dict.fromkeys(labelled)
