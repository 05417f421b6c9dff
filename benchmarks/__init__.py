"""One script a claim of the README; ``python -m benchmarks`` runs them all."""
