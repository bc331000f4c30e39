"""Writes JSON values as JavaScript does. Both engines build identities, digests and reports from such text."""

import json
import re
from decimal import Decimal
from typing import Any

# The characters that JavaScript's `trim` removes and `\s` matches: ECMA-262, WhiteSpace and LineTerminator. Python's `strip`
# differs.
WHITESPACE = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)

_SURROGATE = re.compile("[\ud800-\udfff]")
# A decimal that a double holds exactly enough. With more than 15 digits, two different texts could become the same number.
_SHORT = re.compile(r"-?[0-9.]{1,15}")
_DECIMAL = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")


def trim(text: str) -> str:
    """The text without surrounding blanks, including a byte order mark."""
    return text.strip(WHITESPACE)


def well_formed(text: str) -> str:
    """The text as valid UTF-8: halves of surrogate pairs become U+FFFD, as when Node.js writes a file."""
    return _SURROGATE.sub("\ufffd", text)


def number_text(value: float) -> str:
    """A number as JavaScript's `String` writes it: 6, 0.1, 1e+21. ECMA-262, Number::toString."""
    if value == 0:
        return "0"
    if value < 0:
        return "-" + number_text(-value)
    if value == float("inf"):
        return "Infinity"
    # Python's repr gives the fewest digits that read back as the same double, as ECMA-262 requires.
    _, places, exponent = Decimal(repr(value)).normalize().as_tuple()
    digits = "".join(map(str, places))
    point = len(digits) + int(exponent)
    if len(digits) <= point <= 21:
        return digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{digits[0]}{fraction}e{point - 1:+d}"


def text_of(value: Any) -> str:
    """A value as JavaScript's `String` writes it."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ",".join("" if one is None else text_of(one) for one in value)
    if isinstance(value, dict):
        return "[object Object]"
    return number_text(value) if isinstance(value, float) else json.dumps(value)


def stringify(value: Any) -> str:
    """A value as JavaScript's `JSON.stringify` writes it."""
    if isinstance(value, str):
        written = json.dumps(value, ensure_ascii=False)
        return _SURROGATE.sub(lambda half: f"\\u{ord(half.group()):04x}", written)
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, (int, float)):
        return "null" if value in (float("inf"), float("-inf")) else number_text(float(value))
    if isinstance(value, list):
        return f"[{','.join(map(stringify, value))}]"
    members = (f"{stringify(name)}:{stringify(value[name])}" for name in _in_order_of_javascript(value))
    return f"{{{','.join(members)}}}"


def content_of(value: Any) -> str:
    """
    The content of a document: the same text for copies that differ only in blanks, in the order of fields, or in how they write
    a number (6, 6.0 or "6").
    """
    if isinstance(value, dict):
        members = (f"{stringify(name)}:{content_of(value[name])}" for name in sorted(value))
        return f"{{{','.join(members)}}}"
    if isinstance(value, list):
        return f"[{','.join(map(content_of, value))}]"
    if isinstance(value, str) and _SHORT.fullmatch(value) and _DECIMAL.fullmatch(value):
        return number_text(float(value))
    return stringify(value)


def cut(text: str, units: int) -> str:
    """The result of JavaScript's `slice`, which counts UTF-16 code units and may cut a surrogate pair."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "surrogatepass")


def units_in(text: str) -> int:
    """The length of a text in JavaScript."""
    return len(text) + sum(character > "\uffff" for character in text)


def _in_order_of_javascript(names: dict[str, Any]) -> list[str]:
    """
    The order of an object's names in JavaScript: integers first, in ascending order, then the others in their original order.
    """
    indexes = [name for name in names if _is_index(name)]
    return sorted(indexes, key=int) + [name for name in names if not _is_index(name)]


def _is_index(name: str) -> bool:
    return re.fullmatch("0|[1-9][0-9]{0,9}", name) is not None and int(name) < 2**32 - 1
