"""Customers and promises from a file: what each line would do, before anything is done."""

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from troth.answers.incoming import Fault, Sheet
from troth.answers.sheets import neutral
from troth_web.api.calls import Call
from troth_web.desk.acting import ActForm, done, written
from troth_web.desk.page import acts
from troth_web.desk.setting import Once, show_once
from troth_web.importing import (
    CUSTOMERS,
    PROMISES,
    FaultySheetError,
    Kind,
    Taken,
    preview,
    take_in,
)
from troth_web.inviting import invitations
from troth_web.people.mail import link_of
from troth_web.people.operations import Invited

#: The largest file, in bytes.
MOST_BYTES = 2_000_000
#: So many rows are shown before they are taken in.
SHOWN = 20
#: So many faults are shown; all of them can be taken away as a sheet.
SHOWN_FAULTS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A list that a file can be taken into."""

    kind: Kind
    #: The name of the address of the list, and of its page for files.
    back: str
    title: str | Lazy
    example: str
    #: Whether there are columns such as `facets.fare`.
    facets: bool = True


_CUSTOMERS = About(
    kind=CUSTOMERS,
    back="desk_customers",
    title=_("Customers from a file"),
    example="name,email,ref,facets.fare\nInes Okafor,ines@example.org,crm:4711,flex",
)
_PROMISES = About(
    kind=PROMISES,
    back="desk_promises",
    title=_("Promises from a file"),
    example="metric,customer,at,due\nrefund,ines@example.org,2026-11-30T10:00+01:00,"
    "2026-12-04T17:00+01:00",
)


_PEOPLE = About(
    kind=invitations([]),
    back="desk_settings",
    title=_("Colleagues from a file"),
    example="name,email,role,teams\nNoa Ito,noa@example.com,agent,support delivery",
    facets=False,
)


class SheetForm(ActForm):
    """A file, or its text."""

    file = forms.FileField(
        label=_("A file (CSV)"),
        help_text=_("As any spreadsheet saves it. The first line names the columns."),
        required=False,
    )
    text = forms.CharField(
        label=_("Or its text"),
        max_length=MOST_BYTES,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "class": "mono"}),
    )

    def clean(self) -> dict[str, Any]:
        """With the text of the file, where there is one."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        file = said.get("file")
        if file and file.size > MOST_BYTES:
            self.add_error("file", gettext("This file is too large; part it."))
        elif file:
            said["text"] = _decoded(file.read())
        if not self.errors and not said.get("text", "").strip():
            self.add_error("file", gettext("Choose a file, or write its text below."))
        return said


def _decoded(content: bytes) -> str:
    """Spreadsheets write UTF-8, UTF-16 with its mark, or what Windows wrote before both."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


@acts("customers.import")
def customers(request: HttpRequest) -> HttpResponse:
    """Customers from a file."""
    return _page(request, _CUSTOMERS)


@acts("promises.import")
def promises(request: HttpRequest) -> HttpResponse:
    """Promises from a file."""
    return _page(request, _PROMISES)


@acts("people.invite")
def people(request: HttpRequest) -> HttpResponse:
    """Colleagues from a file; their links are shown this once."""
    made: list[Invited] = []
    about = replace(_PEOPLE, kind=invitations(made))

    def then(_taken: int) -> HttpResponse:
        return show_once(request, _links(made))

    return _page(request, about, then)


def _links(made: list[Invited]) -> Once:
    invited = [(each.invitation, link_of(each)) for each in made]
    return Once(
        title=gettext("Invited"),
        heading=gettext("Send each their link: it is shown this once"),
        lines=[(f"{each.name}, {each.email}", link) for each, link in invited],
        lost=gettext("Nobody new was in it, or this was done already."),
        back=reverse(_PEOPLE.back),
        steps=[gettext("A link works for seven days. Whoever opens it sets a password and is in.")],
    )


def _page(
    request: HttpRequest, about: About, then: Callable[[int], HttpResponse] | None = None
) -> HttpResponse:
    posted = request.method == "POST"
    form = SheetForm(request.POST, request.FILES) if posted else SheetForm()
    facts: dict[str, Any] = {"form": form, "about": about, "back": reverse(about.back)}
    if not form.is_bound or not form.is_valid():
        return render(request, "desk/importing.html", facts, status=422 if posted else 200)
    text = form.cleaned_data["text"]
    sheet = about.kind.read(text)
    if "take" in request.POST:
        taken = _taken(request, form, about.kind, sheet)
        if taken is not None:
            said = ngettext("%d was taken in.", "%d were taken in.", taken) % taken
            return then(taken) if then else done(request, facts["back"], said)
    tried = preview(Call.of(request), about.kind, sheet)
    if "faults" in request.POST:
        return _faults_away(tried.faults)
    return render(request, "desk/importing.html", facts | _shown(tried, sheet, text))


def _taken(request: HttpRequest, form: SheetForm, kind: Kind, sheet: Sheet) -> int | None:
    """How many were taken in; None where something is at fault, which the preview then says."""
    try:
        found = written(
            request, form, lambda call, work: len(take_in(call, work, kind, sheet).made)
        )
    except FaultySheetError:
        return None
    return found[0] if found else None


def _faults_away(faults: Iterable[Fault]) -> HttpResponse:
    """All that is not right, as a sheet; what a file brought cannot become a formula in it."""
    text = io.StringIO()
    sheet = csv.writer(text)
    sheet.writerow((gettext("Line"), gettext("Column"), gettext("What is not right")))
    sheet.writerows((each.line, neutral(each.column), neutral(each.says)) for each in faults)
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="refused.csv"'
    return answer


def _shown(tried: Taken, sheet: Sheet, text: str) -> dict[str, Any]:
    columns = [each for each in sheet.columns if any(each in row.cells for row in sheet.rows)]
    return {
        "looked": True,
        "text": text,
        "columns": columns,
        "rows": [
            (row.line, [row.cells.get(each, "") for each in columns], row.line in tried.known)
            for row in sheet.rows[:SHOWN]
        ],
        "more": max(len(sheet.rows) - SHOWN, 0),
        "new": len(tried.made),
        "known": len(tried.known),
        "faults": tried.faults[:SHOWN_FAULTS],
        "more_faults": max(len(tried.faults) - SHOWN_FAULTS, 0),
        "n_faults": len(tried.faults),
    }


urlpatterns = [
    path("customers/import/", customers, name="desk_import_customers"),
    path("promises/import/", promises, name="desk_import_promises"),
    path("settings/people/import/", people, name="desk_import_people"),
]
