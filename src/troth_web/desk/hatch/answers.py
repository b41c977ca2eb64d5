"""How a customer answers: each answer a form and an operation, in the customer's own name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from troth import operations
from troth.promises.promise import Promise
from troth.promises.store import Work
from troth_web.desk.acting import ActForm, recorded
from troth_web.desk.hatch import forms
from troth_web.desk.hatch.visit import CHANNEL, Visit, must_not_flood
from troth_web.desk.offered import choices_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One thing that a customer can say of a promise."""

    form: Callable[..., ActForm]
    does: Callable[[Work, Visit, ActForm], object]
    #: What was done.
    said: str | Lazy


def _agree(work: Work, visit: Visit, form: ActForm) -> object:
    data = form.cleaned_data
    said = operations.Agree(change=data["change"], decline=data["agrees"] == "no", channel=CHANNEL)
    return operations.agree(work, visit.hatch.about, said).sequence


def _choose(work: Work, visit: Visit, form: ActForm) -> object:
    said = form.said(operations.Agree, channel=CHANNEL)
    return operations.agree(work, visit.hatch.about, said).sequence


def _settle(work: Work, visit: Visit, form: ActForm) -> object:
    kept = form.cleaned_data["kept"] == "yes"
    said = form.said(operations.Settle, kept=kept, channel=CHANNEL)
    return operations.settle(work, visit.hatch.about, said).sequence


def _say(work: Work, visit: Visit, form: ActForm) -> object:
    said = form.said(operations.Hear, channel=CHANNEL)
    return operations.hear(work, visit.hatch.about, said).sequence


ANSWERS: Mapping[str, Answer] = {
    "agree": Answer(form=forms.AgreeForm, does=_agree, said=_("Thank you. We have your answer.")),
    "choose": Answer(form=forms.ChooseForm, does=_choose, said=_("Thank you. It is promised.")),
    "settle": Answer(form=forms.SettleForm, does=_settle, said=_("Thank you. We have your word.")),
    "say": Answer(form=forms.SayForm, does=_say, said=_("Thank you. We have your message.")),
}


def form_of(what: str, promise: Promise, data: Any = None) -> ActForm:  # noqa: ANN401 - a query
    """The form of an answer about a promise, empty or with what was sent."""
    more: dict[str, Any] = {"options": choices_of(promise)} if what == "choose" else {}
    return ANSWERS[what].form(data, auto_id=f"{what}_%s", **more)


def answered(request: HttpRequest, visit: Visit, answer: Answer, form: ActForm) -> bool:
    """Put an answer on record, once; where it is refused the form says why."""
    visit.must_be_theirs()

    def act(work: Work) -> object:
        must_not_flood(work.entries(visit.hatch.about), visit.at)
        return answer.does(work, visit, form)

    return recorded(request, form, act, actor=visit.actor, at=visit.at) is not None
