"""Italian."""

from index.languages.words import SentenceWords, split_words

WORDS = SentenceWords(
    leading=split_words(
        "sig sigg dott dr prof proff ing avv arch geom rag mons on sen cap ten magg card "
        "es cfr cf vd ca ss spett egr gent ill"
    ),
    numbered=split_words(
        "art artt n nn nr num pag pagg p pp capp fig figg tab vol voll tel fax c co lett sez "
        "par tit dlgs prot"
    ),
    shortened=split_words(
        "ecc etc gen feb apr giu lug ago sett ott nov dic mass vs spa srl snc op cit"
    ),
    starters=split_words(
        "A Adesso Ai Al Alcune Alcuni Alla Alle Allora Altre Altri Anche Ancora Appena Avevano "
        "Bene C Che Chi Ci Ciascun Ciò Col Come Con Così Cosa Cui D Da Dai Dal Dalla Davanti Degli "
        "Dei Del Della Delle Dentro Di Dopo Dove Due Durante E È Ecco Ed Era Erano Essa Esso "
        "Fino Fra Già Gli Ha Hanno I Ieri Il In Infatti Infine Inoltre Invece Io L La Le Lei Lo "
        "Loro Lui Ma Mai Mentre Mi Mia Mio Molti Molto Negli Nei Nel Nella Nelle Nessuno Niente "
        "No Noi Non Nostra Nostro Nulla O Oggi Ogni Ognuno Oltre Oppure Ora Per Perché Perciò "
        "Però Più Poco Poi Prima Proprio Pure Qualche Quale Quando Quanto Quasi Quella Quelle "
        "Quelli Quello Questa Queste Questi Questo Qui Quindi S Se Secondo Sempre Senza Si Sì "
        "Siamo Solo Sono Sopra Sotto Sta Stato Su Sua Sugli Sui Sul Sulla Suo Suoi Tra Tre Tu "
        "Tutta Tutte Tutti Tutto Un Una Uno V Vi Voi"
    ),
    lettered=split_words(
        "allegato blocco categoria classe edificio gruppo lettera parte piano tipo variante "
        "vitamina zona"
    ),
)
"""Abbreviations as they stand behind the last space or apostrophe."""
