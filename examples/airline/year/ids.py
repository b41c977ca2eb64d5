"""Ids that come from dice instead of chance, so that a year can be told again."""

from datetime import UTC, datetime, timedelta
from random import Random

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def id_from(dice: Random, at: datetime) -> str:
    """A UUID of version 7 for something made at that instant."""
    number = (at - _EPOCH) // _MILLISECOND << 80 | dice.getrandbits(80)
    number = number & ~(0xF << 76) | 0x7 << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
