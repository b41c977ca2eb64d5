"""What to say aloud: a sentence for now, one to fall back on, and what never to say.

The sentences say what may be promised, in the playbook's tone; the guard has passed each of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from troth import queries
from troth.clock import zones
from troth.errors import TrothError
from troth.guard.checking import check
from troth.guard.context import Context
from troth.guard.decide import Decision
from troth.guard.tone import Tone, tone_of
from troth.guard.wording import date_text
from troth.operations import AskGuard
from troth.operations.errors import NoEditionError
from troth.playbook import Playbook
from troth.playbook.schema.metrics import Metric
from troth.playbook.schema.promises import Standard
from troth.playbook.schema.words import Strength, VerdictKind
from troth.promises.due import parsed
from troth.promises.promise import Promise
from troth.queries.may import Likelihood
from troth.terms import Kind, Window
from troth_web.api.calls import Call
from troth_web.api.guard_context import context_of
from troth_web.api.odds import odds_of

#: Said where nothing of the kind can be promised; the guard passes it.
NOTHING = "We cannot promise this."


@dataclass(frozen=True, slots=True, kw_only=True)
class Never:
    """Something not to say."""

    #: `sooner`, `other`, `late`, `always`, `excluded` or `never-promise`.
    why: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What to say about one topic."""

    metric: str
    #: When it is said; dates are counted from then.
    at: datetime
    zone: str
    now: str
    fallback: str
    never: tuple[Never, ...]
    #: The open promise that is only said again.
    promise: str | None
    term: str | None
    due: datetime | None
    likelihood: Likelihood | None
    #: Why nothing can be promised.
    reason: str | None


def spoken(
    call: Call, asked: AskGuard, metric: str, at: datetime, zone: ZoneInfo | None = None
) -> Spoken:
    """What to say about a metric to the customer of `asked`.

    Args:
        call: who asks.
        asked: to whom, and what is known of the case.
        metric: what it is about.
        at: when it is said; aware.
        zone: of the clock by which it is said; that of whoever keeps it if absent.

    Raises:
        NotFoundError: no edition is published, or there is no such customer.
        UnfitError: the playbook has no such metric.
    """
    edition = call.store.edition()
    if edition is None:
        raise NoEditionError
    found = _permitted(call, asked, metric, at)
    known = context_of(call, asked, at)
    standing = _standing(known.promises, metric)
    topic = _Topic.of(edition.playbook, found, standing, at, zone)
    context = replace(known, channel="phone", zone=topic.zone)
    now = _first(topic.now(), context)
    return Spoken(
        metric=metric,
        at=at,
        zone=topic.zone.key,
        now=now,
        fallback=_first((each for each in topic.fallback() if each != now), context),
        never=tuple(topic.never()),
        promise=standing.id if standing else None,
        term=topic.term,
        due=topic.due,
        likelihood=found.likelihood,
        reason=found.reason if standing is None else None,
    )


def _permitted(call: Call, asked: AskGuard, metric: str, at: datetime) -> queries.Permitted:
    """What applies, with its odds where they count time as its term does."""
    odds = odds_of(metric)
    for known in (odds, None) if odds else (None,):
        try:
            return queries.may_promise(
                call.store,
                metric=metric,
                at=at,
                customer=asked.customer,
                facets=asked.facets,
                odds=known,
            )
        except TrothError:
            if known is None:
                raise
    raise AssertionError("the last try has no odds")


def _standing(promises: tuple[Promise, ...], metric: str) -> Promise | None:
    """The first of the open promises about it: another date would contradict it."""
    about = [each for each in promises if each.metric == metric and each.falls_due]
    return min(about, key=lambda each: (each.falls_due, each.id), default=None)


def _first(sentences: Iterator[str], context: Context) -> str:
    """The first that the guard lets through as it stands."""
    return next((each for each in sentences if _passes(each, context)), NOTHING)


def _passes(sentence: str, context: Context) -> bool:
    checked = check(sentence, context)
    backed = all(each.verdict is VerdictKind.BACKED for each in checked.verdicts)
    return checked.judged and backed and checked.decision is Decision.ALLOW


@dataclass(frozen=True, slots=True, kw_only=True)
class _Topic:
    """What sentences are made of."""

    playbook: Playbook
    metric: Metric
    name: str
    tone: Tone
    standard: Standard | None
    term: str | None
    due: datetime | None
    strength: Strength
    updates: str | None
    zone: ZoneInfo
    at: datetime
    again: bool

    @classmethod
    def of(
        cls,
        playbook: Playbook,
        found: queries.Permitted,
        standing: Promise | None,
        at: datetime,
        zone: ZoneInfo | None,
    ) -> "_Topic":
        says = found.would_say or {}
        metric = playbook.metrics[found.metric]
        basis = says.get("basis") or {}
        due = standing.falls_due if standing else _instant(says.get("due"))
        theirs = standing.zone if standing else str(says.get("zone", "UTC"))
        return cls(
            playbook=playbook,
            metric=metric,
            name=metric.name or found.metric.replace("-", " "),
            tone=tone_of(playbook.voice),
            standard=playbook.standards.get(str(basis.get("id"))),
            term=standing.term if standing else says.get("term"),
            due=due,
            strength=Strength(standing.strength if standing else says.get("strength", "guarantee")),
            updates=standing.updates if standing else says.get("updates"),
            zone=zone or zones.load(theirs),
            at=at,
            again=standing is not None,
        )

    @property
    def late(self) -> bool:
        """Whether it should have been kept already."""
        return self.again and self.due is not None and self.due <= self.at

    def now(self) -> Iterator[str]:
        """From what says most to what says least."""
        if self.late and self.due:
            since = date_text(self.due, self.zone)
            yield f"We are late with your {_small(self.name)}: it was due on {since}."
            yield "We are late with this."
            return
        share = self.term is not None and parsed(self.term).share is not None
        lead = self.tone.lead(Strength.ESTIMATE if share else self.strength)
        ending = ", as promised." if self.again else "."
        for when in self._whens():
            if self.metric.to:
                yield f"{lead} {self.metric.to} by {when}{ending}"
            yield f"You will have your {_small(self.name)} by {when}{ending}"
            yield f"{_capital(self.name)}: by {when}{ending}"
        if self.standard and self.standard.says and not self.again:
            yield f"{self.standard.says.rstrip('.')}."
        if self.term and not self.again:
            if self.metric.to and self.metric.kind is Kind.DURATION:
                yield f"{lead} {self.metric.to} {self.term}."
            yield f"{_capital(self.name)}: {self.tone.short_lead(self.strength)}{self.term}."
        yield from self._refusals()

    def fallback(self) -> Iterator[str]:
        """What to say to who asks for more."""
        if self.late:
            sorry = "We cannot promise another date yet."
            if self.updates:
                yield f"{sorry} You will hear from us {self.updates}."
            yield sorry
            return
        sooner = "We cannot promise it sooner." if self.due else "We cannot promise more."
        if self.updates:
            yield f"{sooner} You will hear from us {self.updates}."
        if self.term and self.metric.to and self.metric.kind is Kind.DURATION and not self.again:
            estimate = self.tone.lead(Strength.ESTIMATE)
            yield f"{sooner} {estimate} {self.metric.to} {parsed(self.term).content}."
        if self.term or self.due:
            yield sooner
        yield from self._refusals()

    def _refusals(self) -> Iterator[str]:
        if self.metric.to and self.metric.kind is Kind.DURATION:
            yield f"We cannot promise yet when {self.metric.to}."
        yield NOTHING

    def _whens(self) -> Iterator[str]:
        """The date as one says it, then in full."""
        if self.due is None or (self.term and isinstance(parsed(self.term).content, Window)):
            return
        full = date_text(self.due, self.zone)
        clock = full.rpartition(", ")[2]
        today = self.at.astimezone(self.zone).date()
        day = (self.due + timedelta(seconds=59)).astimezone(self.zone).date()
        if day == today:
            yield f"{clock} today"
        if day == today + timedelta(days=1):
            yield f"{clock} tomorrow"
        yield full

    def never(self) -> Iterator[Never]:
        """What not to say about it."""
        when = next(self._whens(), None)
        if self.late and self.due:
            yield Never(why="late", says=date_text(self.due, self.zone))
        elif when:
            yield Never(why="other" if self.again else "sooner", says=when)
        share = parsed(self.term).share if self.term else None
        if share is not None:
            yield Never(why="always", says=f"{share.normalize():f} %")
        for each in self.standard.excludes if self.standard else ():
            yield Never(why="excluded", says=each)
        for each in self.playbook.never_promise:
            yield Never(why="never-promise", says=each)


def _instant(said: object) -> datetime | None:
    return datetime.fromisoformat(str(said)) if said else None


def _small(text: str) -> str:
    """`refund` for `Refund`; a name in capitals stays."""
    return text if text[:2].isupper() else f"{text[0].lower()}{text[1:]}"


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"
