"""A record that nothing covered becomes a promise: by a standard, or by a term of its own."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import Field

from troth.operations.cases import Case, check_kind, looked_up
from troth.operations.catching import UNSAID
from troth.operations.commands import (
    Dated,
    Firmness,
    Instant,
    Make,
    PartyText,
    TermText,
    Text,
    Word,
)
from troth.operations.errors import NotNowError, UnfitError
from troth.operations.happening import happened, state
from troth.operations.making import permitted_case
from troth.operations.saying import made, promised
from troth.operations.waiting import waits
from troth.promises.overlays import NAMED, Applicable
from troth.promises.overlays import standard as standard_layer
from troth.promises.parties import PartyKind
from troth.promises.promise import Promise, Stage
from troth.promises.store import Work
from troth.said import said as worded


class Match(Dated):
    """What is to hold for a record that no standard matched.

    A standard by its name, a term, or a date; without any, what applies by now, as a new edition or
    more that is known of the case may have it. Of words that were caught, also what they promise.
    """

    metric: Word | None = Field(
        None, description="What is promised, where nobody said it yet; that of a named standard."
    )
    standard: Word | None = Field(None, description="The standard that is to hold, by its id.")
    facets: dict[Word, Word] = Field(
        {}, description="What else is known of the case by now.", max_length=50
    )
    starts_at: Instant | None = Field(
        None, description="When its clock starts; when it was asked for, when absent."
    )
    calendar: Word | None = Field(None, description="Counts business time; the team's when absent.")
    promiser: PartyText | None = Field(None, description="Who promises; the standard's team.")
    holder: PartyText | None = Field(None, description="Who looks after it.")
    wording: Text | None = Field(None, description="What was said, word for word.")
    strength: Firmness | None = Field(None, description="How firmly; the standard's when absent.")
    updates: TermText | None = Field(None, description="How often the other side hears.")


def match(work: Work, promise_id: str, said: Match, expected: int | None = None) -> Promise:
    """Promise what was asked for and not promised, because no standard matched it.

    The record stays with its reason, and the promise goes on from it under the same id.

    Raises:
        NotFoundError: there is no such record.
        NotNowError: it is no such record, or it was withdrawn.
        UnfitError: nothing applies still, nobody says what is promised, or what is said does not
            fit the playbook or the record.
        BeyondAuthorityError: the term or date is tighter than what who acts may promise.
    """
    record = state(work, promise_id, expected)
    if record.stage is not Stage.NO_PROMISE:
        raise NotNowError(
            worded(
                "promise {promise} is not unmatched: it is {stage}",
                promise=record.id,
                stage=record.stage,
            )
        )
    if record.closed:
        raise NotNowError(
            worded("promise {promise} was withdrawn; nobody needs it", promise=record.id)
        )
    asked = work.entries(record.id)[0].payload
    wanted = _wanted(
        record,
        said,
        metric=_metric(work, record, said),
        strength=asked.get("strength"),
        at=happened(work, said, record),
    )
    case = _named(looked_up(work, wanted), wanted, said.standard)
    if wanted.due is None and case.found.layer is None:
        raise UnfitError(
            "standard",
            worded("{reason}; name a standard, or give a term", reason=case.found.reason),
        )
    begun = promised(case, wanted)
    if said.wording is None:
        begun |= {"worded_by": record.worded_by.value, "words": record.words}
    _check_time_left(case, begun)
    # A named standard is weighed like a term, as somebody chose it.
    weighed = wanted.model_copy(update={"term": begun["term"]}) if said.standard else wanted
    rights, subjects = permitted_case(work, case, weighed, begun)
    drafts = [made(case, wanted, begun), *rights]
    drafts += waits(work, record.id, record.customer, wanted.needs, case.at)
    work.append(drafts, expected={record.id: record.sequence, **subjects})
    return state(work, record.id)


def _metric(work: Work, record: Promise, said: Match) -> str:
    """What is promised: as it was asked for; of words that were caught, as it is said now."""
    if record.metric != UNSAID:
        if said.metric not in {None, record.metric}:
            raise UnfitError(
                "metric",
                worded("this was asked of {metric}; leave the metric out", metric=record.metric),
            )
        return record.metric
    edition = work.edition()
    playbook = edition.playbook if edition else None
    named = playbook.standards.get(said.standard or "") if playbook else None
    found = said.metric or (named.metric if named else None)
    if found is None:
        known = ", ".join(playbook.metrics) if playbook else "none"
        raise UnfitError(
            "metric",
            worded(
                "nobody said yet what is promised; name a metric: the playbook has {known}",
                known=known,
            ),
        )
    return found


def _wanted(
    record: Promise, said: Match, *, metric: str, strength: Firmness | None, at: datetime
) -> Make:
    """The promise as it would have been asked for, had it been known what is known now."""
    # The company was named for want of a standard, whose team it is now.
    promiser = None if record.promiser.kind is PartyKind.COMPANY else str(record.promiser)
    holder = None if record.holder.kind is PartyKind.COMPANY else str(record.holder)
    return Make(
        id=record.id,
        metric=metric,
        customer=record.customer,
        promiser=said.promiser or promiser,
        promisee=str(record.promisee),
        facets={**record.facets, **said.facets},
        at=at,
        starts_at=said.starts_at or record.starts_at,
        channel=said.channel or record.channel,
        term=said.term,
        due=said.due,
        earliest=said.earliest,
        calendar=said.calendar,
        touchpoint=record.touchpoint,
        wording=said.wording or record.wording,
        strength=said.strength or strength,
        holder=said.holder or holder,
        updates=said.updates or record.updates,
        needs=record.needs,
        quote=record.quote,
        likelihood=record.likelihood,
    )


def _named(case: Case, wanted: Make, name: str | None) -> Case:
    """The case with the standard that was named for it, whatever its scope."""
    if name is None:
        return case
    if wanted.term is not None or wanted.due is not None:
        raise UnfitError("standard", worded("say either a standard, or a term or date, not both"))
    found = case.edition.playbook.standards.get(name)
    if found is None:
        known = ", ".join(case.edition.playbook.standards) or "none"
        raise UnfitError(
            "standard",
            worded(
                "the playbook has no standard {name}; it has {known}", name=repr(name), known=known
            ),
        )
    if found.metric != wanted.metric:
        raise UnfitError(
            "standard",
            worded(
                "{standard} is about {metric}, but this was asked of {other}",
                standard=name,
                metric=found.metric,
                other=wanted.metric,
            ),
        )
    layer = standard_layer(case.edition.playbook, name)
    check_kind("standard", layer.term, case.metric, wanted.metric)
    beside = [] if case.found.layer is None else [case.found.layer]
    beside += [each for each, _ in case.found.others]
    others = tuple((each, NAMED.of(best=name)) for each in beside if each.id != name)
    return replace(case, found=Applicable(layer=layer, others=others, reason=None, named=True))


def _check_time_left(case: Case, begun: dict[str, Any]) -> None:
    due = begun["due"]
    if due is not None and datetime.fromisoformat(due) <= case.at:
        raise UnfitError(
            "starts_at",
            worded(
                "counted from {starts_at}, it was due at {due}, which is over; say from "
                "when it counts, or give a later date",
                starts_at=case.starts_at,
                due=due,
            ),
        )
