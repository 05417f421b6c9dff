"""Training of the shipped models, which the package neither holds nor needs.

``python -m training.reader`` trains the reader, ``python -m training.embedder`` the adapter of the
embedder, ``python -m training.writer`` that of the built-in LLM. All need the extra ``train``.
"""
