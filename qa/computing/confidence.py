"""How often what is computed was right on public tables, by what was computed."""

from dataclasses import dataclass

from qa.computing.questions import Operation

SURE_SHARE = 0.95
"""Share of right answers that a kind has to exceed to be called sure."""

_NOT_SURE = 0.89


@dataclass(frozen=True, slots=True)
class Measured:
    """How many answers of a kind were right, on the public tables that are learned from."""

    right: int
    answered: int

    @property
    def note(self) -> str:
        """A sentence on what was measured."""
        return (
            f"Computed from a table's rows. Of {self.answered:,} questions on public tables that "
            f"were answered in this way, {100 * self.right / self.answered:.0f} % were right."
        )

    @property
    def confidence(self) -> float:
        """Share that was right, as if two more had been asked and one been wrong.

        Up to ``SURE_SHARE`` it isn't called sure.
        """
        share = (self.right + 1) / (self.answered + 2)
        return share if share > SURE_SHARE else min(share, _NOT_SURE)


_ADDED = Measured(18, 24)  # sums and averages together: they are few

MEASURED = {
    Operation.COUNT: Measured(326, 349),
    Operation.DISTINCT: Measured(10, 12),
    Operation.SUM: _ADDED,
    Operation.AVERAGE: _ADDED,
    Operation.EXTREME: Measured(132, 138),
    Operation.DIFFERENCE: Measured(24, 24),
    Operation.SELECTION: Measured(20, 27),
}
"""What is computed -> how often it was right, where the table has all the question's words."""

LOOSELY_MEASURED = Measured(228, 253)
"""How often anything computed was right where it doesn't."""


def find_measured(operation: Operation, loose: bool) -> Measured:
    """Return how often such an answer was right.

    Args:
        operation: what is computed.
        loose: whether some of the question's words aren't in the table itself.
    """
    return LOOSELY_MEASURED if loose else MEASURED[operation]
