"""A milestone as its customer sees it through their link: to choose and to sign."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from troth import operations, queries
from troth.promises.customer import customer
from troth.promises.milestone import Milestone, Side
from troth.promises.store import Work
from troth_web.desk.acting import ActForm
from troth_web.desk.hatch.answers import Answer
from troth_web.desk.hatch.duties import owed
from troth_web.desk.hatch.forms import ChooseForm, SignForm
from troth_web.desk.hatch.visit import CHANNEL, Visit
from troth_web.desk.milestone.document import Document, document


def _choose(work: Work, visit: Visit, form: ActForm) -> object:
    said = form.said(operations.Choose, channel=CHANNEL)
    return operations.choose_option(work, visit.hatch.about, said, form.expected).sequence


def _sign(work: Work, visit: Visit, form: ActForm) -> object:
    decline = form.cleaned_data["signs"] == "no"
    said = form.said(operations.Sign, decline=decline, channel=CHANNEL)
    return operations.sign(work, visit.hatch.about, said, form.expected).sequence


ANSWERS: Mapping[str, Answer] = {
    "choose": Answer(form=ChooseForm, does=_choose, said=_("Thank you. Your choice is on record.")),
    "sign": Answer(form=SignForm, does=_sign, said=_("Thank you. We have your word.")),
}


def form_of(visit: Visit, what: str, data: Any = None) -> ActForm:  # noqa: ANN401 - a query
    """The form of an answer about the document as the customer sees it now."""
    found = queries.milestone(visit.store, visit.hatch.about)
    more: dict[str, Any] = {"options": _options(found)} if what == "choose" else {}
    begin = {"seen": found.sequence}
    return ANSWERS[what].form(data, auto_id=f"{what}_%s", initial=begin, **more)


def facts_of(visit: Visit, bound: Mapping[str, ActForm]) -> dict[str, Any]:
    """What the page shows, with the form that was sent and refused in its place."""
    found = queries.milestone(visit.store, visit.hatch.about)
    shown = document_of(visit)
    open_still = found.closed_at is None
    chosen = found.chosen is not None
    return {
        "document": shown,
        "duties": [each for each in owed(visit, bound) if each.open],
        "company": shown.company,
        "choosing": open_still and bool(found.options) and not _signed(found),
        "signing": open_still and (chosen or not found.options) and not _signed(found),
        "forms": {what: bound.get(what) or form_of(visit, what) for what in ANSWERS},
    }


def document_of(visit: Visit) -> Document:
    """The document: all of it is between the company and this customer."""
    found = queries.milestone(visit.store, visit.hatch.about)
    known = customer(visit.store.entries(found.customer))
    name = known and (known.name or known.email or known.ref)
    return document(found, visit.store, name or "", visit.at)


def _options(found: Milestone) -> list[tuple[str, str]]:
    return [(each.id, each.says or each.id) for each in found.options]


def _signed(found: Milestone) -> bool:
    """Whether the customer themselves said their word on it as it stands."""
    word = found.signed(Side.CUSTOMER)
    return word is not None and word.agreement.value in {"confirmed", "declined"}
