"""English words that the rules of this package know, apart from the rules."""

LANGUAGES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""ISO 639-1 code -> name in English."""

ENGLISH_QUESTION_WORDS = frozenset(
    "are did does from how is that the this were what when where which who whom whose why with"
    .split()
)  # fmt: skip
"""Words that only an English question has."""

SUMMARY_WORDS = frozenset(
    "summarise summarize summary sum up outline overview gist synopsis abstract tl dr tldr key "
    "main most important point points idea ideas takeaway takeaways fact facts finding findings "
    "short brief quick concise paragraph sentence sentences bullet bullets nutshell article "
    "document text report paper page contract file story book whole entire content contents "
    "please give write make show tell get provide want need like three four five two few can "
    "could would will just now all mainly mostly really about briefly me you this that it is are "
    "in of on the a an for what s".split()
)
"""Words of a question that asks for a summary, apart from its topic."""

IRREGULAR_FORMS = {
    form: forms.split()[0]
    for forms in (
        "be is are was were been being am", "have has had having", "begin began begun",
        "break broke broken", "bring brought", "build built", "buy bought", "catch caught",
        "choose chose chosen", "come came", "cut cutting", "deal dealt", "do did done does",
        "draw drew drawn", "drink drank drunk", "drive drove driven", "eat ate eaten",
        "fall fell fallen", "feed fed", "feel felt", "fight fought", "find found", "flee fled",
        "fly flew flown", "forget forgot forgotten", "freeze froze frozen", "get got gotten",
        "give gave given", "go went gone", "grow grew grown", "hear heard", "hide hid hidden",
        "hold held", "keep kept", "know knew known", "lead led", "leave left", "lend lent",
        "lose lost", "make made", "mean meant", "meet met", "pay paid", "put putting",
        "rise rose risen", "run ran", "say said", "see saw seen", "seek sought", "sell sold",
        "send sent", "shoot shot", "show shown", "shut shutting", "sing sang sung",
        "sink sank sunk", "sit sat", "speak spoke spoken", "spend spent", "stand stood",
        "steal stole stolen", "strike struck", "swim swam swum", "take took taken",
        "teach taught", "tell told", "think thought", "throw threw thrown", "understand understood",
        "wear wore worn", "win won", "write wrote written", "withdraw withdrew withdrawn",
        "man men", "woman women", "child children", "person people persons", "foot feet",
        "good better best", "bad worse worst", "little less least", "many more most",
    )
    for form in forms.split()
}  # fmt: skip
"""Irregular form of a word -> its base form."""

SMALL_NUMBERS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
"""Numbers that are one word -> value."""

TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
"""Tens in words -> value."""

ORDINALS = {
    word: value
    for value, word in enumerate(
        "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=3
    )
}
"""Ordinals in words -> value; "first" and "second" are often no numbers."""

TIME_WORDS = (
    "second minute hour day night week weekend month season year decade century morning noon "
    "afternoon evening midnight dawn dusk today yesterday tomorrow now tonight spring summer "
    "autumn winter daily weekly monthly yearly annually ago after before during since until till "
    "when while once as soon then next last every always never immediately later earlier early "
    "late ready christmas easter new end beginning start term time age"
).split()
"""Words of a time without a date."""

SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12, "k": 1e3, "millions": 1e6, "billions": 1e9,
}  # fmt: skip
"""Words and letters that multiply the number before them."""

DOZEN = {"dozen": 12.0}
"""The dozen, which stands for a number and for a scale."""

MEASURES = {
    form: forms.split()[0]
    for forms in (
        "% percent pct", "km kilometre kilometres kilometer kilometers kms",
        "metre metres meter meters", "cm centimetre centimetres centimeter centimeters",
        "mm millimetre millimetres millimeter millimeters", "mile miles mi", "foot feet ft",
        "inch inches", "yard yards", "kg kilogram kilograms kilo kilos kilogramme kilogrammes",
        "g gram grams gramme grammes", "tonne tonnes", "ton tons", "pound-weight lb lbs",
        "ounce ounces oz", "litre litres liter liters", "gallon gallons", "barrel barrels",
        "hectare hectares ha", "acre acres", "second seconds sec", "minute minutes min mins",
        "hour hours hrs", "day days", "night nights", "week weeks", "fortnight fortnights",
        "month months", "year years yr yrs", "decade decades", "century centuries",
        "degree degrees °", "watt watts", "kilowatt kilowatts kw", "megawatt megawatts mw",
        "gigawatt gigawatts gw", "kwh", "volt volts", "hertz hz", "knot knots", "bar bars",
        "dollar dollars $ usd", "cent cents", "euro euros € eur", "pound pounds £ gbp sterling",
        "pence penny", "yen ¥", "franc francs chf", "rupee rupees", "peso pesos",
        "krone kroner kronor krona", "rouble roubles ruble rubles", "shilling shillings",
        "january jan", "february feb", "march mar", "april apr", "may-month may", "june jun",
        "july jul", "august aug", "september sep sept", "october oct", "november nov",
        "december dec", "am a.m.", "pm p.m.", "byte bytes", "kb", "mb megabyte megabytes",
        "gb gigabyte gigabytes", "tb terabyte terabytes",
    )
    for form in forms.split()
}  # fmt: skip
"""Form of a unit, month or currency -> its name."""

MONTHS = frozenset(
    "january february march april may-month june july august september october november december"
    .split()
)  # fmt: skip
"""Months, as they are measures."""

PREFIX_MEASURES = frozenset("dollar euro pound yen".split()) | MONTHS
"""Measures that may stand before their number."""

MEASURE_MODIFIERS = frozenset("square cubic metric nautical of old per us".split())
"""Words between a number and its measure."""

NEGATORS = frozenset(
    "not no never without nobody nothing none neither nor nowhere cannot hardly unable fail fails "
    "failed failing refuse refuses refused deny denies denied lack lacks lacked".split()
)
"""Words that negate what follows."""

CLAUSE_WORDS = frozenset(
    "when because although though but while if which who that what where how why until unless since"
    .split()
)  # fmt: skip
"""Words that begin a clause."""

SINGLE_ITEM_WORDS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth last final next previous "
    "one either longest shortest highest lowest biggest largest smallest cheapest oldest newest "
    "most least best worst after before".split()
)
"""Words of a question that asks for one of several items."""

EMPTY_IT_WORDS = frozenset(
    "possible impossible true allowed permitted legal illegal forbidden necessary likely safe ok "
    "okay worth easy hard difficult important clear known said required take takes cost costs "
    "make mean means better best still".split()
)
"""Words after an "it" that stands for nothing."""

DEICTIC_NOUNS = frozenset(
    "week month year morning afternoon evening season summer winter spring autumn century days "
    "article document text report paper page contract file book story".split()
)
"""What "this" points at without anything having been said before."""

LIGHT_VERBS = frozenset(
    "have has had having get gets got getting offer offers offered provide provides provided "
    "include includes included exist exists existed go goes come comes make makes made use uses "
    "still already any also there anything anyone anybody please really actually possible "
    "one may might must shall should need needs needed want wants wanted".split()
)
"""Words of a yes/no question that its answer need not repeat."""

FORBIDDING_WORDS = frozenset(
    "forbidden prohibited banned forbid forbids prohibit prohibits ban bans excluded".split()
)
"""Words that say that something is not allowed."""

ALLOWING_WORDS = frozenset("allow allowed allows permit permitted permits".split())
"""Words that say that something is allowed."""

RESTRICTING_WORDS = frozenset(
    "except unless only if whether provided until till before after other apart excluding "
    "hardly almost nearly could would might maybe perhaps allegedly reportedly up few "
    "promise promised promises plan plans planned intend intends intended hope hopes "
    "hoped agree agreed agrees propose proposed proposes used want wants wanted try tried "
    "tries expect expected expects".split()
)
"""Words that make a clause true only in part: it decides nothing by itself."""

CONTRADICTING_WORDS = frozenset(
    "instead rather only except without less fewer free denied denies declined disputed disputes "
    "rejected refused failed lost closed too until last first another other different differs "
    "alone merely half most some few".split()
)
"""Words besides negations by which a sentence may say no to a question."""

QUANTIFIERS = frozenset(
    "all both each every everybody everyone only really always ever more less fewer most least "
    "than".split()
)
"""Words of a yes/no question that its words alone don't answer."""

PLACE_WORDS = (
    "what does do did say state says stated mean means about in is are the of under at read show "
    "give tell me quote cite print repeat please can you could content contents text document "
    "article which stands written there it a an to out loud for from i need want see look up and "
    "on this that like exactly whole entire full provide provides regulate regulates cover covers "
    "wording go what's whats how does with begin begins start s here again log list faq contract "
    "lease act agreement rules page table letter report instructions diary minutes email mail"
).split()
"""Words of a question that asks for no more than what stands at a place."""

RELATING_WORDS = frozenset(
    "before after next previous prior following last first than more less fewer most least same "
    "other another besides not total times difference between both either all average sum how-many "
    "above below listed name only consecutive longest shortest highest lowest largest smallest "
    "oldest newest earliest latest best worst top bottom ever until".split()
)
"""Words of a question that relate rows of a table to one another."""

VALUE_WORDS = frozenset(
    "cost costs price priced prices pay pays paid charge charged fee worth much many long old far "
    "big large high tall heavy deep wide fast open figure value amount number".split()
)
"""Words of a question for a table's value that its column need not say."""

OPPOSING_WORDS = frozenset(
    "opposed opposes oppose against despite denied denies deny refused refuses rejects rejected "
    "failed fails unlikely doubts doubted accused accuses blamed former formerly once previously "
    "instead rather stopped ended cancelled canceled abandoned lost".split()
)
"""Words by which a sentence may turn what it seems to affirm."""

OBLIGING_WORDS = frozenset("must should need needs required obliged shall mandatory".split())
"""Words that say that something has to be done."""

DOCUMENT_NOUNS = (
    "article document text report paper file page piece story post essay manual lease contract "
    "letter email e-mail mail message memo minutes leaflet brochure guide catalogue catalog form "
    "book pdf website site transcript agreement policy act thread list notice protocol statement "
    "chapter column newsletter blog handbook invoice bill receipt quotation timetable"
).split()
"""What a document is called by those who ask about it."""
