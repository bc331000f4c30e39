"""The fields of a record that reports show and rating does not need. Empty if the record does not have them."""

import re
from typing import NamedTuple

from rating_job.fields import fact
from rating_job.kinds import DEFINITIONS
from rating_job.records import Record

# A number with a country code, which some records write without the plus. Shorter numbers may be national or internal.
_WITHOUT_PLUS = re.compile("[1-9][0-9]{10,14}")


class Facts(NamedTuple):
    """The fields that AWS's guides name for each kind."""

    #: The Voice Connector or the SIP media application; for Business Calling, the account.
    owner: str
    call_id: str
    direction: str
    source: str
    destination: str
    source_country: str
    destination_country: str


def facts_of(record: Record) -> Facts:
    """The facts of a record."""

    def text(name: str) -> str:
        return fact(record.fields, name)

    definition = DEFINITIONS[record.kind]
    return Facts(
        owner=text(definition.owner) if definition.owner else record.account_id,
        call_id=text("CallId"),
        direction=text("Direction"),
        source=_e164(text(definition.source_number)),
        destination=_e164(text("DestinationPhoneNumber")),
        source_country=text(definition.source_country),
        destination_country=text("DestinationCountry"),
    )


def number_of(facts: Facts) -> str:
    """The number on the account's side: the called number of an inbound call, or the caller ID of an outbound call."""
    return facts.destination if facts.direction == "Inbound" else facts.source


def _e164(number: str) -> str:
    return f"+{number}" if _WITHOUT_PLUS.fullmatch(number) else number
