"""Settings come from the environment, and from options that were given."""

import pytest
from pydantic import ValidationError

from index.original import MAX_ORIGINAL_BYTES
from qa import Settings


def test_an_option_that_was_given_goes_before_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FOOTNOTE_LLM", "ollama:environment")
    monkeypatch.setenv("FOOTNOTE_AUTH", "ann:environment")
    settings = Settings.from_options(llm="ollama:given", auth="")
    assert settings.llm == "ollama:given"
    assert settings.auth.get_secret_value() == "ann:environment"
    assert settings.passages == Settings().passages


def test_the_limit_of_originals_is_in_megabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().max_original_bytes == MAX_ORIGINAL_BYTES
    monkeypatch.setenv("FOOTNOTE_ORIGINALS_MB", "2")
    assert Settings().max_original_bytes == 2_000_000


def test_secrets_are_not_printed() -> None:
    settings = Settings.from_options(auth="ann:rhubarb", llm_key="rhubarb")
    assert "rhubarb" not in repr(settings)
    assert "rhubarb" not in settings.model_dump_json()


def test_a_setting_out_of_range_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTNOTE_PASSAGES", "0")
    with pytest.raises(ValidationError, match="passages"):
        Settings()
