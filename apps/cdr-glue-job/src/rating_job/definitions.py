"""Written by libs/rating-definitions/generate-python.ts. Do not edit: change the definitions there, and generate."""

from typing import Final, Literal, NamedTuple

Kind = Literal["voice-connector", "streaming", "sip-media-application", "business-calling"]


class KindDefinition(NamedTuple):
    """How records of one kind are found and read. Field names are those of AWS's documents."""

    kind: Kind
    folder: str
    transaction_id: str
    started_at: str
    ended_at: str | None
    owner: str | None
    source_number: str
    source_country: str
    unpriced: str | None
    quotes_numbers: bool
    has_legs: bool
    can_leak: bool


KINDS: Final = (
    KindDefinition(
        kind="voice-connector",
        folder="Amazon-Chime-Voice-Connector-CDRs",
        transaction_id="TransactionId",
        started_at="StartTimeEpochSeconds",
        ended_at="EndTimeEpochSeconds",
        owner="VoiceConnectorId",
        source_number="SourcePhoneNumber",
        source_country="SourceCountry",
        unpriced=None,
        quotes_numbers=False,
        has_legs=False,
        can_leak=True,
    ),
    KindDefinition(
        kind="streaming",
        folder="Amazon-Chime-Voice-Connector-SDRs",
        transaction_id="TransactionId",
        started_at="StartTimeEpochSeconds",
        ended_at="EndTimeEpochSeconds",
        owner="VoiceConnectorId",
        source_number="SourcePhoneNumber",
        source_country="SourceCountry",
        unpriced=None,
        quotes_numbers=False,
        has_legs=False,
        can_leak=False,
    ),
    KindDefinition(
        kind="sip-media-application",
        folder="Amazon-Chime-SMADRs",
        transaction_id="TransactionId",
        started_at="TimeStampEpochSeconds",
        ended_at=None,
        owner="SipApplicationId",
        source_number="SourcePhoneNumber",
        source_country="SourceCountry",
        unpriced="BillableVoiceFocusSeconds",
        quotes_numbers=True,
        has_legs=True,
        can_leak=True,
    ),
    KindDefinition(
        kind="business-calling",
        folder="Amazon-Chime-Business-Calling-CDRs",
        transaction_id="CdrId",
        started_at="StartTimeEpochSeconds",
        ended_at="EndTimeEpochSeconds",
        owner=None,
        source_number="CallerPhoneNumber",
        source_country="CallerCountry",
        unpriced=None,
        quotes_numbers=True,
        has_legs=False,
        can_leak=False,
    ),
)

#: Names of objects that no service writes: see ignored-objects.ts.
IGNORED_NAME: Final = r"|\..*|.*~|#.*#|.*\.(?:swp|swo|tmp|bak|crc)|.*_\$folder\$|_SUCCESS|_temporary|_(?:common_)?metadata|_(?:committed|started)_\w+|Thumbs\.db|desktop\.ini"  # noqa: E501

#: In bytes. A longer document is not just one record that is wrong: see longest-record.ts.
LONGEST_RECORD: Final = 16384

RATED_COLUMNS: Final = (
    "run_id",
    "source_key",
    "position",
    "kind",
    "account_id",
    "transaction_id",
    "call_id",
    "connector_or_application",
    "direction",
    "source_number",
    "destination_number",
    "source_country",
    "destination_country",
    "started_at",
    "billed_seconds",
    "late",
    "service_code",
    "usage_type",
    "line",
    "line_seconds",
    "used_before_seconds",
    "tier_begin_seconds",
    "tier_end_seconds",
    "price",
    "unit",
    "currency",
    "price_version",
    "sku",
    "rate_code",
    "price_from",
    "price_to",
    "cost",
    "cost_exact",
    "rounding",
)
