"""Comparison with other systems: the same questions and metrics, each in its own environment."""
