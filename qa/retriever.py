"""Question to ranked evidence; a LlamaIndex retriever, so that any LlamaIndex app can use it."""

from collections.abc import Sequence

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import (
    NodeRelationship,
    NodeWithScore,
    QueryBundle,
    RelatedNodeInfo,
    TextNode,
)

from index import Corpus, Evidence

OVERVIEW = 8
"""How many passages a summary is made of."""


class PassageRetriever(BaseRetriever):
    """Retrieves the passages that fit a question best.

    ``evidence`` speaks Footnote's types; ``retrieve`` gives the same as LlamaIndex nodes, whose
    ``start_char_idx`` and ``end_char_idx`` are exact offsets into the document's text.

    Args:
        index: what is searched.
        k: how many passages are retrieved.
    """

    def __init__(self, index: Corpus, k: int) -> None:
        super().__init__()
        self._index = index
        self._k = k

    def evidence(
        self, question: str, similarity_queries: Sequence[str] = ()
    ) -> tuple[Evidence, ...]:
        """Up to ``k`` passages, best first; arguments as for ``Index.search``."""
        return tuple(self._index.search(question, self._k, similarity_queries))

    def overview(self) -> tuple[Evidence, ...]:
        """Passages that all documents can be summed up by."""
        return tuple(self._index.overview(OVERVIEW))

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        titles = self._index.titles()
        return [
            _as_node(evidence, titles[evidence.passage.document_id])
            for evidence in self.evidence(query_bundle.query_str)
        ]


def _as_node(evidence: Evidence, title: str) -> NodeWithScore:
    passage = evidence.passage
    node = TextNode(
        id_=f"{passage.document_id}:{passage.start}-{passage.end}",
        text=evidence.text,
        start_char_idx=passage.start,
        end_char_idx=passage.end,
        metadata={
            "title": title,
            "heading": passage.heading,
            "first_sentence": passage.first_sentence,
            "last_sentence": passage.last_sentence,
        },
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=passage.document_id)},
    )
    return NodeWithScore(node=node, score=evidence.score)
