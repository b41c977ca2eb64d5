"""Versions of the playbook: all of them, one with what it changed, and going on from an old one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext

from troth.operations.errors import NotFoundError
from troth.promises.editions import Edition
from troth.promises.entries import Entry
from troth.promises.store import Store, Work
from troth_web.api.calls import Call
from troth_web.desk.acting import ActForm, done, form_page, written
from troth_web.desk.editor.changing import counted, told
from troth_web.desk.editor.lines import difference
from troth_web.desk.editor.opened import opened
from troth_web.desk.editor.tabs import tabs
from troth_web.desk.names import Names
from troth_web.desk.page import acts, page
from troth_web.desk.pages.editor_text import yaml_file
from troth_web.playbooks import drafts

#: So many are listed at once.
SHOWN = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An edition as a page shows it."""

    id: str
    number: int
    at: datetime
    by: str
    note: str | None
    in_force: bool


@page("editions.read")
def show(request: HttpRequest) -> HttpResponse:
    """All versions, the latest first."""
    call = Call.of(request)
    after = request.GET.get("after") or None
    found = call.store.subjects("edition", None, after, SHOWN)
    facts = {
        "versions": list(_versions(call, found.items)),
        "next": found.next,
        "after": after,
        "tabs": tabs("desk_versions") if _may(call) else [],
        "may": _may(call),
    }
    return render(request, "desk/versions.html", facts)


@page("editions.read")
def one(request: HttpRequest, edition_id: str) -> HttpResponse:
    """One version: what it changed for customers, and in the text."""
    call = Call.of(request)
    edition = _edition(call.store, edition_id)
    against = request.GET.get("against") or _before(call.store, edition_id)
    old = _edition(call.store, against) if against else None
    rows = told(old.playbook if old else None, edition.playbook, call.at)
    facts = {
        "version": next(_versions(call, (edition_id,))),
        "against": next(_versions(call, (against,))) if against else None,
        "others": [each for each in _versions(call, _latest(call.store)) if each.id != edition_id],
        "rows": rows,
        "counts": list(counted(rows)),
        "lines": difference(old.text, edition.text) if old else [],
        "may": _may(call),
    }
    return render(request, "desk/version.html", facts)


@page("editions.read")
def away(request: HttpRequest, edition_id: str) -> HttpResponse:
    """A version as a file."""
    return yaml_file(_edition(Call.of(request).store, edition_id).text, f"{edition_id}.yaml")


class GoOnForm(ActForm):
    """Nothing but to be sure."""


@acts("editions.draft")
def go_on(request: HttpRequest, edition_id: str) -> HttpResponse:
    """Go on from a version: its text becomes the draft."""
    call = Call.of(request)
    edition = _edition(call.store, edition_id)
    now = opened(call.store)
    form = GoOnForm(
        request.POST if request.method == "POST" else None,
        initial={"seen": now.revision if now else 0},
    )

    def act(_call: Call, _work: Work) -> object:
        return drafts.write(edition.text, call.actor, call.at, form.expected).revision

    if form.is_valid() and written(request, form, act):
        return done(request, reverse("desk_publish"), gettext("This version is the draft now."))
    return form_page(
        request,
        form,
        title=gettext("Go on from this version?"),
        intro=gettext(
            "Its text takes the place of the draft. Nothing binds until it is published."
        ),
        go=gettext("Make it the draft"),
        back=reverse("desk_version", args=[edition_id]),
    )


def _may(call: Call) -> bool:
    return "editions.draft" in call.principal.permissions


def _edition(store: Store, edition_id: str) -> Edition:
    found = store.edition(edition_id)
    if found is None:
        raise NotFoundError("edition", edition_id)
    return found


def _latest(store: Store) -> tuple[str, ...]:
    return store.subjects("edition", None, None, SHOWN).items


def _before(store: Store, edition_id: str) -> str | None:
    """The version before one."""
    number = _entry(store, edition_id).payload["number"]
    return f"edition-{number - 1}" if number > 1 else None


def _entry(store: Store, edition_id: str) -> Entry:
    entries = store.entries(edition_id)
    if not entries:
        raise NotFoundError("edition", edition_id)
    return entries[0]


def _versions(call: Call, ids: tuple[str, ...]) -> Iterator[Version]:
    names = Names(call.store, call.principal.actor.name)
    current = call.store.edition()
    for each in ids:
        entry = _entry(call.store, each)
        yield Version(
            id=each,
            number=entry.payload["number"],
            at=entry.at,
            by=names.actor(entry.actor),
            note=entry.payload.get("note"),
            in_force=current is not None and current.id == each,
        )


urlpatterns = [
    path("playbook/versions/", show, name="desk_versions"),
    path("playbook/versions/<str:edition_id>/", one, name="desk_version"),
    path("playbook/versions/<str:edition_id>/playbook.yaml", away, name="desk_version_away"),
    path("playbook/versions/<str:edition_id>/go-on/", go_on, name="desk_version_go_on"),
]
