"""Weights that others have published: where they can be had, and whether they are whole."""
