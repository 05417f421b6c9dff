"""Questions for a summary, and what it is to be about."""

import re

from index.english import build_alternation
from index.words import extract_query_words
from qa.english import DOCUMENT_NOUNS, SUMMARY_WORDS

_NOUN = build_alternation(DOCUMENT_NOUNS)
_ASKED = re.compile(
    rf"""^\W*(?:(?:please|can|could|would|will|you|now|just)\W+)*
        (?:summari[sz]e|sum\s+(?:\w+\s+){{0,3}}up|tl\W?dr|outline
          |(?:(?:give|write|make|show|tell|get|provide|i\s+(?:want|need|would\s+like))\W+(?:me\W+)?)?
           (?:an?\s+|the\s+)?(?:(?:short|brief|quick|concise|one-paragraph|\w+-sentence)\s+)?
           (?:summary|overview|gist|outline|synopsis|abstract
             |(?:key|main|most\s+important)\s+(?:points?|ideas?|takeaways?|facts|findings)))\b
      | \bwhat(?:\s+(?:is|are|were|was)|['’]?s|['’]?re)\s+(?:the\s+|its\s+)?
        (?:(?:key|main|most\s+important)\s+(?:points?|ideas?|takeaways?|facts|findings)|gist)
        \b(?!\s+of\s+(?!this\b|the\s+{_NOUN}))
      | \bwhat(?:\s+is|['’]?s)\s+(?:(?:this|the|that|it|all|your)\s+)*
        (?:{_NOUN}|this|it)
        \s+(?:(?:all|mainly|mostly|really)\s+)?about\W*$
      | \bin\s+(?:a\s+nutshell|short)\W*$""",
    re.IGNORECASE | re.VERBOSE,
)


def find_summary_topic(question: str) -> str | None:
    """Find what a summary is asked of: None if none is, "" if all of the document is meant.

    >>> find_summary_topic("Please summarise the article.")
    ''
    >>> find_summary_topic("What is the lease about?"), find_summary_topic("Sum up the minutes.")
    ('', '')
    >>> find_summary_topic("Give me the key points on safe zones")
    'safe zones'
    >>> find_summary_topic("When was the summary published?") is None
    True
    """
    if not _ASKED.search(question):
        return None
    return read_summary_topic(question)


def read_summary_topic(question: str) -> str:
    """Return the words of a question for a summary that say what of, "" if all is meant."""
    words = re.findall(r"\w+", question)
    topic_words = [word for word in words if word.lower() not in SUMMARY_WORDS]
    names_document = all(word.lower() in DOCUMENT_NOUNS for word in topic_words)
    topic = "" if names_document else " ".join(topic_words)
    return topic if extract_query_words(topic) else ""
