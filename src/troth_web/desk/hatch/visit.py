"""A visit through a link: what it shows, who answers, and the rules that hold at this door."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from troth import queries
from troth.clock import zones
from troth.errors import TrothError
from troth.operations.errors import NotNowError
from troth.promises.customer import customer
from troth.promises.entries import Entry
from troth.promises.hatch import Hatch
from troth.promises.parties import Actor, ActorKind
from troth.promises.store import Store
from troth.said import said
from troth_web import clock
from troth_web.api.problems import RefusedError
from troth_web.desk.page import refused
from troth_web.desk.reader import reader_of
from troth_web.hatches.address import opened_by
from troth_web.ledger import current_store
from troth_web.people.errors import NotAllowedError

#: How a customer comes in, as the journal names it.
CHANNEL = "link"
#: So often a customer can write in an hour, so that nobody fills the ledger.
MOST_IN_AN_HOUR = 30
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Who looks through which hatch, and when."""

    hatch: Hatch
    token: str
    at: datetime
    #: Whether a colleague looks: they see what the customer sees, and answer nothing.
    inside: bool

    @property
    def store(self) -> Store:
        """The ledger."""
        return current_store()

    @property
    def actor(self) -> Actor:
        """The customer, as the journal names them."""
        return Actor(ActorKind.CUSTOMER, self.hatch.customer, role="customer")

    def must_be_theirs(self) -> None:
        """Refuse an answer by a colleague.

        Raises:
            NotAllowedError: somebody is signed in.
        """
        if self.inside:
            raise NotAllowedError(said("you are signed in; only the customer answers here"))


def must_not_flood(entries: Iterable[Entry], at: datetime) -> None:
    """Let a customer write often, and not for ever.

    Raises:
        NotNowError: they themselves wrote this journal very often within an hour.
    """
    lately = sum(
        entry.actor.kind is ActorKind.CUSTOMER and entry.recorded_at > at - HOUR
        for entry in entries
    )
    if lately >= MOST_IN_AN_HOUR:
        raise NotNowError(said("you have written very often within an hour; please wait a little"))


View = Callable[..., HttpResponse]


def visited(view: Callable[..., HttpResponse]) -> View:
    """A page behind a link: shown by GET, and only POST does anything.

    Its forms need no token of ours against forgery: who sends one must know the signed address,
    which no page of others does.
    """

    @wraps(view)
    def shown(request: HttpRequest, token: str, **kwargs: str) -> HttpResponse:
        found = _visit(request, token)
        if found is None:
            return _private(render(request, "desk/hatch_shut.html", status=404))
        with timezone.override(_zone(request, found)):
            try:
                return _private(view(request, found, **kwargs))
            except Http404:
                return _private(render(request, "desk/hatch_shut.html", status=404))
            except (TrothError, RefusedError) as error:
                return _private(refused(request, error))

    return csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(shown))


def _visit(request: HttpRequest, token: str) -> Visit | None:
    store = current_store()
    hatch = opened_by(store, token)
    if hatch is None:
        return None
    known = customer(store.entries(hatch.customer))
    if known is None or known.erased_at is not None:
        return None
    inside = reader_of(request).principal is not None
    return Visit(hatch=hatch, token=token, at=clock.now(), inside=inside)


def _zone(request: HttpRequest, visit: Visit) -> ZoneInfo:
    """That of their machine, or else the promise's own."""
    if request.COOKIES.get("zone"):
        return reader_of(request).zone
    about = visit.hatch.about
    if visit.hatch.of == "milestone":
        about = next(iter(queries.milestone(visit.store, about).ours), about)
    promise = visit.store.promise(about)
    return zones.load(promise.zone) if promise else reader_of(request).zone


def _private(page: HttpResponse) -> HttpResponse:
    """Keep the link out of the `Referer`, of caches and of search engines."""
    page["Referrer-Policy"] = "no-referrer"
    page["Cache-Control"] = "no-store"
    page["X-Robots-Tag"] = "noindex, nofollow"
    return page
