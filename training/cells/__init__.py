"""Training of the chooser of cells."""
