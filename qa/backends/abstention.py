"""Where it is decided to abstain, which is to answer "The document doesn't say."

The built-in reader decides, whatever writes: it abstains below a probability that the document
answers at all.
"""

from qa.reader import Reading


def should_abstain(reading: Reading, abstain_below: float) -> bool:
    """Decide whether what a reader found is too unlikely to be an answer.

    Args:
        reading: what it found.
        abstain_below: least probability that the passages answer at all.
    """
    return not reading.spans or reading.answerable < abstain_below
