"""Writing the draft from a form: only on the text that was read, and only what is a playbook."""

from troth.playbook.editing import UnfaithfulEditError, edited
from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.desk.acting import ActForm, written
from troth_web.desk.editor.checked import checked
from troth_web.desk.editor.entry import EntryForm
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
        return rewritten(text, at.path, form.block, said)
    words = form.block.fresh(said).get(WORDS)
    return edited(text, at.path, words) if words != at.content else text


def changed(call: Call, form: EntryForm, now: Opened, at: Spot) -> bool:
    """Whether what the form says of an entry stands in the draft; else the form says why not."""
    try:
        text = with_form(now.text, at, form)
    except UnfaithfulEditError as error:
        form.refuse(error)
        return False
    return _sound(call, form, text, at) and keep(call, form, now, text)


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
