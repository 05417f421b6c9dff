"""How the turns of chats, interviews and minutes begin."""

import pytest

from index.speakers import find_speaker, match_label, opens_quotation


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Ana Roe: I agree.", "Ana Roe"),
        ("Ana Roe (chair): I agree.", "Ana Roe"),
        ("ANA ROE: I agree.", "ANA ROE"),
        ("[12:04] Ana: ok", "Ana"),
        ("12/03/2024, 10:14 - Ana: ok", "Ana"),
        ("12:04 ana_roe: ok", "ana_roe"),
        ("[12:04] <ana> ok", "ana"),
        ("<Ana> ok", "Ana"),
        ("Ana Roe (12:04)", "Ana Roe"),
        ("Ana Roe, [12.03.2024 12:04]", "Ana Roe"),
        ("Ana  12:04 PM", "Ana"),
        ("Ana — Today at 12:04", "Ana"),
        ("ana: ok", ""),
        ("On Thu, 6 Feb 2025 at 19:02, Olek Stray wrote:", ""),
        ("Ana (12)", ""),
        ("The ferry leaves at 12:04", ""),
        ("It costs 12 crowns: too much.", ""),
        ("Q: Is it open?", ""),
        ("A: Yes.", ""),
    ],
)
def test_a_label_and_its_name(line: str, name: str) -> None:
    assert match_label(line) == name
    if name:
        text = f"Before.\n{line}"
        start, end = find_speaker(text, len("Before.\n"), len(text))
        assert text[start:end] == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("On Thu, 6 Feb 2025 at 19:02, Olek Stray <olek@tarn.example> wrote:", "Olek Stray"),
        ("On 06/02/2025 19:02, Olek Stray wrote:", "Olek Stray"),
        ("On Monday Olek wrote:", ""),
        ("Olek Stray wrote:", ""),
    ],
)
def test_a_line_that_opens_a_quoted_mail(line: str, name: str) -> None:
    assert opens_quotation(line) == bool(name)
    start, end = find_speaker(line, 0, len(line))
    assert not name or line[start:end] == name
