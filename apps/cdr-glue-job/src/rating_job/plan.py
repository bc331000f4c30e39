"""The input of a run, decided in TypeScript (libs/rating/src/plan/run-plan.ts) and carried out here."""

from dataclasses import dataclass
from typing import Any

from rating_job.price_book import PriceBook, read_price_book


@dataclass(frozen=True, slots=True)
class Window:
    """The time that a run rates: from `start` up to but not including `end`, in seconds since 1970."""

    name: str
    zone: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Plan:
    """One run."""

    run_id: str
    created_at: int
    #: None rates records of any time. Only tests use it.
    window: Window | None
    lag_seconds: int
    look_back_days: int
    look_ahead_days: int
    limits: dict[str, float]
    #: Whether an object arrived when it was last modified; otherwise the arrival is unknown.
    arrivals_known: bool
    masked: bool
    #: The prices of records without a usage type: rules with `when`, `usageType` and optionally `serviceCode`.
    mapping: list[dict[str, Any]]
    #: Seconds used before this run, by account, service code, usage type and month.
    used_before: dict[tuple[str, str, str, str], int]
    book: PriceBook
    #: Members of report.json, passed through.
    prices: dict[str, Any]
    warnings: list[str]
    prefixes: list[str]
    #: A member of report.json, passed through: objects that no run lists.
    unlisted: dict[str, Any] | None
    #: Whether a run that finds no document at all is published.
    allow_empty: bool


def window_of(plan: Plan) -> Window:
    """The window of a run, which names its output. Raises a ValueError for a plan without one."""
    if plan.window is None:
        raise ValueError("Cannot run a plan without a window: expected one, since it names the output")
    return plan.window


def read_plan(plan: dict[str, Any]) -> Plan:
    """
    Reads a plan from parsed JSON. Raises a ValueError or KeyError if it is not valid, which is an error of the program that
    wrote it.
    """
    if plan["format"] != "dialplane-rating-plan/1":
        raise ValueError(f'Cannot read the plan: expected dialplane-rating-plan/1, not "{plan["format"]}"')
    window = plan.get("window")
    patience = plan.get("patience", {})
    return Plan(
        run_id=plan["runId"],
        created_at=plan["createdAt"],
        window=window and Window(window["name"], window["zone"], window["start"], window["end"]),
        lag_seconds=patience.get("lagSeconds", 3 * 3600),
        look_back_days=patience.get("lookBackDays", 3),
        look_ahead_days=patience.get("lookAheadDays", 1),
        limits={kind: plan.get("limits", {}).get(kind, 0) for kind in ("unrated", "rejected", "conflict")},
        arrivals_known=plan["arrivals"] == "modified",
        masked=plan.get("numbers", "plain") == "masked",
        mapping=plan.get("mapping", []),
        used_before={
            (used["accountId"], used["serviceCode"], used["usageType"], used["period"]): int(used["seconds"])
            for used in plan.get("usedBefore", [])
        },
        book=read_price_book(plan["book"]),
        prices=plan.get("prices", {}),
        warnings=plan.get("warnings", []),
        prefixes=plan.get("prefixes", []),
        unlisted=plan.get("unlisted"),
        allow_empty=plan.get("allowEmpty", False),
    )
