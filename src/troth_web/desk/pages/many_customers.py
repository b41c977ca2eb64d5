"""Several customers at once: a note of each, and handing over what is open between us."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext, ngettext

from troth import operations
from troth.answers import note_body
from troth.operations import TakeNote
from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.api.rights import may_change
from troth_web.desk.acting import done, onward
from troth_web.desk.between import open_between
from troth_web.desk.choosing import ChosenForm, Many, act_on, chosen, ids_in
from troth_web.desk.page import acts
from troth_web.desk.pages.many import HandOverForm, handing_over
from troth_web.desk.pages.note import TakeForm


class NoteForm(TakeForm, ChosenForm):
    """The same note of each."""


@acts("notes.take")
def note(request: HttpRequest) -> HttpResponse:
    """Note the same of several customers."""
    back, edition = reverse("desk_customers"), Call.of(request).store.edition()
    form = chosen(request, NoteForm, back, playbook=edition.playbook if edition else None)

    def do(_call: Call, work: Work, customer_id: str) -> object:
        said = form.said(TakeNote, customer=customer_id)
        return note_body(operations.take_note(work, said)).model_dump(mode="json")

    n = len(form.ids)
    many = Many(
        title=ngettext("Note something of %d customer", "Note the same of %d customers", n) % n,
        intro=gettext("What they said, and no judgement of them: they may read it and correct it."),
        go=gettext("Note it"),
        said=ngettext("Noted of %d customer.", "Noted of %d customers.", n) % n,
        do=do,
    )
    return act_on(request, form, back, many)


@acts("promises.hand_over")
def hand_over(request: HttpRequest) -> HttpResponse:
    """Hand over all that is open of several customers, as far as one may."""
    back, call = reverse("desk_customers"), Call.of(request)
    customers = ids_in(request)
    promises = [each for customer in customers for each in _open(call, customer)]
    if request.method != "POST" and customers and not promises:
        to = onward(request, back)
        return done(request, to, gettext("Nothing of theirs is open that you may hand over."))
    return handing_over(request, chosen(request, HandOverForm, back, promises), back)


def _open(call: Call, customer_id: str) -> list[str]:
    """Ids of open promises to a customer that the reader may change."""
    found = open_between(call, customer_id, duties=False)
    return [each.id for each in found if may_change(call.principal, each)]


#: `customers/note/` is no customer, so these stand before the page of one.
urlpatterns = [
    path("customers/note/", note, name="desk_note_many"),
    path("customers/hand-over/", hand_over, name="desk_hand_over_customers"),
]
