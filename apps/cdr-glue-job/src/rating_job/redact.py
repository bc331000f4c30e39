"""Cuts phone numbers in text to their last two digits. The rule is that of libs/phone-numbers."""

import re

from rating_job.json_text import WHITESPACE

# Kept although they contain many digits: moments, UUIDs and long hexadecimal ids.
_MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?"
_UUID = r"[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}"
_LONG_HEX = r"(?:[a-z]{2})?(?=\d*[a-f])[\da-f]{24,}"
_KEPT = rf"(?<![\da-z])({_MOMENT}|{_UUID}|{_LONG_HEX})(?![\da-z])"
# Seven or more digits, with at most four spaces, dots, brackets or hyphens between two of them.
_NUMBER = rf"\+?\(?\d(?:[{re.escape(WHITESPACE)}().\u2010-\u2015-]{{0,4}}\d){{6,}}"
_PATTERN = re.compile(f"{_KEPT}|{_NUMBER}", re.ASCII | re.IGNORECASE)


def redact(text: str) -> str:
    """`+12065550100` becomes `***00`."""
    return _PATTERN.sub(
        lambda found: found.group(1) or f"***{re.sub('[^0-9]', '', found.group())[-2:]}", text
    )
