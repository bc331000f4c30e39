"""The cost of billed seconds, split where a call crosses a tier's limit."""

from decimal import Decimal
from typing import NamedTuple

from rating_job.money import cost_of, price_text
from rating_job.price_book import Tier


class Line(NamedTuple):
    """The part of a call in one tier, numbered from 1, and its cost. A row in Spark: see `schema.py`."""

    number: int
    seconds: int
    tier_begin_seconds: int
    tier_end_seconds: int | None
    price: str
    unit: str
    version: str
    sku: str
    rate_code: str
    cost: Decimal


def lines_of(tiers: tuple[Tier, ...], seconds: int, used_before: int) -> list[Line]:
    """
    The parts of a call. Each second has the price of its tier (graduated). A call of 0 seconds is one line of 0, in the tier in
    which it would start.
    """
    used_after = used_before + seconds
    held = [tier for tier in tiers if _has_part(tier, used_before, used_after)]
    return [_line(number, tier, used_before, used_after) for number, tier in enumerate(held, 1)]


def _has_part(tier: Tier, used_before: int, used_after: int) -> bool:
    begins = tier.begin_seconds < used_after or tier.begin_seconds <= used_before
    return begins and (tier.end_seconds is None or used_before < tier.end_seconds)


def _line(number: int, tier: Tier, used_before: int, used_after: int) -> Line:
    end = used_after if tier.end_seconds is None else min(tier.end_seconds, used_after)
    seconds = end - max(tier.begin_seconds, used_before)
    return Line(
        number=number,
        seconds=seconds,
        tier_begin_seconds=tier.begin_seconds,
        tier_end_seconds=tier.end_seconds,
        price=price_text(tier.price),
        unit=tier.unit,
        version=tier.version,
        sku=tier.sku,
        rate_code=tier.rate_code,
        cost=cost_of(seconds, tier.price, tier.seconds_per_unit),
    )
