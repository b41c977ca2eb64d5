"""`/jobs`: work that takes too long for a request."""

import hashlib
import json
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from troth.answers import Body, JobBody, JobList
from troth.operations.commands import Command, Word
from troth.operations.errors import NotFoundError
from troth.promises.store import Work
from troth_web.api.answering import done, shown
from troth_web.api.asked import Asked
from troth_web.api.calls import Call
from troth_web.api.numbered import latest
from troth_web.api.resource import Resource
from troth_web.jobs.kinds import kind_of
from troth_web.jobs.models import JobRow
from troth_web.jobs.port import Job, ask
from troth_web.jobs.port import shown as job_of
from troth_web.people.permissions import require

jobs = Resource("jobs")

Number = Annotated[int, Field(ge=1, le=2**62)]
Json = Annotated[dict[str, Any], Field(max_length=100)]


class AskJob(Command):
    """Work that shall be done."""

    name: Word = Field(description="fit-odds, import-quotes or score-quotes.")
    key: Word = Field(description="Of your choice: the same name and key are the same job.")
    arguments: Json = Field({}, description="What the job takes.")


class AskedJobs(Asked):
    """Which jobs."""

    name: Word | None = Field(None, description="Of this name only.")
    state: Literal["waiting", "running", "done", "failed"] | None = Field(
        None, description="waiting, running, done or failed."
    )


@jobs.writes("POST", "/jobs", needs="jobs.ask", answers=JobBody, status=202)
def ask_(request: HttpRequest, body: AskJob) -> HttpResponse:
    """Ask for a job, and be told where to look; a job that is there already is not done again."""

    def asked(call: Call, _work: Work) -> Body:
        if needs := kind_of(body.name).needs:
            require(call.principal, needs)
        return _body(ask(body.name, body.key, body.arguments, at=call.at, by=call.actor))

    answer = done(request, asked, status=202)
    answer["Location"] = f"/api/v1/jobs/{json.loads(answer.content)['id']}"
    return answer


@jobs.reads("/jobs", needs="jobs.list", answers=JobList)
def list_(request: HttpRequest, asked: Query[AskedJobs]) -> HttpResponse:
    """List jobs, asked for last first."""
    rows = JobRow.objects.all()
    if asked.name is not None:
        rows = rows.filter(name=asked.name)
    if asked.state is not None:
        rows = rows.filter(state=asked.state)
    items, more = latest(rows, asked)
    bodies = tuple(_body(job_of(row)) for row in items)
    return shown(request, JobList(items=bodies, next=more))


@jobs.reads("/jobs/{job_id}", needs="jobs.list", answers=JobBody)
def get(request: HttpRequest, job_id: Number) -> HttpResponse:
    """Say how it stands with a job, and what came of it."""
    row = JobRow.objects.filter(pk=job_id).first()
    if row is None:
        raise NotFoundError("job", str(job_id))
    body = _body(job_of(row))
    return shown(request, body, tag=_tag(body))


def _tag(body: JobBody) -> str:
    """A job has no entries to count: whatever of it changes makes another one."""
    return f'"{hashlib.sha256(body.model_dump_json().encode()).hexdigest()[:16]}"'


def _body(job: Job) -> JobBody:
    return JobBody(
        id=job.id,
        name=job.name,
        key=job.key,
        state=job.state,
        progress=job.progress,
        outcome=job.result,
        tries=job.tries,
        why=job.why or None,
        asked_at=job.asked_at,
        begun_at=job.begun_at,
        ended_at=job.ended_at,
    )
