"""LlamaIndex as it comes: a VectorStoreIndex with our embedder, the top passage the answer."""

import json
import sys
import time
from pathlib import Path

from llama_index.core import Document, VectorStoreIndex
from llama_index.core.schema import TextNode

from index.minilm import MiniLM


def main() -> None:
    """Answer all tasks."""
    tasks, answers = Path(sys.argv[1]), Path(sys.argv[2])
    embedder = MiniLM()
    done = []
    for task in json.loads(tasks.read_text(encoding="utf-8")):
        documents = [Document(text=task["text"])]
        index = VectorStoreIndex.from_documents(documents, embed_model=embedder)
        retriever = index.as_retriever(similarity_top_k=1)
        for question in task["questions"]:
            begin = time.perf_counter()
            node = retriever.retrieve(question)[0].node
            seconds = time.perf_counter() - begin
            assert isinstance(node, TextNode)
            span = [node.start_char_idx, node.end_char_idx]
            done.append({"answer": node.text, "spans": [span], "seconds": seconds})
    answers.write_text(json.dumps(done), encoding="utf-8")


if __name__ == "__main__":
    main()
