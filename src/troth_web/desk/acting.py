"""How a form acts: it asks the operation that the API asks, once, and says what was done.

A form carries the name of its one write (`once`), so that sending it twice does it once, and how
far its promise had come when it was read (`seen`), so that nobody overwrites what they did not see.
"""

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from pydantic import ValidationError
from pydantic_core import to_json

from troth.errors import TrothError
from troth.promises.parties import Actor
from troth.promises.store import Answer, ConflictError, Work
from troth_web.api.calls import Call
from troth_web.api.problems import RefusedError
from troth_web.api.sentences import sentence
from troth_web.desk.refusals import refusal_of
from troth_web.desk.telling import told
from troth_web.ledger import current_store
from troth_web.people.caps import spend_write
from troth_web.uploads import digests

Said = TypeVar("Said")


def new_name() -> str:
    """A name for one write."""
    return f"desk-{uuid.uuid4()}"


class ActForm(forms.Form):
    """A form that acts."""

    required_css_class = "required"

    once = forms.CharField(widget=forms.HiddenInput, max_length=100, initial=new_name)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    next = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)

    @property
    def expected(self) -> int | None:
        """How many entries the reader had seen."""
        found: int | None = self.cleaned_data.get("seen")
        return found

    def said(self, command: type[Said], **more: Any) -> Said:
        """The command that the fields of its names make, without those that are empty."""
        known = {name: self.cleaned_data.get(name) for name in command.model_fields}  # type: ignore[attr-defined]
        return command(**{k: v for k, v in {**known, **more}.items() if v not in (None, "", ())})

    def refuse(self, error: TrothError | RefusedError) -> None:
        """Say at the field at fault, or above all, why it was not done."""
        found = refusal_of(error)
        at = found.where if found.where in self.fields else None
        self.add_error(at, forms.ValidationError(str(found.says), code=found.code))
        self.refusal = found

    def again(self, **hidden: object) -> None:
        """Say something else in hidden fields when what was sent is shown once more."""
        data = QueryDict(mutable=True)
        for name in self.data:
            data.setlist(name, cast("QueryDict", self.data).getlist(name))
        for name, value in hidden.items():
            data[name] = str(value)
        self.data = data

    def overtaken(self, error: ConflictError) -> None:
        """Say that somebody was faster; sent once more, it is for what they have come to."""
        self.refuse(error)
        # How many entries there are says nothing to whoever reads it.
        self.refusal = replace(self.refusal, detail="")
        if error.expected == self.expected:
            self.again(seen=error.found)

    def misread(self, error: ValidationError) -> None:
        """Say what of the command cannot be read."""
        for each in error.errors():
            name = str(each["loc"][0]) if each["loc"] else ""
            self.add_error(name if name in self.fields else None, told(sentence(dict(each))))


def written(
    request: HttpRequest, form: ActForm, do: Callable[[Call, Work], object]
) -> tuple[Any] | None:
    """What was done, in a tuple; None where it was refused, which the form then says.

    Args:
        request: the request.
        form: valid.
        do: acts within one transaction and gives a JSON value; it may be called several times.
    """
    call = Call.of(request)

    def act(work: Work) -> object:
        return do(call, work)

    try:
        spend_write(call.principal, call.at)
    except TrothError as error:
        form.refuse(error)
        return None
    return recorded(request, form, act, actor=call.actor, at=call.at)


def recorded(
    request: HttpRequest,
    form: ActForm,
    do: Callable[[Work], object],
    *,
    actor: Actor,
    at: datetime,
) -> tuple[Any] | None:
    """The same in the name of somebody who has not signed in: a customer."""

    def act(work: Work) -> object:
        if work.answer is not None:
            return work.answer.body
        body = do(work)
        work.remember(Answer(200, body))
        return body

    key = form.cleaned_data["once"]
    try:
        return (
            current_store().write(act, actor=actor, at=at, key=key, fingerprint=_asked(request)),
        )
    except ValidationError as error:
        form.misread(error)
    except ConflictError as error:
        form.overtaken(error)
    except (TrothError, RefusedError) as error:
        form.refuse(error)
    return None


def _asked(request: HttpRequest) -> str:
    """What a form asks for, as SHA-256, so that its name is not used for two things."""
    fields = sorted((k, v) for k, v in request.POST.lists() if k != "csrfmiddlewaretoken")
    asked: list[object] = [request.get_full_path(), fields]
    if request.FILES:
        asked.append(digests(request.FILES))
    return digest(asked)


def digest(content: object) -> str:
    """What something says, as SHA-256, to see whether it is still the same."""
    return hashlib.sha256(to_json(content, fallback=str)).hexdigest()


def done(request: HttpRequest, to: str, said: str, *, undo: str = "") -> HttpResponse:
    """Where the reader goes on, and what was done, with the address of what takes it back."""
    messages.success(request, said, extra_tags=undo)
    if "HX-Request" not in request.headers:
        answer: HttpResponse = HttpResponseRedirect(to)
        answer.status_code = 303
        return answer
    target = {"path": to, "target": "#main", "select": "#main", "swap": "outerHTML show:none"}
    return HttpResponse(status=204, headers={"HX-Location": to_json(target).decode()})


def onward(request: HttpRequest, usual: str) -> str:
    """Where a form says that the reader goes on; only to addresses of this server."""
    said = request.POST.get("next") or request.GET.get("next") or ""
    inside = url_has_allowed_host_and_scheme(said, {request.get_host()}, request.is_secure())
    return said if inside and said.startswith("/") else usual


def form_page(
    request: HttpRequest, form: forms.Form, template: str = "desk/form.html", **facts: object
) -> HttpResponse:
    """A form as a page, or in the dialog of the page that stands already.

    What a button alone is refused is said in the dialog too: nothing on the page is for it.
    """
    status = 422 if form.is_bound and not form.is_valid() else 200
    beside = status == 422 and _pressed(request)
    layout = {"layout": "desk/bare.html"} if beside else {}
    answer = render(request, template, {"form": form, **facts, **layout}, status=status)
    if beside:
        answer["HX-Retarget"], answer["HX-Reswap"] = "#dialog-body", "innerHTML"
    return answer


def _pressed(request: HttpRequest) -> bool:
    """Whether a script sent it and shows no part of the answer."""
    return "HX-Request" in request.headers and "HX-Target" not in request.headers
