"""Making and revoking calendar feeds."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from troth.promises.entries import EntryType
from troth.promises.ids import new_id
from troth.promises.parties import Party, PartyKind
from troth.said import said
from troth_web.feeds.models import CalendarFeed
from troth_web.people import journal
from troth_web.people.errors import NotAllowedError, NotFoundError, PeopleError, TakenError
from troth_web.people.models import Team
from troth_web.people.permissions import may_see, require
from troth_web.people.principals import Principal
from troth_web.people.roles import Role
from troth_web.people.tokens import hash_of, new_secret

#: Feeds that somebody may have at a time.
MOST = 20


@dataclass(frozen=True, kw_only=True)
class MadeFeed:
    """A feed with the secret of its address, which is known at this moment only."""

    feed: CalendarFeed
    secret: str


def make_feed(by: Principal, *, of: str | None, names: bool, at: datetime) -> MadeFeed:
    """Make a feed of what oneself owes, or a team that one is in; managers, of any team.

    Args:
        by: who will own it.
        of: `person:ID` or `team:ID`; oneself where it is not said.
        names: whether customers are named in it.
        at: now.

    Raises:
        NotAllowedError: a program asks, or it is of a colleague, or of a team of others.
        NotFoundError: there is no such team.
        PeopleError: it is of neither a person nor a team, or there are too many.
    """
    require(by, "calendars.make")
    if not by.is_person:
        raise NotAllowedError(said("a calendar feed is a person's"))
    party = Party.parse(of or f"person:{by.id}")
    _check_theirs(by, party)
    with transaction.atomic():
        if CalendarFeed.objects.filter(owner_id=UUID(by.id), revoked_at=None).count() >= MOST:
            raise PeopleError(
                said("nobody has more than {most} calendar feeds; revoke one first", most=MOST)
            )
        secret = new_secret()
        feed = CalendarFeed.objects.create(
            id=UUID(new_id(at)),
            owner_id=UUID(by.id),
            of=str(party),
            names=names,
            secret_hash=hash_of(secret),
            made_at=at,
        )
        payload: dict[str, journal.Json] = {"of": feed.of, "names": names}
        journal.record(EntryType.CALENDAR_MADE, str(feed.pk), by.actor, payload, at)
    return MadeFeed(feed=feed, secret=secret)


def revoke_feed(by: Principal, feed_id: str, *, at: datetime) -> CalendarFeed:
    """Revoke a feed, at once: one's own, or any as a manager.

    Raises:
        NotFoundError: there is no such feed, or it is not one's own.
        TakenError: it was revoked already.
    """
    require(by, "calendars.revoke")
    with transaction.atomic():
        feed = _held(feed_id)
        theirs = by.role in {Role.ADMIN, Role.MANAGER}
        if feed is None or not (theirs or str(feed.owner_id) == by.id):
            raise NotFoundError(said("there is no calendar feed {feed}", feed=repr(feed_id)))
        if feed.revoked_at:
            raise TakenError(said("this calendar feed was revoked already"))
        feed.revoked_at = at
        feed.save(update_fields=["revoked_at"])
        journal.record(EntryType.CALENDAR_REVOKED, str(feed.pk), by.actor, {}, at)
    return feed


def _held(feed_id: str) -> CalendarFeed | None:
    try:
        return CalendarFeed.objects.select_for_update().filter(pk=feed_id).first()
    except ValidationError:
        # What is no id is the id of none.
        return None


def _check_theirs(by: Principal, party: Party) -> None:
    """What a colleague owes is theirs to follow: nobody is watched."""
    if party.kind is PartyKind.PERSON:
        if party.id != by.id:
            raise NotAllowedError(
                said("a calendar of a colleague's promises is theirs alone to make")
            )
    elif party.kind is PartyKind.TEAM:
        if not Team.objects.filter(pk=party.id).exists() or not may_see(by, {party.id}):
            raise NotFoundError(said("there is no team {team}", team=repr(party.id)))
        if party.id not in by.teams and by.role not in {Role.ADMIN, Role.MANAGER}:
            raise NotAllowedError(said("you are not in the team {team}", team=repr(party.id)))
    else:
        raise PeopleError(said("a calendar is of a person or a team: team:support"), where="of")
