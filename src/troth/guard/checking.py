"""A draft from its text to the decision: scan, link, judge, decide.

It fails closed for AI agents: what cannot be read, what takes too long, and every error is asked
about. People are advised, so that for them an error is said and blocks nobody; but of what cannot
be read people are asked too. Nothing that a draft says about rules, roles or itself is looked at.

Paragraphs are judged one by one, so that nothing that is put before or after a promise makes the
decision on it milder.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from troth.guard.context import Context
from troth.guard.decide import MANAGER, Decision, decide, rule_for
from troth.guard.foretold import foretold
from troth.guard.found import Found
from troth.guard.judging import judge
from troth.guard.judging.clause import is_refused
from troth.guard.kinds import Promiser
from troth.guard.overlaps import Spans
from troth.guard.readings import CUT, readings
from troth.guard.scan import Prepared, UnknownLanguageError, must_know, promises
from troth.guard.text.copies import changed
from troth.guard.unread import Unreadable, unreadable
from troth.guard.verdict import Verdict
from troth.playbook.schema.words import Force, VerdictKind
from troth.said import joined, said, sentence

#: Reads a clock in seconds; only differences count.
Clock = Callable[[], float]
_BREAK = re.compile(rf"\n[ \t\r]*\n|{CUT}")
_STOP = re.compile(r"[.!?…]+(?=\s)|[\n{}\[\];|]")
_POINTS = ".!?…"
#: Code points around a promise: further away nothing is looked at.
_FURTHEST = 400
_STANDS_FOR = re.compile(
    r"\b(?:it|its|they|them|their|this|that|these|those|both|one)\b", re.IGNORECASE
)
#: What parts paragraphs in the other forms.
_BLOCKS = {
    "markdown": _BREAK,
    "email": _BREAK,
    "html": re.compile(
        r"</?(?:p|div|li|ul|ol|td|th|tr|table|h[1-6]|section|article|br)\b[^>]*>", re.I
    ),
}


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What becomes of a draft, and why."""

    decision: Decision
    #: Whom to ask: a team of the playbook, or a role; None where nobody is.
    ask: str | None
    #: A sentence; of the draft it has a length of time, a date or a sum at most.
    reason: str
    verdicts: tuple[Verdict, ...]
    edition: str | None
    #: Whether it was judged; not where the guard failed or had no time.
    judged: bool = True
    #: Why parts of it cannot be read.
    unread: frozenset[Unreadable] = frozenset()

    def as_json(self) -> dict[str, Any]:
        """With a promise for each verdict."""
        return {
            "decision": self.decision.value,
            "ask": self.ask,
            "reason": self.reason,
            "edition": self.edition,
            "promises": [verdict.as_json() for verdict in self.verdicts],
        }


class TooSlowError(Exception):
    """The time that was given is over."""


def check(
    text: str,
    context: Context,
    *,
    form: str = "text",
    language: str = "en",
    limit: float | None = None,
    clock: Clock | None = None,
) -> Checked:
    """What becomes of a draft; it never raises for what the draft says.

    Args:
        text: as it would be sent or published.
        context: who says it to whom, when, and what is known of them.
        form: text, markdown, html or email.
        language: of the text; only English is read.
        limit: seconds after which it gives up; without end if absent.
        clock: reads the seconds, such as `time.monotonic`; without it no limit is kept.
    """
    watch = _Watch(limit, clock)
    if context.book is None:
        return failed(context, said("The edition of the playbook is not known."))
    try:
        return _checked(text, context, form, language, watch)
    except UnknownLanguageError as error:
        return failed(context, sentence(str(error)))
    except TooSlowError:
        return failed(context, said("It took longer than {seconds} s.", seconds=f"{limit:g}"))
    except Exception as error:  # noqa: BLE001 - whatever fails must not let a draft through
        return failed(context, said("The guard failed: {error}.", error=type(error).__name__))


def failed(context: Context, reason: str) -> Checked:
    """What becomes of a draft that could not be judged: asked about where the guard binds."""
    bound = rule_for(context).force is Force.ENFORCE
    return Checked(
        decision=Decision.ASK if bound else Decision.ALLOW,
        ask=MANAGER if bound else None,
        reason=reason,
        verdicts=(),
        edition=context.book.edition if context.book else None,
        judged=False,
    )


class _Watch:
    """Whether there is time left, by the caller's clock."""

    def __init__(self, limit: float | None, clock: Clock | None) -> None:
        self._clock = clock
        self._end = clock() + limit if clock and limit is not None else None

    def look(self) -> None:
        """Raise where there is none."""
        if self._clock and self._end is not None and self._clock() > self._end:
            raise TooSlowError


def _checked(text: str, context: Context, form: str, language: str, watch: _Watch) -> Checked:
    verdicts, unread = judged(text, context, form=form, language=language, look=watch.look)
    outcome = decide(verdicts, context)
    checked = Checked(
        decision=outcome.decision,
        ask=outcome.ask,
        reason=_reason(outcome.because, verdicts),
        verdicts=verdicts,
        edition=context.book.edition if context.book else None,
    )
    return _with_unread(checked, unread, context) if unread else checked


def judged(
    text: str,
    context: Context,
    *,
    form: str = "text",
    language: str = "en",
    look: Callable[[], None] = lambda: None,
) -> tuple[tuple[Verdict, ...], frozenset[Unreadable]]:
    """The verdict on each promise of a text, in order, and why parts of it cannot be read.

    Args:
        text: as it would be sent or published.
        context: who says it to whom, when, and what is known of them.
        form: text, markdown, html or email.
        language: of the text.
        look: is called again and again, and may raise where no time is left.

    Raises:
        UnknownLanguageError: for another language.
    """
    judging = _Judging(context, form, language, look)
    verdicts = list(judging.verdicts(text))
    for reading in readings(text, form):
        known = Spans([(each.found.start, each.found.end, each.verdict) for each in verdicts])
        for verdict in judging.verdicts(reading):
            if _tells_more(verdict, known):
                verdicts.append(replace(verdict, found=replace(verdict.found, source=text)))
    unread: set[Unreadable] = set()
    for _, part in _parts(text, form):
        unread.update(each.why for each in unreadable(part, form=form))
        look()
    verdicts.sort(key=lambda each: (each.found.start, each.found.end))
    return tuple(verdicts), frozenset(unread)


class _Judging:
    """Judges the readings of a text: what several of them say is read and judged once."""

    def __init__(
        self, context: Context, form: str, language: str, look: Callable[[], None]
    ) -> None:
        self._context = context
        self._form = form
        self._language = language
        self._look = look
        self._parts: dict[str, list[tuple[Found, Verdict]]] = {}
        self._judged: dict[tuple[Found, str], Verdict] = {}

    def verdicts(self, text: str) -> Iterator[Verdict]:
        """The verdict on each promise of one reading."""
        for offset, part in _parts(text, self._form):
            if part not in self._parts:
                self._parts[part] = list(self._of_part(part))
            for found, verdict in self._parts[part]:
                placed = changed(
                    found,
                    start=found.start + offset,
                    end=found.end + offset,
                    source=text,
                    due=verdict.found.due,
                )
                yield changed(verdict, found=placed)

    def _of_part(self, part: str) -> Iterator[tuple[Found, Verdict]]:
        blocks = _Blocks(part, self._form)
        for found in _found(part, self._context, self._form, self._language):
            self._look()
            alone = blocks.alone(found)
            key = alone, alone.source
            if key not in self._judged:
                self._judged[key] = judge(alone, self._context)
            yield found, self._judged[key]


def _tells_more(verdict: Verdict, known: Spans[VerdictKind]) -> bool:
    """Whether another reading finds what was not found there, or finds fault with it otherwise."""
    there = set(known.over(verdict.found.start, verdict.found.end))
    return not there or (verdict.verdict is not VerdictKind.BACKED and verdict.verdict not in there)


def _with_unread(checked: Checked, unread: frozenset[Unreadable], context: Context) -> Checked:
    """Of what cannot be read somebody is asked; people may write other languages, and are told."""
    why = joined((each.value for each in sorted(unread)), ", ")
    reason = said("Part of it cannot be read: {why}.", why=why)
    checked = replace(checked, unread=unread)
    bound = rule_for(context).force is Force.ENFORCE
    if checked.decision is not Decision.ALLOW:
        return replace(checked, reason=joined((checked.reason, reason), " "))
    if bound or unread != {Unreadable.LANGUAGE}:
        return replace(checked, decision=Decision.ASK, ask=MANAGER, reason=reason)
    return replace(checked, reason=joined((checked.reason, reason), " "))


def _parts(text: str, form: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a plain text, each with where it begins; any other text whole."""
    if form in _BLOCKS:
        yield 0, text
        return
    start = 0
    for match in _BREAK.finditer(text):
        yield start, text[start : match.start()]
        start = match.end()
    yield start, text[start:]


def _found(text: str, context: Context, form: str, language: str) -> list[Found]:
    """Promises, and what is foretold that nobody may promise, in order."""
    must_know(language)
    prepared = Prepared.of(text, form)
    found = [
        each
        for each in promises(prepared, at=context.at, zone=context.zone)
        if each.promiser is Promiser.COMPANY or not is_refused(each)
    ]
    if context.book is not None:
        found += list(foretold(prepared, context, found))
        if prepared.beside:
            beside = foretold(prepared.beside, context, found)
            found += [replace(each, source=text) for each in beside]
    return sorted(found, key=lambda each: (each.start, each.end))


class _Blocks:
    """The paragraphs of a text with markup."""

    def __init__(self, text: str, form: str) -> None:
        block = _BLOCKS.get(form)
        edges = [each.span() for each in block.finditer(text)] if block else []
        self._starts = [0, *(end for _, end in edges)]
        self._ends = [*(start for start, _ in edges), len(text)]
        self._text = text

    @cached_property
    def _stops(self) -> list[int]:
        """Where stops end: a run of points is one where white space follows."""
        return [each.end() for each in _STOP.finditer(self._text)]

    def alone(self, found: Found) -> Found:
        """The promise with no more than its paragraph around it, which is all that explains it."""
        first = self._starts[bisect_right(self._starts, found.start) - 1]
        last = self._ends[bisect_left(self._ends, found.end)]
        if not _STANDS_FOR.search(found.words):
            # Only "it" is told from other sentences; else they would talk a promise round.
            first = max(first, self._stop_before(found.start))
            last = min(last, self._stop_after(found.end))
        first, last = max(first, found.start - _FURTHEST), min(last, found.end + _FURTHEST)
        return changed(
            found,
            source=found.source[first:last],
            start=found.start - first,
            end=found.end - first,
        )

    def _stop_before(self, place: int) -> int:
        """The end of the last stop before a place; a point right before it ends nothing."""
        index = bisect_right(self._stops, place) - 1
        if index >= 0 and self._stops[index] == place and self._text[place - 1] in _POINTS:
            index -= 1
        return self._stops[index] if index >= 0 else 0

    def _stop_after(self, place: int) -> int:
        """The end of the first stop after it."""
        index = bisect_right(self._stops, place)
        return self._stops[index] if index < len(self._stops) else len(self._text)


def _reason(because: Verdict | None, verdicts: Sequence[Verdict]) -> str:
    if because is not None:
        return because.because
    if not verdicts:
        return said("It promises nothing.")
    return said("Whatever it promises is backed.")
