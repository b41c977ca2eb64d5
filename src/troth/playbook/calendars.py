"""From calendars as they are written to the clock's."""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path as FilePath

from troth.clock import Calendar, CalendarError
from troth.clock.derived import Closures
from troth.clock.ical import closures_from_ical
from troth.clock.shifts import DayHours
from troth.playbook.schema.calendars import DeclaredCalendar
from troth.playbook.tree import Document, Path
from troth.said import said

#: A calendar made of calendars made of calendars; nobody means more.
DEEPEST = 20


class Calendars:
    """The calendars of a playbook, each built when it is first asked for."""

    def __init__(self, declared: Mapping[str, DeclaredCalendar], document: Document) -> None:
        self._declared = declared
        self._document = document
        self._built: dict[str, Calendar] = {}

    def __getitem__(self, calendar_id: str) -> Calendar:
        if calendar_id not in self._built:
            self._built[calendar_id] = self._build(calendar_id)
        return self._built[calendar_id]

    def _build(self, calendar_id: str) -> Calendar:
        declared = self._declared[calendar_id]
        if declared.sum is not None:
            return Calendar.sum([self[part] for part in declared.sum], timezone=declared.timezone)
        if declared.of is not None:
            closures = [self._closures(part) for part in declared.except_ or ()]
            return Calendar.difference(self[declared.of], closures)
        if declared.hours is None or declared.timezone is None:
            raise KeyError(calendar_id)
        exceptions = dict[date | str, DayHours](declared.exceptions.items())
        return Calendar.from_hours(declared.hours, declared.timezone, declared.holidays, exceptions)

    def _closures(self, calendar_id: str) -> Closures:
        declared = self._declared[calendar_id]
        if declared.ical is None or declared.timezone is None:
            raise KeyError(calendar_id)
        file = ical_file(self._document, ("calendars", calendar_id, "ical"), declared.ical)
        return closures_from_ical(file, declared.timezone)


def ical_file(document: Document, path: Path, name: str) -> FilePath:
    """The iCalendar file that `name` means, beside the playbook's file that names it.

    Raises:
        CalendarError: it is not inside the playbook's folder, or not there.
    """
    beside = FilePath(document.place(path).file).parent
    file = beside / name
    if not file.resolve().is_relative_to(document.folder.resolve()):
        raise CalendarError(
            said("{name} lies outside the playbook's folder", name=repr(name)),
            said("copy it into the folder"),
        )
    if not os.path.isfile(file):  # noqa: PTH113 - a name too long is no file, and no error
        raise CalendarError(
            said("there is no file {name}", name=repr(str(file))),
            said("write its name relative to this file"),
        )
    return file
