"""English words that the checks know, apart from the checks."""

DEMONYMS = {
    adjective: land
    for land, adjectives in (
        ("denmark", "danish danes dane"), ("netherlands", "dutch holland"), ("wales", "welsh"),
        ("france", "french"), ("spain", "spanish spaniard spaniards"),
        ("poland", "polish poles pole"), ("finland", "finnish finns finn"), ("ireland", "irish"),
        ("switzerland", "swiss"), ("scotland", "scottish scots scot"), ("england", "english"),
        ("philippines", "philippine filipino filipinos"), ("iraq", "iraqi iraqis"),
        ("us", "american americans usa"), ("uk", "british britain"), ("eu", "european"),
        ("greenland", "greenlandic"), ("turkey", "turks turk"), ("sweden", "swedes swede"),
    )
    for adjective in adjectives.split()
}  # fmt: skip
"""Adjective or inhabitant of a land, unlike its name -> the land, in small letters."""

FIRST_PERSON = frozenset("i me my mine we us our ours".split())
"""Pronouns of who speaks."""

IMPLICIT_NEGATORS = (
    "only unless except exclude lose impossible barely scarcely spare decline silence otherwise "
    "prevent stop ban forbid prohibit absent missing avoid illegal unlawful until free "
    "alone doubt spared rather unlike against besides place instead wrong false void empty remain"
).split()
"""Words by which something isn't so, though no negation says it."""

HEDGES = frozenset(
    "may might could perhaps maybe possibly probably likely allegedly alleged reportedly "
    "apparently supposedly suspected suspect suspects rumoured rumored believed thought expected "
    "expects expect planned plan plans planning intend intends intended propose proposes proposed "
    "hope hopes hoped scheduled due should potentially presumably "
    "threatened threatens aims aim aimed".split()
)
"""Words that make what follows possible, planned or somebody's word."""

EASING_WORDS = frozenset(
    "can able if said says according told argued argues reported reports estimates estimated "
    "predicts predicted promised promises agreed agrees seems seem appears appear whether possible "
    "must shall going unless when ought required have has need needs let allow allowed "
    "permit permitted option right entitled risk fear fears feared afraid seeks sought wants want "
    "wanted consider considers considered hopes believes believe thinks think says".split()
)
"""Words that say a reservation in another way."""

LIMITS = {
    "at least": "least", "no fewer than": "least", "no less than": "least",
    "not less than": "least", "more than": "least", "over": "least", "above": "least",
    "exceeding": "least", "exceeds": "least", "minimum": "least", "upwards of": "least",
    "at most": "most", "up to": "most", "no more than": "most", "not more than": "most",
    "less than": "most", "fewer than": "most", "under": "most", "below": "most",
    "maximum": "most", "at the most": "most", "as many as": "most", "as much as": "most",
    "almost": "nearly", "nearly": "nearly", "about": "about", "around": "about",
    "some": "about", "roughly": "about", "approximately": "about",
}  # fmt: skip
"""Words before a number -> which way they bound it."""

OPPOSITES = tuple(
    tuple(side.split() for side in pair.split(" | "))
    for pair in (
        "rise increase grow climb up higher | fall decrease shrink drop decline down lower",
        "before | after", "above over exceed | below under", "more | fewer less",
        "north northern | south southern", "east eastern | west western", "support | oppose",
        "open | close closed shut", "win won | lose lost", "accept approve | reject refuse",
        "allow permit | ban forbid prohibit", "first | last", "maximum most | minimum least",
        "early earlier | late later", "buy | sell", "arrive | leave depart", "hot | cold",
        "start begin | end stop finish", "left | right", "male men | female women",
        "morning | evening", "gain | loss", "old | new", "large larger big | small smaller",
        "long longer | short shorter",
    )
)  # fmt: skip
"""Pairs of opposite words, each side with its synonyms."""

SENTENCE_OPENERS = frozenset(
    "according besides each every everyone everybody someone somebody anyone people nobody none "
    "twenty thirty forty fifty sixty seventy eighty ninety hundreds thousands millions yes no "
    "today another instead however therefore thus overall also finally first second third unlike "
    "like since between both fewer less more many most several other others older younger "
    "altogether nowadays except without within despite during towards among along below beyond "
    "yet still perhaps apart whenever wherever unless whether although though meanwhile later "
    "early earlier soon once only even half part next last previously originally usually often "
    "sometimes currently initially eventually people".split()
)
"""Words that statements begin with and that are no names."""

HONORIFICS = frozenset("mr mrs ms miss dr prof professor sir dame i".split())
"""Titles before a name, in lower case."""

CALENDAR_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february april june july "
    "august september october november december".split()
)
"""Names of days and months that are always written with a capital."""

REPORTING_VERBS = (
    "say tell according explain argue claim warn announce add report think believe "
    "insist predict suggest note describe write confirm state admit promise "
    "complain recall remark reckon blame"
).split()
"""Verbs that say that somebody says something."""

PRONOUNS = frozenset(
    "he she it they him her them his hers its their theirs this these those".split()
)
"""Pronouns of the third person, and demonstratives."""
