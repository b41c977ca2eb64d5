"""Somebody's term for a metric in a scope: what claims, standards, expectations share."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from troth.findings import Severity
from troth.playbook import Playbook
from troth.playbook.schema.promises import Leg
from troth.playbook.schema.touchpoints import Expectation
from troth.playbook.schema.words import Strength
from troth.playbook.scope import Scope
from troth.said import Said, joined, quoted, said, said_as
from troth.terms import Term
from troth.terms.orders import EVERY_CASE

Path = tuple[str | int, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Stated:
    """A term with who states it, about what, for whom, and on which calendar."""

    #: The id by which people refer to it; an expectation has that of its touchpoint.
    id: str
    #: Keys of the term in the playbook.
    path: Path
    metric: str
    term: Term
    scope: Scope
    #: Id of the calendar that counts its business time.
    calendar: str | None
    #: None where nobody promises: expectations, capabilities, competitors.
    strength: Strength | None = None
    #: A sentence without its full stop: `support's standard is "within 8 business hours"`.
    sentence: Said
    #: What falls due, after "by": `the standard first-reply`.
    noun: Said
    team: str | None = None
    #: Whether, without a calendar, that of the term it is compared with counts.
    borrows: bool = False

    @property
    def share(self) -> Decimal:
        """Per cent of cases; a term without a share is for every case."""
        return EVERY_CASE if self.term.share is None else self.term.share

    @property
    def severity(self) -> Severity:
        """Of a finding against it: an error where it is a guarantee."""
        guaranteed = self.strength is Strength.GUARANTEE
        return Severity.ERROR if guaranteed else Severity.WARNING


def standards(playbook: Playbook) -> Iterator[Stated]:
    """Every standard."""
    for name, standard in playbook.standards.items():
        yield Stated(
            id=name,
            path=("standards", name, "term"),
            metric=standard.metric,
            term=standard.term,
            scope=standard.scope,
            calendar=standard.calendar or _team_calendar(playbook, standard.team),
            strength=standard.strength,
            sentence=said(
                "{team}'s standard is {term}", team=standard.team, term=quoted(standard.term)
            ),
            noun=said_as("by", "the standard {name}", name=name),
            team=standard.team,
        )


def claims(playbook: Playbook) -> Iterator[Stated]:
    """Every claim."""
    for name, claim in playbook.claims.items():
        yield Stated(
            id=name,
            path=("claims", name, "term"),
            metric=claim.metric,
            term=claim.term,
            scope=claim.scope,
            calendar=claim.calendar or _team_calendar(playbook, claim.team),
            strength=claim.strength,
            sentence=_says(
                claim.team or said("the claim {name}", name=name),
                claim.says,
                claim.term,
                claim.where,
            ),
            noun=said_as("by", "the claim {name}", name=name),
            team=claim.team,
        )


def capabilities(playbook: Playbook) -> Iterator[Stated]:
    """Every capability that says what it is about."""
    for name, able in playbook.capabilities.items():
        if able.metric and able.term and able.team:
            yield Stated(
                id=name,
                path=("capabilities", name, "term"),
                metric=able.metric,
                term=able.term,
                scope=able.scope,
                calendar=able.calendar or _team_calendar(playbook, able.team),
                sentence=said("{team} can do {term}", team=able.team, term=quoted(able.term)),
                noun=said_as("by", "the capability {name}", name=name),
                team=able.team,
            )


def expectations(playbook: Playbook) -> Iterator[Stated]:
    """The adequate level of every expectation, by touchpoint."""
    for name, path, expectation in _expectations(playbook):
        level = _expected(playbook, name, expectation, expectation.adequate)
        if level is not None:
            yield replace(
                level,
                path=(*path, "adequate"),
                sentence=_accepted(name, expectation.says, level.term),
                noun=said_as("by", "what customers accept"),
            )


def hopes(playbook: Playbook) -> Iterator[Stated]:
    """The desired level of every expectation, by touchpoint."""
    for name, path, expectation in _expectations(playbook):
        level = _expected(playbook, name, expectation, expectation.desired)
        if level is not None:
            yield replace(
                level,
                path=(*path, "desired"),
                sentence=said(
                    "customers at {touchpoint} hope for {term}",
                    touchpoint=name,
                    term=quoted(level.term),
                ),
                noun=said_as("by", "what customers hope for"),
            )


def silences(playbook: Playbook) -> Iterator[Stated]:
    """How long customers bear hearing nothing, by touchpoint."""
    for name, path, expectation in _expectations(playbook):
        level = _expected(playbook, name, expectation, expectation.silence)
        if level is not None:
            yield replace(
                level,
                path=(*path, "silence"),
                sentence=said(
                    "customers at {touchpoint} bear silence for {term}",
                    touchpoint=name,
                    term=quoted(level.term),
                ),
                noun=said_as("by", "what customers bear"),
            )


def updates(playbook: Playbook, standard: Stated) -> Stated | None:
    """How often a standard tells customers how things stand, if it does."""
    declared = playbook.standards[standard.id]
    if declared.updates is None:
        return None
    return replace(
        standard,
        path=("standards", standard.id, "updates"),
        term=declared.updates,
        sentence=said(
            "{team} tells them {term}", team=declared.team, term=quoted(declared.updates)
        ),
        noun=said_as("by", "the updates of {standard}", standard=standard.id),
    )


def competitors_claims(playbook: Playbook, today: date) -> Iterator[Stated]:
    """Every claim of a competitor that says what it is about and has not expired."""
    for name, competitor in playbook.competitors.items():
        for number, claim in enumerate(competitor.claims):
            expired = claim.expires is not None and claim.expires < today
            if claim.metric and claim.term and not expired:
                yield Stated(
                    id=name,
                    path=("competitors", name, "claims", number, "term"),
                    metric=claim.metric,
                    term=claim.term,
                    scope=claim.scope,
                    calendar=claim.calendar,
                    sentence=_says(competitor.name or name, claim.says, claim.term, claim.where),
                    noun=said_as(
                        "by", "the claim of {competitor}", competitor=competitor.name or name
                    ),
                    borrows=True,
                )


def leg_calendar(playbook: Playbook, leg: Leg) -> str | None:
    """The calendar that counts a leg's business time: its own, or its team's."""
    return leg.calendar or _team_calendar(playbook, leg.team)


def _expectations(playbook: Playbook) -> Iterator[tuple[str, Path, Expectation]]:
    for name, touchpoint in playbook.touchpoints.items():
        for number, expectation in enumerate(touchpoint.expectations):
            yield name, ("touchpoints", name, "expectations", number), expectation


def _expected(
    playbook: Playbook, touchpoint: str, expectation: Expectation, term: Term | None
) -> Stated | None:
    """A level of an expectation; its business time is that of the touchpoint's owner."""
    if expectation.metric is None or term is None:
        return None
    owner = playbook.touchpoints[touchpoint].owner
    return Stated(
        id=touchpoint,
        path=(),
        metric=expectation.metric,
        term=term,
        scope=expectation.scope,
        calendar=expectation.calendar or _team_calendar(playbook, owner),
        sentence=said(""),
        noun=said(""),
        borrows=True,
    )


def _team_calendar(playbook: Playbook, team: str | None) -> str | None:
    return playbook.teams[team].calendar if team else None


def _accepted(touchpoint: str, says: str | None, term: Term) -> Said:
    if not says:
        return said(
            "customers at {touchpoint} accept {term}", touchpoint=touchpoint, term=quoted(term)
        )
    return said(
        "customers at {touchpoint} say {words} and accept {term}",
        touchpoint=touchpoint,
        words=quoted(says),
        term=quoted(term),
    )


def _says(who: str, wording: str | None, term: Term, where: str | None) -> Said:
    """What is said, with the term where the wording does not hold it."""
    words = quoted(term if wording is None else wording)
    if where:
        words = joined((words, f"({' '.join(where.splitlines())})"), " ")
    if wording is None or str(term) in wording:
        return said("{who} says {words}", who=who, words=words)
    return said("{who} says {words}, which means {term}", who=who, words=words, term=quoted(term))
