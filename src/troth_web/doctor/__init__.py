"""The doctor: what on this machine works, what does not, and what to do about it."""

from datetime import datetime

from troth_web.doctor import database, machine, outside, work
from troth_web.doctor.check import Check, Line, State, examined, fail

__all__ = ["CHECKS", "Line", "State", "diagnosed", "fail"]

CHECKS = (
    Check("versions", machine.versions),
    Check("database", database.reachable),
    Check("tables", database.tables),
    Check("sqlite", database.sqlite_fault),
    Check("clock", database.clock_offset),
    Check("keys", machine.keys),
    Check("master-key", database.opens_keys, needs_tables=True),
    Check("time-zones", machine.time_zones),
    Check("disk", machine.disk),
    Check("backup", machine.backup),
    Check("history", machine.history),
    Check("mail", outside.mail),
    Check("mailbox", outside.mailbox),
    Check("worker", work.worker, needs_tables=True),
    Check("held", work.held, needs_tables=True),
    Check("outbox", work.outbox, needs_tables=True),
    Check("pending", work.pending, needs_tables=True),
)


def diagnosed(at: datetime) -> list[Line]:
    """What all checks find."""
    return examined(CHECKS, at, tables=database.has_tables())
