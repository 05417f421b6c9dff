"""French."""

from index.languages.words import SentenceWords, split_words

WORDS = SentenceWords(
    leading=split_words(
        "M MM mgr dr drs pr prof st ste sts cdt cne lt gal gén adj sgt av apr cf env approx p.ex"
    ),
    numbered=split_words(
        "art arts al alin n no nos nº p pp pag chap ch fig figs vol vols t tom éd tél tel fax "
        "bd boul r rés bât app appt al par § ann tab sect"
    ),
    shortened=split_words(
        "etc cie sté ets hab ex resp min max janv févr avr juil oct nov déc trad coll suiv vs "
        "op cit"
    ),
    starters=split_words(
        "À Ainsi Alors Après Au Aucun Aucune Aujourd Aussi Autre Aux Avant Avec Beaucoup Bien Car "
        "Ce Cela Celui Cependant Certains Ces Cet Cette Ceux Chaque Chez Comme Comment D Dans De "
        "Depuis Des Deux Dès Donc Du Elle Elles En Enfin Ensuite Entre Est Et Il Ils J Je Jusqu L "
        "La Le Les Leur Leurs Lors Lorsque Mais Malgré Même Mon N Ne Ni Non Nos Notre Nous On Or "
        "Ou Où Par Parce Pendant Personne Peu Plus Plusieurs Pour Pourquoi Pourtant Puis Puisque "
        "Quand Que Quel Quelle Quelques Qui Quoi Rien S Sa Sans Se Selon Ses Seul Si Son Sous "
        "Sur Tous Tout Toute Toutes Trois Trop Un Une Vers Voici Vos Votre Vous Y Ça"
    ),
    lettered=split_words(
        "annexe bâtiment bloc catégorie classe groupe lettre partie plan type variante vitamine "
        "zone"
    ),
)
"""Abbreviations as they stand behind the last space or apostrophe."""
