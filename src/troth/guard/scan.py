"""Find the promises in a text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Self

from troth.errors import TrothError
from troth.guard.drafts import Draft, drafts
from troth.guard.forms import plain_of
from troth.guard.forms.web import attributes
from troth.guard.found import Found
from troth.guard.quantities import Quantity
from troth.guard.text.clause import Sentence
from troth.guard.text.cue import is_cue
from troth.guard.text.plain import Plain
from troth.guard.text.quotes import Span, quoted_mail, quoted_words
from troth.guard.text.sentences import sentences
from troth.said import listed, said

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from troth.clock import Calendar

LANGUAGES = ("en",)


class UnknownLanguageError(TrothError):
    """A language that no phrases are written for."""

    def __init__(self, language: str) -> None:
        super().__init__(
            said(
                "promises cannot be found in {language}; phrases are written for {languages}",
                language=repr(language),
                languages=listed(LANGUAGES),
            )
        )


class NaiveInstantError(TrothError):
    """An instant that could be anywhere."""

    def __init__(self, at: datetime) -> None:
        super().__init__(f"at={at.isoformat()} has no zone; give an aware datetime")


def scan(
    text: str,
    language: str = "en",
    *,
    form: str = "text",
    at: datetime | None = None,
    zone: "ZoneInfo | None" = None,
    calendar: "Calendar | None" = None,
) -> list[Found]:
    """Every promise in a text, in order.

    Args:
        text: as it would be sent or published.
        language: of the text; only English, `en`, is known.
        form: text, markdown, html or email; any other, such as chat or social, is read as text.
        at: when it is said, aware; with it, `Found.due` says by when.
        zone: in which days are meant; that of `at` if absent.
        calendar: whose hours business time counts; without it such a `due` stays None.

    Raises:
        UnknownLanguageError: for another language.
        NaiveInstantError: for an `at` without zone.
    """
    must_know(language)
    return promises(Prepared.of(text, form), at=at, zone=zone, calendar=calendar)


def must_know(language: str) -> None:
    """Raise where no phrases are written for a language.

    Raises:
        UnknownLanguageError: for another language.
    """
    if language.lower().partition("-")[0] not in LANGUAGES:
        raise UnknownLanguageError(language)


@dataclass(frozen=True)
class Prepared:
    """A text that is read for several things: as it was given, and in sentences."""

    text: str
    plain: Plain
    #: Where they stand in the plain text.
    sentences: list[Span]
    #: What somebody else wrote, in order.
    mail: list[Span]
    #: Of HTML, what its tags say: alternative texts, titles, descriptions.
    beside: "Prepared | None" = None

    @classmethod
    def of(cls, text: str, form: str) -> Self:
        """A text in one of the forms."""
        plain = plain_of(text, form)
        shown = attributes(text) if form == "html" else ""
        return cls(
            text,
            plain,
            list(sentences(plain.text)),
            quoted_mail(plain.text),
            cls.of(shown, "text") if shown else None,
        )


def promises(
    prepared: Prepared,
    *,
    at: datetime | None = None,
    zone: "ZoneInfo | None" = None,
    calendar: "Calendar | None" = None,
) -> list[Found]:
    """Every promise in a text that was prepared, as `scan` finds them.

    Raises:
        NaiveInstantError: for an `at` without zone.
    """
    if at is not None and at.tzinfo is None:
        raise NaiveInstantError(at)
    found = sorted([*_all(prepared), *_beside(prepared)], key=lambda one: (one.start, one.end))
    if at is None:
        return found
    from troth.guard.due import due_of

    dues: dict[Quantity | None, datetime | None] = {None: None}
    for one in found:
        if one.quantity not in dues:
            dues[one.quantity] = due_of(one, at, zone, calendar)
    return [replace(one, due=dues[one.quantity]) if dues[one.quantity] else one for one in found]


def _beside(prepared: Prepared) -> Iterator[Found]:
    """What the tags of HTML promise; the empty lines around it are no part of it."""
    for one in _all(prepared.beside) if prepared.beside else ():
        end = one.start + len(one.words.rstrip())
        yield replace(one, end=end, source=prepared.text)


#: Code points before a sentence that may tell what "it" and "they" are.
_BEFORE = 300


def _all(prepared: Prepared) -> Iterator[Found]:
    #: Text that says the same thing over and over is read once.
    known: dict[tuple[str, str, tuple[Span, ...]], list[Draft]] = {}
    for sentence in _sentences(prepared):
        base = sentence.start
        quoted = tuple((start - base, end - base) for start, end in sentence.quoted)
        key = sentence.text, sentence.before, quoted
        if key not in known:
            known[key] = list(drafts(sentence))
            # Else it and its clauses would hold each other until they are looked for.
            sentence.clauses.clear()
        for draft in known[key]:
            yield _found(prepared.text, prepared.plain, draft, base)


def _sentences(prepared: Prepared) -> Iterator[Sentence]:
    """Sentences that may hold a promise and were not written by somebody else."""
    cues: dict[str, bool] = {}
    original, plain = prepared.text, prepared.plain
    mail, words = _Ahead(prepared.mail), _Ahead(list(quoted_words(plain.text)))

    def capital(position: int) -> bool:
        return original[plain.original(position, position + 1)[0]].isupper()

    for start, end in prepared.sentences:
        if mail.within(start, end):
            continue
        quoted = words.within(start, end)
        text = plain.text[start:end]
        if text not in cues:
            cues[text] = is_cue(text)
        if cues[text]:
            before = plain.text[max(0, start - _BEFORE) : start]
            yield Sentence(text, start, before, quoted, capital)


class _Ahead:
    """Spans in order, asked for in order."""

    def __init__(self, spans: list[Span]) -> None:
        self.spans = spans
        self.next = 0

    def within(self, start: int, end: int) -> tuple[Span, ...]:
        """Those that overlap; none is asked for again that ends before the start."""
        while self.next < len(self.spans) and self.spans[self.next][1] <= start:
            self.next += 1
        last = self.next
        while last < len(self.spans) and self.spans[last][0] < end:
            last += 1
        return tuple(self.spans[self.next : last])


def _found(original: str, plain: Plain, draft: Draft, base: int) -> Found:
    start, end = plain.original(base + draft.start, base + draft.end)
    quantity = draft.quantity
    if quantity:
        first, last = plain.original(base + draft.said[0], base + draft.said[1])
        quantity = quantity.verbatim(original[first:last])
    return Found(
        start=start,
        end=end,
        kind=draft.kind,
        strength=draft.strength,
        quantity=quantity,
        promiser=draft.promiser,
        why=draft.why,
        source=original,
    )
