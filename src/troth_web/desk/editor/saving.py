"""Writing the draft from a form: only on the text that was read, and only what is a playbook."""

from dataclasses import replace

from troth.playbook.editing import UnfaithfulEditError, edited, reordered, tree_of
from troth.playbook.tree import Path
from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.desk.acting import ActForm, written
from troth_web.desk.editor.checked import checked
from troth_web.desk.editor.entry import PLACE, EntryForm
from troth_web.desk.editor.opened import Opened
from troth_web.desk.editor.rewriting import rewritten
from troth_web.desk.editor.spot import WORDS, Spot
from troth_web.playbooks import drafts


def with_form(text: str, at: Spot, form: EntryForm) -> str:
    """The text with what a form says of an entry.

    Raises:
        UnfaithfulEditError: something around it would change too.
    """
    said = form.cleaned_data
    if at.kind.part is not None:
        text = rewritten(text, at.path, form.block, said)
        return _placed(text, at, standing(at, form).path)
    words = form.block.fresh(said).get(WORDS)
    return edited(text, at.path, words) if words != at.content else text


def standing(at: Spot, form: EntryForm) -> Spot:
    """The entry where a form wants it among its like."""
    place = form.cleaned_data.get(PLACE)
    return at if place is None else replace(at, path=(*at.path[:-1], int(place)))


def _placed(text: str, at: Spot, to: Path) -> str:
    """The text with an entry at its place among its like."""
    if at.path == to:
        return text
    number, place = int(at.path[-1]), int(to[-1])
    listed = (tree_of(text) or {})[at.kind.key]
    order = [each for each in range(len(listed)) if each != number]
    order.insert(place, number)
    return reordered(text, to[:-1], order)


def changed(call: Call, form: EntryForm, now: Opened, at: Spot) -> bool:
    """Whether what the form says of an entry stands in the draft; else the form says why not."""
    try:
        text = with_form(now.text, at, form)
    except UnfaithfulEditError as error:
        form.refuse(error)
        return False
    return _sound(call, form, text, standing(at, form)) and keep(call, form, now, text)


def added(call: Call, form: EntryForm, now: Opened, at: Spot) -> bool:
    """Whether a new entry stands in the draft."""
    try:
        text = edited(now.text, at.path, at.content)
    except UnfaithfulEditError as error:
        form.refuse(error)
        return False
    return _sound(call, form, text, at) and keep(call, form, now, text)


def taken_out(call: Call, form: EntryForm, now: Opened, at: Spot) -> bool:
    """Whether an entry is gone from the draft; what names it is left for people to change."""
    try:
        text = edited(now.text, at.path, None)
    except UnfaithfulEditError as error:
        form.refuse(error)
        return False
    return keep(call, form, now, text)


def _sound(call: Call, form: EntryForm, text: str, at: Spot) -> bool:
    """Whether the entry still has the form of the language."""
    problems = [each for each in at.remarks(checked(text, call.at)) if not each.code]
    form.point_out(problems, at.where)
    return not problems


def keep(call: Call, form: ActForm, now: Opened, text: str) -> bool:
    """Whether the text is the draft, in place of what was read and of nothing else."""

    def act(_call: Call, _work: Work) -> object:
        return drafts.write(text, call.actor, call.at, now.revision).revision

    return text == now.text or written(call.request, form, act) is not None
