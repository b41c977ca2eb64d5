"""Reading settings from the environment, each with a sentence when it cannot be read."""

import os
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured

from troth.errors import TrothError

#: Hosts that never leave the machine.
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class SettingError(TrothError, ImproperlyConfigured):
    """A setting that cannot be used: its name, what stands there, and what would be right."""

    def __init__(self, name: str, found: str, right: str) -> None:
        super().__init__(f"{name} is {found!r}; {right}")


def text(name: str, default: str = "") -> str:
    """The value of a variable without spaces around it; `default` where it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def words(name: str) -> list[str]:
    """The values of a variable that holds several, separated by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def number(name: str, default: int, most: int | None = None) -> int:
    """A whole number of at least 0, and where that is said at most so many."""
    found = text(name, str(default))
    if not found.isascii() or not found.isdigit():
        raise SettingError(name, found, "it must be a whole number, 0 or more")
    if most is not None and int(found) > most:
        raise SettingError(name, found, f"it must be at most {most}")
    return int(found)


def one_of(name: str, known: tuple[str, ...]) -> str:
    """One of several words; the first of them where it is unset."""
    found = text(name, known[0])
    if found not in known:
        raise SettingError(name, found, f"it must be one of {', '.join(known)}")
    return found


def yes(name: str) -> bool:
    """`yes` or `no`; unset means no."""
    found = text(name, "no")
    if found not in {"yes", "no"}:
        raise SettingError(name, found, "it must be yes or no")
    return found == "yes"


def address(name: str, default: str = "") -> SplitResult:
    """An address with `http` or `https` and a host; empty where nothing is set."""
    found = text(name, default)
    parts = parts_of(found)
    right = parts is not None and parts.scheme in {"http", "https"} and parts.hostname
    if parts is None or (found and not right):
        raise SettingError(name, found, "it must be an address such as https://troth.example.com")
    return parts


def parts_of(address: str) -> SplitResult | None:
    """The parts of an address, in which the port is a number; None where it has no parts."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return parts


def origins(name: str) -> list[str]:
    """Origins, separated by commas: scheme, host and port; with `http` only of this machine."""
    return [_origin(name, each) for each in words(name)]


def _origin(name: str, found: str) -> str:
    right = "it must be origins such as https://help.example.com, separated by commas"
    parts = parts_of(found)
    if parts is None:
        raise SettingError(name, found, right)
    host, port = parts.hostname or "", parts.port
    plain = parts.scheme == "http" and host in LOOPBACK
    # What is written into a header: no wildcard, and nothing that ends it.
    letters = all(each.isascii() and (each.isalnum() or each in "-.:") for each in host)
    rest = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    if not (host and letters) or rest or not (parts.scheme == "https" or plain):
        raise SettingError(name, found, right)
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port else "")


def folder(name: str) -> Path | None:
    """A folder that is there; None where nothing is set."""
    found = text(name)
    if found and not Path(found).is_dir():
        raise SettingError(name, found, "it must be a folder that is there")
    return Path(found).absolute() if found else None


def data_directory() -> Path:
    """Where the server keeps its files: made on first use, open to its owner only."""
    path = Path(text("TROTH_DATA", "troth-data")).absolute()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path
