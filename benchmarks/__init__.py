"""One script a claim; each prints its figures and keeps them in ``results/``."""
