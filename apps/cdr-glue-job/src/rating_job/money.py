"""Prices and costs as whole numbers. A cost counts sixtieths of 10^-10 of the currency, so sums of costs are exact."""

from decimal import Decimal

#: How costs are rounded to ten places where they are shown.
ROUNDING = "half-even"

# What DecimalType(38, 0) holds. Spark makes more than that NULL, unless it is told otherwise.
_LARGEST = 10**38 - 1


def price_of(text: str) -> int:
    """A price such as `0.0048000000` in units of 10^-10."""
    return int(Decimal(text).scaleb(10).to_integral_exact())


def price_text(price: int) -> str:
    """A price with all of its ten places."""
    return _with_ten_places(price)


def cost_of(seconds: int, price: int, seconds_per_unit: int) -> Decimal:
    """What seconds cost, exactly. Raises an OverflowError where Spark's largest decimal could not hold it."""
    cost = seconds * price * (60 // seconds_per_unit)
    if cost > _LARGEST:
        raise OverflowError(
            f"Cannot rate {seconds} seconds at {price_text(price)}: expected a cost of at most 38 digits"
        )
    return Decimal(cost)


def cost_text(cost: int) -> str:
    """A cost with ten places, rounded half to even. Add costs, and not such texts."""
    quotient, rest = divmod(cost, 60)
    up = 2 * rest > 60 or (2 * rest == 60 and quotient % 2 == 1)
    return _with_ten_places(quotient + up)


def _with_ten_places(value: int) -> str:
    digits = str(value).rjust(11, "0")
    return f"{digits[:-10]}.{digits[-10:]}"
