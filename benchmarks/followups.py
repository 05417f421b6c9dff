"""Follow-ups of ``documents.dev`` asked in a conversation, and as self-contained questions.

``python -m benchmarks.followups``; without an LLM. Each follow-up is asked behind the question that
it follows; its standalone form is asked by itself. No answer is withheld.
"""

from rich.console import Console
from rich.table import Table

from benchmarks.answers import score
from index import Index
from qa import DocumentQA, Settings
from qa.evaluation import metrics
from qa.loading import load_embedder
from training.data.documents import documents


def main() -> None:
    """Print the table."""
    settings = Settings(abstain_below=0)
    found: dict[str, list[tuple[float, float]]] = {}
    for document, questions in documents("dev"):
        index = Index.in_memory(load_embedder(settings.embedder))
        index.add([document])
        bot = DocumentQA(index, settings)
        sentences = index.sentences(document.id)
        for asked in questions:
            gold = asked.gold(sentences)
            if asked.follows is None or not gold:
                continue
            chat = bot.chat()
            chat.ask(questions[asked.follows].spoken)
            for way, answer in (
                ("in a conversation", chat.ask(asked.spoken)),
                ("self-contained", bot.ask(asked.question)),
                ("the same words, by themselves", bot.ask(asked.spoken)),
            ):
                scored = score(answer, asked, gold)
                found.setdefault(way, []).append((scored.f1, scored.sentence))
    count = len(found["self-contained"])
    table = Table(title=f"{count} follow-ups of documents.dev, % (95 % interval)")
    for heading in ("asked", "F1", "right sentence"):
        table.add_column(heading, justify="right" if heading != "asked" else "left")
    for way, values in found.items():
        table.add_row(way, *(_cell([value[i] for value in values]) for i in range(2)))
    Console(width=100).print(table)


def _cell(values: list[float]) -> str:
    mean, low, high = (100 * value for value in metrics.interval(values))
    return f"{mean:.1f} ({low:.0f}–{high:.0f})"


if __name__ == "__main__":
    main()
