"""What a visitor brings: each source, how it is read, and how far that is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from index import Document
from page.templating import render_web_page


class ReadingState(Enum):
    """How far a source is."""

    WAITING = "Waiting"
    READING = "Reading"
    INDEXING = "Indexing"
    DONE = "Done"
    FAILED = "Not read"


@dataclass(slots=True)
class IncomingSource:
    """A source that is being read.

    Attributes:
        name: what the visitor calls it: a file's name, an address.
        read: reads it.
        state: how far it is.
        note: more about that: how much is indexed, why it can't be read.
        share: how much of it is indexed.
    """

    name: str
    read: Callable[[], Document]
    state: ReadingState = ReadingState.WAITING
    note: str = ""
    share: float = 0.0

    def move_to(self, state: ReadingState, note: str = "") -> None:
        """Note that it is in another state."""
        self.state, self.note = state, note

    def count(self, share: float, words: int) -> None:
        """Note how much of it is indexed."""
        self.share, self.note = share, f"{share * words:,.0f} of {words:,} words"

    @property
    def is_over(self) -> bool:
        """True if nothing more is done about it."""
        return self.state in (ReadingState.DONE, ReadingState.FAILED)


def render_reading(sources: Sequence[IncomingSource]) -> str:
    """Render sources with the state of each."""
    return render_web_page("reading.html.jinja", sources=sources)


def render_reading_chip(sources: Sequence[IncomingSource]) -> str:
    """Render how far the reading of sources is in a few words; nothing where it is over."""
    over = sum(source.is_over for source in sources)
    if over == len(sources):
        return ""
    return render_web_page("reading_chip.html.jinja", now=over + 1, count=len(sources))
