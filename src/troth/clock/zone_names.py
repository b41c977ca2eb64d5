"""Names of time zones: those that are places, and mean the same on every machine.

Machines have others beside them: `localtime` and `posixrules` are wherever the machine stands,
`Factory` is nowhere, `posix/` holds copies that are not everywhere, and `right/` copies whose
clocks count leap seconds, 27 s away from everybody else's.
"""

from functools import lru_cache, reduce
from zoneinfo import ZoneInfo, available_timezones

from troth.clock.errors import CalendarError
from troth.said import either, said

_NO_PLACE = frozenset({"localtime", "posixrules", "Factory"})
_COPIES = ("posix/", "right/")
_EXAMPLE = said("an IANA name such as Europe/Berlin")


class UnknownZoneError(CalendarError):
    """A name that is no time zone, or not the same one everywhere."""

    def __init__(self, name: object, meant: str) -> None:
        super().__init__(
            said("unknown timezone {name}", name=repr(name)),
            said("right would be {right}", right=meant),
        )
        #: A name, or what one looks like.
        self.meant = meant


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    """All names of zones that are places."""
    return frozenset(available_timezones()) - _NO_PLACE


def load(name: str | ZoneInfo) -> ZoneInfo:
    """The zone of an IANA name.

    Raises:
        UnknownZoneError: for a name that is none, or means no place.
    """
    key: str | None = name.key if isinstance(name, ZoneInfo) else name
    try:
        zone = name if isinstance(name, ZoneInfo) else ZoneInfo(name)
    except (ValueError, KeyError, OSError, TypeError):
        raise UnknownZoneError(key, _near(str(key)) or _EXAMPLE) from None
    if key is None or key in _NO_PLACE:
        raise UnknownZoneError(key, _EXAMPLE)
    if key.startswith(_COPIES):
        raise UnknownZoneError(key, key.partition("/")[2])
    return zone


def _near(name: str) -> str:
    import difflib

    near = difflib.get_close_matches(name, sorted(known()), n=3, cutoff=0.5)
    return reduce(lambda before, each: either((before, each)), near[1:], near[0] if near else "")
