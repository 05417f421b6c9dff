"""A fixed question set, asked and scored with set arithmetic: no judge, the same everywhere."""
