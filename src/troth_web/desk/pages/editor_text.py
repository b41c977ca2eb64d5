"""The playbook's editor, as text: write, check, bring in, take away, drop."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.desk.acting import ActForm, done, form_page, written
from troth_web.desk.editor.checked import checked
from troth_web.desk.editor.lines import difference
from troth_web.desk.editor.opened import opened
from troth_web.desk.editor.texting import LONGEST, TextForm, meanwhile, saved, text_page
from troth_web.desk.names import Names
from troth_web.desk.page import acts, page
from troth_web.playbooks import drafts


@acts("editions.draft")
def show(request: HttpRequest) -> HttpResponse:
    """The draft as text."""
    now = opened(Call.of(request).store)
    if request.method != "POST":
        text = now.text if now else ""
        form = TextForm(None, initial={"text": text, "seen": now.revision if now else 0})
        return text_page(request, form, now, text)
    form = TextForm(request.POST)
    if not form.is_valid():
        return text_page(request, form, now, str(request.POST.get("text", "")))
    if saved(request, form):
        return done(request, reverse("desk_editor_text"), gettext("Saved in the draft."))
    return meanwhile(request, form)


@acts("editions.draft")
def look(request: HttpRequest) -> HttpResponse:
    """What is said of a text; nothing is kept. Also whether somebody else wrote meanwhile."""
    call = Call.of(request)
    form = TextForm(request.POST)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    now = opened(call.store)
    if "HX-Request" not in request.headers:
        return text_page(request, form, now, text)
    seen = form.cleaned_data.get("seen") if form.is_valid() else None
    names = Names(call.store, call.principal.actor.name)
    facts = {
        "checked": checked(text, call.at),
        "lines": text.splitlines(),
        "overtaken": now is not None and seen is not None and now.revision != seen,
        "by": names.named(now.changed_by) if now else "",
        "now": now,
    }
    return render(request, "desk/parts/editor_findings.html", facts)


class BringForm(ActForm):
    """A playbook from elsewhere."""

    file = forms.FileField(
        label=_("A file"), help_text=_("YAML, as the command line has it."), required=False
    )
    text = forms.CharField(
        label=_("Or its text"),
        max_length=LONGEST,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "ltr", "spellcheck": "false"}),
    )

    def clean(self) -> None:
        """One of both, in UTF-8."""
        super().clean()
        found = self.cleaned_data.get("file")
        if isinstance(found, UploadedFile):
            self.cleaned_data["text"] = self._read(found)
        elif not self.cleaned_data.get("text"):
            self.add_error("file", gettext("Choose a file, or paste its text below."))

    def _read(self, file: "UploadedFile[bytes]") -> str:
        if (file.size or 0) > LONGEST:
            self.add_error("file", gettext("This file is too large to be a playbook."))
            return ""
        try:
            return bytes(file.read()).decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("file", gettext("This is not text in UTF-8. Save it so, and try again."))
            return ""


@acts("editions.draft")
def bring(request: HttpRequest) -> HttpResponse:
    """Bring a playbook in: it stands in the editor, and is the draft only once it is saved."""
    call = Call.of(request)
    now = opened(call.store)
    if request.method == "POST":
        form = BringForm(request.POST, request.FILES)
        if form.is_valid():
            text = form.cleaned_data["text"].replace("\r\n", "\n")
            opened_form = TextForm(None, initial={"text": text, "seen": now.revision if now else 0})
            against = difference(now.text if now else "", text)
            return text_page(request, opened_form, now, text, brought=True, against=against)
    else:
        form = BringForm()
    return form_page(
        request,
        form,
        "desk/editor_bring.html",
        title=gettext("Bring a playbook in"),
        intro=gettext(
            "You see it, and what is said of it, before it takes the place of the draft."
        ),
        go=gettext("Look at it"),
        back=reverse("desk_editor_text"),
    )


@page("editions.draft")
def away(request: HttpRequest) -> HttpResponse:
    """The draft as a file."""
    now = opened(Call.of(request).store)
    return yaml_file(now.text if now else "", "playbook.yaml")


def yaml_file(text: str, name: str) -> HttpResponse:
    """A playbook for whoever keeps it elsewhere."""
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


class DropForm(ActForm):
    """Nothing but to be sure."""


@acts("editions.draft")
def drop(request: HttpRequest) -> HttpResponse:
    """Drop the draft: what is in force stays."""
    now = opened(Call.of(request).store)
    if request.method == "POST":
        form = DropForm(request.POST)

        def act(_call: Call, _work: Work) -> object:
            return drafts.drop(form.expected).revision

        if form.is_valid() and written(request, form, act):
            return done(request, reverse("desk_editor"), gettext("The draft is dropped."))
    else:
        form = DropForm(initial={"seen": now.revision if now else 0})
    return form_page(
        request,
        form,
        title=gettext("Drop the draft?"),
        intro=gettext(
            "What is in force stays. What was changed since is gone; take it away as a file first "
            "if somebody may want it."
        ),
        go=gettext("Drop the draft"),
        back=reverse("desk_editor"),
    )


urlpatterns = [
    path("playbook/edit/text/", show, name="desk_editor_text"),
    path("playbook/edit/check/", look, name="desk_editor_check"),
    path("playbook/edit/bring/", bring, name="desk_editor_bring"),
    path("playbook/edit/playbook.yaml", away, name="desk_editor_away"),
    path("playbook/edit/drop/", drop, name="desk_editor_drop"),
]
