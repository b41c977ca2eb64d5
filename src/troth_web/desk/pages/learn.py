"""Learn: the pages of each team, what is new in them, and whether one can use them."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext

from troth import operations, queries
from troth.answers import ReaderBody, learned_body
from troth.operations import ReadGuidelines
from troth.operations.learning import taught
from troth.playbook.guidelines import guidelines, guidelines_teams
from troth.promises.editions import Edition
from troth.promises.quizzes import FEWEST_ANSWERS
from troth.promises.receipts import Receipt
from troth_web.api.calls import Call
from troth_web.api.guidelines import counted, quiz_of
from troth_web.desk.acting import ActForm, done, form_page, written
from troth_web.desk.learn.asking import QuizForm, answer_views, topic_text
from troth_web.desk.learn.changes import change_view
from troth_web.desk.learn.pdf import guidelines_pdf
from troth_web.desk.learn.views import pages_view, team_text
from troth_web.desk.listing import as_file, page_file, wants_file
from troth_web.desk.names import Names
from troth_web.desk.page import acts, page
from troth_web.desk.pdf.setting import download
from troth_web.playbooks.learning import readers, receipts_of

#: Seeds of questions go up to this.
_LARGEST_SEED = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRow:
    """A team on the list."""

    id: str
    name: str
    about: str
    standards: int
    #: kept: read; risk: changed since; wait: not read yet.
    state: str
    mine: bool


@page("guidelines.read")
def show(request: HttpRequest) -> HttpResponse:
    """The teams, one's own first."""
    call = Call.of(request)
    edition = call.store.edition()
    rows = _rows(call, edition) if edition else []
    waiting = sum(row.mine and row.state != "kept" for row in rows)
    return render(request, "desk/learn/index.html", {"rows": rows, "waiting": waiting})


def _rows(call: Call, edition: Edition) -> list[TeamRow]:
    known = receipts_of(call.principal.id)
    book = edition.playbook
    rows = [
        TeamRow(
            id=team,
            name=team_text(book, team),
            about=book.teams[team].about or "",
            standards=sum(each.team == team for each in book.standards.values()),
            state=_state(call, team, known.get(team), edition),
            mine=team in call.principal.teams,
        )
        for team in guidelines_teams(book)
    ]
    return sorted(rows, key=lambda row: not row.mine)


def _state(call: Call, team: str, read: Receipt | None, edition: Edition) -> str:
    if read is None:
        return "wait"
    # A new version in which nothing of it changed leaves what was read as it is.
    new = read.edition != edition.id and queries.news(call.store, team, read.edition)
    return "risk" if new else "kept"


@page("guidelines.read")
def team(request: HttpRequest, team_id: str) -> HttpResponse:
    """The pages of a team; of whoever has read them, only what changed since."""
    call = Call.of(request)
    edition = taught(call.store, team_id)
    book = edition.playbook
    read = receipts_of(call.principal.id).get(team_id)
    old = call.store.edition(read.edition) if read else None
    news = queries.news(call.store, team_id, read.edition) if read else ()
    changes = [change_view(each, old.playbook, book) for each in news] if old else []
    facts = {
        "guidelines": pages_view(book, guidelines(book, team_id)),
        "edition": edition,
        "version": edition.id.removeprefix("edition-"),
        "read": read,
        "read_version": read.edition.removeprefix("edition-") if read else "",
        "changes": changes,
        "whole": not changes or "whole" in request.GET,
        "unread": read is None or bool(changes),
        "form": ReadForm(initial={"edition": edition.id}),
    }
    return render(request, "desk/learn/team.html", facts)


class ReadForm(ActForm):
    """That one has read the pages, of the version that was on the screen."""

    edition = forms.CharField(widget=forms.HiddenInput, max_length=200)


@page("guidelines.read")
def document(request: HttpRequest, team_id: str) -> HttpResponse:
    """The pages of a team as PDF."""
    edition = taught(Call.of(request).store, team_id)
    return download(guidelines_pdf(edition, team_id), f"{team_id}-{edition.id}")


@acts("guidelines.confirm")
def confirm(request: HttpRequest, team_id: str) -> HttpResponse:
    """Say that one has read them."""
    edition = taught(Call.of(request).store, team_id)
    to = reverse("desk_learn_team", args=[team_id])
    data = request.POST if request.method == "POST" else None
    form = ReadForm(data, initial={"edition": edition.id})
    if form.is_valid() and written(
        request,
        form,
        lambda _, work: (
            operations.read_guidelines(work, team_id, form.said(ReadGuidelines)).edition
        ),
    ):
        return done(request, to, gettext("Noted that you have read it."))
    title = gettext("Have you read the pages of %s?") % team_text(edition.playbook, team_id)
    return form_page(request, form, title=title, go=gettext("I have read this"), back=to)


@acts("guidelines.answer")
def check(request: HttpRequest, team_id: str) -> HttpResponse:
    """Check yourself: questions, and after that how one answered. Nothing of it is kept by name."""
    call = Call.of(request)
    seed = _seed(request)
    # Answers are to the version that was asked about, also where a new one came in between.
    edition = taught(call.store, team_id, request.POST.get("edition") or None)
    book = edition.playbook
    quiz = quiz_of(edition, team_id, seed)
    form = QuizForm(quiz, book, request.POST if request.method == "POST" else None)
    facts = {
        "team": team_id,
        "name": team_text(book, team_id),
        "edition": edition,
        "quiz": quiz,
        "form": form,
        "again": (seed + 1) % _LARGEST_SEED,
    }
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "desk/learn/check.html", facts, status=status)
    answers = form.answers()
    counted(call, edition, quiz, answers)
    shown = answer_views(quiz, answers, book)
    facts |= {"answers": shown, "right": sum(each.right for each in shown)}
    return render(request, "desk/learn/checked.html", facts)


def _seed(request: HttpRequest) -> int:
    said = request.GET.get("seed", "1")
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= 6 else 1


@page("guidelines.learned")
def learned(request: HttpRequest, team_id: str) -> HttpResponse:
    """Who of a team has read its pages, and which topics it missed."""
    call = Call.of(request)
    edition = taught(call.store, team_id)
    names = Names(call.store, call.principal.actor.name)
    missed = queries.missed(call.store, team_id)
    found = readers(team_id)
    if wants_file(request):
        body = learned_body(team_id, edition.id, found, missed)
        return as_file(body.readers, ReaderBody, f"{team_id}-readers")
    facts = {
        "csv": page_file(request),
        "team": team_id,
        "name": team_text(edition.playbook, team_id),
        "version": edition.id.removeprefix("edition-"),
        "readers": [
            (names.person(person), read, read and read.edition.removeprefix("edition-"))
            for person, read in found.items()
        ],
        "read": sum(read is not None and read.edition == edition.id for read in found.values()),
        "people": missed.people,
        "topics": [(topic_text(each.topic, edition.playbook), each) for each in missed.topics],
        "fewest": FEWEST_ANSWERS,
    }
    return render(request, "desk/learn/learned.html", facts)


urlpatterns = [
    path("learn/", show, name="desk_learn"),
    path("learn/<str:team_id>/", team, name="desk_learn_team"),
    path("learn/<str:team_id>/pages.pdf", document, name="desk_learn_pdf"),
    path("learn/<str:team_id>/read/", confirm, name="desk_learn_read"),
    path("learn/<str:team_id>/check/", check, name="desk_learn_check"),
    path("learn/<str:team_id>/learned/", learned, name="desk_learned"),
]
