"""The report as a page: read in a real browser, worst first, filtered, hostile text inert."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from qa import NO_ANSWER
from qa.evaluation.compare import compare
from qa.evaluation.figures import summarise
from qa.evaluation.html_report import render_report
from qa.evaluation.outcome import Outcome, score
from qa.evaluation.terminal_tables import describe_failures, describe_speed
from tests.support.outcomes import ALL, REFUSED, RIGHT, answer, passage, question, support

HOSTILE = '$x^$<script>window.hacked=1</script><img src=x onerror="window.hacked=2">'


def hostile() -> Outcome:
    evidence = (passage(1, 2), passage(3, 4))
    asked = question(id='h"><b>', kind=HOSTILE, question=HOSTILE, answers=(HOSTILE,))
    return score(asked, answer(f"{HOSTILE} not", 7, evidence=evidence), support(1))


@pytest.fixture(scope="module")
def visited() -> list[str]:
    """What the page asks for, and the errors that it raises."""
    return []


@pytest.fixture(scope="module")
def report(
    tmp_path_factory: pytest.TempPathFactory, chromium: str, visited: list[str]
) -> Iterator[Page]:
    outcomes = [*ALL, hostile()]
    before = [score(RIGHT.question, answer(NO_ANSWER), support(1)), *outcomes[1:]]
    sets = {"first": outcomes[:3], "second": outcomes[3:]}
    path: Path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render_report("Run", sets, compare(before, outcomes)), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page()
        tab.on("request", lambda request: visited.append(request.url))
        tab.on("pageerror", lambda error: visited.append(str(error)))
        tab.goto(path.as_uri())
        yield tab
        browser.close()


def shown(report: Page) -> list[str]:
    rows = report.locator("details:visible")
    return [row.get_attribute("id") or "" for row in rows.all()]


def test_the_worst_come_first(report: Page) -> None:
    assert shown(report) == [
        "refused", "invented", "wrong", 'h"><b>', "silent", "rightly silent", "right",
    ]  # fmt: skip
    expect(report.locator("details .grade").nth(2)).to_have_text("reading failed")


def test_questions_are_filtered(report: Page) -> None:
    report.get_by_label("Grade").select_option("abstention")
    assert shown(report) == ["invented", "silent"]
    expect(report.locator("#count")).to_have_text("2 of 7 shown")
    report.get_by_label("Grade").select_option("wrong")
    assert len(shown(report)) == 5
    report.get_by_label("Kind").select_option(HOSTILE)
    assert shown(report) == ['h"><b>']
    report.get_by_label("Kind").select_option("")
    report.get_by_label("Grade").select_option("")
    report.get_by_label("Set").select_option("first")
    assert shown(report) == ["wrong", "silent", "right"]
    report.get_by_label("Set").select_option("")
    report.get_by_label("Grade").select_option("")
    report.get_by_label("Text").fill("NO WORDS")
    assert shown(report) == ["refused"]
    report.get_by_label("Text").fill("")


def test_a_question_tells_all_about_it(report: Page) -> None:
    row = report.locator("details").nth(3)
    row.locator("summary").click()
    assert row.locator("summary p").inner_text() == f"{HOSTILE} not"
    assert row.locator("li.gold").all_inner_texts() == ["sentences 1–2: T"]
    assert row.locator("li.other").all_inner_texts() == ["sentence 7: T", "sentences 3–4: T"]
    assert "Sentence 1." in row.inner_text()


def test_changes_are_listed_and_lead_to_the_question(report: Page) -> None:
    expect(report.get_by_text("Better:")).to_have_text("Better: ? abstention → right")


def test_it_needs_nothing_else_and_runs_nothing_that_it_shows(
    report: Page, visited: list[str]
) -> None:
    assert visited == [report.url.split("#")[0]]
    assert report.evaluate("window.hacked") is None
    assert report.locator("img").count() == 0
    assert report.locator("figure svg").count() == 5


def test_a_run_of_nothing_but_errors_has_a_report_too() -> None:
    assert "No question was answered without an error." in render_report("Run", {"run": [REFUSED]})
    assert describe_speed(summarise([REFUSED])).startswith("No question")
    assert describe_failures("a", [REFUSED]) == "Wrong in a by the stage that failed: 1 error."
    assert describe_failures("a", [RIGHT]) == "Wrong in a by the stage that failed: none."
