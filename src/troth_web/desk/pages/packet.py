"""A packet: what was sold goes to those who keep it; they accept, ask or contest each promise."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth import operations, queries
from troth.answers import packet_body
from troth.operations import AnswerPacket, ExplainPacket, HandPacket
from troth.operations.packets import handed
from troth.promises.packet import Packet, PacketAnswer, packet
from troth.promises.promise import Promise
from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.api.packets import shown_to
from troth_web.api.rights import may_change, must_be_of, see_all, writable
from troth_web.desk.acting import ActForm, done, form_page, written
from troth_web.desk.between import open_between
from troth_web.desk.fields import Words
from troth_web.desk.handing import choice_of, lines_of, packet_row, team_name
from troth_web.desk.latest import latest
from troth_web.desk.names import Names
from troth_web.desk.page import acts, page
from troth_web.people.permissions import may_write

#: So many packets are listed.
LISTED = 50


class HandForm(ActForm):
    """What goes to whom. Nothing is preselected."""

    to = forms.ChoiceField(label=_("To which team"))
    promises = forms.MultipleChoiceField(
        label=_("Which promises"), widget=forms.CheckboxSelectMultiple
    )
    note = Words(
        label=_("What they need to know"),
        help_text=_("What the customer aims at, what was said beside the promises, what is odd."),
        required=False,
        rows=4,
    )

    def __init__(self, data: Any, *, teams: Any, promises: Any) -> None:  # noqa: ANN401 - choices
        """With the teams of the playbook and what is open."""
        super().__init__(data)
        for name, choices in (("to", teams), ("promises", promises)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = choices


class AnswerForm(ActForm):
    """One answer about one promise, by the button that is pressed."""

    promise = forms.CharField(widget=forms.HiddenInput, max_length=100)
    answer = forms.ChoiceField(choices=[(each.value, each.value) for each in PacketAnswer])
    note = Words(label=_("A question, or why it cannot be kept"), required=False, rows=2)


class ExplainForm(ActForm):
    """An answer to the team."""

    promise = forms.CharField(widget=forms.HiddenInput, max_length=100)
    note = Words(label=_("Your answer"), min_length=1, rows=2)


@page("packets.read")
def show_all(request: HttpRequest) -> HttpResponse:
    """Packets, the latest first; those that are not wholly taken over stand out."""
    call = Call.of(request)
    after = request.GET.get("after") or None
    found = latest(call.store, "packet", packet, after=after, limit=LISTED)
    names = Names(call.store, call.principal.actor.name)
    names.know([each.customer for each in found.items])
    rows = [packet_row(call, each, names) for each in found.items]
    facts = {"rows": rows, "next": found.next, "after": after}
    return render(request, "desk/packets.html", facts)


@page("packets.read")
def show(request: HttpRequest, packet_id: str) -> HttpResponse:
    """One packet, each promise with what was said of it."""
    return _shown(request, packet_id)


@acts("packets.hand")
def hand(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Hand open promises of a customer to the team that shall keep them."""
    call = Call.of(request)
    queries.customer(call.store, customer_id)
    edition = call.store.edition()
    playbook = edition.playbook if edition else None
    here = reverse("desk_customer", args=[customer_id])
    teams = [(each, team_name(each, playbook)) for each in (playbook.teams if playbook else ())]
    form = HandForm(
        request.POST if request.method == "POST" else None,
        teams=[("", gettext("Choose")), *teams],
        promises=[choice_of(each, playbook) for each in _open(call, customer_id)],
    )

    def act(call: Call, work: Work) -> object:
        said = form.said(HandPacket, customer=customer_id)
        for promise_id in said.promises:
            writable(call.principal, work, promise_id)
        return packet_body(operations.hand_packet(work, said)).model_dump(mode="json")

    if form.is_valid() and (made := written(request, form, act)):
        to = reverse("desk_packet", args=[made[0]["id"]])
        return done(request, to, gettext("Handed over. The team answers each promise."))
    return form_page(
        request,
        form,
        title=gettext("Hand over to the team that keeps it"),
        intro=gettext(
            "They accept each promise, ask about it, or contest it. Until it is accepted it stays "
            "with whoever looks after it now."
        ),
        go=gettext("Hand over"),
        back=here,
    )


@acts("packets.answer")
def answer(request: HttpRequest, packet_id: str) -> HttpResponse:
    """The team's word on one promise."""

    def act(call: Call, work: Work, form: ActForm) -> Packet:
        said = form.said(AnswerPacket)
        must_be_of(call.principal, handed(work, packet_id).to)
        see_all(call.principal, work, [said.promise])
        return operations.answer_packet(work, packet_id, said, form.expected)

    return _answered(request, packet_id, AnswerForm, act)


@acts("packets.hand")
def explain(request: HttpRequest, packet_id: str) -> HttpResponse:
    """What whoever handed it answers to the team."""

    def act(call: Call, work: Work, form: ActForm) -> Packet:
        said = form.said(ExplainPacket)
        see_all(call.principal, work, [said.promise])
        return operations.explain_packet(work, packet_id, said, form.expected)

    return _answered(request, packet_id, ExplainForm, act)


def _answered(
    request: HttpRequest,
    packet_id: str,
    kind: type[ActForm],
    act: Callable[[Call, Work, ActForm], Packet],
) -> HttpResponse:
    if request.method != "POST":
        return _shown(request, packet_id)
    form = kind(request.POST)

    def do(call: Call, work: Work) -> object:
        return packet_body(act(call, work, form)).model_dump(mode="json")

    if form.is_valid() and written(request, form, do):
        here = reverse("desk_packet", args=[packet_id])
        return done(request, here, gettext("It is on record."))
    return _shown(request, packet_id, form, status=422)


def _shown(
    request: HttpRequest, packet_id: str, refused: ActForm | None = None, status: int = 200
) -> HttpResponse:
    call = Call.of(request)
    found = queries.packet(call.store, packet_id)
    edition = call.store.edition()
    playbook = edition.playbook if edition else None
    names = Names(call.store, call.principal.actor.name)
    may_know = shown_to(call.principal, call.store)
    seen = [each for each in found.items if may_know(each.promise)]
    rights = call.principal.permissions
    facts = {
        "packet": found,
        "customer": names.customer(found.customer),
        "by": names.actor(found.by),
        "to": team_name(found.to, playbook),
        "lines": lines_of(call, seen, playbook, names),
        "withheld": len(found.items) - len(seen),
        "waiting": len(found.open),
        "answers": "packets.answer" in rights and may_write(call.principal, {found.to}),
        "explains": "packets.hand" in rights,
        "blank": AnswerForm(),
        "reply": ExplainForm(),
        "form": refused,
        "bound_to": refused and refused.data.get("promise"),
        "explaining": isinstance(refused, ExplainForm),
    }
    return render(request, "desk/packet.html", facts, status=status)


def _open(call: Call, customer_id: str) -> list[Promise]:
    found = open_between(call, customer_id, duties=False)
    return [each for each in found if may_change(call.principal, each)]


urlpatterns = [
    path("packets/", show_all, name="desk_packets"),
    path("packets/<str:packet_id>/", show, name="desk_packet"),
    path("packets/<str:packet_id>/answer/", answer, name="desk_packet_answer"),
    path("packets/<str:packet_id>/explain/", explain, name="desk_packet_explain"),
    path("customers/<str:customer_id>/hand-over/", hand, name="desk_packet_hand"),
]
