"""English words of questions that compute, apart from the rules that read them."""

from qa.computing.kinds import ValueKind

K = ValueKind


def _split(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in text.split(", "))


COUNT_PHRASES = _split("how many, the number of, number of, count, the count of")
"""Openings of a question that counts; the counted follows."""

SUM_PHRASES = _split(
    "in total, total, totals, sum, sum total, altogether, all together, in all, overall, together,"
    " add up to, total up to, total amount, total sum, grand total, in the whole year,"
    " over the whole year, for the whole year, over the year, throughout the year, all year"
)
"""Words that ask for a sum."""

AVERAGE_PHRASES = _split("on average, average, mean")
"""Words that ask for an average."""

SELECTION_PHRASES = _split("which, what, who, whom, whose, list, name, show, give")
"""Openings of a question that asks for rows."""

ALL_WORDS = frozenset("all every each any us me please".split())
"""Words behind them that say that all are asked for."""

ROW_RELATIONS = frozenset(
    "first last next previous following before after other another else same both or either neither"
    " only least most more less than top bottom total average between ever never number difference"
    " amount percentage percent sum many much one".split()
)
"""Words that relate rows to one another: what they ask for isn't a condition on each row."""

DISTINCT_WORDS = frozenset("different distinct unique".split())
"""Words that count values rather than rows."""

COMPARATORS = {
    phrase: sign
    for sign, phrases in {
        ">": _split(
            "more than, over, above, greater than, higher than, longer than, older than, heavier"
            " than, larger than, bigger than, taller than, exceeding, exceeds, exceed, exceeded,"
            " after, later than, beyond"
        ),
        "<": _split(
            "less than, fewer than, under, below, cheaper than, shorter than, younger than,"
            " lighter than, smaller than, lower than, before, earlier than"
        ),
        ">=": _split(
            "at least, no less than, no fewer than, not less than, not fewer than, a minimum of,"
            " from, since, starting"
        ),
        "<=": _split(
            "at most, no more than, not more than, up to, a maximum of, until, by, not over, within"
        ),
        "=": _split("exactly, precisely, in, on, at, of, during, for"),
    }.items()
    for phrase in phrases
}
"""Words before a quantity -> how a value compares to it."""

OPEN_COMPARATORS = frozenset(
    _split("from, since, starting, until, by, in, on, at, of, during, for, before, after")
)
"""Those of them that say so of dates and times alone."""

SUFFIX_COMPARATORS = {
    phrase: sign
    for sign, phrases in {
        ">=": _split(
            "or more, and more, or over, and over, or above, and above, or older, or later"
        ),
        "<=": _split("or less, or fewer, or under, and under, or below, and below, or cheaper"),
    }.items()
    for phrase in phrases
}
"""Words behind a quantity -> how a value compares to it."""

STOCK_HEADS = frozenset("stock quantity qty available availability left remaining".split())
"""Words in heads of columns that say how many there still are."""

FREE_PHRASES = _split(
    "cost nothing, costs nothing, is free, are free, for free, free of charge, at no charge,"
    " without charge"
)
"""Words that say that nothing is to be paid."""

SOLD_OUT_PHRASES = _split(
    "sold out, out of stock, not in stock, no longer in stock, not available, unavailable"
)
"""Words that say that nothing is left."""

LIMIT_PHRASES = {
    _split("too high, too large, too much, above the limit, over the limit, above the reference"
           ", above the range, above normal, above the reference range, above the normal range"
           ", elevated, raised, exceed the limit, exceed their limits"): "above",
    _split("too low, too small, too little, below the limit, under the limit, below the reference"
           ", below the range, below normal, below the reference range, below the normal range"
           ): "below",
    _split("out of range, outside the range, outside the reference range, outside the normal range"
           ", not in range, not within range, not normal, abnormal, outside the limits"): "outside",
    _split("in range, within range, within the range, within the reference range, normal"
           ", within the normal range, within the limits"): "inside",
}  # fmt: skip
"""Words that compare a value with the range that it should be in -> on which side of it it is."""

OUTGOING_WORDS = frozenset("expense expenditure outgoing spending spent".split())
INCOMING_WORDS = frozenset("income earning revenue taking earned".split())
"""Words for amounts below zero, and above, in a column that has both."""

VERSION_NOUNS = frozenset("version release update".split())
"""What things with names such as "4.1.0" are called."""

TABLE_NOUNS = frozenset("bill invoice receipt list table menu order statement".split())
"""What a table is called: "on the bill"."""

HINTS = {
    word: (frozenset(kinds), frozenset(heads.split()))
    for words, kinds, heads in (
        (
            "cost costs cheap expensive cheaper cheapest costly costliest priciest dearest pay pays"
            " paid price priced worth much",
            {K.MONEY}, "price cost fee fare rate charge rent budget",
        ),
        ("weigh weighs heavy heavier heaviest lighter lightest weight", {K.MASS}, "weight mass"),
        ("tall taller tallest height", set(), "height"),
        ("old older oldest aged age young younger youngest", set(), "age"),
        ("fast faster fastest quick quicker quickest slow slower slowest", {K.DURATION},
         "time duration"),
        ("deep deeper deepest shallow shallower shallowest", set(), "depth"),
        ("wide wider widest broad broadest narrow narrower narrowest", set(), "width"),
        ("thick thicker thickest thin thinner thinnest", set(), "thickness"),
        ("near nearer nearest close closer closest far farther farthest further furthest", set(),
         "distance"),
        ("loud louder loudest quiet quieter quietest", set(), "noise volume loudness"),
        ("powerful", {K.POWER}, "power output"),
        ("year years", set(), "age"),
        ("long longer longest shorter shortest", {K.DURATION, K.LENGTH},
         "length duration distance runtime"),
        ("last lasts lasted take takes took duration", {K.DURATION}, "duration runtime length"),
        ("large larger largest big bigger biggest smallest smaller", {K.AREA},
         "area size capacity population"),
        ("populous populated", set(), "population"),
        ("after before later earlier earliest latest recent newest", {K.DATE, K.CLOCK},
         "date day"),
        ("hottest warmest coldest coolest warm cold hot degrees", {K.TEMPERATURE}, "temperature"),
        ("leave leaves left depart departs departed", set(), "departure departs leaves"),
        ("arrive arrives arrived", set(), "arrival arrives"),
        ("start starts started begin begins began", set(), "start starts begin begins from"),
        ("end ends ended finish finishes finished", set(), "end ends finish until to"),
    )
    for word in words.split()
}  # fmt: skip
"""Word -> kinds of the values that it speaks of, and how the heads of their columns are called."""

SUPERLATIVES = {
    word: direction
    for direction, words in {
        1: "most highest largest biggest greatest longest tallest heaviest oldest latest newest"
        " costliest priciest dearest maximum max hottest warmest slowest deepest widest broadest"
        " thickest farthest furthest loudest",
        -1: "least fewest lowest smallest shortest lightest cheapest youngest earliest minimum"
        " min coldest coolest fastest quickest shallowest narrowest thinnest nearest closest"
        " quietest",
    }.items()
    for word in words.split()
}
"""Superlative -> 1 for the greatest value, -1 for the smallest."""

DIFFERENCES = {
    word: direction
    for direction, words in {
        1: "more longer taller heavier older higher larger bigger",
        -1: "less fewer cheaper shorter lighter younger lower smaller",
    }.items()
    for word in words.split()
}
"""Comparative of a difference -> 1 if the first is the greater, -1 if the smaller."""

NAMED_ONLY = frozenset(
    "most often least fewest highest lowest greatest maximum max minimum min".split()
)
"""Superlatives whose column has to be named."""

HEIGHTS = frozenset("highest lowest".split())
HEIGHT_HEADS = frozenset("height elevation altitude".split())
"""Superlatives, and words in heads of columns that they speak of where nothing else is named."""

SPEEDS = frozenset("fastest quickest slowest".split())
"""Superlatives that compare times; of speeds they mean the opposite."""

FREE_CELLS = frozenset(["free", "free of charge", "for free", "no charge", "gratis"])
"""Cells of a column of prices that say that nothing is to be paid."""

OF_DATES = {"oldest": -1, "youngest": 1, "newest": 1, "latest": 1, "earliest": -1, "recent": 1}
"""Superlative -> its direction in a column of dates."""

ENDINGS = {"first": "earliest", "last": "latest"}
"""Word at the end of a question -> the superlative that it stands for."""

BORN_WORDS = frozenset("born birth birthday birthdate dob".split())
"""Words in heads of columns by which people are young or old."""

MADE_WORDS = frozenset(
    "founded established built opened completed constructed year date created released"
    " since".split()
)
"""Words in heads of columns by which things are new or old."""

MOST_ADJECTIVES = frozenset("expensive costly populous populated recent powerful often".split())
"""Adjectives that take "most" and "least"."""

RANKS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5,
}  # fmt: skip
"""Ordinal before a superlative -> place."""

NEGATIONS = _split("not, no, without, other than, except, excluding, except for, apart from, aren't"
                   ", isn't, don't, doesn't, didn't, weren't, wasn't, haven't, hasn't")  # fmt: skip
"""Words that turn the value behind them."""

HARMLESS_WORDS = frozenset(
    "a an the of in at on for from by to with and that which what who whom whose when where how is"
    " are was were be been being do does did has have had having there their its it they them i we"
    " you me my our please list listed table chart shown given mentioned named"
    " & here can could would should all this these those as , . ? ! ' \" : ( )"
    " contain contains include includes included offer offers offered exist exists got get"
    " according appear appears recorded"
    " us provided stated value values everything".split()
)
"""Words that say nothing about which rows are meant."""

ROW_NOUNS = frozenset("time row entry line record".split())
"""Nouns for the rows as such."""

RESULT_NOUNS = frozenset(
    "win loss lose tie draw victory defeat goal point score vote medal title award place day week"
    " month year hour minute number amount death injury percent".split()
)
"""Nouns for what comes of a row, rather than for the row: "how many wins"."""

GENERIC_NOUNS = frozenset("item thing one people person product position".split())
"""Nouns for what rows name, whatever it is."""

NEUTRAL_VERBS = frozenset(
    "live lives lived stand stands stood grow grows grew lie lies kept stored work works worked"
    " belong belongs come comes came play plays played make makes made hold held located situated"
    " based happen happened occur occurred place take took taken takes used available open sold"
    " sell release released".split()
)
"""Verbs that join what is counted to a condition, and seldom are one themselves."""

SUMMARY_WORDS = frozenset(
    "total sum subtotal sub grand overall average mean all altogether gesamt summe career season"
    " in".split()
)
"""Words that the label of a row of sums or averages is made of."""

WHOLE_LABELS = frozenset("world worldwide all everything whole".split())
"""Words that alone label a row which may be the whole of the others."""

AVERAGE_LABELS = frozenset("average mean".split())
"""Those of them that make it a row of averages."""

TOTAL_LABELS = frozenset("total sum subtotal overall altogether career gesamt summe".split())
"""Those of them that make it a row of sums."""

YES_CELLS = frozenset("yes y ✓ ✔ x ☑ true ja oui".split())
NO_CELLS = frozenset(["no", "n", "✗", "✘", "☐", "false", "nein", "non", "-", "–", "—", ""])

GAP_CELLS = frozenset(["-", "–", "—", "", "n/a", "?", "unknown"])
"""Cells that give no value."""

SCALE_HEADS = frozenset("thousand thousands million millions billion billions mn bn 000".split())
"""Words in heads of columns whose numbers are so many times what they say."""

PERSON_HEADS = frozenset(
    "name player candidate person member driver rider runner athlete winner author artist actor"
    " speaker volunteer employee teacher student pupil guest skipper president chair".split()
)
"""Words in heads of columns that name those whom "who" asks for."""

OPENING = r"(?:please\W+)?(?:(?:can|could|would) you\W+)?(?:tell|show|give|find)(?: me| us)?\b"
"""Pattern of words before a question proper."""

RANK_HEADS = frozenset(
    "rank ranks ranking no nr # pos position positions place id number code round seed grade peak"
    " draft choice pick".split()
)
"""Words in heads of columns that number the rows."""

YEAR_HEADS = frozenset("year founded established built opened born season since".split())
"""Words in heads of columns whose four digits are a year."""

MONEY_HEADS = frozenset("price cost fee fare rate charge rent budget salary amount".split())
"""Words in heads of columns whose bare numbers are money."""
