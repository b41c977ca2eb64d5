"""Note what a customer aims at, expects or says of us; put it right, or drop it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth import operations, queries
from troth.answers import note_body
from troth.operations import CorrectNote, DropNote, TakeNote
from troth.playbook import Playbook
from troth.promises.note import NoteKind
from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.desk import words
from troth_web.desk.acting import ActForm, done, form_page, onward, written
from troth_web.desk.fields import Channel, Words
from troth_web.desk.page import acts


class TakeForm(ActForm):
    """What is noted. Nothing is preselected."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[
            ("goal", _("What they aim at")),
            ("expectation", _("What they expect")),
            ("feedback", _("What they say of how it went")),
        ],
        widget=forms.RadioSelect,
    )
    says = Words(label=_("In their words"), min_length=1, rows=3)
    metric = forms.ChoiceField(label=_("What it is about"), required=False)
    source = forms.ChoiceField(
        label=_("Where an expectation comes from"),
        help_text=_("As far as they said it: it tells us which message set it."),
        required=False,
    )
    stated = forms.ChoiceField(label=_("When they said it"), required=False)
    rating = forms.TypedChoiceField(
        label=_("How it went, for feedback"),
        choices=[("", _("not said")), *((n, str(n)) for n in range(1, 6))],
        coerce=int,
        empty_value=None,
        help_text=_("1 to 5, the more the better."),
        required=False,
    )
    channel = Channel()

    def __init__(self, data: Any, *, playbook: Playbook | None, **kwargs: Any) -> None:  # noqa: ANN401 - a query or nothing
        """With the metrics of the playbook."""
        super().__init__(data, **kwargs)
        metrics = sorted(
            (words.metric_text(each, playbook), each)
            for each in (playbook.metrics if playbook else ())
        )
        about = [(each, name) for name, each in metrics]
        for name, choices in (
            ("metric", [("", gettext("nothing in particular")), *about]),
            ("source", [("", gettext("not known")), *words.sources()]),
            ("stated", [("", gettext("not known")), *words.stated()]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = choices


class CorrectForm(ActForm):
    """What is so."""

    says = Words(label=_("What is so"), min_length=1, rows=3)
    reason = Words(label=_("Who said so, or why"), required=False, rows=2)


class DropForm(ActForm):
    """Why it is not so."""

    reason = Words(label=_("Who said so, or why"), min_length=1, rows=2)


@acts("notes.take")
def take(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Note something of a customer."""
    call = Call.of(request)
    queries.customer(call.store, customer_id)
    here = reverse("desk_customer", args=[customer_id])
    edition = call.store.edition()
    begin = {"next": onward(request, here)}
    data = request.POST if request.method == "POST" else None
    form = TakeForm(data, playbook=edition.playbook if edition else None, initial=begin)

    def act(_call: Call, work: Work) -> object:
        said = form.said(TakeNote, customer=customer_id)
        return note_body(operations.take_note(work, said)).model_dump(mode="json")

    if form.is_valid() and written(request, form, act):
        return done(request, onward(request, here), gettext("Noted."))
    return form_page(
        request,
        form,
        title=gettext("Note something of them"),
        intro=gettext("What they said, and no judgement of them: they may read it and correct it."),
        go=gettext("Note it"),
        back=here,
    )


@acts("notes.correct")
def correct(request: HttpRequest, note_id: str) -> HttpResponse:
    """Put a note right; what stood before stays in the journal."""
    found = queries.note(Call.of(request).store, note_id)
    here = reverse("desk_customer", args=[found.customer])
    begin = {"says": found.says, "seen": found.sequence}
    form = CorrectForm(request.POST if request.method == "POST" else None, initial=begin)

    def act(_call: Call, work: Work) -> object:
        said = form.said(CorrectNote)
        note = operations.correct_note(work, note_id, said, form.expected)
        return note_body(note).model_dump(mode="json")

    if form.is_valid() and written(request, form, act):
        return done(request, here, gettext("Corrected."))
    return form_page(
        request,
        form,
        title=words.note_text(NoteKind(found.kind).value),
        intro=gettext("What stood here before stays in the journal."),
        go=gettext("Correct it"),
        back=here,
    )


@acts("notes.correct")
def drop(request: HttpRequest, note_id: str) -> HttpResponse:
    """Drop what is not so."""
    found = queries.note(Call.of(request).store, note_id)
    here = reverse("desk_customer", args=[found.customer])
    form = DropForm(
        request.POST if request.method == "POST" else None, initial={"seen": found.sequence}
    )

    def act(_call: Call, work: Work) -> object:
        note = operations.drop_note(work, note_id, form.said(DropNote), form.expected)
        return note_body(note).model_dump(mode="json")

    if form.is_valid() and written(request, form, act):
        return done(request, here, gettext("Dropped. It stays in the journal."))
    return form_page(
        request,
        form,
        title=gettext("It is not so, or no longer"),
        go=gettext("Drop it"),
        back=here,
    )


urlpatterns = [
    path("customers/<str:customer_id>/note/", take, name="desk_note"),
    path("notes/<str:note_id>/correct/", correct, name="desk_note_correct"),
    path("notes/<str:note_id>/drop/", drop, name="desk_note_drop"),
]
