"""The playbook's editor: every part of the draft, and what is said of each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse

from troth_web.api.calls import Call
from troth_web.desk.editor import fixing
from troth_web.desk.editor.checked import Checked, Remark, checked
from troth_web.desk.editor.opened import opened
from troth_web.desk.editor.sections import (
    BY_KEY,
    NOTICES,
    SECTIONS,
    WHOLE,
    Section,
    about_of,
)
from troth_web.desk.editor.spot import Spot, spots
from troth_web.desk.editor.tabs import tabs
from troth_web.desk.names import Names
from troth_web.desk.page import page

_ORDER = ("broken", "risk", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry in the list."""

    url: str
    title: str
    about: str
    #: How many things are said of it, and the one that matters most.
    count: int
    worst: Remark | None


@page("editions.draft")
def show(request: HttpRequest) -> HttpResponse:
    """Every part of the draft; or, with `fix`, the change that a finding proposes."""
    call = Call.of(request)
    now = opened(call.store)
    if now is None:
        return HttpResponseRedirect(reverse("desk_begin"))
    if "fix" in request.GET:
        return fixing.shown(call, now, request.GET["fix"])
    if now.tree is None:
        return HttpResponseRedirect(reverse("desk_editor_text"))
    found = checked(now.text, call.at)
    names = Names(call.store, call.principal.actor.name)
    facts = {
        "now": now,
        "by": names.named(now.changed_by),
        "checked": found,
        "errors": sum(each.is_error for each in found.remarks),
        "sections": [(each, list(_rows(each, now.tree, found))) for each in SECTIONS],
        "whole": next(_rows(WHOLE, now.tree, found)),
        "notices": next(_rows(NOTICES, now.tree, found)),
        "elsewhere": list(_elsewhere(found)),
        "tabs": tabs("desk_editor"),
    }
    return render(request, "desk/editor.html", facts)


def _rows(section: Section, tree: Mapping[str, Any], found: Checked) -> Iterator[Row]:
    for each in spots(section, tree):
        remarks = each.remarks(found)
        yield Row(
            url=reverse("desk_editor_entry", args=[section.key, each.id]),
            title=each.title,
            about=_about(each),
            count=len(remarks),
            worst=min(remarks, key=lambda one: _ORDER.index(one.shape), default=None),
        )


def _about(spot: Spot) -> str:
    if spot.kind.only and isinstance(spot.content, Mapping):
        return str(spot.content.get("promise") or "")
    return about_of(spot.content)


def _elsewhere(found: Checked) -> Iterator[Remark]:
    """What is said of parts that have no form."""
    known = {*BY_KEY, *WHOLE.only}
    return (each for each in found.remarks if each.path.partition(".")[0] not in known)


urlpatterns = [path("playbook/edit/", show, name="desk_editor")]
