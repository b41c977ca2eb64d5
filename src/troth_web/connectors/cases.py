"""What a payload changes about its case: acts are added, and promises brought to their course."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from troth.promises.store import Work
from troth.said import said
from troth_web.connectors.course import Act, Course, courses, merged
from troth_web.connectors.customers import customer_of, erased
from troth_web.connectors.effects import About, Line, Told, bring
from troth_web.connectors.events import Event, Heard
from troth_web.connectors.evidence import not_evidence, passed_over
from troth_web.connectors.mapping import CaseMapping, Rule
from troth_web.connectors.models import Case, Connector, Link
from troth_web.connectors.signing import TOLERANCE
from troth_web.ledger.secrets import lookup_hash
from troth_web.ledger.store import SqlStore
from troth_web.prepared import Written, insert, prepared, prepared_update


def heard_of(
    store: SqlStore, work: Work, connector: Connector, mapping: CaseMapping, heard: Heard
) -> Told:
    """Take in what a payload says of a case, within a transaction."""
    told = Told()
    case = _held(store, connector, heard)
    events = (_on_our_clock(event, work, told) for event in heard.events)
    acts = [act for event in events if event for act in _acts(event, mapping, heard, told)]
    known = [Act.of_json(each) for each in case.acts]
    every = merged(known, acts)
    case.acts = [each.as_json() for each in every]
    if case.as_of is None or heard.as_of < case.as_of:
        case.facets, case.as_of = mapping.facets_of(heard.payload), heard.as_of
    if case.customer is None and heard.contact is not None and courses(every):
        case.customer = customer_of(store, work, heard.contact)
    _changed.run(case.pk, case.customer, case.facets, case.as_of, case.acts)
    if case.customer is not None:
        _bring(work, case, every, connector, mapping, told)
    return told


def hash_of(store: SqlStore, connector: Connector, case: str) -> str:
    """What stands in the database for the id of a case at another system."""
    return lookup_hash(store.parts().lookup_key, f"case {connector.id}", case)


def _held(store: SqlStore, connector: Connector, heard: Heard) -> Case:
    """The case, held against other deliveries until the transaction ends."""
    case_hash = hash_of(store, connector, heard.case)
    insert([Case(connector=connector, hash=case_hash)], ignore=True)
    (case,) = _cases.all(connector.id, case_hash)
    return case


@prepared
def _cases(connector: str, case_hash: str) -> QuerySet[Case]:
    return Case.objects.select_for_update().filter(connector=connector, hash=case_hash)


@prepared_update
def _changed(
    pk: int,
    customer: str | None,
    facets: Mapping[str, str],
    as_of: datetime | None,
    acts: list[Any],
) -> Written:
    row = Case.objects.filter(pk=pk)
    return row, {"customer": customer, "facets": facets, "as_of": as_of, "acts": acts}


@prepared
def _links(case: int) -> QuerySet[Link]:
    return Link.objects.filter(case=case)


@prepared_update
def _link(case: int, metric: str, cycle: str, promise: str, written: Any) -> Written:  # noqa: ANN401 - a JSON value
    row = Link.objects.filter(case=case, metric=metric, cycle=cycle)
    return row, {"promise": promise, "written": written}


def _acts(event: Event, mapping: CaseMapping, heard: Heard, told: Told) -> Iterator[Act]:
    """What an event asks for by the mapping, with what the evidence rule passes over."""
    rules = [
        rule
        for rule in mapping.rules
        if rule.event == event.name and all(each.holds(heard.payload) for each in rule.when)
    ]
    reason = passed_over(event, mapping.own)
    if reason and rules:
        told.ignored.append(said("{event} {id}: {why}", event=event.name, id=event.id, why=reason))
    for rule in rules:
        why = reason or not_evidence(event, rule.does)
        if why and not reason:
            told.ignored.append(
                said(
                    "{metric}: {does} by {event} {id}: {why}",
                    metric=rule.metric,
                    does=rule.does,
                    event=event.name,
                    id=event.id,
                    why=why,
                )
            )
        yield _act(event, rule, void=why is not None)
    if event.state:
        # That a state came in between is known also where it asks for nothing.
        for metric in {rule.metric for rule in mapping.rules} - {rule.metric for rule in rules}:
            quiet = Rule(event=event.name, does="resume", metric=metric)
            yield _act(event, quiet, void=True)


def _act(event: Event, rule: Rule, *, void: bool) -> Act:
    return Act(
        event=event.id,
        at=event.at,
        does=rule.does,
        metric=rule.metric,
        reason=rule.reason,
        each=rule.each,
        state=event.name if event.state else None,
        void=void,
    )


def _bring(
    work: Work,
    case: Case,
    acts: list[Act],
    connector: Connector,
    mapping: CaseMapping,
    told: Told,
) -> None:
    links = {(each.metric, each.cycle): each for each in _links.all(case.pk)}
    about = About(
        customer=str(case.customer),
        facets=case.facets,
        channel=mapping.channel or connector.kind,
        source=connector.name,
    )
    for (metric, cycle), course in courses(acts).items():
        link = links.get((metric, cycle))
        line = Line(metric, cycle)
        if link is not None:
            line = Line(metric, cycle, link.promise, Course.of_json(link.written))
        if line.written == course:
            continue
        if erased(work, about.customer):
            told.refused.append(said("{metric}: the customer was erased", metric=metric))
            continue
        bring(work, line, course, about, told)
        if line.promise is not None and line.written is not None:
            _write(case, line, line.promise, line.written)


def _write(case: Case, line: Line, promise: str, course: Course) -> None:
    written = course.as_json()
    if not _link.run(case.pk, line.metric, line.cycle, promise, written):
        row = Link(
            case=case, metric=line.metric, cycle=line.cycle, promise=promise, written=written
        )
        insert([row])


def _on_our_clock(event: Event, work: Work, told: Told) -> Event | None:
    """An event that has happened: a clock elsewhere may be a little ahead of ours."""
    if event.at <= work.at:
        return event
    if event.at - work.at <= TOLERANCE:
        return replace(event, at=work.at)
    told.early.append(
        said(
            "{event} {id}: {at} is yet to come",
            event=event.name,
            id=event.id,
            at=event.at.isoformat(),
        )
    )
    return None
