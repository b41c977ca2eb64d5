"""The page behind a customer's link: it shows one thing, and takes the customer's answers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext

from troth import queries
from troth.promises.promise import Promise
from troth.promises.store import Work
from troth_web.desk.acting import ActForm, done, recorded
from troth_web.desk.attached import shared_with
from troth_web.desk.hatch import duties, milestone, promise
from troth_web.desk.hatch.answers import ANSWERS, answered, form_of
from troth_web.desk.hatch.forms import CorrectForm, DoneForm
from troth_web.desk.hatch.notes import correct
from troth_web.desk.hatch.visit import Visit, visited
from troth_web.desk.milestone.pdf import milestone_pdf
from troth_web.desk.pdf.setting import download
from troth_web.downloads import download as download_file


@visited
def show(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What the link shows; reading changes nothing."""
    return _shown(request, visit, {})


@visited
def answer(request: HttpRequest, visit: Visit, what: str) -> HttpResponse:
    """One answer of the customer's; a link never acts by being opened."""
    of_milestone = visit.hatch.of == "milestone"
    answers = milestone.ANSWERS if of_milestone else ANSWERS
    if what not in answers:
        raise Http404
    if request.method != "POST":
        return _shown(request, visit, {})
    if of_milestone:
        form = milestone.form_of(visit, what, request.POST)
    else:
        form = form_of(what, _promise(visit), request.POST)
    if form.is_valid() and answered(request, visit, answers[what], form):
        return done(request, _here(visit), str(answers[what].said))
    return _shown(request, visit, {what: form}, status=422)


@visited
def put_right(request: HttpRequest, visit: Visit, note_id: str) -> HttpResponse:
    """Put right what was noted of them."""
    about = _promise(visit)
    form = CorrectForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        visit.must_be_theirs()

        def act(work: Work) -> object:
            return correct(work, visit, about, note_id, form)

        if recorded(request, form, act, actor=visit.actor, at=visit.at):
            return done(request, _here(visit), gettext("Thank you. It is put right."))
    status = 422 if form.is_bound else 200
    return _shown(request, visit, {f"note-{note_id}": form}, status=status)


@visited
def do_duty(request: HttpRequest, visit: Visit, duty_id: str) -> HttpResponse:
    """Say that their part is done."""
    sent = request.POST if request.method == "POST" else None
    form = DoneForm(sent, auto_id=f"duty_{duty_id}_%s")
    if form.is_valid():
        visit.must_be_theirs()

        def act(work: Work) -> object:
            return duties.done(work, visit, duty_id, form)

        if recorded(request, form, act, actor=visit.actor, at=visit.at):
            said = gettext("Thank you. It is on record that you did your part.")
            return done(request, _here(visit), said)
    status = 422 if form.is_bound else 200
    return _shown(request, visit, {f"duty-{duty_id}": form} if form.is_bound else {}, status=status)


@visited
def as_pdf(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """The milestone document on paper."""
    if visit.hatch.of != "milestone":
        raise Http404
    zone = timezone.get_current_timezone_name()
    made = milestone_pdf(milestone.document_of(visit), visit.at, zone)
    return download(made, f"milestone-{visit.hatch.about[:8]}")


@visited
def file(_request: HttpRequest, visit: Visit, file_id: str) -> HttpResponse:
    """A file that is shown to them, to be saved."""
    if visit.hatch.of == "milestone":
        raise Http404
    for each in shared_with(_promise(visit)):
        if each.id == file_id:
            return download_file(each, queries.content(visit.store, each))
    raise Http404


def _here(visit: Visit) -> str:
    return reverse("desk_hatch", args=[visit.token])


def _promise(visit: Visit) -> Promise:
    found = visit.store.promise(visit.hatch.about)
    if found is None:
        raise Http404
    return found


def _shown(
    request: HttpRequest, visit: Visit, bound: dict[str, ActForm], status: int = 200
) -> HttpResponse:
    refused = {"visit": visit, "form": next(iter(bound.values()), None)}
    if visit.hatch.of == "milestone":
        facts = milestone.facts_of(visit, bound)
        return render(request, "desk/hatch_milestone.html", {**facts, **refused}, status=status)
    facts = promise.facts_of(visit, _promise(visit), bound)
    return render(request, "desk/hatch.html", {**facts, **refused}, status=status)


urlpatterns = [
    path("with/<str:token>/", show, name="desk_hatch"),
    path("with/<str:token>/document.pdf", as_pdf, name="desk_hatch_pdf"),
    path("with/<str:token>/files/<str:file_id>/", file, name="desk_hatch_file"),
    path("with/<str:token>/duties/<str:duty_id>/", do_duty, name="desk_hatch_duty"),
    path("with/<str:token>/<slug:what>/", answer, name="desk_hatch_answer"),
    path("with/<str:token>/notes/<str:note_id>/", put_right, name="desk_hatch_note"),
]
