"""What an empty conversation shows: the source's name, what is central in it, what it answers."""

from collections.abc import Iterator, Sequence

from index import Corpus
from page import GENERIC_EXAMPLES
from page.rendering import CitationTargets
from page.suggestions import suggest_questions
from page.templating import render_web_page
from page.visitor import OpenChat
from qa import DocumentQA
from qa.settings import NO_LLM

OFFERED = 4
"""Questions that an empty conversation offers."""

FOLLOW_UPS = 3
"""Questions that an answer offers."""

_CENTRAL = 3
_KEY_POINTS = "What are the key points?"
_READ_SENTENCES = 400
_NEAR = 40


class Welcome:
    """Draws what an empty conversation shows, once for the same documents.

    Args:
        examples: questions about the documents that everybody finds here.
    """

    def __init__(self, examples: Sequence[str]) -> None:
        self._examples = examples
        self._drawn: dict[tuple[str, ...], str] = {}

    def render(self, talk: OpenChat) -> str:
        """Render it; nothing if there are questions in the conversation already."""
        if talk.chat.turns:
            return ""
        bot = talk.visitor.bot(NO_LLM)
        documents = bot.index.documents()
        key = tuple(info.id for info in documents)
        if key not in self._drawn:
            self._drawn[key] = self._render(bot, [info.title for info in documents])
        return self._drawn[key]

    def _render(self, bot: DocumentQA, titles: Sequence[str]) -> str:
        summary = bot.ask(_KEY_POINTS) if titles else None
        targets = CitationTargets(bot.index.titles())
        return render_web_page(
            "welcome.html.jinja",
            titles=titles,
            central=summary.citations[:_CENTRAL] if summary else (),
            places=[targets.place(citation) for citation in summary.citations] if summary else [],
            questions=self._offer(bot) if titles else (),
        )

    def _offer(self, bot: DocumentQA) -> tuple[str, ...]:
        examples = [example for example in self._examples if bot.ask(example).answered][:OFFERED]
        wanted = OFFERED - len(examples)
        made = suggest_questions(bot, _spread(bot.index), wanted, examples) if wanted else ()
        return (*examples, *made, *GENERIC_EXAMPLES)[:OFFERED]


def suggest_follow_ups(talk: OpenChat) -> tuple[str, ...]:
    """Return questions that the sentences around those of the last answer answer.

    Of a source that is no longer asked there are none.
    """
    answer = talk.chat.turns[-1].answer if talk.chat.turns else None
    if not answer or not answer.answered:
        return ()
    bot = talk.visitor.bot(NO_LLM)
    asked = bot.index.titles()
    cited = {(c.document_id, c.sentence) for c in answer.citations if c.document_id in asked}
    near = [
        (document_id, number + step)
        for document_id, number in sorted(cited)
        for distance in range(1, _NEAR)
        for step in (distance, -distance)
        if number + step > 0
    ]
    places = [place for place in dict.fromkeys(near) if place not in cited]
    known = [turn.question for turn in talk.chat.turns]
    return suggest_questions(bot, places, FOLLOW_UPS, known)


def _spread(corpus: Corpus) -> Iterator[tuple[str, int]]:
    """Yield the documents' sentences, those of all documents in turn."""
    ids = list(corpus.titles())
    numbers = [iter(corpus.sentences(i, 1, _READ_SENTENCES)) for i in ids]
    while numbers:
        for document_id, sentences in list(zip(ids, numbers, strict=True)):
            sentence = next(sentences, None)
            if sentence is None:
                place = ids.index(document_id)
                del ids[place], numbers[place]
            else:
                yield document_id, sentence.number
