"""German."""

from index.languages.words import SentenceWords, split_words

WORDS = SentenceWords(
    leading=split_words(
        "dr prof dipl ing mag hr fr frl hrn st geb gest verh verw vgl bzw ggf ggfs evtl sog "
        "bspw insb insbes inkl exkl einschl ausschl zzgl abzgl zuzgl gem lt ca mind durchschn rd "
        "ehem phil rer nat med jur hl entspr betr bes resp spez allg amtl gez z.hd"
    ),
    numbered=split_words(
        "nr nrn abs art bd bde kap ziff lit abb tab anl anm fig sp tel str pos "
        "hausnr aufl rn rz rdnr bl kto"
    ),
    numbered_endings=("str", "nr"),
    shortened=split_words(
        "chr n.chr v.chr usw usf etc dgl jh jhd mio mrd tsd std sek min max tgl mtl jan feb mär "
        "apr jun jul aug sep sept okt nov dez sen sr jr vorm nachm co ltd hrsg verf übers österr "
        "schweiz dt engl frz griech ital span russ amerik buchst gebr abt sg ugs"
    ),
    starters=split_words(
        "Aber Alle Allerdings Als Also Am An Andere Auch Auf Aus Außerdem Bei Beide Bis Da Dabei "
        "Dafür Daher Damals Damit Danach Dann Darauf Darin Darum Das Dazu Dein Denn Der Des "
        "Deshalb Die Dies Diese Dieser Dieses Doch Dort Du Durch Ein Eine Einem Einen Einer "
        "Einige Er Erst Es Etwa Euer Für Gegen Heute Hier Hinter Ich Ihr Ihre Im In Ist Jede "
        "Jeder Jedes Jedoch Jetzt Kein Keine Man Manche Mehr Mein Meist Mit Nach Nachdem Neben "
        "Nicht Nichts Niemand Noch Nun Nur Ob Obwohl Oder Oft Ohne Schließlich Schon Sehr Sein "
        "Seine Seit Seitdem Sie Sind So Sobald Sogar Solche Somit Sonst Später Statt Trotz "
        "Trotzdem Über Um Und Unser Unter Viele Vom Von Vor Vorher Wann War Waren Warum Was "
        "Weder Wegen Weil Welche Wenn Wer Wie Wieder Wir Wird Wo Während Zu Zudem Zum Zunächst "
        "Zur Zwar Zwei Zwischen"
    ),
    lettered=split_words(
        "anlage block buchstabe gruppe haus kategorie klasse plan stufe teil typ variante vitamin "
        "zone"
    ),
    before_ordinals=split_words(
        "am das dem den der des die diesem diesen dieser dieses ein einem einen einer eines ihr "
        "ihre ihrem ihren ihrer im ins jede jedem jeden jeder jedes mein meinem meinen sein seine "
        "seinem seinen seiner unser unsere unserem unseren vom zum zur"
    ),
    after_ordinals=split_words(
        "januar jänner februar märz april mai juni juli august september oktober november "
        "dezember jan feb apr jun jul aug sep sept okt nov dez jahrhundert jahrhunderts jh "
        "jahrtausend weltkrieg stock stockwerk og etage klasse liga platz auflage lebensjahr "
        "quartal semester geburtstag jahrestag spieltag kapitel akt mal monat"
    ),
)
"""Abbreviations as they stand behind the last space of "z. B." and the like."""
