"""Principles: all standards hang on a few, and all of these on the brand promise."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth.operations import AcceptPrecept, RejectPrecept
from troth.playbook import Playbook
from troth.playbook.precepts import Proposal
from troth_web.api.calls import Call
from troth_web.desk.acting import ActForm, done, form_page, written
from troth_web.desk.fields import Words
from troth_web.desk.learn.views import StandardView, standard_view, team_text
from troth_web.desk.page import acts, page
from troth_web.desk.principles.words import short_name, suggested, why
from troth_web.playbooks.precepts import Book, accept, book, proposal, proposed, reject


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamView:
    """The guidelines of a team under a principle."""

    id: str
    name: str
    standards: tuple[StandardView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrincipleView:
    """A principle, and the teams whose guidelines are built under it."""

    id: str
    text: str
    in_force: bool
    teams: tuple[TeamView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """Standards that repeat, with a principle for them."""

    id: str
    why: str
    says: str
    joins: bool
    standards: tuple[tuple[StandardView, bool], ...]


@page("precepts.read")
def show(request: HttpRequest) -> HttpResponse:
    """The brand promise, the principles that hang on it, and what is proposed."""
    known = book()
    views = [(_view(each, known.playbook), gone) for each, gone in proposed(known.playbook)]
    facts = {
        "book": known,
        "promise": known.playbook.promise or "",
        "principles": list(_principles(known)),
        "standards": len(known.playbook.standards),
        "bare": list(_bare(known.playbook)),
        "proposals": [each for each, gone in views if not gone],
        "rejected": [each for each, gone in views if gone],
        "editor": _editor(request),
    }
    return render(request, "desk/principles/index.html", facts)


def _principles(known: Book) -> Iterator[PrincipleView]:
    in_force = known.edition.playbook.precepts if known.edition else {}
    for name, text in known.playbook.precepts.items():
        yield PrincipleView(
            id=name,
            text=text,
            in_force=in_force.get(name) == text,
            teams=tuple(_teams(known.playbook, name)),
        )


def _teams(playbook: Playbook, precept: str | None) -> Iterator[TeamView]:
    """The standards that trace to a precept, by the team that keeps them."""
    for team in playbook.teams:
        standards = tuple(
            standard_view(playbook, name, each)
            for name, each in playbook.standards.items()
            if each.team == team and each.precept == precept
        )
        if standards:
            yield TeamView(id=team, name=team_text(playbook, team), standards=standards)


def _bare(playbook: Playbook) -> Iterator[TeamView]:
    yield from _teams(playbook, None)


def _view(each: Proposal, playbook: Playbook) -> ProposalView:
    return ProposalView(
        id=each.id,
        why=why(each, playbook),
        says=suggested(each, playbook),
        joins=each.joins is not None,
        standards=tuple(
            (standard_view(playbook, name, playbook.standards[name]), name in each.bare)
            for name in each.members
        ),
    )


def _editor(request: HttpRequest) -> str:
    """Where the draft is written; empty for whoever does not write it."""
    may_write = "editions.draft" in Call.of(request).principal.permissions
    return reverse("desk_editor") if may_write else ""


class AcceptForm(ActForm):
    """A principle, in the words in which it shall stand, and for which standards."""

    says = Words(label=_("The principle, in a sentence"), rows=2, max_length=500)
    precept = forms.SlugField(
        label=_("Short name"),
        help_text=_("By which standards name it in the playbook, such as heard-today."),
        max_length=100,
    )
    standards = forms.MultipleChoiceField(
        label=_("Standards that trace to it"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, found: Proposal, known: Book) -> None:  # noqa: ANN401 - a query
        """For a proposal to the playbook that is being written."""
        playbook = known.playbook
        super().__init__(
            data,
            initial={
                "seen": known.expected,
                "says": suggested(found, playbook),
                "precept": short_name(found, playbook),
                "standards": list(found.bare),
            },
        )
        views = (standard_view(playbook, each, playbook.standards[each]) for each in found.members)
        field = self.fields["standards"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [(one.name, f"{one.what}: {one.term} ({one.team})") for one in views]


@acts("precepts.accept")
def take(request: HttpRequest, proposal_id: str) -> HttpResponse:
    """Accept a principle, as it is proposed or in better words; it goes into the draft."""
    known = book()
    found = proposal(known.playbook, proposal_id)
    form = AcceptForm(request.POST if request.method == "POST" else None, found, known)
    to = reverse("desk_principles")

    def act(call: Any, work: Any) -> Any:  # noqa: ANN401 - of `written`
        wanted = form.said(AcceptPrecept, proposal=proposal_id)
        return accept(work, wanted, call.actor, call.at, form.expected).revision

    if form.is_valid() and written(request, form, act):
        return done(
            request, to, gettext("Written into the draft. It holds once that is published.")
        )
    return form_page(
        request,
        form,
        title=gettext("Accept a principle"),
        intro=why(found, known.playbook) + ".",
        go=gettext("Write it into the draft"),
        back=to,
        about=gettext("Principles"),
    )


class RejectForm(ActForm):
    """Why it is none."""

    reason = Words(label=_("Why they have nothing in common"), rows=2, required=False)


@acts("precepts.reject")
def drop(request: HttpRequest, proposal_id: str) -> HttpResponse:
    """Reject a proposal; it comes back when other standards repeat."""
    known = book()
    found = proposal(known.playbook, proposal_id)
    form = RejectForm(request.POST if request.method == "POST" else None)
    to = reverse("desk_principles")
    if form.is_valid() and written(
        request,
        form,
        lambda _, work: reject(work, form.said(RejectPrecept, proposal=proposal_id)).id,
    ):
        return done(request, to, gettext("Rejected. It comes back when other standards repeat."))
    return form_page(
        request,
        form,
        title=gettext("Is this no principle?"),
        intro=why(found, known.playbook) + ".",
        go=gettext("Reject it"),
        back=to,
        about=gettext("Principles"),
    )


urlpatterns = [
    path("principles/", show, name="desk_principles"),
    path("principles/<str:proposal_id>/accept/", take, name="desk_principle_accept"),
    path("principles/<str:proposal_id>/reject/", drop, name="desk_principle_reject"),
]
