"""White space in texts."""


def collapse_spaces(text: str) -> str:
    """Return the text with every run of white space as one space, and none around it."""
    return " ".join(text.split())
