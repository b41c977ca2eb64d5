"""One part of the playbook as a form: change it, add it, take it out."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext

from troth.playbook.editing import UnfaithfulEditError, edited
from troth_web.api.calls import Call
from troth_web.desk.acting import digest, done, form_page
from troth_web.desk.editor import saving
from troth_web.desk.editor.checked import checked
from troth_web.desk.editor.entry import (
    WORDS,
    EntryForm,
    NewEntryForm,
    Spot,
    beside,
    kind_of,
    seldom,
    slots_for,
    spot,
    spots,
    with_changes,
)
from troth_web.desk.editor.labels import label_of
from troth_web.desk.editor.opened import Opened, in_forms
from troth_web.desk.editor.sections import Section, new_id, title_of
from troth_web.desk.editor.slots import left_to_text
from troth_web.desk.editor.tabs import tabs
from troth_web.desk.page import acts

_PAGE = "desk/editor_entry.html"


@acts("editions.draft")
def change(request: HttpRequest, section: str, entry_id: str) -> HttpResponse:
    """A part that is there."""
    call = Call.of(request)
    now, tree = in_forms(call.store)
    at = spot(section, entry_id, tree)
    form = EntryForm(_sent(request), slots=slots_for(at.kind, tree), present=at.content)
    if form.is_valid():
        if form.cleaned_data["base"] not in {"", digest(at.content)}:
            form.meanwhile(at.content)
        elif saving.changed(call, form, now, at):
            return done(request, reverse("desk_editor"), gettext("Saved in the draft."))
    found = checked(now.text, call.at)
    fields, rest = beside(form, at.remarks(found), at.where)
    fields, more = seldom(fields)
    left = left_to_text(at.kind.part) if at.kind.part and not at.kind.only else []
    address = [section, entry_id]
    return form_page(
        request,
        form,
        _PAGE,
        title=at.title,
        now=now,
        fields=fields,
        seldom=more,
        open=any(remarks for _field, remarks in more),
        rest=rest,
        left=[label_of(key) for key in left],
        line=found.playbook.place(*at.path).line if found.playbook and at.path else 1,
        look=reverse("desk_editor_look", args=address),
        out="" if at.kind.only else reverse("desk_editor_take_out", args=address),
        kind=at.kind,
        tabs=tabs("desk_editor"),
    )


@acts("editions.draft")
def add(request: HttpRequest, section: str) -> HttpResponse:
    """A part that is not there yet."""
    call = Call.of(request)
    now, tree = in_forms(call.store)
    kind = kind_of(section)
    form = NewEntryForm(_sent(request), slots=slots_for(kind, tree), present=None)
    if form.is_valid():
        at = _new(form, kind, tree)
        if any(each.id == at.id for each in spots(kind, tree)):
            form.add_error("id", gettext("There is one of this name already."))
        elif saving.added(call, form, now, at):
            to = reverse("desk_editor_entry", args=[section, at.id])
            return done(request, to, gettext("Added to the draft."))
    every, rest = beside(form, (), "")
    fields, more = seldom(every)
    return form_page(
        request,
        form,
        _PAGE,
        title=str(kind.add),
        intro=kind.teaches,
        now=now,
        fields=fields,
        seldom=more,
        rest=rest,
        kind=kind,
        new=True,
        tabs=tabs("desk_editor"),
    )


@acts("editions.draft")
def take_out(request: HttpRequest, section: str, entry_id: str) -> HttpResponse:
    """Take a part out of the draft, after a look at what names it."""
    call = Call.of(request)
    now, tree = in_forms(call.store)
    at = spot(section, entry_id, tree)
    form = EntryForm(_sent(request), slots=[], present=at.content)
    if form.is_valid() and saving.taken_out(call, form, now, at):
        return done(request, reverse("desk_editor"), gettext("Taken out of the draft."))
    return form_page(
        request,
        form,
        title=gettext("Take “%(what)s” out?") % {"what": title_of(entry_id, at.content)},
        intro=_naming(call, now, at),
        go=gettext("Take it out"),
        back=reverse("desk_editor_entry", args=[section, entry_id]),
    )


@acts("editions.draft")
def look(request: HttpRequest, section: str, entry_id: str) -> HttpResponse:
    """What would be said of a part as it stands in the form; nothing is written."""
    call = Call.of(request)
    now, tree = in_forms(call.store)
    at = spot(section, entry_id, tree)
    form = EntryForm(request.POST, slots=slots_for(at.kind, tree), present=at.content)
    text = now.text
    if form.is_valid():
        try:
            text = with_changes(now.text, at, form.changes())
        except UnfaithfulEditError as error:
            form.refuse(error)
    fields, rest = beside(form, at.remarks(checked(text, call.at)), at.where)
    facts = {"fields": fields, "rest": rest, "form": form, "typed": True}
    return render(request, "desk/parts/editor_beside.html", facts)


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _new(form: NewEntryForm, kind: Section, tree: dict[str, object]) -> Spot:
    """The entry that a form makes."""
    content = form.changes()
    said = str(content.get("name") or content.get("says") or content.get("metric") or kind.key)
    present = tree.get(kind.key)
    taken = present if isinstance(present, dict | list) else None
    entry_id = form.cleaned_data["id"] or new_id(said, taken)
    if kind.key == "stages":
        content = {"id": entry_id, **content}
    place = kind.new_path(tree, entry_id)
    return Spot(kind, entry_id, place, content if kind.part else content.get(WORDS))


def _naming(call: Call, now: Opened, at: Spot) -> str:
    """What names a part, and so would be wrong without it."""
    try:
        after = checked(edited(now.text, at.path, None), call.at)
    except UnfaithfulEditError:
        return ""
    before = {each.says for each in checked(now.text, call.at).remarks if not each.code}
    left = [each for each in after.remarks if not each.code and each.says not in before]
    if not left:
        return gettext("Nothing else names it.")
    named = ", ".join(dict.fromkeys(each.path for each in left[:10]))
    return gettext("These name it, and have to be changed too: %(where)s") % {"where": named}


urlpatterns = [
    path("playbook/edit/add/<slug:section>/", add, name="desk_editor_add"),
    path("playbook/edit/<slug:section>/<str:entry_id>/", change, name="desk_editor_entry"),
    path("playbook/edit/<slug:section>/<str:entry_id>/look/", look, name="desk_editor_look"),
    path(
        "playbook/edit/<slug:section>/<str:entry_id>/take-out/",
        take_out,
        name="desk_editor_take_out",
    ),
]
