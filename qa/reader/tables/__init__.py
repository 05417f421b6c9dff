"""Cells of tables that answer: chosen by a small model over what a question and a cell share."""
