"""The change that a finding proposes, made in the editor and not yet saved."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from troth.checks.mending import mended, path_of
from troth.findings import Finding
from troth_web.api.calls import Call
from troth_web.desk.editor.checked import checked
from troth_web.desk.editor.lines import difference
from troth_web.desk.editor.opened import Opened
from troth_web.desk.editor.sections import BY_KEY
from troth_web.desk.editor.texting import TextForm, text_page


def shown(call: Call, now: Opened, fingerprint: str) -> HttpResponse:
    """The text with the change made; where that takes a decision, the form in which to take it."""
    finding = next(
        (each for each in checked(now.text, call.at).findings if each.fingerprint == fingerprint),
        None,
    )
    if finding is None:
        messages.info(call.request, gettext("This is not found in the draft any more."))
        return HttpResponseRedirect(reverse("desk_editor"))
    text = mended(now.text, finding, call.at)
    if text is None:
        return HttpResponseRedirect(place_of(now, finding))
    form = TextForm(None, initial={"text": text, "seen": now.revision})
    return text_page(
        call.request,
        form,
        now,
        text,
        mends=finding,
        against=difference(now.text, text),
        left=fingerprint in {each.fingerprint for each in checked(text, call.at).findings},
    )


def place_of(now: Opened, finding: Finding) -> str:
    """Where a person mends what no program can."""
    path = path_of(now.tree or {}, finding.place.path)
    section = str(path[0]) if path else ""
    kind = BY_KEY.get(section)
    if path and kind and not kind.only:
        for name, place, _content in kind.entries(now.tree or {}):
            if place == path[:2]:
                return reverse("desk_editor_entry", args=[section, name])
    return f"{reverse('desk_editor_text')}?line={finding.place.line}#findings"
