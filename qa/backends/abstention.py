"""Where it is decided to abstain, which is to answer "The document doesn't say."

The built-in reader decides, whatever writes: it abstains below a probability that the document
answers at all, and where the words that it found are likely wrong.
"""

from qa.reader import Reading

CONFIDENCE_FLOOR = 0.3
"""Least confidence of an answer.

Below it, 5 of 13 answers were right on one half of dev's documents, by which it was chosen, and 2
of 11 on the other (7 of 24, of 1,366 answers). A floor of 0.5 would keep out 38 wrong answers and
29 right ones.
"""


def should_abstain(reading: Reading, abstain_below: float) -> bool:
    """Decide whether what a reader found is too unlikely to be an answer.

    Args:
        reading: what it found.
        abstain_below: least probability that the passages answer at all; with one below
            ``CONFIDENCE_FLOOR``, an answer needs no more confidence than that either.
    """
    floor = min(CONFIDENCE_FLOOR, abstain_below)
    unsure = reading.confidence is not None and reading.confidence < floor
    return not reading.spans or unsure or reading.answerable < abstain_below
