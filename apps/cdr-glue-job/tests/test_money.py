"""Money is kept as integers. Only formatting rounds."""

import pytest

from rating_job.money import cost_of, cost_text, price_of, price_text
from rating_job.price_book import Tier
from rating_job.tiers import lines_of


def test_prices_have_ten_places() -> None:
    assert price_of("0.0048000000") == 48_000_000
    assert price_text(price_of("12.3456789012")) == "12.3456789012"


@pytest.mark.parametrize(
    ("cost", "text"),
    [
        (0, "0.0000000000"),
        (30, "0.0000000000"),
        (31, "0.0000000001"),
        (90, "0.0000000002"),
        (150, "0.0000000002"),
        (60 * 10**10, "1.0000000000"),
        (10**38, "166666666666666666666666666.6666666667"),
    ],
)
def test_costs_are_rounded_half_to_even(cost: int, text: str) -> None:
    assert cost_text(cost) == text


def test_a_cost_that_spark_could_not_hold_is_an_error() -> None:
    assert cost_of(2**53 - 1, 10**20, 60) == (2**53 - 1) * 10**20
    with pytest.raises(OverflowError, match="at most 38 digits"):
        cost_of(2**53 - 1, 10**21, 1)


def _tier(begin: int, end: int | None, price: int) -> Tier:
    return Tier(begin, end, price, "minute", 60, "v1", "sku", f"rate-{begin}")


TIERS = (_tier(0, 60, 30), _tier(60, 120, 20), _tier(120, None, 10))


@pytest.mark.parametrize(
    ("seconds", "used_before", "parts"),
    [
        (0, 0, [(60, 0)]),
        (60, 0, [(60, 60)]),
        (61, 0, [(60, 60), (120, 1)]),
        (0, 60, [(120, 0)]),
        (200, 0, [(60, 60), (120, 60), (None, 80)]),
        (1, 119, [(120, 1)]),
        (2, 119, [(120, 1), (None, 1)]),
        (0, 120, [(None, 0)]),
        (5, 2**53 - 1, [(None, 5)]),
        (5, 2**60, [(None, 5)]),
    ],
)
def test_a_call_is_split_where_it_goes_over_a_tier(
    seconds: int, used_before: int, parts: list[tuple[int | None, int]]
) -> None:
    assert [(line.tier_end_seconds, line.seconds) for line in lines_of(TIERS, seconds, used_before)] == parts
