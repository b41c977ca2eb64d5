"""The first start of an own company: three promises it makes already, and it can be used."""

from datetime import date, time

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext

from troth import operations
from troth.operations import Publish
from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.desk.acting import done, form_page, written
from troth_web.desk.editor.beginning import BeginForm
from troth_web.desk.editor.checked import checked
from troth_web.desk.editor.opened import opened
from troth_web.desk.page import acts
from troth_web.desk.reader import reader_of
from troth_web.desk.telling import told
from troth_web.people import operations as people
from troth_web.people.models import Membership, Team
from troth_web.playbooks import drafts


@acts("editions.draft")
def show(request: HttpRequest) -> HttpResponse:
    """Ask, and put it in force where the reader may; else it becomes the draft."""
    call = Call.of(request)
    if opened(call.store) is not None:
        return HttpResponseRedirect(reverse("desk_editor"))
    form = BeginForm(request.POST if request.method == "POST" else None, initial=_usual(request))
    if form.is_valid() and _sound(call, form):
        if "editions.publish" in call.principal.permissions:
            if _begun(call, form):
                said = gettext("Your playbook is in force. Now make a promise by it.")
                return done(request, reverse("desk_make"), said)
        elif _drafted(call, form):
            said = gettext("It is the draft now. A manager puts it in force.")
            return done(request, reverse("desk_editor"), said)
    return form_page(request, form, "desk/begin.html", rows=list(form.rows()))


def _usual(request: HttpRequest) -> dict[str, object]:
    zone = reader_of(request).zone.key
    return {"days": "Mo-Fr", "opens": time(9), "closes": time(17), "zone": zone, "share_1": "95"}


def _sound(call: Call, form: BeginForm) -> bool:
    """Whether what was said makes a playbook; a country that is none shows only here."""
    found = checked(form.text(_today(call)), call.at)
    for remark in found.remarks:
        if not remark.code:
            field = "holidays" if remark.path.endswith("holidays") else None
            form.add_error(field, f"{told(remark.says)}; {told(remark.fix)}")
    return found.playbook is not None


def _today(call: Call) -> date:
    return timezone.localtime(call.at).date()


def _begun(call: Call, form: BeginForm) -> bool:
    """Publish, make the teams, and be in the first one."""
    text = form.text(_today(call))

    def act(_call: Call, work: Work) -> object:
        edition = operations.publish(work, Publish(text=text))
        for team_id, name in {each.team: each.team_name for each in form.promises()}.items():
            if not Team.objects.filter(pk=team_id).exists():
                people.make_team(call.principal, team_id, name, at=call.at)
        _join(call, next(form.promises()).team)
        return edition.id

    return written(call.request, form, act) is not None


def _join(call: Call, team_id: str) -> None:
    """Whoever begins belongs to the team whose promises they can then make."""
    mine = Membership.objects.filter(person_id=call.principal.id).values_list("team_id", flat=True)
    if not mine:
        people.set_teams(call.principal, call.principal.id, [team_id], at=call.at)


def _drafted(call: Call, form: BeginForm) -> bool:
    text = form.text(_today(call))

    def act(_call: Call, _work: Work) -> object:
        return drafts.write(text, call.actor, call.at, 0).revision

    return written(call.request, form, act) is not None


urlpatterns = [path("playbook/begin/", show, name="desk_begin")]
