"""`/guard`: drafts are looked at before they are sent, and replies recorded once they are."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import BaseModel, ConfigDict, Field

from troth import operations, queries
from troth.answers import (
    CheckedBody,
    LinkBody,
    LinkList,
    RepliedBody,
    StoppedBody,
    StoppedGroupBody,
    link_body,
    promise_body,
)
from troth.guard.checking import Checked
from troth.operations import CheckDraft, CorrectLink, RecordReply
from troth.operations.commands import Instant
from troth.operations.errors import UnfitError
from troth.promises.matching import teams_of
from troth.promises.reply import Reply
from troth.promises.store import Work
from troth.said import said
from troth_web.api.answering import done, shown
from troth_web.api.calls import Call
from troth_web.api.guard_draft import count, looked_at
from troth_web.api.guard_reply import StoppedError, may_go, said_in
from troth_web.api.problems import Problem, RefusedError
from troth_web.api.resource import Resource
from troth_web.api.rights import must_speak_for
from troth_web.people.permissions import may_see

guard = Resource("guard")
#: What was stopped is told of so far back, where nobody says how far.
_USUAL = timedelta(days=90)


class AskedStopped(BaseModel):
    """Of which time?"""

    model_config = ConfigDict(frozen=True)

    since: Instant | None = Field(None, description="From then on; 90 days ago when absent.")
    until: Instant | None = Field(None, description="Until then; now when absent.")


@guard.writes("POST", "/guard", needs="guard.check", answers=CheckedBody)
def check(request: HttpRequest, body: CheckDraft) -> HttpResponse:
    """Say what a draft promises, whether it may, and what could be said instead.

    The role, and with it what is bound and what is advised, is that of the caller, never the
    draft's. Nothing of the draft is kept. What is stopped when it was about to be sent is counted
    without words and names.
    """
    call = Call.of(request)
    checked = looked_at(call, body, None if body.standing else call.at)
    if body.sending:
        count(call, body, checked)
    return shown(request, _checked(checked))


@guard.writes("POST", "/guard/sent", needs="guard.record", answers=RepliedBody, status=201)
def sent(request: HttpRequest, body: RecordReply) -> HttpResponse:
    """Record a reply that goes out: what it promises becomes promises, once for each message id.

    It is refused where the guard stops it. A person may send words that it advises against, with
    a reason and within their authority; a program may not.
    """
    call = Call.of(request)
    try:
        return done(request, lambda call, work: recorded(call, work, body), status=201)
    except StoppedError as error:
        count(call, body, error.checked)
        said = {"checked": _checked(error.checked).model_dump(mode="json")}
        raise RefusedError(Problem(code="stopped", detail=str(error), more=said)) from None


@guard.reads("/guard/stopped", needs="guard.stopped", answers=StoppedBody)
def stopped(request: HttpRequest, asked: Query[AskedStopped]) -> HttpResponse:
    """Say which promises people wanted to make and could not: how often, never who."""
    call = Call.of(request)
    until = asked.until or call.at
    since = asked.since or until - _USUAL
    report = queries.stopped(call.store, since, until)
    groups = tuple(
        StoppedGroupBody(
            metric=each.metric,
            verdict=each.verdict,
            topic=each.topic,
            n=each.n,
            stopped=each.stopped,
            asked=each.asked,
        )
        for each in report.groups
    )
    return shown(
        request,
        StoppedBody(
            since=since,
            until=until,
            fewest=queries.FEWEST_STOPPED,
            groups=groups,
            others=report.others,
        ),
    )


@guard.reads("/guard/links", needs="guard.links", answers=LinkList)
def links(request: HttpRequest) -> HttpResponse:
    """List what people put right about words and metrics, the latest last."""
    found = tuple(map(link_body, queries.links(Call.of(request).store)))
    return shown(request, LinkList(items=found, next=None))


@guard.writes("POST", "/guard/links", needs="guard.correct", answers=LinkBody, status=201)
def correct(request: HttpRequest, body: CorrectLink) -> HttpResponse:
    """Say which metric words are about, or that they are about none; the guard goes by it."""
    return done(request, lambda _, work: link_body(operations.correct_link(work, body)), status=201)


def _checked(checked: Checked) -> CheckedBody:
    return CheckedBody.model_validate(checked.as_json())


def recorded(call: Call, work: Work, body: RecordReply) -> RepliedBody:
    """What a reply promises, recorded within a transaction; what the page Compose asks too.

    Raises:
        StoppedError: the guard does not let it out.
        UnfitError: a person has to say why it goes out all the same.
    """
    found = operations.recorded_reply(work, body)
    if found is not None:
        return _replied(call, work, body, found)
    at = _sent_at(call, body)
    checked = looked_at(call, body, at)
    may_go(call, body, checked)
    found = operations.record_reply(work, body, said_in(call, body, checked, at))
    for promise_id in found.promises:
        made = work.promise(promise_id)
        assert made is not None  # noqa: S101 - it was just made
        must_speak_for(call.principal, made)
    return _replied(call, work, body, found)


def _sent_at(call: Call, body: RecordReply) -> datetime:
    at = body.at or call.at
    if at > call.at:
        raise UnfitError(
            "at",
            said(
                "{at} is yet to come; it is {now}",
                at=at,
                now=call.at,
            ),
        )
    return at


def _replied(call: Call, work: Work, body: RecordReply, reply: Reply) -> RepliedBody:
    made = [promise for each in reply.promises if (promise := work.promise(each)) is not None]
    known = [promise for promise in made if may_see(call.principal, teams_of(promise))]
    return RepliedBody(
        message=body.message,
        customer=reply.customer,
        promises=tuple(promise_body(promise, call.at) for promise in known),
        restated=reply.restated,
        withheld=len(made) - len(known),
    )
