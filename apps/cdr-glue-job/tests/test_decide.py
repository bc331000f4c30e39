"""Documents as rows, for rules that need more than reading."""

import json
from typing import Any

import pytest

from rating_job.decide import rows_of
from rating_job.plan import read_plan


@pytest.mark.parametrize("levels", [10, 900, 5_000, 50_000])
def test_copies_that_nest_deep_say_the_same(plan: dict[str, Any], call: dict[str, Any], levels: int) -> None:
    text = json.dumps(call)[:-1] + f',"Unknown":{"[" * levels}{"]" * levels}}}'

    first, second = rows_of("a", f"{text}\n{text}".encode(), None, read_plan(plan))

    assert first.outcome == "rated"
    assert first.digest == second.digest


def test_an_object_without_a_document_is_one_that_is_rejected(plan: dict[str, Any]) -> None:
    [row] = rows_of("a", "\ufeff \n".encode(), None, read_plan(plan))

    assert (row.position, row.outcome, row.reason, row.issues) == (
        0,
        "rejected",
        "empty",
        "must hold a JSON document",
    )
