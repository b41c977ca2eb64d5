"""Who reads a page, and how they like it: their zone, their colours, whether keys act."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from troth.clock import zones
from troth.errors import TrothError
from troth_web.ledger import current_store
from troth_web.notices.models import Preference
from troth_web.people.authentication import of_session
from troth_web.people.errors import NotSignedInError
from troth_web.people.models import Membership, Person
from troth_web.people.principals import Principal

#: What the switch offers; the first leaves it to the machine.
THEMES = ("auto", "light", "dark")
#: A year.
COOKIE_SECONDS = 365 * 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Whoever looks at a page."""

    #: None for somebody who has not signed in.
    principal: Principal | None
    zone: ZoneInfo
    theme: str
    #: Whether single letters act: some people speak to their machine, or press keys by accident.
    keys: bool

    def may(self, name: str) -> bool:
        """Whether they have a permission."""
        return self.principal is not None and name in self.principal.permissions


def reader_of(request: HttpRequest) -> Reader:
    """The reader of a page; asked once for each request."""
    known: Reader | None = getattr(request, "troth_reader", None)
    if known is None:
        known = request.troth_reader = _read(request)  # type: ignore[attr-defined]
    return known


def _read(request: HttpRequest) -> Reader:
    principal = _principal(request)
    theme = request.COOKIES.get("theme", "")
    return Reader(
        principal=principal,
        zone=_zone(request, principal),
        theme=theme if theme in THEMES else THEMES[0],
        keys=request.COOKIES.get("keys") != "off",
    )


def _principal(request: HttpRequest) -> Principal | None:
    """Whoever is signed in. Nothing is let in by it: that is for the view to decide.

    A page that refuses a forged request is read by somebody too.
    """
    known: Principal | None = getattr(request, "troth_principal", None)
    user = getattr(request, "user", None)
    if known is not None or not isinstance(user, Person):
        return known
    try:
        return of_session(user.pk)
    except NotSignedInError:
        return None


def _zone(request: HttpRequest, principal: Principal | None) -> ZoneInfo:
    """The zone that they named, or else that of their machine, or else of their team."""
    said = principal and Preference.objects.filter(reader=principal.actor.name).first()
    named = said.zone if said else ""
    for name in (named, request.COOKIES.get("zone", "").replace("%2F", "/")):
        if name and (found := _known(name)):
            return found
    return _of_team(principal) or zones.load("UTC")


def _known(name: str) -> ZoneInfo | None:
    try:
        return zones.load(name)
    except TrothError:
        return None


def _of_team(principal: Principal | None) -> ZoneInfo | None:
    edition = current_store().edition() if principal and principal.teams else None
    if edition is None or principal is None:
        return None
    teams = Membership.objects.filter(person_id=principal.id).order_by("team_id")
    for team_id in teams.values_list("team_id", flat=True):
        team = edition.playbook.teams.get(team_id)
        if team and team.calendar:
            return edition.playbook.calendar(team.calendar).timezone
    return None
