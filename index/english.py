"""English words and abbreviations that the rules of this package know, apart from the rules."""

import re
from collections.abc import Iterable

STOP_WORDS = frozenset(
    "a about after all also am an and any are as at be because been before being but by can "
    "could did do does doing for from had has have he her hers him his how i if in into is it "
    "its itself just me more most my no nor not of off on once only or other our out over own s "
    "same she so some such t than that the their them then there these they this those through "
    "to too under until up very was we were what when where which while who whom whose why will "
    "with would you your".split()
)
"""Words that say nothing about what a question is about."""

SENTENCE_STARTERS = (
    "A About According After All Also Although An And Another Any As At Because Before Both But "
    "By During Each Even Every Few For From He Her Here His How However I If In Instead It Its "
    "Last Later Many Meanwhile Most My Neither No Nobody None Nor Not Nothing Now On Once One "
    "Only Or Other Others Our Several She Since So Some Such That The Their Then There These "
    "They This Those Though Three Through Thus To Two Under Until Was We Were What When Where "
    "Whether Which While Who Why With Within Without Yet You Your"
).split()
"""Words that open a sentence, rather than belong to the name before them."""

OPEN_ENDS = (
    "a an and as at but by for from in into of on or that the their to was were with"
).split()
"""Words that no line of its own ends with."""

NAME_TITLES = frozenset(
    "Mr Mrs Ms Mx Messrs Dr Drs Prof Gen Sen Rep Gov Rev Lt Col Capt Cpt Sgt Cpl Pvt Maj Brig "
    "Cmdr Adm Hon Pres Supt Det Insp Msgr Fr Mme Mlle".split()
)
"""Abbreviations that always stand before a name."""

EXAMPLE_ABBREVIATIONS = frozenset("E.g e.g I.e i.e eg ie Cf cf vs viz ca Approx approx esp".split())
"""Abbreviations that always stand before an example or a figure."""

NUMBER_ABBREVIATIONS = frozenset(
    "no nos fig figs eq eqs sec secs art arts ch chs vol vols pp para paras app ref refs tab pt "
    "ext tel mar sat sun wed".split()
)
"""Abbreviations only before a number, and words or names elsewhere; in lower case."""

ABBREVIATIONS = frozenset(
    "Inc Ltd Co Corp Cos Bros Jr Sr Esq St Ste Mt Ft Ave Blvd Rd Sq Dept Univ Assn Dist Br Jan "
    "Feb Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Thu Thur Thurs Fri al ed eds est ret "
    "dept ft lb lbs oz hr hrs mi Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md "
    "Mich Minn Mo Neb Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo PhD".split()
)
"""Abbreviations that may end a sentence too."""

MONTHS = "Jan Feb Mar Apr May Jun June Jul July Aug Sep Sept Oct Nov Dec".split()
"""How the names of months begin, or are shortened."""

WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
"""How the names of weekdays begin, or are shortened."""

TIME_ZONES = "GMT UTC Eastern Central Pacific".split()
"""Names of time zones, besides those like "EST"."""

LETTERED_THINGS = (
    "letter annex appendix block class gate grade group hepatitis part plan room section type "
    "vitamin"
).split()
"""Things that a letter names: what "Plan B." ends with is no initial."""

SPEECH_VERBS = (
    "said says asked asks cried replied shouted added wrote answered exclaimed demanded wondered "
    "whispered called screamed told yelled snapped"
).split()
"""Verbs between a quotation and who spoke."""

DIVISIONS = "Article Section Chapter Part Book Act Scene Volume Canto".split()
"""Divisions whose label is a heading even with a full stop: "CHAPTER IV."."""

NUMBERED_DIVISIONS = "Article Section Chapter Part Appendix Annex Clause Schedule".split()
"""Divisions whose number begins a heading."""

NAME_PARTICLES = "van von der den de di da du la le bin al el ten ter".split()
"""Parts of names in lower case."""

NEWS_AGENCIES = (
    "Getty Images",
    "Getty",
    "AFP",
    "AP Photo",
    "AP",
    "The Associated Press",
    "Associated Press",
    "Reuters",
    "REUTERS",
    "EPA",
    "CNN",
    "BBC News",
    "BBC",
    "Anadolu Agency",
    "Anadolu",
    "Bloomberg",
    "Xinhua",
    "Shutterstock",
    "iStock",
    "Alamy",
)

NEWSPAPER_NAMES = "News Times Post Press Guardian Herald Tribune Journal".split()
"""Last words of newspapers' names."""

JOURNALISTS = (
    "correspondent correspondents editor editors reporter reporters writer writers".split()
)


def build_alternation(words: Iterable[str]) -> str:
    """Return a regular expression that matches any of the words, a space being any white space."""
    escaped = (re.escape(word).replace(r"\ ", r"\s") for word in words)
    return f"(?:{'|'.join(escaped)})"
