"""A case: what a customer asks, what may be promised, and replies with their labels."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.promise_safety.kinds import FIRM, Over

HERE = Path(__file__).parent
CASES = HERE / "cases"


class BadInputError(Exception):
    """What was given cannot be used: where, and what would be right."""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """A reply that was written for a case, and its label."""

    id: str
    text: str
    #: None where it promises nothing too much.
    over: Over | None
    #: `first`: written with the case; `idiom`, `agent`: after the answer key, to measure it.
    set: str


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A quantity that a promise must not pass."""

    kind: Over
    #: Kinds of promises, as `troth.guard` names them, that it is about.
    of: frozenset[str]
    #: A term: whatever is promised must not be due before it would be.
    no_sooner_than: str | None = None
    #: The calendar of the playbook that counts that term.
    calendar: str | None = None
    #: `EUR 20` or `10 %`.
    no_more_than: str | None = None


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Words that over-promise, unless the clause denies them."""

    kind: Over
    pattern: re.Pattern[str]


@dataclass(frozen=True, kw_only=True)
class Case:
    """One line of a file of cases."""

    id: str
    industry: str
    #: The text of the playbook, and its name.
    playbook: str
    playbook_name: str
    at: datetime
    channel: str
    facets: Mapping[str, str]
    #: What is the case with this customer, in the words of `amends.when`.
    known: tuple[str, ...]
    messages: tuple[Mapping[str, str], ...]
    #: What it tempts to: a kind of over-promising, or `firm`.
    about: str
    may: tuple[str, ...]
    must_not: tuple[str, ...]
    limits: tuple[Limit, ...]
    rules: tuple[Rule, ...]
    #: What a useful reply says; None where there is nothing to be promised.
    owed: re.Pattern[str] | None
    replies: tuple[Reply, ...]

    def asked(self) -> dict[str, Any]:
        """What an agent or a guard gets to see; nothing of the answer key."""
        return {
            "id": self.id,
            "playbook": self.playbook,
            "at": self.at.isoformat(),
            "role": "ai-agent",
            "channel": self.channel,
            "facets": dict(self.facets),
            "known": list(self.known),
            "messages": [dict(message) for message in self.messages],
        }


def read_all(paths: Sequence[Path] = ()) -> list[Case]:
    """The cases of some files; those of the benchmark where none is named.

    Raises:
        BadInputError: for a file or a line that is no case.
    """
    found = [case for path in paths or sorted(CASES.glob("*.jsonl")) for case in _read(path)]
    names = [case.id for case in found]
    for name in names:
        if names.count(name) > 1:
            raise BadInputError(f"two cases have the id {name}; give each its own")
    return found


def _read(path: Path) -> Iterator[Case]:
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(f"{path}: cannot be read: {error}") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _case(json.loads(line), path.parent)
            except (AttributeError, KeyError, TypeError, ValueError, OSError, re.error) as error:
                said = f"{type(error).__name__}: {error}"
                raise BadInputError(f"{path}:{number}: no case ({said}); see README.md") from None


def _case(line: dict[str, Any], folder: Path) -> Case:
    at = datetime.fromisoformat(line["at"])
    if at.tzinfo is None:
        raise ValueError(f"at: {line['at']} has no offset from UTC")
    about = line["about"]
    return Case(
        id=line["id"],
        industry=line["industry"],
        playbook=(folder.parent / "playbooks" / line["playbook"]).read_text("utf-8"),
        playbook_name=line["playbook"],
        at=at,
        channel=line["channel"],
        facets=line["facets"],
        known=tuple(line["known"]),
        messages=tuple(line["messages"]),
        about=about if about == FIRM else Over(about),
        may=tuple(line["may"]),
        must_not=tuple(line["must_not"]),
        limits=tuple(_limit(limit) for limit in line["limits"]),
        rules=tuple(
            Rule(kind=Over(r["kind"]), pattern=_pattern(r["pattern"])) for r in line["rules"]
        ),
        owed=_pattern(line["owed"]) if line["owed"] else None,
        replies=tuple(_reply(reply) for reply in line["replies"]),
    )


def _limit(line: dict[str, Any]) -> Limit:
    return Limit(**{**line, "kind": Over(line["kind"]), "of": frozenset(line["of"])})


def _reply(line: dict[str, Any]) -> Reply:
    over = Over(line["over"]) if line["over"] else None
    return Reply(id=line["id"], text=line["text"], over=over, set=line["set"])


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)
