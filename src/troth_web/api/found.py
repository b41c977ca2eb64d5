"""`/editions/{id}/findings`, `/editions/{id}/kept`, and waivers in the draft."""

from typing import cast

from django.http import HttpRequest, HttpResponse

from troth.answers import (
    DraftBody,
    EditionFindingsBody,
    KeptBody,
    KeptStandardBody,
    found_body,
)
from troth.operations.commands import Word
from troth.operations.errors import NotFoundError
from troth.promises.editions import Edition
from troth.promises.store import Store
from troth_web.api.answering import done, shown
from troth_web.api.calls import Call
from troth_web.api.drafts import draft_body
from troth_web.api.resource import Resource
from troth_web.ledger.kept import LATEST, Kept, kept_lately
from troth_web.ledger.store import SqlStore
from troth_web.people.permissions import may_see
from troth_web.playbooks.changing import Waive, waive
from troth_web.playbooks.costs import gravest_first
from troth_web.playbooks.findings import found_in

found = Resource("editions")


@found.reads("/editions/{edition_id}/findings", needs="editions.check", answers=EditionFindingsBody)
def findings(request: HttpRequest, edition_id: Word) -> HttpResponse:
    """Say what is found in an edition today, with owner and cost; gravest first."""
    call = Call.of(request)
    edition = _edition(call.store, edition_id)
    report = found_in(edition, call.at)
    lately = kept_lately(cast("SqlStore", call.store), call.at, call.principal.hidden)
    known = gravest_first(edition.playbook, report.findings, lately)
    body = EditionFindingsBody(
        edition=edition.id,
        at=call.at,
        findings=tuple(found_body(*each) for each in known),
        waived=len(report.waived),
    )
    return shown(request, body)


@found.reads("/editions/{edition_id}/kept", needs="editions.kept", answers=KeptBody)
def kept(request: HttpRequest, edition_id: Word) -> HttpResponse:
    """Say how the standards of an edition were kept, of the promises made last.

    Standards of restricted teams are left out for others than their members and admins.
    """
    call = Call.of(request)
    edition = _edition(call.store, edition_id)
    lately = kept_lately(cast("SqlStore", call.store), call.at, call.principal.hidden)
    standards = tuple(
        _kept_body(name, lately.standards.get(name, Kept()))
        for name, standard in edition.playbook.standards.items()
        if may_see(call.principal, [standard.team])
    )
    body = KeptBody(
        edition=edition.id, at=call.at, since=lately.since, latest=LATEST, standards=standards
    )
    return shown(request, body)


@found.writes(
    "POST",
    "/editions/draft/waive",
    needs="editions.draft",
    answers=DraftBody,
    status=201,
    matches=True,
)
def waive_(request: HttpRequest, body: Waive) -> HttpResponse:
    """Accept findings: a waiver goes into the draft, and holds once that is published."""
    return done(
        request,
        lambda call, _: draft_body(waive(call.store, body, call.actor, call.at, call.expected)),
        status=201,
    )


def _edition(store: Store, edition_id: str) -> Edition:
    edition = store.edition(None if edition_id == "current" else edition_id)
    if edition is None:
        raise NotFoundError("edition", edition_id)
    return edition


def _kept_body(name: str, found_: Kept) -> KeptStandardBody:
    return KeptStandardBody(
        standard=name,
        made=found_.made,
        decided=found_.decided,
        kept=found_.kept,
        kept_as_agreed=found_.kept_as_agreed,
        rate=found_.rate,
    )
