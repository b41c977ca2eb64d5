"""The one door to jobs: `@job` says how something is done, `ask` asks for it.

    @job("fit-odds")
    def fit_odds(doing: Doing, arguments: Mapping[str, Any]) -> Any: ...

    jobs.ask("fit-odds", key="delivery 2026-12-01", arguments={"metric": "delivery"}, at=now)

A job is asked for once for each key, however often `ask` is called. It may be begun more than once,
where the worker was stopped in the middle: what it writes, it writes with the turn, whose lease
another worker may have taken, and under keys or ids that are the same each time. Its result is
JSON. Behind the door stands django-q2's queue in the database.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django_q.tasks import async_task

from troth.promises.parties import Actor, ActorKind
from troth.promises.store import KeyReusedError
from troth_web.jobs.kinds import UnknownJobError, job, kind_of
from troth_web.jobs.models import JobRow
from troth_web.ledger.projection import instant_of, microseconds

__all__ = ["Job", "UnknownJobError", "ask", "found", "job", "shown"]


@dataclass(frozen=True, kw_only=True)
class Job:
    """How it stands with something that was asked for."""

    id: int
    name: str
    key: str
    #: waiting, running, done or failed.
    state: str
    #: From 0 to 1; None where it cannot be said.
    progress: float | None
    #: How often it failed.
    tries: int
    #: None until it is done.
    result: Any
    why: str
    asked_at: datetime
    begun_at: datetime | None
    ended_at: datetime | None


def ask(
    name: str, key: str, arguments: Mapping[str, Any], *, at: datetime, by: Actor | None = None
) -> Job:
    """Ask for a job, in the transaction that is open, if one is.

    Args:
        name: of the job.
        key: the same for what is the same; never empty.
        arguments: JSON values.
        at: now; aware.
        by: who asks; the job itself, as a rule, unless given.

    Raises:
        UnknownJobError: there is no such job.
        UnfitError: it cannot be done with these arguments.
        KeyReusedError: it was asked for under this key with other arguments.
        ValueError: the key is empty.
    """
    kind = kind_of(name)
    if not key:
        raise ValueError("a job has a key, so that it is done once")
    said = json.dumps(dict(arguments), sort_keys=True)
    fingerprint = hashlib.sha256(said.encode()).hexdigest()
    before = JobRow.objects.filter(name=name, key=key).first()
    if before is None:
        # What was right when it was asked for stays so, though what it is about may change.
        kind.check(arguments)
    with transaction.atomic():
        row, new = JobRow.objects.get_or_create(
            name=name,
            key=key,
            defaults={
                "arguments": said,
                "fingerprint": fingerprint,
                "asked_by": str(by or Actor(ActorKind.RULE, f"{name}@1")),
                "asked_us": microseconds(at),
            },
        )
        if new:
            async_task("troth_web.jobs.running.jobs", row.pk)
    if row.fingerprint != fingerprint:
        raise KeyReusedError(key)
    return shown(row)


def found(name: str, key: str) -> Job | None:
    """How it stands with a job; None where nobody asked for it."""
    row = JobRow.objects.filter(name=name, key=key).first()
    return shown(row) if row else None


def shown(row: JobRow) -> Job:
    """A row as callers see it."""
    return Job(
        id=row.pk,
        name=row.name,
        key=row.key,
        state=row.state,
        progress=row.progress,
        tries=row.tries,
        result=None if row.result is None else json.loads(row.result),
        why=row.why,
        asked_at=instant_of(row.asked_us),
        begun_at=None if row.begun_us is None else instant_of(row.begun_us),
        ended_at=None if row.ended_us is None else instant_of(row.ended_us),
    )
