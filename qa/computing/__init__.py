"""Counts, sums, averages, extremes and differences over the rows of a table, and rows asked for.

No sentence tells them, so no reader finds them. A question's words are bound to one table: its
columns, its rows, its conditions. Where a word is left over, or could mean two things, nothing is
computed.

``questions`` reads what is to be computed. ``tables``, ``sections``, ``dated_lines``, ``prose``
and ``columns`` read what a document has. ``binding`` and ``leftovers`` bring the two together;
``operations``, ``extremes`` and ``selections`` compute, ``wording`` cites.
"""

from qa.computing.answers import ComputedAnswer, answer_by_computing

__all__ = ["ComputedAnswer", "answer_by_computing"]
