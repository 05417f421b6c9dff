"""Words of questions in other languages that their answers don't have."""

QUESTION_WORDS = frozenset(
    # German
    "wie was wer wen wem wessen wann wo wohin woher warum wieso weshalb welche welcher welches "
    "welchen welchem wieviel gibt hoch groß lang lange viel viele alt weit oft darf dürfen kann "
    "können muss müssen soll sollen ist sind hat haben wird werden kostet ich wir man mein einen "
    "jemand etwas bitte "
    # French
    "quel quelle quels quelles qui que quoi quand où comment pourquoi combien est sont faut peut "
    "peux puis dois doit coûte y a t il on je nous vous mon ma mes "
    # Spanish
    "qué quién quiénes cuál cuáles cuándo dónde cómo cuánto cuánta cuántos cuántas cuesta puedo "
    "puede debo debe hay tengo tiene es son mi "
    # Italian
    "chi cosa quale quali quando dove come perché quanto quanta quanti quante costa posso può devo "
    "deve c è ci sono ho mio mia "
    # Portuguese, Dutch
    "quem qual quais onde porque quantos quantas custa pode tem há hoe wat wie waar wanneer waarom "
    "welke hoeveel mag kan moet is er zijn".split()
)
"""Interrogatives, auxiliaries and pronouns of German, French, Spanish, Italian and others."""

AMOUNT_WORDS = frozenset(
    "wieviel hoch groß lang lange viel viele alt weit wann kostet combien quand coûte cuánto "
    "cuánta cuántos cuántas cuándo cuesta quanto quanta quanti quante quando costa custa hoeveel "
    "wanneer".split()
)
"""Words that ask for an amount or a time."""
