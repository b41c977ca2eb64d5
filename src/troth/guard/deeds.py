"""One clause, several deeds: `we will refund you and call you` holds two promises."""

import re
from collections.abc import Iterator
from dataclasses import replace

from troth.guard.quantities import quantity_in
from troth.guard.text.clause import Clause
from troth.guard.words.kind import kind_of
from troth.guard.words.subjects import Who, who_is
from troth.guard.words.verbs import FORMS, participle

_NEXT = re.compile(
    r"(?:,? (?:and|then|plus|or|and then|and also|but) (?:(?:will|we'll|i'll|to|be|also"
    r"|never|always"
    r"|then|again|either|[a-z]+ly) )*|, )(?:(?P<noun>(?:an?|the|your|its|any"
    r"|all) (?:[\w'-]+ ){1,4}?)(?P<done>[a-z-]+ed|sent|made|paid|given|done|put|kept|held"
    r"|taken|written|issued)\b|(?P<verb>[a-z][a-z-]+)\b(?= |$))"
)
_OBJECT = re.compile(
    r" (?:you|u|it|this|that|these|those|the|an?|your|our|them|him|her|everything|back|in"
    r"|up|out|to|on|off|all|any|with|for|by|within|down|over|from|until|free|as|no|at"
    r"|there|here|everyone|each|every|both|legal|more|someone|that|what|\d)\b|$"
)


def deeds(clause: Clause) -> Iterator[Clause]:
    """The clause itself, or its parts where they differ in kind or have their own quantities."""
    parts = _merged(list(_parts(clause)))
    yield from parts


def _parts(clause: Clause) -> Iterator[Clause]:
    form = _form(clause)
    begin = 0
    verb_at = clause.text.find(clause.tail) if clause.tail else -1
    if form is None or verb_at < 0:
        yield clause
        return
    current = clause
    for match in _NEXT.finditer(clause.text, verb_at + len(clause.verb)):
        if not _fits(match, form, clause.text):
            continue
        cut = match.start()
        yield _shortened(current, begin, cut)
        begin = match.start("noun") if match["noun"] else match.start("verb")
        current = _following(clause, match, begin)
    yield _shortened(current, begin, len(clause.text))


def _form(clause: Clause) -> str | None:
    """The form that another verb must have to share the subject."""
    word = clause.verb
    if clause.modal in {"will", "can", "should"}:
        if word == "be":
            return "ed" if participle_after_be(clause.tail) else None
        return "base"
    if clause.modal == "be":
        return "ed" if participle(word) else "ing" if word.endswith("ing") else None
    if clause.modal == "" and clause.verb:
        return FORMS.get(word, (word, "base"))[1]
    return None


def participle_after_be(tail: str) -> bool:
    """Whether `be` is followed by a participle."""
    match = re.match(r"be (?:[a-z]+ly )?([a-z-]+)", tail)
    return match is not None and participle(match[1])


def _fits(match: re.Match[str], form: str, text: str) -> bool:
    word = match["verb"] or match["done"]
    known = FORMS.get(word)
    if match["noun"]:
        return (
            form == "ed"
            and participle(word)
            and not re.search(r"\b(?:and|or|that|which)\b", match["noun"])
        )
    if word == "have" and form == "base":
        return True
    if known is None:
        return False
    same = (
        known[1] == form
        or (form == "ed" and participle(word))
        or (form == "base" and word in {"set", "put"})
    )
    if not same:
        return False
    if (
        match[0].startswith(", ")
        and form == "base"
        and known[0] not in {"refund", "call", "email", "send", "give", "replace", "fix", "deliver"}
    ):
        return False
    return form == "ed" or bool(_OBJECT.match(text, match.end("verb")))


def _following(clause: Clause, match: re.Match[str], begin: int) -> Clause:
    noun = (match["noun"] or "").strip()
    verb = match["verb"] or match["done"]
    text = clause.text[begin:]
    return replace(
        clause,
        text=text,
        start=clause.start + begin,
        subject=noun or clause.subject,
        who=who_is(noun) if noun else clause.who,
        verb=verb,
        deed=FORMS.get(verb, (verb, ""))[0],
        tail=clause.text[match.end() - len(verb) :],
    )


def _shortened(clause: Clause, begin: int, end: int) -> Clause:
    length = end - begin
    if length >= len(clause.text):
        return clause
    cut = len(clause.text) - length
    return replace(
        clause, text=clause.text[:length].rstrip(" ,"), tail=clause.tail[:-cut].rstrip(" ,")
    )


def _merged(parts: list[Clause]) -> list[Clause]:
    """Neighbours of one kind joined again, unless each has a quantity of its own."""
    merged: list[Clause] = []
    for part in parts:
        last = merged[-1] if merged else None
        if (
            last is not None
            and kind_of(last) == kind_of(part)
            and not (quantity_in(last.text) and quantity_in(part.text))
        ):
            merged[-1] = replace(
                last,
                text=_joined(last, part),
                tail=_joined(last, part)[len(last.text) - len(last.tail) :],
            )
        else:
            merged.append(part)
    return merged


def _joined(first: Clause, second: Clause) -> str:
    source = first.sentence.text
    offset = first.sentence.start
    return source[first.start - offset : second.end - offset]


__all__ = ["Who", "deeds"]
