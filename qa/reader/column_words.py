"""Columns that a question asks for without their name: "How much is …?" asks for the price."""

import re

from qa.words import content_stems

_HEADS_BY_WORDS = {
    r"how much|costs?|prices?|pay|expensive|cheap": "price cost fee charge amount rate fare tariff",
    r"how many": "number quantity stock qty",
    r"how long": "duration length",
    r"how old": "age",
    r"how heavy|weighs?": "weight",
    r"how (?:tall|high)": "height",
    r"how far": "distance",
    r"how (?:large|big)": "size area capacity",
    r"how fast": "speed",
    r"how deep": "depth",
    r"how wide": "width",
    r"when|what time|(?:what|which) (?:day|date)": "date time day",
    r"who|whom": "name person contact",
    r"where": "place location venue address origin country city town",
    r"kostet|kosten": "preis gebühr kosten tarif",
    r"wann|um wie viel uhr": "datum uhrzeit zeit tag",
    r"combien coûte|coûte|coûtent": "prix tarif coût",
    r"quand|quelle heure": "date heure jour horaire",
    r"cuesta|cuestan": "precio tarifa coste",
    r"cuándo|qué hora": "fecha hora día horario",
}
"""Words of a question, as a regular expression -> words of the heads that it may ask for."""

_PATTERNS = {
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE): frozenset(content_stems(heads))
    for words, heads in _HEADS_BY_WORDS.items()
}


def find_implied_heads(question: str) -> frozenset[str]:
    """Return the stems of the words by which the head of a sought column may be called.

    >>> find_implied_heads("How old is the bridge?")
    frozenset({'age'})
    """
    found = (heads for pattern, heads in _PATTERNS.items() if pattern.search(question))
    return frozenset().union(*found)
