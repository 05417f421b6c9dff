"""Questions in, answers with footnotes out.

>>> from qa import DocumentQA
>>> bot = DocumentQA.from_text("The bridge opened in 1932. It is painted green.")
>>> bot.ask("When did the bridge open?").citations[0].quote
'The bridge opened in 1932.'
"""

import logging
from importlib.metadata import version

from index.errors import FootnoteError
from qa.answer import (
    NO_ANSWER,
    Answer,
    Citation,
    Evidence,
    Segment,
    Verdict,
)
from qa.conversation import Chat
from qa.events import Answered, Discarded, Drafted, Event, Failed, Quoted, Retrieved, Working
from qa.pipeline import DocumentQA
from qa.settings import Settings

__all__ = [
    "NO_ANSWER",
    "Answer",
    "Answered",
    "Chat",
    "Citation",
    "Discarded",
    "DocumentQA",
    "Drafted",
    "Event",
    "Evidence",
    "Failed",
    "FootnoteError",
    "Quoted",
    "Retrieved",
    "Segment",
    "Settings",
    "Verdict",
    "Working",
]

__version__ = version("footnote-qa")

logging.getLogger(__name__).addHandler(logging.NullHandler())  # quiet by default
