"""`/calendar-feeds`: addresses at which calendar programs read what a person or a team owes."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from pydantic import Field

from troth.answers import Body, CalendarFeedBody, CalendarFeedList
from troth.operations.commands import Command, Id, PartyText
from troth_web.api.answering import done, shown
from troth_web.api.calls import Call
from troth_web.api.resource import Resource
from troth_web.feeds.models import CalendarFeed
from troth_web.feeds.operations import make_feed, revoke_feed

calendars = Resource("calendar-feeds")


class MakeCalendarFeed(Command):
    """A calendar of what somebody owes."""

    of: PartyText | None = Field(
        None, description="Whose promises: team:support; one's own when absent."
    )
    names: bool = Field(default=False, description="Whether customers are named in it.")


@calendars.reads("/calendar-feeds", needs="calendars.list", answers=CalendarFeedList)
def list_(request: HttpRequest) -> HttpResponse:
    """List one's own calendar feeds, without their addresses."""
    rows = CalendarFeed.objects.filter(owner_id=_owner(request)).order_by("made_at", "id")
    return shown(request, CalendarFeedList(items=tuple(map(_body, rows)), next=None))


@calendars.writes(
    "POST", "/calendar-feeds", needs="calendars.make", answers=CalendarFeedBody, status=201
)
def make(request: HttpRequest, body: MakeCalendarFeed) -> HttpResponse:
    """Make a calendar feed. Its address is told in this answer alone, and not again on a retry."""

    def made(call: Call, _: object) -> Body:
        found = make_feed(call.principal, of=body.of, names=body.names, at=call.at)
        path = reverse("feeds_calendar", args=[found.secret])
        return _body(found.feed).model_copy(update={"url": f"{settings.PUBLIC_URL}{path}"})

    return done(request, made, status=201)


@calendars.writes(
    "DELETE", "/calendar-feeds/{feed_id}", needs="calendars.revoke", answers=CalendarFeedBody
)
def revoke(request: HttpRequest, feed_id: Id) -> HttpResponse:
    """Revoke a calendar feed, at once: one's own, or any as a manager."""
    return done(request, lambda call, _: _body(revoke_feed(call.principal, feed_id, at=call.at)))


def _owner(request: HttpRequest) -> UUID | None:
    who = Call.of(request).principal
    return UUID(who.id) if who.is_person else None


def _body(feed: CalendarFeed) -> CalendarFeedBody:
    return CalendarFeedBody(
        id=str(feed.pk),
        owner=str(feed.owner_id),
        of=feed.of,
        names=feed.names,
        made_at=feed.made_at,
        revoked_at=feed.revoked_at,
    )
