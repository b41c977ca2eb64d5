"""A desk that works: it adds customers and makes promises to them, and says so once it is certain.

`python -m tests.web.commands.desk NUMBER` stops by itself; `desk forever` when it is told to. Each
line that it prints is the id of a customer whose entries were committed.
"""

import sys
from datetime import UTC, datetime
from itertools import count

from tests.contracts.stores.cast import ANNA, BOB, PLAYBOOK
from troth import operations
from troth.promises.store import Store
from troth_web.commands.opened import writing

#: What stands in no file unsealed.
CANARY = "Kanarienvogel"
#: A file of each promise.
FILE = f"An order of {CANARY}\n".encode() * 3


def main() -> None:
    """Work."""
    numbers = count() if sys.argv[1] == "forever" else range(int(sys.argv[1]))
    with writing("desk", new=True) as store:
        if store.edition() is None:
            with store.writing(actor=BOB, at=datetime.now(UTC)) as work:
                operations.publish(work, operations.Publish(text=PLAYBOOK))
        for number in numbers:
            print(_served(store, number), flush=True)  # noqa: T201


def _served(store: Store, number: int) -> str:
    with store.writing(actor=ANNA, at=datetime.now(UTC), key=f"desk-{number}") as work:
        known = operations.add(
            work,
            operations.AddCustomer(
                name=f"Carla {CANARY}",
                email=f"c{number}.{datetime.now(UTC).timestamp()}@{CANARY}.example",
                ref=f"crm:{number}",
            ),
        )
        promise = operations.make(
            work,
            operations.Make(
                metric="first-reply", customer=known.id, wording=f"We answer soon, {CANARY}"
            ),
        )
        operations.attach_file(
            work,
            promise.id,
            operations.AttachFile(what=f"the order of {CANARY}"),
            operations.Upload(f"{CANARY}.txt", FILE),
        )
        operations.tell(work, promise.id, operations.Tell(says=f"still at it, {CANARY}"))
    return known.id


if __name__ == "__main__":
    main()
