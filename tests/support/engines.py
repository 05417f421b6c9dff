"""Indexes of either engine, by the place where they are: a folder, or the address of a database."""

from pathlib import Path

from index import Embedder, Index


def open_place(place: str, embedder: Embedder) -> Index:
    """Open the index at a place, or begin one there."""
    if place.startswith("postgresql://"):
        return Index.connect(place, embedder)
    return Index.open(Path(place), embedder)
