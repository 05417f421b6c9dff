"""Follow-ups of ``documents.dev`` asked in a conversation, and as self-contained questions.

``python -m benchmarks.followups``; without an LLM. Each follow-up is asked behind the question that
it follows; its standalone form is asked by itself. No answer is withheld.
"""

from benchmarks.answers import AnswerScore, index_alone, score_answer
from benchmarks.results import ResultTable, format_interval, save
from qa import DocumentQA, Settings
from qa.settings import NO_LLM
from training.data.documents import load_documents


def main() -> None:
    """Ask and save."""
    scores: dict[str, list[AnswerScore]] = {}
    for record in load_documents("dev"):
        bot = DocumentQA(index_alone(record.document), Settings(abstain_below=0, llm=NO_LLM))
        sentences = bot.index.sentences(record.document.id)
        for question in record.questions:
            gold = question.find_gold_sentences(sentences)
            if question.follows is None or not gold:
                continue
            chat = bot.chat()
            chat.ask(record.questions[question.follows].raw_question)
            for form, answer in (
                ("in a conversation", chat.ask(question.raw_question)),
                ("self-contained", bot.ask(question.question)),
                ("the same words, by themselves", bot.ask(question.raw_question)),
            ):
                scores.setdefault(form, []).append(score_answer(answer, question, gold))
    rows = [
        (form, format_interval([s.f1 for s in each]), format_interval([s.sentence for s in each]))
        for form, each in scores.items()
    ]
    title = f"{len(scores['self-contained'])} follow-ups of dev, no LLM, %"
    save("followups", {}, [ResultTable(title, ("asked", "F1", "right sentence"), rows)])


if __name__ == "__main__":
    main()
