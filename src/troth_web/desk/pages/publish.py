"""Before the draft binds: what it changes for customers and for whom, then publishing."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth import operations, queries
from troth.operations import Publish, Return, Submit
from troth.promises.store import Work
from troth.promises.submission import digest_of
from troth_web.api.calls import Call
from troth_web.api.checking import refuse_findings
from troth_web.desk.acting import ActForm, done, form_page, written
from troth_web.desk.editor.changing import counted, told
from troth_web.desk.editor.checked import Checked, checked
from troth_web.desk.editor.opened import Opened, opened
from troth_web.desk.editor.tabs import tabs
from troth_web.desk.fields import Words
from troth_web.desk.names import Names
from troth_web.desk.page import acts
from troth_web.people.permissions import require
from troth_web.playbooks import drafts


class PublishForm(ActForm):
    """How the draft is put in force."""

    note = Words(
        label=_("What changed, for those who read it"),
        help_text=_("It stands in the history of versions."),
        required=False,
        rows=2,
    )
    accept = forms.BooleanField(
        label=_("Publish it all the same, with what must be mended"),
        help_text=_(
            "For today. What is accepted for longer belongs into the draft, with a reason."
        ),
        required=False,
    )


@acts("editions.draft")
def show(request: HttpRequest) -> HttpResponse:
    """What the draft changes; whoever may put it in force does so here."""
    call = Call.of(request)
    now = opened(call.store)
    found = checked(now.text, call.at) if now else None
    if request.method != "POST" or now is None or found is None:
        return _page(call, PublishForm(initial={"seen": now.revision if now else 0}), now, found)
    require(call.principal, "editions.publish")
    form = PublishForm(request.POST)
    if form.is_valid() and found.playbook is not None and _published(call, form, now, found):
        said = gettext("Published. It binds from now on; what was promised before stays as it was.")
        return done(request, reverse("desk_versions"), said)
    return _page(call, form, now, found)


class AskForm(ActForm):
    """A second pair of eyes."""

    note = Words(
        label=_("What you changed, and why"),
        help_text=_("Whoever may publish reads it here."),
        required=False,
        rows=2,
    )


@acts("editions.draft")
def ask(request: HttpRequest) -> HttpResponse:
    """Ask those who may publish to put the draft in force, as it stands."""
    form = AskForm(request.POST if request.method == "POST" else None)

    def act(_call: Call, work: Work) -> object:
        wanted = Submit(note=form.cleaned_data["note"] or None)
        return operations.submit(work, drafts.draft().text, wanted).id

    if form.is_valid() and written(request, form, act):
        return done(request, reverse("desk_publish"), gettext("They are asked."))
    return form_page(
        request,
        form,
        title=gettext("Ask for a second pair of eyes"),
        intro=gettext("It is about the draft as it stands now; after another change, ask anew."),
        go=gettext("Ask for it"),
        back=reverse("desk_publish"),
    )


class SendBackForm(ActForm):
    """Why not, or not yet."""

    reason = Words(label=_("Why"), rows=2)


@acts("editions.publish")
def send_back(request: HttpRequest, submission_id: str) -> HttpResponse:
    """Say to whoever asked why it is not put in force as it stands."""
    form = SendBackForm(request.POST if request.method == "POST" else None)

    def act(_call: Call, work: Work) -> object:
        said = Return(reason=form.cleaned_data["reason"])
        return operations.return_submission(work, submission_id, said).id

    if form.is_valid() and written(request, form, act):
        return done(request, reverse("desk_publish"), gettext("It is sent back."))
    return form_page(
        request,
        form,
        title=gettext("Send it back"),
        go=gettext("Send it back"),
        back=reverse("desk_publish"),
    )


def _published(call: Call, form: PublishForm, now: Opened, found: Checked) -> bool:
    accepted = found.errors if form.cleaned_data["accept"] else ()
    # Checked before the transaction, which would keep all others waiting.
    refusal = refuse_findings(now.text, call.at, accepted)
    note = form.cleaned_data["note"] or None

    def act(_call: Call, work: Work) -> object:
        if refusal is not None:
            raise refusal
        edition = operations.publish(work, Publish(text=now.text, note=note))
        # Whoever wrote or published since has not been read: then nothing is published.
        drafts.drop(form.expected)
        return edition.id

    return written(call.request, form, act) is not None


def _page(call: Call, form: PublishForm, now: Opened | None, found: Checked | None) -> HttpResponse:
    playbook = found.playbook if found else None
    before = now.edition.playbook if now and now.edition else None
    rows = told(before, playbook, call.at) if playbook and now and now.differs else []
    names = Names(call.store, call.principal.actor.name)
    asked = queries.latest_submission(call.store)
    if found and not found.errors:
        del form.fields["accept"]
    return form_page(
        call.request,
        form,
        "desk/publish.html",
        now=now,
        by=names.named(now.changed_by) if now else "",
        asked=asked if asked and now and asked.digest == digest_of(now.text) else None,
        asker=names.actor(asked.by) if asked else "",
        returner=names.actor(asked.returned_by) if asked and asked.returned_by else "",
        checked=found,
        errors=[each for each in found.remarks if each.is_error] if found else [],
        rows=rows,
        counts=list(counted(rows)),
        tabs=tabs("desk_publish"),
    )


urlpatterns = [
    path("playbook/publish/", show, name="desk_publish"),
    path("playbook/publish/ask/", ask, name="desk_publish_ask"),
    path("playbook/publish/<str:submission_id>/back/", send_back, name="desk_publish_back"),
]
