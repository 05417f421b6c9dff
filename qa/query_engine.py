"""The LlamaIndex query engine: Footnote's answers where an application expects a ``Response``."""

from collections.abc import Callable

from llama_index.core.base.response.schema import Response
from llama_index.core.query_engine import CustomQueryEngine
from llama_index.core.schema import NodeRelationship, NodeWithScore, RelatedNodeInfo, TextNode
from pydantic import PrivateAttr

from qa.answer import Answer, Citation


class FootnoteQueryEngine(CustomQueryEngine):
    """Answers a query string with a LlamaIndex ``Response``.

    The response's text is the answer's, its ``source_nodes`` are the cited sentences (none after
    an abstention), and its ``metadata["answer"]`` is the whole answer as a dictionary.

    Args:
        ask: answers a question.
    """

    _ask: Callable[[str], Answer] = PrivateAttr()

    def __init__(self, ask: Callable[[str], Answer]) -> None:
        super().__init__()
        self._ask = ask

    def custom_query(self, query_str: str) -> Response:
        """Answer one question."""
        answer = self._ask(query_str)
        return Response(
            response=answer.text,
            source_nodes=[_as_node(citation, answer.confidence) for citation in answer.citations],
            metadata={"answer": answer.to_dict()},
        )


def _as_node(citation: Citation, confidence: float) -> NodeWithScore:
    source = RelatedNodeInfo(node_id=citation.document_id)
    node = TextNode(
        id_=f"{citation.document_id}:{citation.start}-{citation.end}",
        text=citation.quote,
        start_char_idx=citation.start,
        end_char_idx=citation.end,
        metadata={"marker": citation.marker, "sentence": citation.sentence},
        relationships={NodeRelationship.SOURCE: source},
    )
    return NodeWithScore(node=node, score=confidence)
