"""Patterns of words by which an intent is guessed; the classifier takes the guess as a feature."""

import re

from qa.english import DOCUMENT_NOUNS
from qa.place_request import find_place_request
from qa.understanding import Intent
from qa.understanding.english import LIST_NOUNS
from qa.understanding.parts import split_parts
from qa.understanding.remarks import find_remark
from qa.understanding.summary import find_summary_topic

_DOCUMENT = rf"(?:{'|'.join(DOCUMENT_NOUNS)})"
_THIS = rf"(?:(?:this|the|that|your|my|our)\ (?:\w+\ )?{_DOCUMENT}s?|this|it|that)"
_ABOUT = re.compile(
    rf"""^\W*(?:(?:please|can\ you\ tell\ me|do\ you\ know|tell\ me|and|so)\W+)*(?:
      (?:who(?:'s|\ is|\ are|\ was)?|whose)\ (?:the\ )?(?:wrote|written|authored?s?|published
        |publisher
        |issued|drafted|edited|editor|prepared|compiled|signed|writer|created|made|sent|sender
        |text\ is)(?:\ (?:of|by))?(?:\ {_THIS})?
      |who\ (?:is|was|are)\ {_THIS}\ (?:by|from|written\ by|addressed\ to|meant\ for|for)
      |(?:what(?:'s|\ is|\ was)?|which|give\ me)\ (?:the\ )?(?:title|author|name|headline|subject
        |source|publisher|date|version|language|length|publication\ date|word\ count|page\ count
        |file\ name|type|format|author's\ name)s?(?:\ (?:is|of|does|on|in)\b.*{_THIS}.*|\ name)?
      |(?:when|where|in\ (?:which|what)\ year|what\ date|on\ (?:which|what)\ (?:day|date))\ (?:was
        |is|were|did|has)
        \ {_THIS}(?:\ been)?\ (?:written|published|issued|sent|dated|created|updated|signed|made
        |printed|last\ updated|come\ out|from|appear|released|first\ published)
      |how\ (?:long|big|large|old|recent|up\ to\ date|current)\ (?:is|are)\ {_THIS}
      |how\ many\ (?:pages?|words?|sentences?|characters?|documents?|files?|pdfs?|chapters?
        |sections?
        |paragraphs?|articles?)(?:\ (?:are|is|do|does|has|have|in|did)\b.*)?
      |(?:what|which)\ (?:documents?|files?|pdfs?)(?:\ (?:are|do|have|is|can|did)\b.*)?
      |(?:in\ )?(?:what|which)\ language\ (?:is|was)\ {_THIS}(?:\ (?:in|written\ in|written))?
      |what(?:\ (?:kind|sort|type)\ of|'s\ the\ type\ of)?\ {_DOCUMENT}\ is\ (?:this|it|that)
      |(?:what|which)\ (?:kind|sort|type)\ of\ (?:{_DOCUMENT}|thing)\ (?:is|am)\b.*
      |(?:what|which|where)\ .{{0,30}}\ (?:is|was)\ {_THIS}\ (?:from|published\ in|taken\ from)
      |where\ (?:is|does|was)\ {_THIS}\ (?:come\ )?(?:from|published)
      |list\ (?:all\ )?(?:the\ |my\ )?(?:documents|files)
      |(?:is|are)\ {_THIS}\ (?:complete|the\ (?:whole|full|latest|current|newest).*|up\ to\ date
        |signed|dated|in\ (?:english|german|french|spanish|italian)|public|official|recent)
      |(?:author|title|date|language|source|publisher|word\ count|page\ count|pages)
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_OPEN = re.compile(
    r"""^\W*(?:(?:please|can|could|would|will|you|now|just|also|and|so|i\ want\ to\ know|i'd\ like
          \ to\ know|hey)\W+)*(?:
      (?:tell|teach|inform|brief|fill)\ (?:me|us)\ (?:\w+\ ){0,3}(?:about|on|in\ on)\b
      |(?:explain|describe|compare|contrast|discuss|elaborate|walk\ me\ through|outline
        |characteri[sz]e
        |talk\ about|talk\ me\ through|go\ into|introduce|analy[sz]e|interpret
        |give\ (?:me\ )?(?:some
        \ |more\ |a\ bit\ of\ |an?\ |the\ )*(?:background|details?|context|explanation|description
        |comparison|account|idea|history|information|info|story))\b
      |what\ (?:happened|happens|has\ happened|went\ wrong|went\ on|is\ going\ on|'s\ going\ on)\b
      |what(?:'s|\ is|\ was|\ are|\ were)\ (?:the\ )?(?:\w+\ )?(?:differences?|relation(?:ship)?
        |background|history|story|situation|arguments?|pros|advantages|disadvantages|benefits
        |upsides|downsides|criticisms?|similarities|connection|context|debate|controversy|case
        |position|view|views|state\ of|role\ of)\b
      |(?:pros\ and\ cons|arguments?\ (?:for|against)|advantages\ and\ disadvantages|background|more
        |details|info|information)\ (?:of|on|for|about)\b
      |what\ (?:do|does|did|can\ you|have|has)\ (?:\S+\ ){1,5}(?:say|tell|think|know|argue|claim
        |mention
        |write|criti\w+)\ (?:me\ )?(?:about|of|on|against|for)\b
      |what\ (?:speaks|counts|can\ be\ said|is\ known|do\ we\ know|is\ said)\ (?:for|against|about
        |of)\b
      |how\ (?:do|does|did|is|are|was|were)\ (?!it\ (?:cost|take)).{2,80}?\b(?:work|works|differ
        |compare|relate
        |come\ about|happen|develop|react|respond|organi[sz]ed|made|function|operate|unfold
        |evolve)\b
      |i\ (?:want|need|would\ like)\ (?:more\ )?(?:details?|information|to\ (?:know|learn
        |understand|read)
        \ (?:more\ )?(?:about|how|why))
      |(?:everything|anything|all)\ (?:\w+\ ){0,3}(?:about|on)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_OPENLY = re.compile(
    r"""^\W*(?:(?:please|can|could|would|you|now|just|also|and|so)\W+)*(?:
      (?:tell|teach|brief|fill)\ (?:me|us)\ (?:\w+\ ){0,3}(?:about|on|in\ on)\b
      |(?:explain|describe|compare|contrast|discuss|elaborate|outline|introduce)\b
      |(?:pros\ and\ cons|arguments?\ (?:for|against)|background|more\ (?:details|about|on))\b
      |what\ (?:happened|has\ happened|is\ going\ on)(?:\W*$|\ (?:on|in|at|during|after|before)\b)
      |what\ are\ the\ (?:\w+\ )?(?:arguments|pros|advantages|differences)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_WEIGHS = re.compile(
    r"""^\W*(?:(?:please|can|could|would|you|now|also|and|so|me)\W+)*
      (?:explain|describe|contrast|discuss|elaborate|tell\ (?:me|us)\ about)\b
    |(?:^|[.?!,;:]\ |\bplease\ )compare\b
    |\bpros\ and\ cons\b|\b(?:arguments?|reasons?|points?|said|case)\ for\ and\ against\b
    |\bfor\ and\ against,?\ please\b|\bboth\ sides\W*$
    |\bwhat\ (?:speaks|counts)\ (?:for|against)\b
    |\b(?:advantages?|upsides?|benefits|praise)\ and\ (?:the\ |its\ |some\ )?
      (?:disadvantages?|drawbacks?|downsides?|catch(?:es)?|risks?|complaints|criticism)\b
    |\b(?:what(?:'s|\ is|\ are|\ was|\ were)\ the|^)\W*(?:\w+\ )?differences?\ (?:in\ \w+\ )?
      between\b
    |\bhow\ (?:do|does|did|will|are|were)\ [^?]{2,60}\ and\ [^?]{2,60}\ (?:differ|compare)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_YES_NO = re.compile(
    r"""^\W*(?:(?:and|but|so|or|please|hi|hey|tell\ me|do\ you\ know\ (?:if|whether))\W+)*
      (?:is|are|was|were|do|does|did|has|have|had|can|could|may|might|must|should|shall|will|would
        |am
        |isn't|aren't|wasn't|don't|doesn't|didn't|can't|won't|if|whether)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_COUNT = re.compile(
    r"""\b(?:in\ total|altogether|sum\ of|total\ (?:of|number|amount|cost|price|revenue|length)
        |average|mean|median|difference\ between|how\ many\ (?:of|times|different|other|more)
        |count\ (?:the|all)|number\ of|combined|add\ up|sum\ up\ all|added\ up|overall)\b
      |^\W*(?:and\ )?how\ many\b
      |\b(?:what|which|who|where|when|whose)\b.*\b(?:\w{3,}est|most|least|fewest|worst|best
        |highest)\b
      |\b(?:what|which|who)\b.*\b(?:is|was|are|were|has|had|costs?|weighs?)\ (?:the\ )?
        (?:longer|older|bigger|larger|cheaper|higher|lower|smaller|newer|earlier|later|faster
        |heavier
        |taller|younger|more|less|first|last)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_LIST = re.compile(
    rf"""^\W*(?:(?:please|can|could|you|and|give\ me|show\ me|tell\ me|write)\W+)*
      (?:list|name|enumerate|which\ are|what\ are|who\ are|(?:a|the|an)\ (?:\w+\ )?list\ of
        |all\ (?:the|of)
        |(?:what|which)\ (?:\w+\ ){{0,2}}(?:{"|".join(LIST_NOUNS)})
        |(?:what|which)\ (?:\w+\ )?[a-z]{{3,}}(?<!ss)(?<!us)(?<!is)s\ (?:are|were|do|did|have|has
        |can|may|must|should|will)
        |(?:what|who)\ (?:all|else\ all)|what\ (?:do|must|should|can|may)\ (?:i|we|you
        |\w+s)\ )\b""",
    re.IGNORECASE | re.VERBOSE,
)


def guess_intent(question: str) -> Intent:
    """Guess the intent of a question without an opening by the patterns alone.

    >>> guess_intent("Who wrote this article?"), guess_intent("Tell me about the wall")
    (<Intent.ABOUT: 'about'>, <Intent.OPEN: 'open'>)
    """
    plain = question.replace("’", "'")
    if find_remark(question) is not None:
        return Intent.REMARK
    if split_parts(question):
        return Intent.PARTS
    if find_summary_topic(question) is not None:
        return Intent.SUMMARY
    if _ABOUT.match(plain):
        return Intent.ABOUT
    if find_place_request(question):
        return Intent.PLACE
    return Intent.OPEN if _OPEN.match(plain) else _plain_intent(plain)


def asks_openly(question: str) -> bool:
    """Say whether a question is open by its opening words alone, whatever it is about.

    >>> asks_openly("Please explain the vote."), asks_openly("What did he say about the vote?")
    (True, False)
    """
    return bool(_OPENLY.match(question.replace("’", "'")))


def weighs(question: str) -> bool:
    """Say whether a question plainly asks for several sentences: to explain, compare or weigh up.

    >>> weighs("Caps on prices: what speaks for and against them?"), weighs("Who compared them?")
    (True, False)
    """
    return bool(_WEIGHS.search(question.replace("’", "'")))


def find_open_topic(question: str) -> str:
    """Return what an open question is about: what follows on its opening, else all of it.

    >>> find_open_topic("Tell me about the wall.")
    'the wall'
    """
    opening = _OPEN.match(question.replace("’", "'"))
    return (question[opening.end() :].strip(" ?.!") if opening else "") or question


def _plain_intent(question: str) -> Intent:
    if _YES_NO.match(question):
        return Intent.YES_NO
    if _COUNT.search(question):
        return Intent.COUNT
    return Intent.LIST if _LIST.match(question) else Intent.FACT
