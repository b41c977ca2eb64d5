"""A playbook as loaded: its sections, the place of every part, and calendars on demand."""

import hashlib
import json

from pydantic import PrivateAttr

from troth.clock import Calendar
from troth.findings import Place
from troth.playbook.calendars import Calendars
from troth.playbook.schema.people import Stage
from troth.playbook.schema.playbook import Sections
from troth.playbook.tree import Document


class Playbook(Sections):
    """What customers may expect, and who keeps it.

    Attributes are the keys with underscores (`never_promise`); sections are dicts by id.
    """

    _document: Document = PrivateAttr()
    _calendars: Calendars = PrivateAttr()

    def place(self, *path: str | int) -> Place:
        """Where a key stands, as in the file: `place("claims", "pricing-page-24h", "relies-on")`.

        A scalar stands at its value, a mapping or a list at its key; what is not written stands
        where the nearest part around it does.
        """
        return self._document.place(path)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of what it says, in hexadecimal; comments, layout and files do not matter."""
        content = json.dumps(self._document.root, sort_keys=True, default=str)
        return hashlib.sha256(content.encode()).hexdigest()

    def calendar(self, calendar_id: str) -> Calendar:
        """The calendar of that id, built once.

        Raises:
            NeverOpenError: it has no open time; a matter of the checks, not of form.
            KeyError: there is no such calendar.
        """
        return self._calendars[calendar_id]

    def team_calendar(self, team_id: str) -> Calendar | None:
        """The calendar that counts the team's business time; a supplier may have none."""
        calendar_id = self.teams[team_id].calendar
        return self.calendar(calendar_id) if calendar_id else None

    def stage(self, stage_id: str) -> Stage:
        """The stage of that id, or KeyError."""
        for stage in self.stages:
            if stage.id == stage_id:
                return stage
        raise KeyError(stage_id)
