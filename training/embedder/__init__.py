"""Training of the embedder's adapter, and export of the network that it is added to."""
