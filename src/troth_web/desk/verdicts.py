"""What the guard says of a draft, as a page shows it: words, shapes, rules and what to say instead.

The guard counts code points, browsers count UTF-16: here one becomes the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from troth.guard.checking import Checked
from troth.guard.decide import Decision
from troth.guard.recording import PROMISE
from troth.guard.verdict import Verdict
from troth.operations.errors import NotFoundError
from troth.playbook.schema.words import VerdictKind
from troth_web.api.calls import Call
from troth_web.api.rights import seen
from troth_web.desk import words
from troth_web.desk.telling import told

_SHAPES = {
    VerdictKind.BACKED: "kept",
    VerdictKind.TIGHTER: "risk",
    VerdictKind.UNLIKELY: "risk",
    VerdictKind.UNBACKED: "",
    VerdictKind.BEYOND_AUTHORITY: "wait",
    VerdictKind.CONTRADICTED: "broken",
    VerdictKind.NEVER_PROMISE: "broken",
}
_LABELS: dict[VerdictKind, str | Lazy] = {
    VerdictKind.BACKED: _("Supported"),
    VerdictKind.TIGHTER: _("Faster than we promise"),
    VerdictKind.UNLIKELY: _("Unlikely"),
    VerdictKind.UNBACKED: _("No standard covers this"),
    VerdictKind.BEYOND_AUTHORITY: _("Needs approval"),
    VerdictKind.CONTRADICTED: _("Conflicts with what we told them"),
    VerdictKind.NEVER_PROMISE: _("Never promise"),
}
#: What a verdict rests on, by the part of the playbook.
_PARTS: dict[str, str | Lazy] = {
    "standards": _("standard"),
    "claims": _("published promise"),
    "offers": _("offer"),
    "amends": _("compensation"),
    "authority": _("authority"),
    "agreements": _("special agreement"),
    "touchpoints": _("touchpoint"),
    "chains": _("handoff"),
}
#: Marks after which a sentence begins.
_STOPS = ".!?:\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a verdict rests on."""

    says: str
    #: Of the promise; empty where there is no page.
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One promise of a draft, and what is said of it."""

    #: In UTF-16, as browsers count.
    start: int
    end: int
    words: str
    shape: str
    label: str
    #: The guard's own sentence.
    because: str
    rules: tuple[Rule, ...]
    likelihood: float | None
    n: int
    #: What fits in the place of the words; empty where they may stay.
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A draft as it was looked at."""

    says: str
    marks: tuple[Mark, ...]
    stops: bool
    #: Whether it goes out only as somebody's own words, with a reason.
    own_words: bool
    #: Where somebody has to be asked: what the guard says.
    asks: str


def look_at(call: Call, text: str, checked: Checked) -> Look:
    """What a page shows of a draft."""
    marks = tuple(_mark(call, text, verdict) for verdict in checked.verdicts)
    doubted = [each for each in checked.verdicts if each.verdict is not VerdictKind.BACKED]
    asks = checked.decision is Decision.ASK or not checked.judged
    return Look(
        says=_says(len(marks), len(doubted), judged=checked.judged),
        marks=marks,
        stops=checked.decision is Decision.STOP,
        own_words=bool(doubted) or checked.decision is Decision.ASK,
        asks=told(checked.reason) if asks or not checked.verdicts else "",
    )


def _says(all_: int, doubted: int, *, judged: bool) -> str:
    if not judged:
        return gettext("This could not be looked at.")
    if not all_:
        return gettext("It promises nothing.")
    found = ngettext("One promise", "%(n)d promises", all_) % {"n": all_}
    if not doubted:
        return gettext("%(found)s: supported.") % {"found": found}
    return gettext("%(found)s: %(doubted)d to look at.") % {"found": found, "doubted": doubted}


def _mark(call: Call, text: str, verdict: Verdict) -> Mark:
    found, likely = verdict.found, verdict.likelihood
    wording = verdict.wording or ""
    return Mark(
        start=utf16(text[: found.start]),
        end=utf16(text[: found.end]),
        words=text[found.start : found.end],
        shape=_SHAPES[verdict.verdict],
        label=_label(call, verdict),
        because=told(verdict.because),
        rules=tuple(_rules(call, verdict)),
        likelihood=likely.value if likely else None,
        n=likely.n if likely else 0,
        instead=fitted(text, found.start, found.end, wording) if wording else "",
    )


def utf16(text: str) -> int:
    """How long a browser holds a text to be."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def fitted(text: str, start: int, end: int, wording: str) -> str:
    """A wording as it fits in the place of some words: its first letter, and its full stop."""
    before = text[:start].rstrip(" \t\"'“‘(")
    begins = not before or before[-1] in _STOPS
    if not begins and not wording.startswith(("I ", "I'")):
        wording = wording[0].lower() + wording[1:]
    after = text[end:].lstrip(" \t")
    return wording.rstrip(".") if after[:1] in {".", "!", "?", ",", ";", ")"} else wording


def replaced(text: str, start: int, end: int, wording: str) -> str:
    """A text with a wording in the place of the words from `start` to `end`, in UTF-16."""
    units = text.encode("utf-16-le")
    return (units[: 2 * start] + wording.encode("utf-16-le") + units[2 * end :]).decode(
        "utf-16-le", "replace"
    )


def _label(call: Call, verdict: Verdict) -> str:
    said = str(_LABELS[verdict.verdict])
    if verdict.verdict is not VerdictKind.CONTRADICTED:
        return said
    against = (each.removeprefix(PROMISE) for each in verdict.rests_on if each.startswith(PROMISE))
    promise = call.store.promise(next(against, ""))
    if promise is None:
        return said
    at = timezone.localtime(promise.changes[-1].at if promise.changes else promise.made_at)
    this_year = at.year == timezone.localtime(call.at).year
    shown = pgettext("day in a sentence", "j F") if this_year else pgettext("day", "j F Y")
    return gettext("Conflicts with what we told them on %(day)s") % {"day": date_format(at, shown)}


def _rules(call: Call, verdict: Verdict) -> Iterator[Rule]:
    edition = call.store.edition()
    playbook = edition.playbook if edition else None
    for each in verdict.rests_on:
        part, _dot, name = each.partition(".")
        if each.startswith(PROMISE):
            try:
                promise = seen(call.principal, call.store, each.removeprefix(PROMISE))
            except NotFoundError:
                continue
            url = reverse("desk_promise", args=[promise.id])
            yield Rule(says=words.metric_text(promise.metric, playbook), url=url)
        elif part in _PARTS:
            yield Rule(says=f"{_PARTS[part]} {name}")
