"""One text file a prompt. The built-in readers need none; those of a written answer go here."""
