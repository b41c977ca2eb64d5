"""Checks of the machine: versions, keys, time zones, room, backups, the history."""

import os
import platform
import re
import shutil
import stat
from datetime import datetime, timedelta
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from troth.promises import tzdata
from troth.said import Said
from troth.said import said as worded
from troth_web.doctor.check import Found, fail, ok, warn
from troth_web.history.writing import last_written
from troth_web.ledger.backup.noted import last_backup
from troth_web.ledger.secrets import master_key
from troth_web.settings.environment import SettingError, data_directory, text

#: Room below which it is worth a look, and below which it is too late.
SOON_FULL, FULL = 2 * 10**9, 200 * 10**6
#: A backup should not be older, nor the history.
OLDEST = timedelta(hours=48)


def versions(_: datetime) -> Found:
    """What runs here."""
    return ok(
        f"troth {version('troth')}, Python {platform.python_version()}, Django {version('django')}"
    )


def keys(_: datetime) -> Found:
    """Whether the keys are there, and nobody else's to read."""
    folder = data_directory()
    open_ones = [str(path) for path in _secret(folder) if path.stat().st_mode & 0o077]
    if open_ones:
        return fail(
            worded("others can read {files}", files=", ".join(open_ones)),
            worded("close them with: {command}", command=f"chmod go= {' '.join(open_ones)}"),
        )
    if not text("TROTH_MASTER_KEY") and not (folder / "master-key").is_file():
        return fail(
            worded(
                "there is no {file}, and TROTH_MASTER_KEY is not set", file=folder / "master-key"
            ),
            worded(
                "bring it back if this ledger had one; 'troth serve' makes one for a new ledger"
            ),
        )
    try:
        master_key(folder)
    except SettingError as error:
        return fail(str(error), worded("bring the key of this ledger back"))
    return ok(worded("the master key is there; {folder} is its owner's alone", folder=folder))


def time_zones(at: datetime) -> Found:
    """Whether the rules of time zones are recent."""
    found = tzdata.version()
    year = re.match(r"(20\d\d)", found)
    advice = worded(
        "bring the system's tzdata up to date, or 'pip install -U tzdata', and start again"
    )
    if year is None:
        return warn(worded("their version cannot be told ({found})", found=found), advice)
    if int(year[1]) < at.year - 1:
        said = worded("{version} is of years ago; clocks may have changed since", version=found)
        return warn(said, advice)
    return ok(worded("version {version}", version=found))


def disk(_: datetime) -> Found:
    """Whether there is room for what is written."""
    folder = data_directory()
    usage = shutil.disk_usage(folder)
    said = worded(
        "{free} GB of {all} GB are free at {folder}",
        free=_gigabytes(usage.free),
        all=_gigabytes(usage.total),
        folder=folder,
    )
    if usage.free < FULL:
        return fail(said, worded("make room now: soon nothing can be written"))
    return warn(said, worded("make room")) if usage.free < SOON_FULL else ok(said)


def _gigabytes(size: int) -> Decimal:
    return round(Decimal(size) / 10**9, 1)


def backup(at: datetime) -> Found:
    """Whether a backup was made lately."""
    last = last_backup(data_directory())
    advice = worded(
        "run 'troth ledger backup FILE --keys FILE' each night, and keep the files elsewhere"
    )
    if last is None:
        return warn(worded("none was made from this data directory"), advice)
    said = worded("the last one was made {when}", when=_ago(last, at))
    return warn(said, advice) if at - last > OLDEST else ok(said)


def history(at: datetime) -> Found:
    """Whether the history is written, where a folder is set for it."""
    folder = settings.HISTORY
    if folder is None:
        return ok(worded("none is written (TROTH_HISTORY)"))
    if not folder.is_dir():
        return fail(
            worded("{folder} is not there", folder=folder),
            worded("make the folder, or set TROTH_HISTORY to another"),
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        return fail(
            worded("{folder} cannot be written to", folder=folder),
            worded("give it to the user who runs the worker"),
        )
    written = last_written(folder)
    advice = worded("the worker writes it each night after 02:00 UTC; look at its log")
    if written is None:
        return warn(worded("nothing was written into {folder} yet", folder=folder), advice)
    last = datetime.fromisoformat(written.at)
    cases = sum(written.cases.values())
    said = worded("{n} cases, written {when}", n=cases, when=_ago(last, at))
    return warn(said, advice) if at - last > OLDEST else ok(said)


def _ago(last: datetime, at: datetime) -> Said:
    hours = round((at - last) / timedelta(hours=1))
    return worded("{n} hours ago, {at} UTC", n=hours, at=f"{last:%Y-%m-%d %H:%M}")


def _secret(folder: Path) -> list[Path]:
    """What only its owner may open: the folder and the files of keys in it."""
    names = ("master-key", "secret-key", "checkpoint-key")
    files = [folder / name for name in names if (folder / name).is_file()]
    return [each for each in (folder, *files) if not stat.S_ISLNK(each.lstat().st_mode)]
