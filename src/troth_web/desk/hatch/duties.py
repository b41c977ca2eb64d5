"""What we need from a customer, as they see it by their link; and that they say it is done."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from troth import operations, queries
from troth.operations.errors import NotFoundError
from troth.promises.promise import Promise
from troth.promises.store import Work
from troth_web.desk import words
from troth_web.desk.acting import ActForm
from troth_web.desk.hatch.forms import DoneForm
from troth_web.desk.hatch.visit import CHANNEL, Visit, must_not_flood


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One thing that we need from them."""

    id: str
    says: str
    due: datetime | None
    zone: str
    #: What it does to our clock: starts, pauses or voids.
    effect: str | None
    done_at: datetime | None
    open: bool
    #: To say that it is done; with what was sent and refused.
    form: ActForm


def owed(visit: Visit, bound: Mapping[str, ActForm]) -> list[Owed]:
    """All that this link shows of their part."""
    return [_owed(visit, each, bound.get(f"duty-{each.id}")) for each in _shown(visit)]


def done(work: Work, visit: Visit, duty_id: str, form: ActForm) -> object:
    """Put on record, in the customer's name, that they did it; clocks that waited go on.

    Raises:
        NotFoundError: it is none that this link shows.
        NotNowError: it was done or let off meanwhile.
    """
    if duty_id not in {each.id for each in _shown(visit)}:
        raise NotFoundError("duty", duty_id)
    must_not_flood(work.entries(duty_id), visit.at)
    return operations.keep(work, duty_id, form.said(operations.Keep, channel=CHANNEL)).sequence


def _owed(visit: Visit, duty: Promise, sent: ActForm | None) -> Owed:
    edition = visit.store.edition(duty.edition)
    return Owed(
        id=duty.id,
        says=words.duty_text(duty.metric, edition.playbook if edition else None),
        due=duty.falls_due,
        zone=duty.zone,
        effect=duty.effect,
        done_at=duty.kept_at,
        open=not duty.closed,
        form=sent or DoneForm(auto_id=f"duty_{duty.id}_%s"),
    )


def _shown(visit: Visit) -> Iterator[Promise]:
    for name in dict.fromkeys(_named(visit)):
        duty = visit.store.promise(name)
        if duty is not None and duty.is_duty and duty.customer == visit.hatch.customer:
            yield duty


def _named(visit: Visit) -> Iterable[str]:
    if visit.hatch.of == "milestone":
        return queries.milestone(visit.store, visit.hatch.about).theirs
    promise = visit.store.promise(visit.hatch.about)
    if promise is None:
        return ()
    return (*promise.needs, *(pause.duty for pause in promise.pauses if pause.duty))
