"""Ids that sort by time: UUIDs of version 7 (RFC 9562, section 5.7)."""

from datetime import datetime
from uuid import UUID

from troth.clock.instants import instant


def uuid7(asked_at: datetime, entropy: bytes) -> str:
    """An id for something that happened at an instant.

    The caller brings time and chance, so that nothing here reads a clock: the same question asked
    twice gets two ids, and a test gets the one that it wants.

    Args:
        asked_at: aware.
        entropy: ten random bytes, of which 74 bits are used.
    """
    milliseconds = instant(asked_at) // 1000
    chance = int.from_bytes(entropy[:10], "big")
    above, below = chance >> 68, chance & (1 << 62) - 1
    return str(UUID(int=milliseconds << 80 | 7 << 76 | above << 64 | 2 << 62 | below))
