"""People, teams, programs and keys of a ledger elsewhere."""

from collections.abc import Sequence
from datetime import datetime

from troth.answers import (
    CalendarFeedBody,
    CalendarFeedList,
    InvitationBody,
    InvitationList,
    InvitedBody,
    KeyBody,
    KeyList,
    LeftBody,
    NoticesBody,
    PersonBody,
    PersonList,
    ServiceBody,
    ServiceList,
    SessionBody,
    SessionList,
    TeamBody,
    TeamList,
)
from troth.client.resource import Resource, named


class People(Resource):
    """`/people`."""

    def list(
        self, *, role: str | None = None, team: str | None = None, active: bool | None = None
    ) -> tuple[PersonBody, ...]:
        """Colleagues by name, those who have left at the end; only those of a role or team."""
        return self._get("/people", PersonList, role=role, team=team, active=active).items

    def get(self, person_id: str) -> PersonBody:
        """Who a colleague is."""
        return self._get(f"/people/{person_id}", PersonBody)

    def invite(
        self, email: str, name: str, role: str, teams: Sequence[str] = (), *, key: str | None = None
    ) -> InvitationBody:
        """Invite somebody; only this answer has the link."""
        said = {"email": email, "name": name, "role": role, "teams": list(teams)}
        return self._write("/people/invitations", said, InvitationBody, key=key)

    def import_(self, csv: str, *, preview: bool = False, key: str | None = None) -> InvitedBody:
        """Invite whoever a sheet names, all or none; only this answer has the links."""
        said = {"csv": csv, "preview": preview}
        return self._write("/people/invitations/import", said, InvitedBody, key=key)

    def invitations(self) -> tuple[InvitationBody, ...]:
        """Invitations that are still open."""
        return self._get("/people/invitations", InvitationList).items

    def withdraw_invitation(self, invitation_id: str) -> InvitationBody:
        """Take an open invitation back."""
        path = f"/people/invitations/{invitation_id}"
        return self._write(path, None, InvitationBody, method="DELETE")

    def change(
        self,
        person_id: str,
        *,
        name: str | None = None,
        role: str | None = None,
        teams: Sequence[str] | None = None,
    ) -> PersonBody:
        """Change name, role or teams."""
        said = named(name=name, role=role, teams=None if teams is None else [*teams])
        return self._write(f"/people/{person_id}", said, PersonBody, method="PATCH")

    def leave(self, person_id: str) -> LeftBody:
        """See somebody off."""
        return self._write(f"/people/{person_id}/leave", None, LeftBody)


class Teams(Resource):
    """`/teams`."""

    def list(self) -> tuple[TeamBody, ...]:
        """Teams by id."""
        return self._get("/teams", TeamList).items

    def make(self, team_id: str, name: str, *, restricted: bool = False) -> TeamBody:
        """Make a team."""
        said = {"id": team_id, "name": name, "restricted": restricted}
        return self._write("/teams", said, TeamBody)

    def change(
        self, team_id: str, *, name: str | None = None, restricted: bool | None = None
    ) -> TeamBody:
        """Rename a team, or close or open it to others."""
        said = named(name=name, restricted=restricted)
        return self._write(f"/teams/{team_id}", said, TeamBody, method="PATCH")


class Services(Resource):
    """`/services`: programs that act in the company's name."""

    def list(self) -> tuple[ServiceBody, ...]:
        """Programs by name."""
        return self._get("/services", ServiceList).items

    def make(self, name: str, kind: str, owner: str, teams: Sequence[str] = ()) -> ServiceBody:
        """Make an account for a program: `ai-agent` or `integration`."""
        said = {"name": name, "kind": kind, "owner": owner, "teams": list(teams)}
        return self._write("/services", said, ServiceBody)

    def change(
        self, service_id: str, *, owner: str | None = None, teams: Sequence[str] | None = None
    ) -> ServiceBody:
        """Let a program act for other teams, or another person answer for it."""
        said = named(owner=owner, teams=None if teams is None else [*teams])
        return self._write(f"/services/{service_id}", said, ServiceBody, method="PATCH")

    def end(self, service_id: str) -> ServiceBody:
        """End a program's account and all its keys."""
        return self._write(f"/services/{service_id}/end", None, ServiceBody)


class Keys(Resource):
    """`/keys` and `/sessions`."""

    def list(self) -> tuple[KeyBody, ...]:
        """One's own keys; managers also see those of programs."""
        return self._get("/keys", KeyList).items

    def make(
        self,
        name: str,
        scopes: Sequence[str],
        *,
        service: str | None = None,
        expires_at: datetime | None = None,
        cap: int | None = None,
        networks: Sequence[str] = (),
    ) -> KeyBody:
        """Make a key; only this answer has it."""
        expires = expires_at.isoformat() if expires_at else None
        said = named(service=service, expires_at=expires, cap=cap)
        said |= {"name": name, "scopes": list(scopes), "networks": list(networks)}
        return self._write("/keys", said, KeyBody)

    def revoke(self, key_id: str) -> KeyBody:
        """Revoke a key, at once."""
        return self._write(f"/keys/{key_id}", None, KeyBody, method="DELETE")

    def sessions(self) -> tuple[SessionBody, ...]:
        """The browsers in which one is signed in."""
        return self._get("/sessions", SessionList).items

    def end_session(self, session_id: int) -> SessionBody:
        """Sign one of one's own browsers out."""
        return self._write(f"/sessions/{session_id}", None, SessionBody, method="DELETE")


class CalendarFeeds(Resource):
    """`/calendar-feeds`."""

    def list(self) -> tuple[CalendarFeedBody, ...]:
        """One's own calendar feeds, without their addresses."""
        return self._get("/calendar-feeds", CalendarFeedList).items

    def make(self, of: str | None = None, *, names: bool = False) -> CalendarFeedBody:
        """Make a calendar of what oneself or a team owes; only this answer has its address."""
        said = named(of=of) | {"names": names}
        return self._write("/calendar-feeds", said, CalendarFeedBody)

    def revoke(self, feed_id: str) -> CalendarFeedBody:
        """Revoke a calendar feed, at once."""
        path = f"/calendar-feeds/{feed_id}"
        return self._write(path, None, CalendarFeedBody, method="DELETE")


class Notices(Resource):
    """`/me/notices`: how one is told of what happens."""

    def get(self) -> NoticesBody:
        """One's own channels, hours and kinds."""
        return self._get("/me/notices", NoticesBody)

    def set(
        self,
        *,
        channels: Sequence[str] | None = None,
        off: Sequence[str] | None = None,
        zone: str | None = None,
        waking: str | None = None,
        slack: str | None = None,
        webhook: str | None = None,
    ) -> NoticesBody:
        """Change them; an empty text takes one's own zone, hours or address away."""
        said = named(zone=zone, waking=waking, slack=slack, webhook=webhook)
        said |= {} if channels is None else {"channels": [*channels]}
        said |= {} if off is None else {"off": [*off]}
        return self._write("/me/notices", said, NoticesBody, method="PATCH")
