"""Words of questions in other languages, and what their answers have instead of them."""

import re

QUESTION_WORDS = frozenset(
    # German
    "wie was wer wen wem wessen wann wo wohin woher warum wieso weshalb welche welcher welches "
    "welchen welchem wieviel gibt hoch groß lang lange viel viele alt weit oft darf dürfen kann "
    "können muss müssen soll sollen ist sind hat haben wird werden ich wir man mein einen "
    "jemand etwas bitte "
    # French
    "quel quelle quels quelles qui que quoi quand où comment pourquoi combien est sont faut peut "
    "peux puis dois doit y a t il on je nous vous mon ma mes "
    # Spanish
    "qué quién quiénes cuál cuáles cuándo dónde cómo cuánto cuánta cuántos cuántas puedo "
    "puede debo debe hay tengo tiene es son mi "
    # Italian
    "chi cosa quale quali quando dove come perché quanto quanta quanti quante posso può devo "
    "deve c è ci sono ho mio mia "
    # Portuguese, Dutch
    "quem qual quais onde porque quantos quantas pode tem há hoe wat wie waar wanneer waarom "
    "welke hoeveel mag kan moet is er zijn".split()
)
"""Interrogatives, auxiliaries and pronouns of German, French, Spanish, Italian and others."""

PRICE_WORDS = frozenset(
    "kostet kosten preis preise coûte coûtent coûter prix tarif cuesta cuestan precio costa "
    "costano prezzo custa custam preço kost kosten prijs".split()
)
"""Words that ask for a price."""

AMOUNT_WORDS = frozenset(
    "wieviel hoch groß lang lange viel viele alt weit wann combien quand heure cuánto cuánta "
    "cuántos cuántas cuándo quanto quanta quanti quante quando quantos quantas hoeveel "
    "wanneer".split()
)
"""Words that ask for an amount or a time."""

PRICE = re.compile(
    r"(?i)[€$£¥₺]|\b(?:eur|usd|gbp|chf|euros?|francs?|franken|fr|kronen|dollars?|pfund|cents?"
    r"|kostenlos|kostenfrei|umsonst|gratis|gratuite?s?|incluid[oa]s?|inbegriffen|compris(?:es?)?"
    r"|gratuit[oaie]s?|inclus[oaie]?s?|inbegrepen)\b"
)
"""What a price has: a currency, or a word that says that there is nothing to pay."""

NUMBER = re.compile(
    r"(?i)\d|\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|deux|trois|quatre|cinq"
    r"|six|sept|huit|neuf|dix|onze|douze|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce"
    r"|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|dois|duas|três|quatro|sete|oito|dez"
    r"|twee|drie|vijf|zes|zeven|negen|tien)\b"
)
"""A number, in digits or in words."""
