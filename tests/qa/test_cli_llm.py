"""The command line with an LLM behind a server."""

import json
from pathlib import Path

from data import SAMPLE
from tests.conftest import Serve
from tests.support.command import footnote

QUESTION = "When did Operation Euphrates Shield begin?"
SAYS = "Operation Euphrates Shield began on August 24. It cost 9 crowns [2]."


def test_an_answer_that_an_llm_writes(serve: Serve) -> None:
    spec = f"openai:{serve('--says', SAYS)}#tiny"
    done = footnote("ask", str(SAMPLE), QUESTION, "--llm", spec)
    assert done.code == 0
    assert "began on August 24. [1]" in done.out
    assert "(1 unsupported statement removed)" in done.out
    assert "(tiny, confidence" in done.out
    assert "crowns" not in done.out


def test_an_evaluation_of_an_llm(serve: Serve, tmp_path: Path) -> None:
    asked = tmp_path / "asked.jsonl"
    question = {"id": "q1", "question": QUESTION, "kind": "when", "answers": ["August 24"],
                "support": [], "answerable": True}  # fmt: skip
    asked.write_text(json.dumps(question) + "\n", encoding="utf-8")
    written = tmp_path / "out.json"
    spec = f"openai:{serve('--says', SAYS)}#tiny"
    done = footnote("eval", str(asked), "--llm", spec, "--json", str(written))
    assert done.code == 0, done.err
    assert '"backend": "tiny"' in written.read_text(encoding="utf-8")


def test_what_names_no_llm_is_one_sentence() -> None:
    done = footnote("ask", str(SAMPLE), QUESTION, "--llm", "gpt")
    assert done.code == 1
    assert done.err.startswith("footnote: 'gpt' names no LLM. Give hf:NAME")
    assert done.out == ""
    assert footnote("eval", "--baseline", "--llm", "hf:x").code == 2
