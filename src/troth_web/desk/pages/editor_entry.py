"""One part of the playbook as a form: change it, add it, take it out."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext

from troth.operations.errors import NotFoundError
from troth.playbook.editing import UnfaithfulEditError, edited
from troth.said import said as worded
from troth_web.api.calls import Call
from troth_web.desk.acting import digest, done, form_page
from troth_web.desk.editor import saving
from troth_web.desk.editor.arranging import Arranged, arranged
from troth_web.desk.editor.beside import Parts, beside
from troth_web.desk.editor.blocks import Block
from troth_web.desk.editor.checked import Remark, checked
from troth_web.desk.editor.entry import EntryForm, NewEntryForm
from troth_web.desk.editor.opened import Opened, in_forms
from troth_web.desk.editor.sections import Section, new_id, title_of
from troth_web.desk.editor.spot import WORDS, Spot, block_for, kind_of, places, spot, spots
from troth_web.desk.editor.tabs import tabs
from troth_web.desk.page import acts

_PAGE = "desk/editor_entry.html"


@acts("editions.draft")
def change(request: HttpRequest, section: str, entry_id: str) -> HttpResponse:
    """A part that is there."""
    call = Call.of(request)
    now, tree = in_forms(call.store)
    at = spot(section, entry_id, tree)
    sent, pressed = _sent(request)
    block = block_for(at.kind, at.content, tree, sent or {})
    where, place = places(at, tree)
    form = _form(EntryForm, block, at.content, sent, pressed, places=where, place=place)
    if form.is_valid():
        if form.cleaned_data["base"] not in {"", digest(at.content)}:
            form.meanwhile(at.content)
        elif saving.changed(call, form, now, at):
            return done(request, reverse("desk_editor"), gettext("Saved in the draft."))
    parts, rest = _said(call, now, at, form, pressed)
    address = [section, entry_id]
    return form_page(
        request,
        form,
        _PAGE,
        title=at.title,
        now=now,
        parts=parts,
        rest=rest,
        look=reverse("desk_editor_look", args=address),
        out=reverse("desk_editor_take_out", args=address) if at.may_go else "",
        kind=at.kind,
        typed=pressed is not None,
        tabs=tabs("desk_editor"),
    )


@acts("editions.draft")
def add(request: HttpRequest, section: str) -> HttpResponse:
    """A part that is not there yet."""
    call = Call.of(request)
    now, tree = in_forms(call.store)
    kind = kind_of(section)
    if kind.only or kind.single:
        raise NotFoundError(
            "section", worded("{part} of which there could be more than one", part=section)
        )
    sent, pressed = _sent(request)
    block = block_for(kind, None, tree, sent or {})
    form = _form(NewEntryForm if kind.named else EntryForm, block, None, sent, pressed)
    if form.is_valid():
        at = _new(form, kind, tree)
        if any(each.id == at.id for each in spots(kind, tree)):
            form.add_error("id", gettext("There is one of this name already."))
        elif saving.added(call, form, now, at):
            to = reverse("desk_editor_entry", args=[section, at.id])
            return done(request, to, gettext("Added to the draft."))
    parts, rest = beside(form, (), "", pressed=pressed)
    return form_page(
        request,
        form,
        _PAGE,
        title=str(kind.add),
        intro=kind.teaches,
        now=now,
        parts=parts,
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
    if not at.may_go:
        raise NotFoundError("part", worded("{part} that could be taken out", part=section))
    sent, _pressed = _sent(request)
    form = EntryForm(sent, block=Block(), present=at.content)
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
    block = block_for(at.kind, at.content, tree, request.POST)
    where, place = places(at, tree)
    form = EntryForm(request.POST, block=block, present=at.content, places=where, place=place)
    parts, rest = _typed(call, now, at, form)
    facts = {"every": parts.every(), "rest": rest, "form": form, "typed": True}
    return render(request, "desk/parts/editor_beside.html", facts)


def _sent(request: HttpRequest) -> tuple[QueryDict | None, Arranged | None]:
    """The form that came in, and what a button did to its rows."""
    if request.method != "POST":
        return None, None
    pressed = arranged(request.POST)
    return (pressed.sent if pressed else request.POST), pressed


def _form(
    kind: type[EntryForm],
    block: Block,
    present: object,
    sent: QueryDict | None,
    pressed: Arranged | None,
    **among: Any,
) -> EntryForm:
    """The form; where a button only arranged its rows, it is shown and not looked at."""
    if pressed is None:
        return kind(sent, block=block, present=present, **among)
    form = kind(None, block=block, present=present, again=sent, **among)
    if pressed.act == "add":
        form.begin_at(pressed.rows, pressed.token)
    return form


def _said(
    call: Call, now: Opened, at: Spot, form: EntryForm, pressed: Arranged | None
) -> tuple[Parts, list[Remark]]:
    """The fields with what is said of the draft, or of what was typed."""
    if pressed is None:
        return beside(form, at.remarks(checked(now.text, call.at)), at.where)
    parts, rest = _typed(
        call, now, at, EntryForm(pressed.sent, block=form.block, present=at.content)
    )
    said = {each.name: each.remarks for each in parts.every()}
    shown, _rest = beside(form, (), at.where, pressed=pressed)
    for each in shown.every():
        each.remarks.extend(said.get(each.name, ()))
    return shown, rest


def _typed(call: Call, now: Opened, at: Spot, form: EntryForm) -> tuple[Parts, list[Remark]]:
    """The fields with what would be said of the draft if it said what they do."""
    text, typed = now.text, None
    if form.is_valid():
        typed = form.cleaned_data
        try:
            text = saving.with_form(now.text, at, form)
        except UnfaithfulEditError as error:
            form.refuse(error)
        else:
            at = saving.standing(at, form)
    return beside(form, at.remarks(checked(text, call.at)), at.where, typed=typed)


def _new(form: EntryForm, kind: Section, tree: dict[str, object]) -> Spot:
    """The entry that a form makes."""
    content = form.block.fresh(form.cleaned_data)
    present = tree.get(kind.key)
    taken = present if isinstance(present, dict | list) else None
    if not kind.named:
        number = len(taken or ())
        return Spot(kind, str(number), (kind.key, number), content)
    said = str(content.get("name") or content.get("says") or content.get("metric") or kind.key)
    entry_id = form.cleaned_data["id"] or new_id(said, taken)
    if kind.listed:
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
