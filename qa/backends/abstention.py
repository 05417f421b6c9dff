"""Where it is decided to abstain, which is to answer "The document doesn't say."

The built-in reader abstains below a probability that the document answers at all. An LLM abstains
by writing that sentence, and an answer none of whose statements is supported becomes one too.
"""

from collections.abc import Sequence

from qa.answer import NO_ANSWER
from qa.grounding import is_refusal
from qa.grounding.markers import Marker
from qa.reader import Reading


def should_abstain(reading: Reading, abstain_below: float) -> bool:
    """Decide whether what a reader found is too unlikely to be an answer.

    Args:
        reading: what it found.
        abstain_below: least probability that the passages answer at all.
    """
    return not reading.spans or reading.answerable < abstain_below


def is_refused(draft: Sequence[str | Marker]) -> bool:
    """Check whether an LLM's draft begins with the sentence that says that there is no answer."""
    text = "".join(piece for piece in draft if isinstance(piece, str)).strip()
    return is_refusal(text[: len(NO_ANSWER)])
