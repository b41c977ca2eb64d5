"""A milestone document: read and printed, an option chosen, signed by both, closed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from troth import operations, queries
from troth.answers import milestone_body
from troth.promises.matching import teams_of
from troth.promises.milestone import Milestone
from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.desk import journal
from troth_web.desk.acting import ActForm, done, form_page, onward, written
from troth_web.desk.links import link_to
from troth_web.desk.milestone.document import Document, document
from troth_web.desk.milestone.forms import ChooseOptionForm, CloseForm, SignForm
from troth_web.desk.milestone.pdf import milestone_pdf
from troth_web.desk.names import Names
from troth_web.desk.page import acts, page
from troth_web.desk.pages import links
from troth_web.desk.pdf.setting import download
from troth_web.people.permissions import may_see


@page("milestones.read")
def show(request: HttpRequest, milestone_id: str) -> HttpResponse:
    """The document as it stands."""
    call = Call.of(request)
    found = queries.milestone(call.store, milestone_id)
    names = Names(call.store, call.principal.actor.name)
    entries = call.store.entries(milestone_id)
    rights = call.principal.permissions
    facts = {
        "milestone": found,
        "document": shown_to(call, found, names),
        "acts": [each for each in _possible(found) if each.needs in rights],
        "link": link_to(call, milestone_id) if found.closed_at is None else None,
        "lines": journal.lines(entries, names) if "journal.read" in rights else [],
    }
    return render(request, "desk/milestone.html", facts)


@page("milestones.read")
def as_pdf(request: HttpRequest, milestone_id: str) -> HttpResponse:
    """The document on paper."""
    call = Call.of(request)
    found = queries.milestone(call.store, milestone_id)
    shown = shown_to(call, found, Names(call.store))
    zone = timezone.get_current_timezone_name()
    return download(milestone_pdf(shown, call.at, zone), f"milestone-{found.id[:8]}")


def shown_to(call: Call, found: Milestone, names: Names) -> Document:
    """The document for a colleague, who must not know of promises of restricted teams."""
    return document(
        found,
        call.store,
        names.customer(found.customer),
        call.at,
        lambda promise: may_see(call.principal, teams_of(promise)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One thing that can be done with a document."""

    name: str
    needs: str
    label: str | Lazy
    form: Callable[..., ActForm]
    does: Callable[[Work, str, ActForm], Milestone]
    title: str | Lazy
    go: str | Lazy
    said: str | Lazy
    intro: str | Lazy = ""


def _choose(work: Work, milestone_id: str, form: ActForm) -> Milestone:
    said = form.said(operations.Choose)
    return operations.choose_option(work, milestone_id, said, form.expected)


def _sign(work: Work, milestone_id: str, form: ActForm) -> Milestone:
    said = form.said(operations.Sign, decline=form.cleaned_data["word"] == "no")
    return operations.sign(work, milestone_id, said, form.expected)


def _read(work: Work, milestone_id: str, form: ActForm) -> Milestone:
    return operations.acknowledge_milestone(
        work, milestone_id, operations.Acknowledge(), form.expected
    )


def _close(work: Work, milestone_id: str, form: ActForm) -> Milestone:
    return operations.close_milestone(
        work, milestone_id, form.said(operations.Close), form.expected
    )


TURNS = (
    Turn(
        name="choose",
        needs="milestones.choose",
        label=_("They chose"),
        form=ChooseOptionForm,
        does=_choose,
        title=_("What the customer chose"),
        intro=_("It counts as theirs once they confirm it. Signatures before it no longer count."),
        go=_("Put it on record"),
        said=_("The choice is on record."),
    ),
    Turn(
        name="sign",
        needs="milestones.sign",
        label=_("Sign"),
        form=SignForm,
        does=_sign,
        title=_("A word on the document as it stands"),
        intro=_("To sign gives up no right that the law gives. To decline is as easy."),
        go=_("Put it on record"),
        said=_("It is on record."),
    ),
    Turn(
        name="acknowledge",
        needs="milestones.acknowledge",
        label=_("I have read what they said"),
        form=ActForm,
        does=_read,
        title=_("What they said is read"),
        intro=_("Nobody is reminded of it any more. The journal says who has read it."),
        go=_("I have read it"),
        said=_("Read. The journal says so."),
    ),
    Turn(
        name="close",
        needs="milestones.close",
        label=_("It is reached"),
        form=CloseForm,
        does=_close,
        title=_("The milestone is reached"),
        intro=_("Both sides must have signed. Promises that are still open are named in it."),
        go=_("Close it"),
        said=_("Closed."),
    ),
)


def _possible(found: Milestone) -> list[Turn]:
    """What fits how it stands, what comes first standing first."""
    if found.closed_at is not None:
        return []
    names = {"close"} if found.agreed else {"sign"}
    if found.unanswered is not None:
        names |= {"acknowledge"}
    if found.options:
        names |= {"choose"}
        if found.chosen is None:
            names -= {"sign"}
    return [each for each in TURNS if each.name in names]


def _view(turn: Turn) -> Callable[..., HttpResponse]:
    @acts(turn.needs)
    def view(request: HttpRequest, milestone_id: str) -> HttpResponse:
        call = Call.of(request)
        found = queries.milestone(call.store, milestone_id)
        here = reverse("desk_milestone", args=[milestone_id])
        to = onward(request, here)
        more: dict[str, Any] = {"found": found} if turn.name == "choose" else {}
        data = request.POST if request.method == "POST" else None
        form = turn.form(data, initial={"seen": found.sequence, "next": to}, **more)

        def act(_call: Call, work: Work) -> object:
            return milestone_body(turn.does(work, milestone_id, form)).model_dump(mode="json")

        if form.is_valid() and written(request, form, act):
            return done(request, to, str(turn.said))
        return form_page(request, form, title=turn.title, intro=turn.intro, go=turn.go, back=here)

    return view


def _address(turn: Turn) -> URLPattern:
    where = f"milestones/<str:milestone_id>/{turn.name}/"
    return path(where, _view(turn), name=f"desk_milestone_{turn.name}")


urlpatterns = [
    path("milestones/<str:milestone_id>/", show, name="desk_milestone"),
    path("milestones/<str:milestone_id>/document.pdf", as_pdf, name="desk_milestone_pdf"),
    *map(_address, TURNS),
    path(
        "milestones/<str:about>/link/",
        links.make,
        {"of": "milestone"},
        name="desk_milestone_link",
    ),
    path(
        "milestones/<str:about>/link/withdraw/",
        links.withdraw,
        {"of": "milestone"},
        name="desk_milestone_link_withdraw",
    ),
]
