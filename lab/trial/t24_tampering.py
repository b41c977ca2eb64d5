"""T24: somebody with the database changes history. Whoever kept a checkpoint outside can tell."""

from lab.outcome import Figures, Outcome
from lab.world import World

#: Entries of which history consists while it is tampered with.
ENTRIES = 600


def tampered(world: World, count: int, seed: int) -> Outcome:
    """Change history in so many ways, and ask the server's own verifier each time."""
    told = world.begin("lab.workers", "tamper", str(count), str(ENTRIES), str(seed)).told()
    found = [f"not seen: {what}" for what in told["unseen"]]
    found += [f"false alarm: {what}" for what in told["alarms"]]
    figures: Figures = {
        "tamperings": count,
        **{f"of these: {name}": many for name, many in sorted(told["tried"].items())},
        "seen": count - len(told["unseen"]),
        "verified untouched": told["untouched"],
        "false alarms": len(told["alarms"]),
        "entries": told["entries"],
    }
    return Outcome(test="T24", engine=world.engine, figures=figures, violations=found)
