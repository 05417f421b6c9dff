"""English names that the rules of this package know, apart from the rules."""

WELL_KNOWN_NAMES = frozenset(
    "africa america asia atlantic europe pacific arctic antarctica mediterranean earth moon sun "
    "north south east west middle internet bible god christmas easter brussels washington whitehall"
    " afghanistan albania algeria argentina armenia australia austria azerbaijan bangladesh belarus"
    " belgium bolivia bosnia brazil britain bulgaria cambodia canada chile china colombia croatia "
    "cuba cyprus czechia denmark ecuador egypt england estonia ethiopia finland france georgia "
    "germany ghana greece hungary iceland india indonesia iran iraq ireland israel italy japan "
    "jordan kazakhstan kenya korea kosovo kuwait laos latvia lebanon libya lithuania luxembourg "
    "malaysia mali malta mexico moldova mongolia montenegro morocco myanmar nepal netherlands "
    "nigeria norway pakistan palestine panama peru philippines poland portugal qatar romania russia"
    " scotland serbia singapore slovakia slovenia somalia spain sudan sweden switzerland syria "
    "taiwan tanzania thailand tunisia turkey uganda ukraine uruguay uzbekistan venezuela vietnam "
    "wales yemen zambia zealand zimbabwe states kingdom union ankara athens baghdad bangkok beijing"
    " belgrade berlin bern bucharest budapest cairo copenhagen damascus delhi dublin hanoi havana "
    "helsinki jerusalem kabul kyiv lisbon london madrid manila moscow nairobi oslo paris prague "
    "riga rome seoul sofia stockholm tallinn tehran tokyo vienna vilnius warsaw zagreb dutch french"
    " swiss greek swede swedes dane danes pole poles finn finns serb serbs croat croats turk turks "
    "arab arabs czech thai iraqi israeli pakistani german welsh nordic filipino cypriot basque "
    "gulf microsoft facebook google wi-fi".split()
)
"""Names that a question may bring along: places and peoples above all, of many names each."""

OPPOSITE_EVENTS = (
    (
        r"beg[iau]n(?:s|ning)?|start(?:s|ed|ing)?|commenc\w+|launch\w*|opens|opened|opening"
        r"|(?<!be )(?<!is )(?<!are )(?<!an )(?<!the )(?<!keep )open",
        r"end(?:s|ed|ing)?|finish\w*|expir\w+|conclud\w+|terminat\w+|ceas\w+|laps\w+"
        r"|stop(?:s|ped)?|clos(?:es?|ed|ing|ure)|shuts?|runs? out|ran out",
    ),
    (
        r"arriv\w+|check(?:s|ed)?[ -]?in",
        r"depart(?:s|ed|ing|ure)?|leav\w+|left|check(?:s|ed)?[ -]?out",
    ),
    (r"born|birth", r"die[sd]?|death|killed"),
    (
        r"join(?:s|ed)?|appoint\w*|elected|hired|employed",
        r"leav\w+|left|resign\w*|retir\w+|dismiss\w*|stepped down",
    ),
    (r"buys?|bought|purchas\w+|acquir\w+", r"sells?|sold|sale"),
    (
        r"buil[dt]\w*|erect\w*|construct\w*|found(?:ed|ing)|establish\w*",
        r"demolish\w*|destroy\w*|torn down|pulled down|dissol\w+|sank|sunk",
    ),
    (r"borrow\w*|issued", r"return\w*"),
    (r"marri\w+|married|wedding", r"divorc\w+|separat\w+"),
    (r"raised|raises?|ris(?:es?|en)|rose|increas\w+", r"lower\w*|falls?|fell|decreas\w+|reduc\w+"),
)
"""Pairs of regular expressions of verbs and nouns: what happens on one day, and its opposite."""

SAME_DEEDS = (
    r"com(?:e|es|ing)|came|join\w*|attend\w*|ma(?:ke|kes|king|de) it|be(?:ing)? there"
    r"|t(?:ake|akes|aking|ook) part",
    r"pick(?:s|ed|ing)?\b.{0,20}\bup|fetch\w*|collect\w*|get(?:s|ting)?|got",
    r"bring(?:s|ing)?|brought|provid\w+|do(?:es|ing)?|did|ma(?:ke|kes|king|de)"
    r"|bak(?:e|es|ed|ing)|buy(?:s|ing)?|bought|get(?:s|ting)?|got|t(?:ake|akes|aking|ook)\b",
    r"organi[sz]\w+|arrang\w+|see(?:ing)? to|tak\w+ care of|look\w* after",
    r"pa(?:y|ys|ying|id)|settle\w*|advanc\w+",
    r"writ\w+|wrote|draft\w*|type\w*",
)
"""Regular expressions of verbs that one says for another in talk."""

_DISLIKE = r"(?:\w+n['’]t|not|never) (?:\w+ ){0,2}(?:like|love|convince)d?"
SUBHEADINGS = (
    (
        rf"{_DISLIKE}|disliked?|bad|worst|wrong with|cons|disadvantages?|drawbacks?|downsides?"
        r"|weak(?:ness(?:es)?)?|negatives?|criticis\w+|faults?|flaws?|minus(?:es)?",
        rf"(?:what )?(?:\w+ )?{_DISLIKE}|dislikes?|(?:the )?bad|cons|disadvantages?|drawbacks?"
        r"|downsides?|weak(?:ness(?:es)?| points?)|negatives?|minus(?:es)?|against",
    ),
    (
        r"liked?|good|great|best|pros|advantages?|upsides?|strengths?|strong|positives?|praised?"
        r"|plus(?:es)?",
        r"(?:what )?(?:\w+ )?(?:liked?|loved?)|likes|(?:the )?good|pros|advantages?|upsides?"
        r"|strengths?|strong points?|positives?|plus(?:es)?|for",
    ),
    (
        r"remov(?:ed?|als?)|dropped|deleted|taken out|discontinued|gone",
        r"remov(?:ed|als?)|dropped|deleted|discontinued",
    ),
    (r"deprecated", r"deprecated|deprecations?"),
    (r"fix(?:ed|es)?|bugs?|repaired|corrected|mended", r"(?:bug ?)?fix(?:ed|es)|bugs|corrections?"),
    (r"security|vulnerabilit(?:y|ies)", r"security(?: fixes)?"),
    (
        r"new|add(?:ed|itions?)|introduced",
        r"add(?:ed|itions?)|(?:what['’]s )?new|(?:new )?features",
    ),
    (r"chang(?:ed?|es)|altered|modified", r"chang(?:ed|es)|modified|improvements?"),
)
"""What a question has for a part of a section, and what such parts are headed.

Regular expressions; the first that a question has counts.
"""

COUNTRIES = frozenset(
    "afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan "
    "bahamas bahrain bangladesh barbados belarus belgium belize benin bhutan bolivia botswana "
    "brazil britain brunei bulgaria burundi cambodia cameroon canada chad chile china colombia "
    "congo croatia cuba cyprus czechia denmark djibouti ecuador egypt england eritrea estonia "
    "eswatini ethiopia fiji finland france gabon gambia georgia germany ghana greece guatemala "
    "guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland israel italy "
    "jamaica japan jordan kazakhstan kenya kosovo kuwait kyrgyzstan laos latvia lebanon lesotho "
    "liberia libya liechtenstein lithuania luxembourg madagascar malawi malaysia maldives mali "
    "malta mauritania mauritius mexico moldova monaco mongolia montenegro morocco mozambique "
    "myanmar namibia nepal netherlands nicaragua niger nigeria norway oman pakistan palestine "
    "panama paraguay peru philippines poland portugal qatar romania russia rwanda scotland senegal "
    "serbia singapore slovakia slovenia somalia spain sudan suriname sweden switzerland syria "
    "taiwan tajikistan tanzania thailand togo tunisia turkey turkmenistan uganda ukraine uruguay "
    "usa uzbekistan venezuela vietnam wales yemen zambia zimbabwe".split()
) | {
    "bosnia and herzegovina", "burkina faso", "costa rica", "czech republic", "el salvador",
    "ivory coast", "new zealand", "north korea", "north macedonia", "papua new guinea",
    "saudi arabia", "sierra leone", "south africa", "south korea", "south sudan", "sri lanka",
    "united kingdom", "united states", "united arab emirates",
}  # fmt: skip
"""Countries, in lower case."""

SYNONYMS = (
    "covered insured included cover", "excluded exclusions exceptions",
    "perks benefits advantages extras", "recommendations recommended advice suggestions proposals",
    "drawbacks disadvantages weaknesses shortcomings", "dangers risks hazards threats",
    "staff employees workers personnel", "duties tasks responsibilities obligations",
    "ingredients components",
    "reasons grounds causes", "goals aims objectives", "equipment gear kit", "steps stages",
    "symptoms signs complaints", "conditions requirements prerequisites",
)  # fmt: skip
"""Words that lists are announced by, in groups that mean much the same."""
