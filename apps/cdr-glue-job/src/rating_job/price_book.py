"""The price book of a plan: for each line of the price lists, intervals with one price or with the reason for having none."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any, NamedTuple

from rating_job.money import price_of

# Stands for "no end": after the year 9999.
END_OF_TIME = 253_402_300_800


class Tier(NamedTuple):
    """The price of the seconds between two limits. `end_seconds` is None for the last tier."""

    begin_seconds: int
    end_seconds: int | None
    price: int
    unit: str
    seconds_per_unit: int
    version: str
    sku: str
    rate_code: str


@dataclass(frozen=True, slots=True)
class Span:
    """An interval, up to but not including `end`, in which a line has these tiers, or a fault and no tiers."""

    start: int
    end: int
    tiers: tuple[Tier, ...]
    fault: str | None


class PriceBook:
    """All prices in one currency: by service code, by usage type, in order of time. Spans do not overlap."""

    def __init__(self, currency: str, services: dict[str, dict[str, list[Span]]]) -> None:
        self.currency = currency
        self.services = services
        self._starts = {
            (service, usage): [span.start for span in spans]
            for service, lines in services.items()
            for usage, spans in lines.items()
        }

    def find(self, service_code: str, usage_type: str, at: int) -> Span | str:
        """The span of a line at a moment, or the reason why there is no price."""
        lines = self.services.get(service_code)
        if lines is None:
            return "unknown-service"
        spans = lines.get(usage_type)
        if not spans:
            return "no-price"
        begun = bisect_right(self._starts[(service_code, usage_type)], at)
        if begun == 0:
            return "before-first-price"
        span = spans[begun - 1]
        if at >= span.end:
            return "after-last-price" if begun == len(spans) else "gap"
        return span.fault or span

    def span_from(self, service_code: str, usage_type: str, start: int) -> Span:
        """The span of a line that starts at a moment. Raises a LookupError if there is none."""
        spans = self.services[service_code][usage_type]
        return spans[self._starts[(service_code, usage_type)].index(start)]

    def is_tiered(self, service_code: str, usage_type: str) -> bool:
        """Whether a line ever has several tiers, so that earlier use matters."""
        return any(len(span.tiers) > 1 for span in self.services.get(service_code, {}).get(usage_type, []))


def read_price_book(book: dict[str, Any]) -> PriceBook:
    """Reads the `book` of a run plan."""
    if book["format"] != "dialplane-price-book/1":
        raise ValueError(
            f'Cannot read the price book: expected dialplane-price-book/1, not "{book["format"]}"'
        )
    services = {
        service: {usage: [_span_of(span) for span in spans] for usage, spans in lines.items()}
        for service, lines in book["services"].items()
    }
    return PriceBook(book["currency"], services)


def _span_of(span: dict[str, Any]) -> Span:
    holds = span["holds"]
    fault = holds if isinstance(holds, str) else None
    tiers = () if isinstance(holds, str) else tuple(_tier_of(tier) for tier in holds["tiers"])
    return Span(start=span["from"], end=span.get("to", END_OF_TIME), tiers=tiers, fault=fault)


def _tier_of(tier: dict[str, Any]) -> Tier:
    return Tier(
        begin_seconds=tier["beginSeconds"],
        end_seconds=tier.get("endSeconds"),
        price=price_of(tier["price"]),
        unit=tier["unit"],
        seconds_per_unit=tier["secondsPerUnit"],
        version=tier["version"],
        sku=tier["sku"],
        rate_code=tier["rateCode"],
    )
