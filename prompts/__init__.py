"""One text file a prompt. The built-in readers need none; a written answer's prompts belong here."""
