"""LlamaIndex as it comes: a VectorStoreIndex with our embedder, the top passage the answer."""

from collections.abc import Callable

from llama_index.core import Document, VectorStoreIndex
from llama_index.core.schema import TextNode

from benchmarks.comparison.tasks import SystemAnswer, Task, answer_tasks
from index.minilm import MiniLM
from qa.llama_index import FootnoteEmbedding

EMBEDDER = FootnoteEmbedding(MiniLM())


def open_document(task: Task) -> Callable[[str], SystemAnswer]:
    """Index a document in memory."""
    documents = [Document(text=task.text)]
    index = VectorStoreIndex.from_documents(documents, embed_model=EMBEDDER)
    retriever = index.as_retriever(similarity_top_k=1)

    def ask(question: str) -> SystemAnswer:
        node = retriever.retrieve(question)[0].node
        if not isinstance(node, TextNode) or node.start_char_idx is None:
            raise TypeError(f"{node!r} doesn't say where it stands in the text.")
        start = node.start_char_idx
        return SystemAnswer(node.text, [(start, start + len(node.text))])

    return ask


if __name__ == "__main__":
    answer_tasks(open_document)
