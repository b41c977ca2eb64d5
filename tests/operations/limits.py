"""Random sequences of promises and amends, after which nothing stands over a limit.

`python -m tests.operations.limits 10000 --seed 1` plays so many and says what it found.
"""

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from tests.scene import MONDAY, ROBOT
from troth import operations
from troth.operations import AddCustomer, BeyondAuthorityError, Give, Make, Publish
from troth.promises import Actor, ActorKind, Entry, EntryType
from troth.testing import MemoryStore

PLAYBOOK = """\
troth: 1
company: Larkwind
calendars: {always: {hours: 24/7, timezone: UTC}}
teams: {support: {calendar: always}}
metrics: {reply: {kind: duration}}
standards: {reply: {metric: reply, team: support, term: within 8 hours}}
authority:
  quick:
    roles: [agent, ai-agent]
    term: within 2 hours
    limits: [3 per agent per week, 5 per month]
amends:
  voucher:
    kind: goods
    value: at most EUR 20
    roles: [agent]
    limits: [EUR 60 per customer per year, EUR 50 per agent per month]
  by-law: {kind: money, value: EUR 250, statutory: true, roles: [agent]}
"""
MANAGER = Actor(ActorKind.PERSON, "mia", "manager")
AGENTS = (Actor(ActorKind.PERSON, "ada", "agent"), Actor(ActorKind.PERSON, "bo", "agent"), ROBOT)


@dataclass
class Company:
    """A store with two customers, each with a promise that amends can be given for."""

    store: MemoryStore
    customers: list[str]
    promises: list[str]


def company() -> Company:
    """A company on a Monday."""
    store = MemoryStore()
    with store.writing(actor=MANAGER, at=MONDAY) as work:
        operations.publish(work, Publish(text=PLAYBOOK))
        customers = [operations.add(work, AddCustomer(name=name)).id for name in ("Rosa", "Ravi")]
        wanted = [Make(metric="reply", customer=customer) for customer in customers]
        promises = [operations.make(work, each).id for each in wanted]
    return Company(store, customers, promises)


def play(seed: int, steps: int = 40) -> list[str]:
    """One random sequence; what stands over a limit afterwards, and what was refused wrongly."""
    chance = random.Random(seed)  # noqa: S311 - a game
    scene, at, wrong = company(), MONDAY, []
    for _ in range(steps):
        at += timedelta(hours=chance.choice([0, 1, 30, 200]))
        actor = chance.choice(AGENTS)
        before = used(feed(scene.store))
        try:
            step(scene, chance, actor, at)
        except BeyondAuthorityError as error:
            if actor is not ROBOT and error.left and not full(before, actor, at):
                wrong.append(f"seed {seed}: refused though enough is left: {error}")
    return wrong + [f"seed {seed}: {each}" for each in over(scene.store)]


def step(scene: Company, chance: random.Random, actor: Actor, at: datetime) -> None:
    """A tight promise, a voucher, or what the law owes."""
    number = chance.randrange(2)
    with scene.store.writing(actor=actor, at=at) as work:
        match chance.randrange(5):
            case 0 | 1:
                term = chance.choice(["within 2 hours", "within 3 hours", "within 9 hours"])
                tight = Make(metric="reply", customer=scene.customers[number], term=term)
                operations.make(work, tight)
            case 2 | 3:
                value = f"EUR {chance.choice([1, 7, 12, 20])}"
                given = Give(amends="voucher", value=value, reason="sorry")
                operations.give(work, scene.promises[number], given)
            case _:
                operations.give(work, scene.promises[number], Give(amends="by-law", reason="law"))


def feed(store: MemoryStore) -> Iterator[Entry]:
    """Every entry."""
    return iter(store.feed(limit=1_000_000).items)


def used(entries: Iterator[Entry]) -> dict[tuple[str, str, str], Decimal]:
    """What was used of each limit, counted from promises and amends alone."""
    total: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for entry in entries:
        at, said = entry.recorded_at, entry.payload
        if entry.type is EntryType.PROMISE_AMENDS_GIVEN and said["amends"] == "voucher":
            value = Decimal(said["value"].removeprefix("EUR "))
            total["customer", entry.person or "", f"{at:%Y}"] += value
            total["agent", entry.actor.name, f"{at:%Y-%m}"] += value
        tight = ("within 2 hours", "within 3 hours")
        if entry.type is EntryType.PROMISE_MADE and said["term"] in tight:
            total["promises", entry.actor.name, f"{at:%G-%V}"] += 1
            total["all promises", "", f"{at:%Y-%m}"] += 1
    return total


MOST = {"customer": 60, "agent": 50, "promises": 3, "all promises": 5}


def over(store: MemoryStore) -> list[str]:
    """Every limit that is exceeded."""
    found = used(feed(store)).items()
    return [f"{key}: {value} of {MOST[key[0]]}" for key, value in found if value > MOST[key[0]]]


def full(before: dict[tuple[str, str, str], Decimal], actor: Actor, at: datetime) -> bool:
    """Whether some limit was so near its end that a step could be refused."""
    near = {"customer": 60 - 19, "agent": 50 - 19, "promises": 3, "all promises": 5}
    return any(value >= near[kind] for (kind, _, _), value in before.items())


def main() -> None:
    """Play as many sequences as asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sequences", type=int)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    wrong = [each for n in range(asked.sequences) for each in play(asked.seed + n)]
    sys.stdout.write(
        f"{asked.sequences} sequences of 40 steps from seed {asked.seed}: {len(wrong)} wrong\n"
        + "".join(f"{each}\n" for each in wrong[:20])
    )
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
