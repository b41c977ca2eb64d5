"""What has been kept for as long as its purpose needs is dropped; entries and chains stay."""

from datetime import timedelta

from tests.contracts.stores.cast import ANNA, BOB, HOUR, NOW, customer, made, published
from tests.web.commands.machine import Machine
from troth import operations
from troth.operations import Keep, Tell
from troth.promises.entries import EntryType
from troth.promises.purposes import PURPOSES
from troth_web.ledger import retention
from troth_web.ledger.store import SqlStore
from troth_web.ledger.verify import verify

DAY = timedelta(days=1)
TOLD = timedelta(days=PURPOSES[EntryType.PROMISE_TOLD].days or 0)
MADE = timedelta(days=PURPOSES[EntryType.PROMISE_MADE].days or 0)


def told(store: SqlStore) -> tuple[str, str]:
    """A customer and their promise, of whom they were told something."""
    published(store)
    carla = customer(store)
    promise = made(store, carla.id)
    store.write(
        lambda work: operations.tell(work, promise.id, Tell(says="soon")), actor=ANNA, at=NOW
    )
    return carla.id, promise.id


def kept(store: SqlStore, promise: str) -> None:
    """It is over."""
    store.write(lambda work: operations.keep(work, promise, Keep()), actor=ANNA, at=NOW + HOUR)


def test_it_works(sql_store: SqlStore) -> None:
    """What was told goes first, then what was promised; who somebody is stays with them."""
    carla, promise = told(sql_store)
    kept(sql_store, promise)
    assert retention.due(sql_store, at=NOW + TOLD - DAY).dropped == {}
    done = retention.retain(sql_store, actor=BOB, at=NOW + TOLD + DAY)
    assert done.dropped == {"promise.told": 1}
    said = [entry.personal for entry in sql_store.entries(promise)]
    assert said[:2] == [{"wording": "We answer soon, Carla"}, None]
    done = retention.retain(sql_store, actor=BOB, at=NOW + MADE + DAY)
    assert done.dropped == {"promise.made": 1}
    assert sql_store.entries(promise)[0].personal is None
    assert sql_store.entries(carla)[0].said("name") == "Carla Canary"
    assert verify(sql_store, every=True).holds


def test_a_file_goes_with_what_names_it(sql_store: SqlStore) -> None:
    """Its size and kind stay, and that it was there."""
    _, promise = told(sql_store)
    upload = operations.Upload("order.pdf", b"%PDF-1.7")
    file = sql_store.write(
        lambda work: operations.attach_file(work, promise, operations.AttachFile(), upload),
        actor=ANNA,
        at=NOW,
    )
    kept(sql_store, promise)
    attached = timedelta(days=PURPOSES[EntryType.PROMISE_FILE_ATTACHED].days or 0)
    retention.retain(sql_store, actor=BOB, at=NOW + attached - DAY)
    assert sql_store.file(file.id) == b"%PDF-1.7"
    retention.retain(sql_store, actor=BOB, at=NOW + attached + DAY)
    assert sql_store.file(file.id) is None
    found = sql_store.promise(promise)
    assert found is not None
    (left,) = found.files
    assert (left.name, left.size, left.media_type) == (None, 8, "application/pdf")
    assert verify(sql_store, every=True).holds


def test_it_stands_in_the_journal_how_much_was_dropped(sql_store: SqlStore) -> None:
    """And a round that drops nothing writes nothing."""
    kept(sql_store, told(sql_store)[1])
    for _ in range(2):
        retention.retain(sql_store, actor=BOB, at=NOW + TOLD + DAY)
    (entry,) = sql_store.entries("ledger")
    assert entry.type is EntryType.LEDGER_RETAINED
    assert entry.actor == BOB
    assert entry.payload == {"dropped": {"promise.told": 1}}


def test_what_was_said_of_an_open_promise_stays(sql_store: SqlStore) -> None:
    """However old it is: it is still to be kept."""
    told(sql_store)
    assert retention.due(sql_store, at=NOW + 10 * MADE).dropped == {}


def test_the_command_says_first_what_it_would_do(filled: Machine) -> None:
    """Nothing here is old enough."""
    assert "0 personal parts would be dropped" in filled.troth("ledger", "retain").stdout
    done = filled.asked("ledger", "retain", "--apply", "--format", "json")
    assert done["dropped"] == {}
