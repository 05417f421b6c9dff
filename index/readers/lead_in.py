"""Lead-ins: what comes before a list and says what its items are."""

import re

_POINTER = re.compile(
    r"(?i)\b(?:follow(?:s|ing)|below|these|such as|folgende[nrms]?|suivante?s?|siguientes?)\b"
)


def leads_in(text: str) -> bool:
    """Say whether a paragraph leads in to the list right below it.

    >>> leads_in("You need"), leads_in("The fee is due."), leads_in("Bring these papers.")
    (True, False, True)
    """
    if text.endswith((":", "?")):
        return True
    last = re.split(r"[.!?]\s", text)[-1] if len(text) < 2_000 else text[-300:]
    return not text.endswith((".", "!", "…", "”", '"')) or bool(_POINTER.search(last))
