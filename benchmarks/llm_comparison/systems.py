"""Systems that are compared, in pinned versions."""

from benchmarks.comparison.systems import System

SYSTEMS = (
    System("Footnote", "with_footnote"),
    System("LlamaIndex 0.14, CitationQueryEngine", "with_llamaindex"),
    System(
        "Haystack 3.4, RAG with references",
        "with_haystack",
        packages=("haystack-ai==3.4.1", "sentence-transformers-haystack==2.0.0"),
    ),
    System("txtai 9.14, RAG", "with_txtai", packages=("txtai==9.14.0", "litellm==1.110.2")),
    System("paper-qa 2026.8", "with_paper_qa", packages=("paper-qa[local]==2026.8.12",)),
)
