"""Prices and costs as integers. A cost counts sixtieths of 10^-10 of the currency, so sums of costs are exact."""

from decimal import Decimal

#: How costs are rounded to ten places for display.
ROUNDING = "half-even"

# The largest DecimalType(38, 0). By default Spark turns a larger value into NULL.
_LARGEST = 10**38 - 1


def price_of(text: str) -> int:
    """A price such as `0.0048000000` in units of 10^-10."""
    return int(Decimal(text).scaleb(10).to_integral_exact())


def price_text(price: int) -> str:
    """A price with all ten places."""
    return _with_ten_places(price)


def cost_of(seconds: int, price: int, seconds_per_unit: int) -> Decimal:
    """The exact cost of seconds. Raises an OverflowError if it exceeds Spark's largest decimal."""
    cost = seconds * price * (60 // seconds_per_unit)
    if cost > _LARGEST:
        raise OverflowError(
            f"Cannot rate {seconds} seconds at {price_text(price)}: expected a cost of at most 38 digits"
        )
    return Decimal(cost)


def cost_text(cost: int) -> str:
    """A cost with ten places, rounded half to even. To add costs, add the exact values."""
    quotient, rest = divmod(cost, 60)
    up = 2 * rest > 60 or (2 * rest == 60 and quotient % 2 == 1)
    return _with_ten_places(quotient + up)


def _with_ten_places(value: int) -> str:
    digits = str(value).rjust(11, "0")
    return f"{digits[:-10]}.{digits[-10:]}"
