"""`/customers/import` and `/promises/import`: sheets taken in, all of their rows or none."""

from collections.abc import Callable
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from pydantic import Field, StringConstraints

from troth.answers import FaultBody, InvitedBody, TakenBody
from troth.answers.incoming import Fault
from troth.operations.commands import Command
from troth.promises.store import Work
from troth_web.api.answering import done, shown
from troth_web.api.calls import Call
from troth_web.api.people import invited_body
from troth_web.api.problems import Problem, RefusedError
from troth_web.api.resource import Resource
from troth_web.importing import (
    CUSTOMERS,
    PROMISES,
    FaultySheetError,
    Kind,
    Taken,
    preview,
    take_in,
)
from troth_web.inviting import invitations
from troth_web.people.caps import spend_write
from troth_web.people.operations import Invited

importing = Resource("importing")


class TakeIn(Command):
    """A sheet."""

    csv: Annotated[str, StringConstraints(max_length=2_000_000)] = Field(
        description="CSV with a header; commas, semicolons or tabs between cells."
    )
    preview: bool = Field(default=False, description="True: only say what would come of it.")


@importing.writes("POST", "/customers/import", needs="customers.import", answers=TakenBody)
def customers(request: HttpRequest, body: TakeIn) -> HttpResponse:
    """Know customers from a sheet: name, email, phone, ref, and facets.NAME.

    Whoever is known already by e-mail address or reference is passed over.
    """
    return _taken(request, CUSTOMERS, body)


@importing.writes("POST", "/promises/import", needs="promises.import", answers=TakenBody)
def promises(request: HttpRequest, body: TakeIn) -> HttpResponse:
    """Make promises from a sheet: metric, customer, and what else a promise can say.

    A customer is named by id, e-mail address or reference; `at` is when it was promised.
    """
    return _taken(request, PROMISES, body)


@importing.writes("POST", "/people/invitations/import", needs="people.invite", answers=InvitedBody)
def invite(request: HttpRequest, body: TakeIn) -> HttpResponse:
    """Invite colleagues from a sheet: name, email, role, and teams with spaces between them.

    Whoever is here or invited already is passed over. Links are told in this answer alone.
    """
    made: list[Invited] = []

    def told(taken: TakenBody) -> InvitedBody:
        links = () if body.preview else tuple(map(invited_body, made))
        return InvitedBody(**taken.model_dump(), invitations=links)

    return _taken(request, invitations(made), body, told)


def _same(taken: TakenBody) -> TakenBody:
    return taken


def _taken(
    request: HttpRequest,
    kind: Kind,
    body: TakeIn,
    told: Callable[[TakenBody], TakenBody] = _same,
) -> HttpResponse:
    call = Call.of(request)
    sheet = kind.read(body.csv)
    if body.preview:
        spend_write(call.principal, call.at)
        return shown(request, told(_body(preview(call, kind, sheet))))

    def act(called: Call, work: Work) -> TakenBody:
        return told(_body(take_in(called, work, kind, sheet)))

    try:
        return done(request, act)
    except FaultySheetError as error:
        errors = [{"where": _where(each), "message": each.says} for each in error.taken.faults]
        raise RefusedError(Problem(code="unfit", detail=str(error), errors=errors)) from None


def _where(fault: Fault) -> str:
    return f"line {fault.line}" + (f", {fault.column}" if fault.column else "")


def _body(taken: Taken) -> TakenBody:
    return TakenBody(
        made=taken.made,
        known=taken.known,
        faults=tuple(
            FaultBody(line=each.line, column=each.column, message=each.says)
            for each in taken.faults
        ),
    )
