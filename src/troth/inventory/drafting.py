"""A first playbook out of what a company says already."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count

from troth.inventory.decisions import Decision, State
from troth.inventory.inventory import Inventory
from troth.inventory.promise import Promise
from troth.playbook import Playbook
from troth.terms import Always, Kind, Term

_HEAD = """\
# A draft, made of what the texts of {company} promise. Before it is a playbook: say which team
# keeps what (here one keeps all), when each is open, and whether the standards are meant.
# `troth check` shows what contradicts what.
"""
#: How metrics of a kind get better.
_BETTER = {Kind.DURATION: "less", Kind.MONEY: "less", Kind.SHARE: "more"}
#: Of what is said without measure: it holds, or it does not.
_ALWAYS = Term(Always())
_ID = re.compile(r"[^a-z0-9]+")


def draft_text(
    inventory: Inventory,
    *,
    company: str,
    review: date,
    playbook: Playbook | None = None,
    decisions: Mapping[str, Decision] | None = None,
) -> str:
    """A playbook in YAML: a metric for each group, a claim for each promise, a standard each.

    What is retired is left out, and what is reworded is said in the new words. A standard is the
    term that is said in most places. Promises of others, and those that no term can say beside
    others that one can, are left to people.
    """
    company = _one_line(company) or "Example Company"
    drawn = list(_drawn(inventory, decisions or {}))
    lines = [
        _HEAD.format(company=company).rstrip(),
        "troth: 1",
        f"company: {_quoted(company)}",
        "calendars:",
        '  office: {hours: "Mo-Fr 09:00-17:00", timezone: UTC}',
        "teams:",
        f"  company: {{name: {_quoted(company)}, calendar: office}}",
    ]
    lines += _section("metrics", (_metric(one, inventory, playbook) for one in drawn))
    lines += _section("standards", (_standard(one, review) for one in drawn))
    lines += _section("claims", _claims(drawn, review))
    return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class _Drawn:
    """One group as a metric, with what is said of it: promise, term, words."""

    group: str
    metric: str
    kind: Kind
    said: list[tuple[Promise, Term, str]]

    @property
    def usual(self) -> Term:
        """The term that is said in most places; of equals the one that is said first."""
        places: Counter[Term] = Counter()
        for promise, term, _ in self.said:
            places[term] += len(promise.places)
        return places.most_common(1)[0][0]


def _drawn(inventory: Inventory, decisions: Mapping[str, Decision]) -> Iterator[_Drawn]:
    taken: set[str] = set()
    for group, promises in inventory.groups.items():
        said = [
            (one, _said_now(one, decisions.get(one.id)))
            for one in promises
            if one.is_ours and not _is_retired(decisions.get(one.id))
        ]
        measured = [(one, one.term, words) for one, words in said if one.term is not None]
        kinds = Counter(term.kind for _, term, _ in measured)
        if kinds:
            kind = kinds.most_common(1)[0][0]
            rows = [row for row in measured if row[1].kind is kind]
        elif said:
            kind, rows = Kind.YES_NO, [(one, _ALWAYS, words) for one, words in said]
        else:
            continue
        yield _Drawn(group, _free(_slug(group), taken), kind, rows)


def _metric(one: _Drawn, inventory: Inventory, playbook: Playbook | None) -> str:
    better = _BETTER.get(one.kind)
    parts = [
        f"name: {_quoted(inventory.title(one.group, playbook))}",
        f"kind: {one.kind.value}",
        *([f"better: {better}"] if better else ["settled-by: customer"]),
    ]
    return f"  {one.metric}: {{{', '.join(parts)}}}"


def _standard(one: _Drawn, review: date) -> str:
    return (
        f"  {one.metric}: {{metric: {one.metric}, team: company, "
        f"term: {_quoted(str(one.usual))}, review: {review}}}"
    )


def _claims(drawn: list[_Drawn], review: date) -> Iterator[str]:
    taken: set[str] = set()
    for one in drawn:
        for promise, term, words in one.said:
            key = _free(f"{one.metric}-said", taken)
            strength = "guarantee" if promise.found.strength == "firm" else "estimate"
            yield f"  {key}:"
            yield f"    says: {_quoted(words)}"
            yield f"    metric: {one.metric}"
            yield f"    term: {_quoted(str(term))}"
            yield f"    where: {_quoted(_where(promise))}"
            yield f"    strength: {strength}"
            yield "    team: company"
            yield "    owner: company"
            yield f"    review: {review}"


def _where(promise: Promise) -> str:
    more = len(promise.places) - 1
    return f"{promise.places[0]}{f' and {more} more' if more else ''}"


def _said_now(promise: Promise, decision: Decision | None) -> str:
    reworded = decision and decision.state is State.REWORD
    return decision.wording if decision and reworded else promise.words


def _is_retired(decision: Decision | None) -> bool:
    return decision is not None and decision.state is State.RETIRE


def _section(name: str, lines: Iterator[str]) -> list[str]:
    body = list(lines)
    return [f"{name}:", *body] if body else []


def _slug(group: str) -> str:
    return _ID.sub("-", group.lower()).strip("-")[:80].strip("-") or "promise"


def _free(name: str, taken: set[str]) -> str:
    """The name, or the first with a number that nobody has."""
    for number in count(1):
        free = name if number == 1 else f"{name}-{number}"
        if free not in taken:
            taken.add(free)
            return free
    raise AssertionError


def _one_line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _quoted(text: str) -> str:
    """As YAML in double quotes, which are those of JSON."""
    return json.dumps(_one_line(text), ensure_ascii=False)
