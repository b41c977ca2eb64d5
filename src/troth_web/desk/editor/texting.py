"""The draft as text: its form, the page around it, and what becomes of two who write at once."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.desk.acting import ActForm, form_page, written
from troth_web.desk.editor.checked import MOST_AS_TYPED, checked
from troth_web.desk.editor.lines import difference
from troth_web.desk.editor.opened import Opened, opened
from troth_web.desk.editor.tabs import tabs
from troth_web.desk.names import Names
from troth_web.playbooks import drafts

#: The longest text, in characters; as the API takes it.
LONGEST = 5_000_000
_OTHERS = {"conflict", "changed"}


class TextForm(ActForm):
    """The whole draft."""

    text = forms.CharField(
        label=_("The playbook as text"),
        max_length=LONGEST,
        strip=False,
        required=False,
        widget=forms.Textarea(
            attrs={
                "rows": 24,
                "wrap": "off",
                "spellcheck": "false",
                "autocapitalize": "off",
                "autocomplete": "off",
                "dir": "ltr",
            }
        ),
    )

    def clean_text(self) -> str:
        """With the line ends of files, whatever the browser makes of them."""
        text: str = self.cleaned_data["text"].replace("\r\n", "\n").replace("\r", "\n")
        return text if not text or text.endswith("\n") else f"{text}\n"


def text_page(
    request: HttpRequest, form: TextForm, now: Opened | None, text: str, **facts: Any
) -> HttpResponse:
    """The page with the text and what is said of it.

    Args:
        request: the request.
        form: with the text, saved or not.
        now: the draft; None where nothing was ever written.
        text: what is in the form.
        **facts: what else the page says.
    """
    call = Call.of(request)
    names = Names(call.store, call.principal.actor.name)
    return form_page(
        request,
        form,
        "desk/editor_text.html",
        now=now,
        by=names.named(now.changed_by) if now else "",
        checked=checked(text, call.at),
        lines=text.splitlines(),
        typed=len(text) <= MOST_AS_TYPED,
        tabs=tabs("desk_editor_text"),
        **facts,
    )


def saved(request: HttpRequest, form: TextForm) -> bool:
    """Whether the text is the draft now; else the form says why not."""

    def act(call: Call, _work: Work) -> object:
        draft = drafts.write(form.cleaned_data["text"], call.actor, call.at, form.expected)
        return draft.revision

    return written(request, form, act) is not None


def meanwhile(request: HttpRequest, form: TextForm) -> HttpResponse:
    """The page after a refusal: what was typed stays, what others wrote stands beside it."""
    call = Call.of(request)
    now = opened(call.store)
    mine = form.cleaned_data["text"]
    if form.refusal.code not in _OTHERS or now is None:
        return text_page(request, form, now, mine)
    names = Names(call.store, call.principal.actor.name)
    who = names.named(now.changed_by) or gettext("somebody")
    form.again(seen=now.revision)
    theirs = {"theirs": now.text, "who": who, "against": difference(now.text, mine)}
    return text_page(request, form, now, mine, **theirs)
