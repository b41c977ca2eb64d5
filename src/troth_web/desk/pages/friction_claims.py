"""Claims that rely on other teams: these accept, counter-propose, or say what will be asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth import operations, queries
from troth.answers import claim_answer_body
from troth.operations.errors import NotFoundError
from troth.playbook import Playbook
from troth.playbook.scope import scope_text
from troth.promises.claims import Reliance, Reply
from troth.promises.store import Work
from troth.report.parties import team_name
from troth_web.api.calls import Call
from troth_web.api.friction import claim_answered
from troth_web.desk.acting import ActForm, done, form_page, written
from troth_web.desk.fields import Words
from troth_web.desk.names import Names
from troth_web.desk.page import acts, page
from troth_web.desk.pages.friction import tabs
from troth_web.desk.telling import told
from troth_web.people.permissions import may_write

_REPLIES: dict[Reply, tuple[str, str | Lazy]] = {
    Reply.ACCEPTS: ("kept", _("accepted")),
    Reply.COUNTERS: ("risk", _("would keep something else")),
    Reply.ASKS: ("wait", _("asks first")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A claim, and a team that it relies on."""

    id: str
    team: str
    team_name: str
    by: str
    says: str
    term: str
    scope: str
    where: str
    shape: str
    state: str | Lazy
    agreed: date | None
    answered_at: datetime | None
    answered_by: str
    counter: str
    note: str | None
    url: str
    mine: bool

    @property
    def settled(self) -> bool:
        """Whether nobody waits for this team."""
        return self.shape == "kept"


@page("claims.read")
def show(request: HttpRequest) -> HttpResponse:
    """All of them; those that wait for the reader's teams first."""
    call = Call.of(request)
    edition = call.store.edition()
    playbook = edition.playbook if edition else None
    names = Names(call.store, call.principal.actor.name)
    found = list(_rows(call, playbook, names)) if playbook else []
    found.sort(key=lambda row: (row.settled, not row.mine))
    waiting = [row for row in found if not row.settled]
    facts = {
        "tabs": tabs("desk_claims", call),
        "waiting": waiting,
        "settled": [row for row in found if row.settled],
        "mine": sum(row.mine for row in waiting),
    }
    return render(request, "desk/friction_claims.html", facts)


class AnswerForm(ActForm):
    """A team's word on a claim. Nothing is preselected."""

    reply = forms.ChoiceField(
        label=_("What your team says"),
        choices=[
            ("accepts", _("We accept it, and keep it")),
            ("counters", _("We would keep something else")),
            ("asks", _("First: this is what customers will ask")),
        ],
        widget=forms.RadioSelect,
    )
    term = forms.CharField(
        label=_("What you would keep"),
        help_text=_("As the playbook says it: within 2 business days"),
        required=False,
        max_length=300,
    )
    note = Words(label=_("Why, or what customers will ask"), required=False, rows=3)


@acts("claims.answer")
def answer(request: HttpRequest, claim_id: str, team_id: str) -> HttpResponse:
    """Answer for a team."""
    call = Call.of(request)
    edition = call.store.edition()
    claim = edition.playbook.claims.get(claim_id) if edition else None
    if edition is None or claim is None or team_id not in claim.relies_on:
        raise NotFoundError("claim", claim_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    back = reverse("desk_claims")
    if form.is_valid() and written(
        request, form, lambda c, w: _answered(c, w, claim_id, team_id, form)
    ):
        return done(request, back, _told(form.cleaned_data["reply"]))
    return form_page(
        request,
        form,
        title=gettext("What does %(team)s say?") % {"team": team_name(edition.playbook, team_id)},
        intro=f"“{claim.says or claim.term}” ({claim.term})",
        go=gettext("Answer"),
        back=back,
    )


def _answered(
    call: Call, work: Work, claim_id: str, team_id: str, form: AnswerForm
) -> dict[str, Any]:
    wanted = form.said(operations.AnswerClaim, team=team_id)
    found, draft = claim_answered(call, work, claim_id, wanted)
    return claim_answer_body(found, draft.revision if draft else None).model_dump(mode="json")


def _told(reply: str) -> str:
    return {
        "accepts": gettext("Accepted. The day stands in the draft of the playbook."),
        "counters": gettext("Proposed to those who state it."),
        "asks": gettext("Asked of those who state it."),
    }[reply]


def _rows(call: Call, playbook: Playbook, names: Names) -> Iterator[Row]:
    for each in queries.reliances(call.store, playbook):
        said = each.answer
        shape, state = _state(each)
        yield Row(
            id=each.id,
            team=each.team,
            team_name=team_name(playbook, each.team),
            by=team_name(playbook, each.claim.team),
            says=each.claim.says or str(each.claim.term),
            term=str(each.claim.term),
            scope=told(scope_text(each.claim.scope)) if each.claim.scope else "",
            where=each.claim.where or "",
            shape=shape,
            state=state,
            agreed=each.agreed,
            answered_at=said.at if said else None,
            answered_by=names.actor(said.by) if said else "",
            counter=(said.term or "") if said else "",
            note=said.note if said else None,
            url=reverse("desk_claim_answer", args=[each.id, each.team]),
            mine="claims.answer" in call.principal.permissions
            and may_write(call.principal, [each.team]),
        )


def _state(each: Reliance) -> tuple[str, str | Lazy]:
    """The team's last word; without one, what the playbook says."""
    if each.answer is not None:
        return _REPLIES[each.answer.reply]
    return ("kept", _("accepted")) if each.agreed else ("risk", _("was not asked"))


urlpatterns = [
    path("friction/claims/", show, name="desk_claims"),
    path("friction/claims/<str:claim_id>/<str:team_id>/", answer, name="desk_claim_answer"),
]
