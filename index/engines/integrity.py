"""Checking that what a store holds fits together, whatever the engine."""

from index.storage import IndexDamagedError, Store


def check_sentences(store: Store, repair: str) -> None:
    """Read every document, and hold its text against its id and its sentences.

    Raises:
        IndexDamagedError: the first thing found that doesn't fit; ``repair`` says what to do.
    """
    for info in store.documents():
        text, end = store.document(info.id).text, 0
        for sentence in store.sentences(info.id):
            if not end <= sentence.start < sentence.end <= len(text):
                place = f"Sentence {sentence.number} of {info.title!r}"
                raise IndexDamagedError(f"{place} is out of place. {repair}")
            end = sentence.end
