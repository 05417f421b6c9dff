"""Grounding: statements of a draft checked against the sentences that they cite."""

from qa.grounding.grounder import Grounded, Grounder, is_refusal

__all__ = ["Grounded", "Grounder", "is_refusal"]
