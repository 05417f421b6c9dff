"""Evaluations as JSON files."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from index.errors import FootnoteError
from qa.evaluation.figures import (
    bootstrap_intervals,
    measure_calibration,
    summarise,
    summarise_by_kind,
)
from qa.evaluation.outcome import Outcome

_OUTCOMES: TypeAdapter[list[Outcome]] = TypeAdapter(list[Outcome])


class EvaluationFileError(FootnoteError):
    """A file is no evaluation that ``footnote eval --json`` wrote."""


def to_dict(outcomes_of: Mapping[str, Sequence[Outcome]]) -> dict[str, Any]:
    """Return everything that was measured, as JSON can hold it.

    Args:
        outcomes_of: by question set. The first set's are at the top, those of the others in the
            same form under ``further``.
    """
    (_, first), *further = outcomes_of.items()
    calibration = measure_calibration([*chain.from_iterable(outcomes_of.values())])
    return {
        **_set_to_dict(first),
        "calibration": asdict(calibration) if calibration else None,
        "further": {name: _set_to_dict(outcomes) for name, outcomes in further},
    }


def _set_to_dict(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    dumped = _OUTCOMES.dump_python(list(outcomes), mode="json")
    return {
        "figures": asdict(summarise(outcomes)),
        "intervals": bootstrap_intervals(outcomes),
        "kinds": {kind: asdict(figures) for kind, figures in summarise_by_kind(outcomes).items()},
        "outcomes": [
            _named(fields, outcome) for fields, outcome in zip(dumped, outcomes, strict=True)
        ],
    }


def _named(fields: dict[str, Any], outcome: Outcome) -> dict[str, Any]:
    """Return an outcome's fields by the names that programs read."""
    answer = outcome.answer.to_dict() if outcome.answer else None
    return {**fields, "answer": answer, "verdict": outcome.grade}


def read_outcomes(path: Path) -> list[Outcome]:
    """Read the outcomes, of all sets, of a file that holds what ``to_dict`` made.

    Raises:
        EvaluationFileError: it can't be read, or is something else.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        sets = [content, *content.get("further", {}).values()]
        dumped = [outcome for one in sets for outcome in one["outcomes"]]
        return _OUTCOMES.validate_python(dumped, strict=False)
    except OSError as error:
        raise EvaluationFileError(f"{path} can't be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        first = error.errors()[0]["msg"] if isinstance(error, ValidationError) else repr(error)
        raise EvaluationFileError(
            f"{path} is no evaluation that `footnote eval --json` of this version wrote: {first}."
        ) from error
