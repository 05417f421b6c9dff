"""Questions about a document's outline, asked of real documents."""

from pathlib import Path

import pytest

from index import Document
from index.block import BlockKind, Draft
from index.loading import load
from qa import DocumentQA
from qa.outline import answer_from_outline
from tests.support.outcomes import written

MAIL = """\
From: Runa Feld <runa@tarn-mills.example>
To: Olek Stray <olek@tarn-mills.example>
Cc: Berit Aas <berit@tarn-mills.example>
Date: Fri, 7 Feb 2025 08:40:02 +0100
Subject: Re: New millstones

Hi Olek,

the stones arrive on 3 March.

> On Thu, 6 Feb 2025 at 19:02, Olek Stray <olek@tarn-mills.example> wrote:
>
> When do the stones come?
"""

RELEASES = """\
# Releases of Larder

## v2.1.0 (2024-05-01)

A dark theme.

## Version 2.0.3 - 2 March 2024

Dates are right again.
"""

NEWS = """\
Dyke holds through the storm

By Tuva Lund

Published 9 January 2025

The dyke at Kelp Bay held through the night, although the water stood at 4.1 metres.

© 2025 Tarn Courier. All rights reserved.
"""

REPORT = """\
# Otters of the Tarn

Report for the Tarn Trust by Ida Roe, October 2024

The dam was built by Bo Falk. Its gate was painted by Ana Lund.

Version 6 of the report. Page last changed on 9 March 2025
"""

ACT = """\
Harbours Act

Part II - Moorings

§ 8 Permits

(1) A mooring needs a permit.
(2) A permit is refused if
(a) the vessel is longer than 20 metres, or
(b) the owner owes harbour dues.

§ 9 Dues

(1) The dues are set each year.

Part III - Fines

§ 21 Penalties

(1) Whoever moors without a permit pays up to 4,000 marks.
"""

LOG = """\
Log of the lighthouse on Skarv

2024-10-02: Lamp changed.
2024-10-05: Storm from the north, 41 m/s.
2024-10-05: Window broken.
2024-12-24: Quiet night.
"""

STEPS = """\
Changing the filter

1. Close the tap.
2. Turn the housing to the left.
3. Put the new filter in.
"""


def ask(tmp_path: Path, text: str, question: str) -> str:
    file = tmp_path / "document.txt"
    file.write_text(text, encoding="utf-8")
    return ask_document(load(file), question)


def ask_document(document: Document, question: str) -> str:
    corpus = DocumentQA.from_documents([document]).index
    answer = answer_from_outline(question, corpus, [document.id])
    if answer is None:
        return ""
    for citation in answer.citations:
        assert document.text[citation.start : citation.end] == citation.quote
        for start, end in citation.spans:
            assert citation.start <= start < end <= citation.end
    return written(answer.segments)


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (MAIL, "Who wrote the e-mail?", "Runa Feld <runa@tarn-mills.example>. [1]"),
        (MAIL, "Who is this mail from?", "Runa Feld <runa@tarn-mills.example>. [1]"),
        (MAIL, "Who was it sent to?", "Olek Stray <olek@tarn-mills.example>. [1]"),
        (MAIL, "Who is in copy?", "Berit Aas <berit@tarn-mills.example>. [1]"),
        (MAIL, "When was the message sent?", "Fri, 7 Feb 2025 08:40:02 +0100. [1]"),
        (MAIL, "What's the subject of this e-mail?", "Re: New millstones. [1]"),
        (MAIL, "Who wrote the latest e-mail?", "Runa Feld <runa@tarn-mills.example>. [1]"),
        (MAIL, "Who sent the first message in the thread?", "Olek Stray. [1]"),
        (MAIL.replace("7 Feb", "5 Feb"), "Who wrote the last mail?", "Olek Stray. [1]"),
        (MAIL.replace("Date:", "Sent at:"), "Who wrote the last mail?", ""),
        (RELEASES, "When did 2.1.0 come out?", "2024-05-01. [1]"),
        (RELEASES, "Release date of v2.0.3", "2 March 2024. [1]"),
        (RELEASES, "When was version 2.2.0 released?", ""),
        (NEWS, "What is the title of the article?", "Dyke holds through the storm. [1]"),
        (NEWS, "what’s the article called", "Dyke holds through the storm. [1]"),
        (NEWS, "Who wrote this article?", "Tuva Lund. [1]"),
        (NEWS, "When was this article published?", "9 January 2025. [1]"),
        (NEWS, "Which newspaper is this from?", "Tarn Courier. [1]"),
        (NEWS, "Who is the recipient of this e-mail?", ""),
        (NEWS, "When did the dyke hold?", ""),
        (NEWS, "Who wrote the hymn of the town?", ""),
        (MAIL, "subject of the mail?", "Re: New millstones. [1]"),
        (REPORT, "Who wrote the report?", "Ida Roe. [1]"),
        (REPORT, "When was this page last updated?", "9 March 2025. [1]"),
        (REPORT, "Which version of the report is this?", "Version 6. [1]"),
    ],
)
def test_facts_about_the_document(tmp_path: Path, text: str, question: str, answer: str) -> None:
    assert ask(tmp_path, text, question) == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What does § 8(2)(b) say?", "(b) the owner owes harbour dues. [1]"),
        (
            "What does section 8(2) say?",
            "(2) A permit is refused if [1] (a) the vessel is longer than 20 metres, or [2] "
            "(b) the owner owes harbour dues. [3]",
        ),
        ("What is in Part II?", "Part II - Moorings [1] § 8 Permits [2] § 9 Dues. [3]"),
        ("§ 9", "§ 9 Dues [1] (1) The dues are set each year. [2]"),
        ("Which section deals with dues?", "§ 9 Dues. [1]"),
        ("Which part is about fines?", "Part III - Fines. [1]"),
        ("What is the last section?", "Part III - Fines [1] § 21 Penalties. [2]"),
        ("What does § 12 say?", ""),
        ("What does § 8(7) say?", ""),
        ("Which section deals with lighthouses?", ""),
        ("What does the owner say?", ""),
    ],
)
def test_sections_by_number_topic_and_order(tmp_path: Path, question: str, answer: str) -> None:
    assert ask(tmp_path, ACT, question) == answer


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (LOG, "What is the first entry?", "2024-10-02: Lamp changed. [1]"),
        (LOG, "What is the last entry of the log?", "2024-12-24: Quiet night. [1]"),
        (
            LOG,
            "What happened on October 5, 2024?",
            "2024-10-05: Storm from the north, 41 m/s. [1] 2024-10-05: Window broken. [2]",
        ),
        (LOG, "24.12.2024", "2024-12-24: Quiet night. [1]"),
        (LOG, "What happened on 6 October 2024?", ""),
        (STEPS, "What is the second step?", "2. Turn the housing to the left. [1]"),
        (STEPS, "What is the fourth step?", ""),
    ],
)
def test_entries_and_steps(tmp_path: Path, text: str, question: str, answer: str) -> None:
    assert ask(tmp_path, text, question) == answer


def test_properties_by_their_label() -> None:
    draft = Draft()
    draft.add(BlockKind.METADATA, "Version: 4.1")
    draft.add(BlockKind.METADATA, "Keywords: dyke, storm")
    draft.add(BlockKind.HEADING, "Dykes", level=1)
    draft.add(BlockKind.PARAGRAPH, "A dyke keeps the sea out.")
    document = Document.from_draft(draft)
    assert ask_document(document, "Which version is this?") == "4.1. [1]"
    assert ask_document(document, "What are the keywords?") == "dyke, storm. [1]"
    assert ask_document(document, "What is the price?") == ""


def test_of_several_documents_one_alone_must_answer() -> None:
    texts = ["# Rules\n\n## 4.1 Dogs\n\nNo dogs.", "# Fees\n\n## 4.2 Boats\n\nTen marks."]
    documents = [Document.from_text(text) for text in texts]
    corpus = DocumentQA.from_documents(documents).index
    ids = [document.id for document in documents]
    found = answer_from_outline("What does section 4.2 say?", corpus, ids)
    assert found is not None
    assert {citation.document_id for citation in found.citations} == {ids[1]}
    assert answer_from_outline("What is the title of the document?", corpus, ids) is None


def test_the_answer_says_what_made_it() -> None:
    bot = DocumentQA.from_text("# Rules\n\n## 4.1 Dogs\n\nNo dogs.")
    answer = bot.ask("What does section 4.1 say?")
    assert answer.backend == "document outline"
    assert answer.text == "4.1 Dogs [1] No dogs. [2]"
    assert "not measured" in answer.calibration_note


def test_metadata_answer_no_other_question() -> None:
    draft = Draft()
    draft.add(BlockKind.METADATA, "Title: Help centre of Tarn Ferries")
    draft.add(BlockKind.METADATA, "Created: 2025-02-01")
    draft.add(BlockKind.HEADING, "Luggage", level=1)
    draft.add(BlockKind.PARAGRAPH, "Lost luggage is kept in the old signal box for a month.")
    bot = DocumentQA.from_documents([Document.from_draft(draft)])
    answer = bot.ask("Where is lost luggage kept?")
    assert "signal box" in answer.text
    assert all("Created" not in item.text for item in answer.evidence)
    assert any("Created" in item.text for item in bot.ask("What does this page say?").evidence)


def test_a_clause_that_isnt_there_is_abstained_from_a_step_in_prose_is_read() -> None:
    text = "The last step is to glaze the bowl. Clause makers are not mentioned."
    bot = DocumentQA.from_text(text, "Pottery")
    assert not bot.ask("What does clause 9.1 say?").answered
    assert "glaze" in bot.ask("What is the last step?").text
