"""English questions about a document's outline, apart from the rules that answer them.

In a form, ``(a|b)`` stands for either, ``x?`` for x or nothing, THIS for the document as such, BE
for a form of "to be".
"""

import re

from qa.english import DOCUMENT_NOUNS

FILE_WORDS = (
    "author writer wrote written title titled published publisher posted created modified updated "
    "version keyword keywords tag tags source date dated"
).split()
"""Words of questions that a file's properties may answer."""

WRITTEN_THINGS = (
    *"interview recipe translation study review analysis notes protocol script cv resume".split(),
    *"résumé poem speech programme program schedule plan log diary glossary changelog".split(),
    *("release notes", "change log", "curriculum vitae", "press release"),
)
"""What else somebody writes, and is named for."""

FACT_QUESTIONS = {
    "title": (
        "what BE the (title|headline)( of THIS)?",
        "what BE the (heading|name) of THIS",
        "(what|how) BE THIS (called|titled|entitled|headed)",
        "(the )?(title|headline)( of THIS)?",
    ),
    "author": (
        "who (wrote|has written|authored|sent|has sent) THIS",
        "who BE the (author|writer|sender)s?( of THIS)?",
        "(by whom|from whom|who) BE THIS (written|sent|from|by|written by|sent by)",
        "(the )?(author|sender)s?( of THIS)?",
    ),
    "owner": ("whose (NOUN|WRITTEN) BE (this|it|that|these)",),
    "date": (
        "when BE THIS (written|published|posted|sent|dated|issued|released)",
        "when did THIS (appear|come out)",
        "what BE the date (of|on) THIS",
        "(on )?(what|which) (date|day) BE THIS (written|published|posted|sent)",
        "from when BE THIS",
    ),
    "modified": ("when BE THIS (last )?(updated|modified|changed|revised|edited)",),
    "created": ("when BE THIS (created|made|saved)",),
    "to": (
        "who (received|got) THIS",
        "(to whom|to who) BE THIS (sent|addressed)",
        "who BE THIS (sent|addressed|meant) (to|for)",
        "who BE THIS (to|for)",
        "who BE the (recipient|addressee)s?( of THIS)?",
    ),
    "cc": (
        "who BE (in|on) (copy|cc)( of THIS)?",
        "who (got|received|gets) a copy( of THIS)?",
        "who BE (copied|cc'd)( in)?",
    ),
    "subject": ("what BE the subject( line)?( of THIS)?", "(the )?subject( line)?( of THIS)?"),
    "version": (
        "(what|which) (version|edition|revision|issue)( of THIS)? BE THIS",
        "(what BE )?(the )?(version|edition)( number)?( of THIS)?",
    ),
    "site": (
        "(which|what) SOURCE BE THIS (from|in|on|published in)",
        "(which|what) SOURCE did THIS (come from|appear in)",
        "(which|what) SOURCE (published|printed) THIS",
        "who (published|BE the publisher of) THIS",
        "where BE THIS published",
        "who (holds|owns|has) the (copyright|rights)( (of|to) THIS)?",
    ),
}
"""A fact about a document -> the forms of questions that ask for it."""

PROPERTY_QUESTIONS = ("(what|which)( BE)?( the)? LABEL( (BE|of|does|has) THIS( have)?)?",)
"""Forms of questions for a property of the file by its label."""

TOPIC_QUESTIONS = (
    "(in )?(which|what) DIVISION (deals? with|BE about|covers?|regulates?|treats?|concerns?|"
    "governs?|BE on|BE for|speaks? of|sets? out|contains?|describes?|explains?|mentions?)"
    "( the| a| an)? TOPIC",
)
"""Forms of questions for the section that is about something."""

DATE_QUESTIONS = (
    "what (happened|occurred|took place|was done|was recorded|was noted|was reported|went on|"
    "does it say|is the entry|was the entry)( (there|here))?( (on|for|of))? DATE",
    "what does the entry (of|for|on) DATE say",
    "DATE",
)
"""Forms of questions for the entries of a day."""

RELEASE_QUESTIONS = (
    "when (BE|did) NAME (released|published|launched|issued|out|come out|appear|launch|ship)",
    "(what BE )?(the )?(release )?date (of|for) NAME",
    "(on )?(what|which) (date|day) (BE|did) NAME (released|published|launched|issued|come out)",
)
"""Forms of questions for the date in a heading."""

MAIL_QUESTIONS = (
    "who (wrote|sent|has written|BE the (author|writer|sender) of) the (very )?(most )?ORDER MAIL",
    "who BE the (most )?ORDER MAIL from",
)
"""Forms of questions for who wrote one of the mails of a thread."""

DIVISIONS = {
    form: forms.split()[0]
    for forms in (
        "part parts", "chapter chapters ch.", "section sections sec. § §§",
        "article articles art.", "clause clauses cl.", "paragraph paragraphs para.",
        "appendix annex schedule exhibit", "step steps", "item items", "point points",
        "rule rules", "question questions",
    )
    for form in forms.split()
}  # fmt: skip
"""Name of a division, or how it is written -> its name."""

_LISTS = (
    "list log text page table instructions instruction diary faq contract lease act agreement rules"
).split()
_SOURCES = "newspaper paper magazine journal website site publication outlet publisher"
_DIVISION = "|".join(sorted(map(re.escape, DIVISIONS), key=len, reverse=True))
_NOUN = "|".join(map(re.escape, DOCUMENT_NOUNS))
_WRITTEN = "|".join(map(re.escape, WRITTEN_THINGS))
_ADJECTIVE = "(?:news|newspaper|blog|web|forum|whole)"  # none that means one of several
_PLACEHOLDERS = {
    "THIS": rf"(?:(?:this|the|that|your) (?:{_ADJECTIVE} )?(?:{_NOUN})"
    rf"|(?:this|these) (?:{_WRITTEN})|this|it)",
    "NOUN": f"(?:{_NOUN})",
    "WRITTEN": f"(?:{_WRITTEN})",
    "BE": "(?:is|are|was|were)",
    "SOURCE": f"(?:{_SOURCES.replace(' ', '|')})",
    "LABEL": r"(?P<label>[\w -]{3,30}?)",
    "DIVISION": rf"(?P<division>{_DIVISION})",
    "ORDER": "(?P<order>latest|last|newest|recent|first|earliest|oldest|original)",
    "MAIL": "(?:e-?mail|mail|message|letter|reply)(?: (?:in|of) (?:the|this) thread)?",
    "TOPIC": "(?P<topic>.{2,80})",
    "LIST": f"(?:{'|'.join(_LISTS)}|{_NOUN})",
    "DATE": "(?P<date>.{6,30})",
    "NAME": "(?:the )?(?:version |release |edition )?(?P<name>.{2,60}?)",
}
_PLACEHOLDER = re.compile("|".join(_PLACEHOLDERS))
_CONTRACTION = re.compile(r"\b(what|who|how|where|when)(?:'s|'re)\b", re.IGNORECASE)


def compile_form(form: str) -> re.Pattern[str]:
    """Return the pattern that matches the whole of a question of a form."""
    pattern = _PLACEHOLDER.sub(lambda name: _PLACEHOLDERS[name[0]], form)
    return re.compile(rf"(?:(?:and|so|but|please) )?{pattern}", re.IGNORECASE)


def plain_form(question: str) -> str:
    """Return a question as forms match it: without contractions, and marks around it.

    >>> plain_form("So, what’s the title of it?")
    'So what is the title of it'
    """
    question = _CONTRACTION.sub(r"\1 is", question.replace("’", "'"))
    question = re.sub(r"(?i)^(and|so|but|please),", r"\1", question.strip())
    return " ".join(question.split()).strip(" ?.!")
