"""`/ledger`: retention, while the server has the database."""

from datetime import timedelta

from tests.web.api.conftest import NOW
from tests.web.api.world import World
from troth.promises.entries import EntryType
from troth.promises.purposes import PURPOSES
from troth_web import clock

LATER = NOW + timedelta(days=(PURPOSES[EntryType.PROMISE_TOLD].days or 0) + 1)


def test_it_works(world: World) -> None:
    """What was told of a promise that is over is counted, dropped once, and on record."""
    path = f"/promises/{world.promise()['id']}"
    world["ann"].post(f"{path}/tell", {"says": "soon"})
    world["ann"].post(f"{path}/keep", {})
    assert world["alice"].get("/ledger/retain")["dropped"] == {}
    with clock.stopped(LATER):
        assert world["alice"].get("/ledger/retain")["dropped"] == {"promise.told": 1}
        for _ in range(2):
            done = world["alice"].post("/ledger/retain", None, headers={"Idempotency-Key": "a"})
            assert done["dropped"] == {"promise.told": 1}
        assert world["alice"].get("/ledger/retain")["dropped"] == {}
        told = world["ann"].get(f"{path}/journal")["items"][1]
        assert (told["type"], told["personal"]) == ("promise.told", None)
        (entry,) = world["alice"].get("/journal?subject=ledger")["items"]
    assert (entry["type"], entry["payload"]) == (
        "ledger.retained",
        {"dropped": {"promise.told": 1}},
    )
    assert entry["actor"]["role"] == "admin"


def test_it_is_for_admins(world: World) -> None:
    """What is dropped does not come back."""
    for name in ("mia", "ann", "vic", "bot", "desk"):
        assert world[name].post("/ledger/retain", None, expect=403)["code"] == "not-allowed"
        assert world[name].get("/ledger/retain", expect=403)["code"] == "not-allowed"
