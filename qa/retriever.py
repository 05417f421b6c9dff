"""Question to ranked evidence."""

from collections.abc import Sequence

from index import Corpus, Evidence

OVERVIEW = 8
"""How many passages a summary is made of."""


class Retriever:
    """Retrieves the passages that fit a question best.

    Args:
        index: what is searched.
        k: how many passages are retrieved.
    """

    def __init__(self, index: Corpus, k: int) -> None:
        self._index = index
        self._k = k

    def evidence(
        self, question: str, similarity_queries: Sequence[str] = ()
    ) -> tuple[Evidence, ...]:
        """Return up to ``k`` passages, best first; arguments as for ``Corpus.search``."""
        return tuple(self._index.search(question, self._k, similarity_queries))

    def overview(self) -> tuple[Evidence, ...]:
        """Return passages that all documents can be summed up by."""
        return tuple(self._index.overview(OVERVIEW))
