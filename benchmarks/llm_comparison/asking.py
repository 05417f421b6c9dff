"""Asking one system; with the standard library alone, as each has its own environment."""

import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

MODEL = "writer"
"""Name that the LLM is served by."""

MAX_TOKENS = 400
"""Tokens after which the LLM is stopped, as Footnote stops it."""

PASSAGES = 5
"""Passages that are read where a system leaves their number to its user, as in Footnote."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a system is to do.

    Attributes:
        document: path of the text that the questions are about.
        questions: by their ids.
        address: of the server that speaks OpenAI's protocol.
        embedder: folder of all-MiniLM-L6-v2 as it was published.
    """

    document: str
    questions: Mapping[str, str]
    address: str
    embedder: str

    def read_document(self) -> str:
        """Return the document's text."""
        return Path(self.document).read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class CitedAnswer:
    """Answer of a system.

    Attributes:
        text: as it is shown.
        cited: the texts of the sentences, rows or passages that it cites.
        seconds: that it took.
        error: what the system raised in place of an answer, else empty.
    """

    text: str
    cited: list[str]
    seconds: float = 0.0
    error: str = ""


def answer_job(open_document: Callable[[Job], Callable[[str], CitedAnswer]]) -> None:
    """Do the job in the first file of the command line; each answer is a line of the second.

    Questions with an answer there aren't asked again.

    Args:
        open_document: prepares the job's document, and returns what answers its questions.
    """
    job = Job(**json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    path = Path(sys.argv[2])
    done = read_answers(path)
    ask = open_document(job)
    with path.open("a", encoding="utf-8") as file:
        for key, question in job.questions.items():
            if key not in done:
                file.write(json.dumps({"id": key, **asdict(_time_answer(ask, question))}) + "\n")
                file.flush()


def _time_answer(ask: Callable[[str], CitedAnswer], question: str) -> CitedAnswer:
    begin = time.perf_counter()
    try:
        answer = ask(question)
        text, cited, error = answer.text, answer.cited, ""
    except Exception as raised:  # noqa: BLE001 - whatever a system raises is a result, shown
        text, cited, error = "", [], f"{type(raised).__name__}: {raised}"
    return CitedAnswer(text, cited, time.perf_counter() - begin, error)


def read_answers(path: Path) -> dict[str, CitedAnswer]:
    """Read what ``answer_job`` wrote, by the questions' ids; nothing if it wrote nothing yet."""
    if not path.exists():
        return {}
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {fields.pop("id"): CitedAnswer(**fields) for fields in lines}
