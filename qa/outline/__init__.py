"""Questions about a document's own outline: its title, its author, what clause 2.2 says.

What they ask for isn't told in a sentence, so no reader finds it: it is a heading, a field of the
head, or the text under a number. It is looked up among the blocks.
"""

from qa.outline.answers import OUTLINE_NOTE, OutlineAnswer, answer_from_outline
from qa.outline.facts import asks_for_fact, is_about_file

__all__ = ["OUTLINE_NOTE", "OutlineAnswer", "answer_from_outline", "asks_for_fact", "is_about_file"]
