"""T17: whatever receivers do, each entry arrives with one id; those that hang hold up nobody."""

from lab.outcome import Outcome
from lab.world import World

_LOCAL = {"TROTH_OUTBOUND_LOCAL": "yes"}
#: Seconds within which 99 of 100 entries reach an endpoint that answers.
SOON = 5.0


def hostile(world: World, entries: int, seed: int) -> Outcome:
    """So many entries to a receiver that does its worst."""
    world.settings |= _LOCAL
    told = world.begin("lab.hostile", "chaos", str(entries), str(seed)).told()
    wanted = {
        "ids": entries,
        "delivered": entries,
        "ids that are not the entry's": 0,
        "signatures refused": 0,
        "waits off the schedule": 0,
        "tries of what nobody takes": 10,
        "redirects followed": 0,
        "disabled, with an entry that names its owner": 2,
    }
    wrong = [name for name, right in wanted.items() if told[name] != right]
    found = [f"{name}: {told[name]}, not {wanted[name]}" for name in wrong]
    return Outcome(test="T17", engine=world.engine, figures=told, violations=found)


def beside(world: World, entries: int, seed: int) -> Outcome:
    """So many entries to a good endpoint beside fifty that hang."""
    world.settings |= _LOCAL
    told = world.begin("lab.hostile", "beside", str(entries), str(seed)).told()
    found = [] if told["arrived"] == entries else ["not every entry arrived"]
    # A machine that is slow by itself is not held against those that hang.
    allowed = max(SOON, 2 * told["p99 without those that hang"])
    found += [] if told["p99"] <= allowed else [f"an entry took {told['p99']} s"]
    found += [] if told["hanging"] == 50 else ["not every endpoint hung: the test is blind"]
    return Outcome(test="T17 beside", engine=world.engine, figures=told, violations=found)
