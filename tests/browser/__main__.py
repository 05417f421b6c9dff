"""Provides a Chromium for the tests where there is none: ``python -m tests.browser``."""

from tests.support.chromium import provide

print(f"Browser for the tests: {provide() or 'none to be had; its tests will be skipped'}")
