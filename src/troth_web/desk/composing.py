"""A draft as it is composed: the form, the customer it is for, and what the guard says of it.

The pages Compose and Panel share it. What is not sent is kept nowhere.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from troth import queries
from troth.guard.checking import Checked
from troth.operations import CheckDraft, RecordReply
from troth.operations.drafts import LONGEST
from troth.playbook import Playbook
from troth.promises.customer import Customer
from troth_web.api.calls import Call
from troth_web.api.guard import recorded
from troth_web.api.guard_draft import count, looked_at
from troth_web.api.guard_reply import StoppedError
from troth_web.desk.acting import ActForm, new_name, written
from troth_web.desk.customers import found_by
from troth_web.desk.fields import Channel, Words
from troth_web.desk.verdicts import Look, look_at, replaced

#: What a text is: the form in which the guard reads it, and whether it stands for every case.
_KINDS = {
    "reply": ("text", False),
    "email": ("email", False),
    "page": ("text", True),
    "markdown": ("markdown", True),
    "html": ("html", True),
}


class DraftText(forms.CharField):
    """A text as it stands, with its spaces: places in it are counted."""

    def __init__(self, **kwargs: Any) -> None:
        """As long as the guard reads."""
        attributes = {"rows": 12, "dir": "auto", "spellcheck": "true", "autocomplete": "off"}
        widget = forms.Textarea(attrs=attributes)
        super().__init__(max_length=LONGEST, strip=False, widget=widget, **kwargs)

    def to_python(self, value: object) -> str:
        """With the line ends of a script: what is sent by a form has others."""
        return str(super().to_python(value)).replace("\r\n", "\n")


class DraftForm(ActForm):
    """A draft, and to whom it is said."""

    text = DraftText(label=_("What you are about to say"), required=False)
    what = forms.ChoiceField(
        label=_("What it is"),
        choices=[
            ("reply", _("a reply")),
            ("email", _("an e-mail with quoted lines")),
            ("page", _("a page that stands")),
            ("markdown", _("a page in Markdown")),
            ("html", _("a page in HTML")),
        ],
        initial="reply",
        required=False,
    )
    channel = Channel()
    who = forms.CharField(
        label=_("To whom"),
        help_text=_("Their whole e-mail address or reference, or words of their name."),
        required=False,
        max_length=200,
    )
    customer = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)
    reason = Words(label=_("Why you say it in your own words"), required=False, rows=2)
    #: The text before a wording took the place of some of it, for undo without scripts.
    before = DraftText(required=False)

    def __init__(self, data: Any, playbook: Playbook, **kwargs: Any) -> None:  # noqa: ANN401 - POST
        """With what the playbook tells cases apart by."""
        super().__init__(data, **kwargs)
        self.fields["before"].widget = forms.HiddenInput()
        # To look at a draft writes nothing, so that it needs no name.
        self.fields["once"].required = False
        for facet, values in playbook.facets.items():
            self.fields[f"facet-{facet}"] = forms.ChoiceField(
                label=facet.replace("-", " ").capitalize(),
                choices=[("", gettext("not known")), *((each, each) for each in values)],
                required=False,
            )

    def clean_once(self) -> str:
        """The name of the one write; also the id of the message."""
        return self.cleaned_data["once"] or new_name()

    @property
    def facet_fields(self) -> list[forms.BoundField]:
        """The fields of the case, for the template."""
        return [self[name] for name in self.fields if name.startswith("facet-")]

    @property
    def draft(self) -> str:
        """The text; empty where it cannot be read."""
        return str(self.cleaned_data.get("text") or "")

    def asked(self, customer: Customer | None) -> dict[str, Any]:
        """What the guard is asked."""
        form, _standing = _KINDS[self.cleaned_data.get("what") or "reply"]
        facets = dict(customer.facets) if customer else {}
        for name in self.fields:
            if name.startswith("facet-") and self.cleaned_data.get(name):
                facets[name.removeprefix("facet-")] = self.cleaned_data[name]
        return {
            "text": self.draft,
            "form": form,
            "customer": customer.id if customer else None,
            "facets": facets,
            "channel": self.cleaned_data.get("channel") or None,
        }

    @property
    def stands(self) -> bool:
        """Whether it is a text for every case."""
        return _KINDS[self.cleaned_data.get("what") or "reply"][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """What the page shows."""

    form: DraftForm
    customer: Customer | None
    people: list[Customer]
    #: None where nothing was asked, or nothing is written.
    look: Look | None

    @property
    def sends(self) -> bool:
        """Whether it can be put on record as sent."""
        return self.look is not None and not self.look.stops and not self.form.stands


def composed(request: HttpRequest, playbook: Playbook) -> Composed:
    """The form as somebody filled it in, with what the guard says; nothing is kept."""
    call = Call.of(request)
    form = DraftForm(_data(request), playbook, initial=_begin(request))
    if not form.is_bound:
        return Composed(form=form, customer=_customer(call, form), people=[], look=None)
    valid = form.is_valid()
    customer = _customer(call, form)
    return Composed(
        form=form,
        customer=customer,
        people=found_by(call.store, form.cleaned_data.get("who") or "") if not customer else [],
        look=_look(call, form, customer) if valid and form.draft.strip() else None,
    )


def _begin(request: HttpRequest) -> dict[str, str]:
    names = ("customer", "who", "channel", "what")
    return {name: request.GET[name] for name in names if request.GET.get(name)}


def _data(request: HttpRequest) -> Any:  # noqa: ANN401 - what a form takes
    """What was sent; where a button asks for it, with other words or another customer."""
    if request.method != "POST":
        return None
    data = request.POST.copy()
    text = data.get("text", "").replace("\r\n", "\n")
    if "use" in data:
        start, end, wording = _wanted(str(data["use"]))
        data["before"], data["text"] = text, replaced(text, start, end, wording)
    elif "undo" in data:
        data["text"], data["before"] = data.get("before", ""), ""
    if "nobody" in data:
        data["customer"] = ""
    return data


def _wanted(said: str) -> tuple[int, int, str]:
    """`12-40 We guarantee ...`: the place, and what takes it."""
    place, _space, wording = said.partition(" ")
    start, _dash, end = place.partition("-")
    if not (start.isdecimal() and end.isdecimal() and len(place) < 20):
        return 0, 0, ""
    return int(start), max(int(start), int(end)), wording


def _customer(call: Call, form: DraftForm) -> Customer | None:
    said = form.cleaned_data.get("customer") if form.is_bound else form.initial.get("customer")
    return queries.customer(call.store, said) if said else None


def checked_of(call: Call, form: DraftForm, customer: Customer | None) -> Checked:
    """What the guard says of what stands in the form."""
    asked = CheckDraft(**form.asked(customer), standing=form.stands)
    return looked_at(call, asked, None if asked.standing else call.at)


def _look(call: Call, form: DraftForm, customer: Customer | None) -> Look | None:
    try:
        return look_at(call, form.draft, checked_of(call, form, customer))
    except ValidationError as error:
        form.misread(error)
        return None


def sent(request: HttpRequest, shown: Composed) -> Any | None:  # noqa: ANN401 - as the API says it
    """Put a reply on record as sent: what was recorded; None where the form says why not.

    It is the operation of `POST /api/v1/guard/sent`, under the name of the form.
    """
    form, customer, look = shown.form, shown.customer, shown.look
    if look is None or form.stands:
        form.add_error("text", gettext("Write what you said to them."))
    if customer is None:
        form.add_error("who", gettext("Choose to whom you said it."))
    if look and look.own_words and not look.stops and not form.cleaned_data.get("reason"):
        form.add_error("reason", gettext("Say why these words go out all the same."))
    if form.errors:
        return None
    body = RecordReply(
        **form.asked(customer),
        message=form.cleaned_data["once"],
        reason=form.cleaned_data.get("reason") or None,
    )
    stopped: list[Checked] = []

    def act(call: Call, work: Any) -> object:  # noqa: ANN401 - the transaction
        try:
            return recorded(call, work, body).model_dump(mode="json")
        except StoppedError as error:
            stopped.append(error.checked)
            raise

    done = written(request, form, act)
    if stopped:
        count(Call.of(request), body, stopped[-1])
    return done[0] if done else None
