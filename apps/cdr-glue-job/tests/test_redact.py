"""Phone numbers are cut as in libs/phone-numbers: the cases are from its own table."""

import pytest

from rating_job.redact import redact


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("+1 (415) 555-0123", "***23"),
        ("4 1 5 5 5 5 0 1 2 3", "***23"),
        ("sip:%2B14155550123@example.com", "sip:%2B***23@example.com"),
        ("12\u00a034\u202f56\ufeff78", "***78"),
        ("12345678901234567890", "***90"),
        ("at 1795256040", "at ***40"),
        ("2026-11-21T10:14:00.000Z", "2026-11-21T10:14:00.000Z"),
        ("cdr/2026/11/21/10/part-0.json", "cdr/2026/11/21/10/part-0.json"),
        ("12345678-1234-1234-1234-123456789012", "12345678-1234-1234-1234-123456789012"),
        ("CA12345678901234567890123456789abc", "CA12345678901234567890123456789abc"),
        ("٤١٥٥٥٥٠١٢٣", "٤١٥٥٥٥٠١٢٣"),
    ],
)
def test_at_most_two_digits_are_left(text: str, redacted: str) -> None:
    assert redact(text) == redacted
