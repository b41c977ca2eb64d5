"""`/feeds/<secret>.ics`: whoever has the address may read it, and reading changes nothing."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from troth import queries
from troth.operations.errors import NotFoundError
from troth.promises.promise import Promise
from troth.promises.store import Store
from troth_web import clock
from troth_web.feeds.calendar import calendar
from troth_web.feeds.models import CalendarFeed
from troth_web.feeds.owed import owed
from troth_web.ledger import current_store
from troth_web.ledger.models import LedgerEntry
from troth_web.people.authentication import of_session
from troth_web.people.errors import NotSignedInError
from troth_web.people.models import Team
from troth_web.people.permissions import may_see
from troth_web.people.principals import Principal
from troth_web.people.tokens import hash_of

_AT_ONCE = 500


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar; 404 for an address that is not known, was revoked, or whose owner has left."""
    found = CalendarFeed.objects.filter(secret_hash=hash_of(secret), revoked_at=None).first()
    principal = _owner(found)
    if found is None or principal is None:
        raise Http404
    text = _text(found, principal, clock.now())
    tag = f'"{hashlib.sha256(text).hexdigest()[:32]}"'
    known = tag in _known(request)
    answer = HttpResponse(
        b"" if known else text,
        status=304 if known else 200,
        content_type="text/calendar; charset=utf-8",
    )
    answer["ETag"] = tag
    # Whoever has the address reads it: it is kept from caches, searches and other sites.
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _owner(found: CalendarFeed | None) -> Principal | None:
    """Whoever the feed is of, with what they may see now; None where they may not any more."""
    if found is None:
        return None
    try:
        principal = of_session(found.owner_id)
    except NotSignedInError:
        return None
    kind, _, team = found.of.partition(":")
    return principal if kind == "person" or may_see(principal, {team}) else None


def _text(found: CalendarFeed, principal: Principal, at: datetime) -> bytes:
    store = current_store()
    promises = owed(store, found.of, at, principal)
    edition = store.edition()
    return calendar(
        _title(found),
        promises,
        at=at,
        changed=_changed([promise.id for promise in promises]),
        playbook=edition.playbook if edition else None,
        names=_names(store, promises) if found.names else None,
    )


def _title(found: CalendarFeed) -> str:
    kind, _, team = found.of.partition(":")
    if kind == "person":
        return "Promises of mine"
    name = Team.objects.filter(pk=team).values_list("name", flat=True).first()
    return f"Promises of {name or team}"


def _changed(ids: list[str]) -> dict[str, datetime]:
    """When the last entry of each was recorded."""
    found: dict[str, datetime] = {}
    for start in range(0, len(ids), _AT_ONCE):
        rows = LedgerEntry.objects.filter(subject__in=ids[start : start + _AT_ONCE])
        for subject, text in rows.values_list("subject").annotate(Max("recorded_at")):
            found[subject] = datetime.fromisoformat(text)
    return found


def _names(store: Store, promises: Iterable[Promise]) -> dict[str, str]:
    """Names of customers; who was erased has none."""
    found: dict[str, str] = {}
    for customer in {promise.customer for promise in promises if promise.customer}:
        try:
            name = queries.customer(store, customer).name
        except NotFoundError:
            continue
        if name:
            found[customer] = name
    return found


def _known(request: HttpRequest) -> list[str]:
    sent = request.headers.get("If-None-Match", "")
    return [tag.strip().removeprefix("W/") for tag in sent.split(",")]
