"""Acting on several rows of a list at once: all of them, or none.

The list is a form that is sent by GET with what was chosen; what it leads to is the form that acts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.desk.acting import ActForm, done, form_page, onward, written

#: How many can be changed at once.
MOST_AT_ONCE = 200
#: Longest id of a row, and the space behind it.
_LONGEST_ID = 40


class ChosenForm(ActForm):
    """Something about several rows."""

    chosen = forms.CharField(widget=forms.HiddenInput, max_length=_LONGEST_ID * MOST_AT_ONCE)

    @property
    def ids(self) -> list[str]:
        """Ids of the rows that were chosen, each once."""
        return list(dict.fromkeys(str(self["chosen"].value() or "").split()))

    def clean_chosen(self) -> str:
        """No more than can be changed at once."""
        if len(self.ids) > MOST_AT_ONCE:
            said = gettext("At most %d at once.") % MOST_AT_ONCE
            raise forms.ValidationError(said)
        return str(self.cleaned_data["chosen"])


Chosen = TypeVar("Chosen", bound=ChosenForm)


def ids_in(request: HttpRequest) -> list[str]:
    """What was chosen in the list."""
    return request.GET.getlist("chosen")[:MOST_AT_ONCE]


def chosen(
    request: HttpRequest,
    form: type[Chosen],
    usual: str,
    ids: Sequence[str] | None = None,
    **more: Any,
) -> Chosen:
    """The form with what was chosen in the list.

    Args:
        request: from the list, or from the form itself.
        form: which.
        usual: the address of the list.
        ids: what it is about, where that is something else than was chosen.
        more: what the form is made with.
    """
    about = ids_in(request) if ids is None else ids
    begin = {"chosen": " ".join(about), "next": onward(request, usual)}
    return form(request.POST if request.method == "POST" else None, initial=begin, **more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """What is done to each."""

    title: str
    go: str
    said: str
    #: Acts on one row and gives a JSON value; it stands in one transaction with all others.
    do: Callable[[Call, Work, str], object]
    intro: str = ""


def act_on(request: HttpRequest, form: ChosenForm, usual: str, many: Many) -> HttpResponse:
    """Show the form, or do it to all that were chosen and lead back to the list."""
    to = onward(request, usual)
    if not form.ids:
        return done(request, to, gettext("Choose some first."))

    def act(call: Call, work: Work) -> object:
        return [many.do(call, work, each) for each in form.ids]

    if form.is_valid() and written(request, form, act):
        return done(request, to, many.said)
    return form_page(request, form, title=many.title, intro=many.intro, go=many.go, back=to)
