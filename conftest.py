"""Settings of a test run, examples in docstrings included."""

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="session")
def _no_settings_of_this_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Indexes go to a temporary cache, and no FOOTNOTE_* variable of the user's leaks in."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("FOOTNOTE_")]:
            patch.delenv(name)
        patch.setenv("FOOTNOTE_CACHE_FOLDER", str(tmp_path_factory.mktemp("cache")))
        thumbs = tmp_path_factory.mktemp("data") / "feedback.jsonl"
        patch.setenv("FOOTNOTE_FEEDBACK_FILE", str(thumbs))
        patch.setenv("FOOTNOTE_LLM", "none")  # words are quoted, unless a test says otherwise
        yield
