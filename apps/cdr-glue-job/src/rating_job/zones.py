"""Time zones by their IANA names, as in the plan."""

import re
from datetime import UTC, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

_OFFSET = re.compile(r"([+-])([0-9]{2}):?([0-9]{2})?")


@cache
def zone_of(name: str) -> tzinfo:
    """
    The zone of a name, ignoring case like JavaScript; or of an offset such as `+01:00`, which newer Node.js versions accept as
    a zone. Raises a LookupError if this machine does not know it.
    """
    if name.lower() == "utc":
        return UTC  # which works without a time zone database
    offset = _OFFSET.fullmatch(name)
    if offset:
        sign, hours, minutes = offset.groups()
        distance = timedelta(hours=int(hours), minutes=int(minutes or 0))
        return timezone(distance if sign == "+" else -distance)
    spelled = next((zone for zone in available_timezones() if zone.lower() == name.lower()), None)
    if spelled is None:
        raise LookupError(f'Cannot use the time zone "{name}": expected an IANA name that this machine knows')
    return ZoneInfo(spelled)
