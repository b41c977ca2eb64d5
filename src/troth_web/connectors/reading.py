"""Reading payloads of others: values that may be missing, of another type, or too long."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from troth.errors import TrothError

#: Longest word that is taken from a payload, in characters.
LONGEST = 200
#: Seconds since 1970 have fewer digits.
_MOST_DIGITS = 12


class UnreadableError(TrothError):
    """A payload that is genuine, and not what its provider sends."""


def part(payload: object, name: str) -> Mapping[str, Any]:
    """A part of a payload; empty where there is none."""
    found = payload.get(name) if isinstance(payload, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def parts(payload: object, name: str) -> tuple[Mapping[str, Any], ...]:
    """A list of parts; empty where there is none."""
    found = payload.get(name) if isinstance(payload, Mapping) else None
    return tuple(each for each in found or () if isinstance(each, Mapping)) if _list(found) else ()


def word(value: object) -> str | None:
    """A text or number as one line of text; None where it is neither, or empty."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    plain = "".join(one if one.isprintable() else " " for one in str(value))
    return " ".join(plain.split())[:LONGEST] or None


def words(value: object) -> str:
    """What somebody wrote, as it is; empty where nothing is."""
    return value if isinstance(value, str) else ""


def needed(value: object, where: str) -> str:
    """A word that must be there.

    Raises:
        UnreadableError: it is not.
    """
    found = word(value)
    if found is None:
        raise UnreadableError(f"the payload has no {where}")
    return found


def moment(value: object, where: str) -> datetime:
    """An instant that must be there: ISO 8601 with an offset, or seconds since 1970.

    Raises:
        UnreadableError: it is not.
    """
    found = maybe_moment(value)
    if value is None:
        raise UnreadableError(f"the payload has no {where}")
    if found is None:
        raise UnreadableError(
            f"the payload's {where} is {str(value)[:60]!r}; it must be an instant with its offset, "
            "such as 2026-12-01T09:00:00Z, or seconds since 1970"
        )
    return found


def maybe_moment(value: object) -> datetime | None:
    """An instant in UTC; None where there is none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        found = _from_text(value) if isinstance(value, str) else datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    if found is None or not 1970 <= found.year <= 9000:
        return None
    return found.astimezone(UTC)


def seconds(text: str) -> datetime | None:
    """An instant that a header says, in seconds since 1970; None where it says none."""
    digits = text.isascii() and text.isdecimal() and len(text) < _MOST_DIGITS
    return maybe_moment(int(text)) if digits else None


def _from_text(text: str) -> datetime | None:
    """Chatwoot wrote `2020-03-03 13:05:57 UTC` once, and Zendesk writes nanoseconds."""
    text = text.strip().replace(" UTC", "Z")
    head, dot, rest = text.partition(".")
    if dot:
        digits = len(rest) - len(rest.lstrip("0123456789"))
        text = f"{head}.{rest[: min(digits, 6)]}{rest[digits:]}"
    found = datetime.fromisoformat(text)
    return None if found.tzinfo is None else found


def _list(value: object) -> bool:
    return isinstance(value, list | tuple)
