"""What a visitor has chosen among the documents."""

from collections.abc import Collection
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Choices:
    """The documents that a visitor chose.

    Attributes:
        unticked: ids of the documents that aren't asked.
        hidden: ids of the documents that this visitor has removed. Those that everybody finds
            here stay so; the visitor's own are deleted by ``Visitor.purge``.
    """

    unticked: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    def tick(self, document_id: str, *, on: bool) -> "Choices":
        """Return the choices with a document ticked, or not."""
        others = tuple(i for i in self.unticked if i != document_id)
        return replace(self, unticked=others if on else (*others, document_id))

    def hide(self, document_id: str, there: Collection[str]) -> "Choices":
        """Return the choices with one of the documents that are there removed.

        If none of those left is ticked, all are: what is left is what is asked.
        """
        left = set(there) - {document_id}
        unticked = () if left <= set(self.unticked) else self.unticked
        return Choices(unticked, (*self.hidden, document_id))

    def show(self, document_ids: Collection[str]) -> "Choices":
        """Return the choices with documents no longer removed."""
        return replace(self, hidden=tuple(i for i in self.hidden if i not in document_ids))

    def add(self, new: Collection[str], untick: Collection[str]) -> "Choices":
        """Return the choices with new documents ticked, and others not."""
        unticked = {*self.unticked, *untick} - set(new)
        return replace(self.show(new), unticked=tuple(sorted(unticked)))
