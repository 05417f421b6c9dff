"""The page's benchmarks come to the page as its script does, whatever its parts are."""

import time

import pytest

from benchmarks.visiting import PageVisitor

pytestmark = pytest.mark.heavy


def test_a_visitor_without_a_browser_does_what_one_with_a_browser_does(address: str) -> None:
    visitor = PageVisitor(address, "192.0.2.1")
    begin = time.perf_counter()
    assert "Euphrates Shield" in visitor.arrive()
    assert begin < visitor.drawn < time.perf_counter()
    assert "August 24" in visitor.ask("When did Operation Euphrates Shield begin?")
    visitor.begin()
    visitor.upload("lamp.md", b"# Lamp\n\nThe lamp was lit by Signe Dahl in 1802.")
    assert "1802" in visitor.ask("When was the lamp lit?")
    visitor.paste("The roof was mended by Ola Berg.")
    assert "Ola Berg" in visitor.ask("Who mended the roof?")
    tab = PageVisitor(address, "192.0.2.1", visitor.token)
    assert "The lamp was lit" in tab.arrive()
    visitor.close()
    tab.close()
