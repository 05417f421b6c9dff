"""The base of all errors; each type stands with what raises it."""


class FootnoteError(Exception):
    """Base of every error that bad input or a bad state raises; its text is meant for the user."""
