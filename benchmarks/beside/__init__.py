"""Footnote beside other tools: the same questions and metrics, each in its own environment."""
