"""Training of the writer: a low-rank adapter of SmolLM2 that words what the reader found."""
