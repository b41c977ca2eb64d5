"""The client, against a server that runs as in earnest."""

from collections.abc import Iterator

import pytest

from tests.client.server import Server
from tests.web.api.world import PLAYBOOK
from troth.client import (
    ChangedError,
    Client,
    NotAllowedError,
    NotFoundError,
    NotSignedInError,
    RefusedRequestError,
    Retries,
    UnreachableError,
)
from troth.operations import AskDuty, Keep, Make, Match, Pause, Rectify, Tell

NONE = "01936f2e-7c00-7000-8000-000000000001"


@pytest.fixture
def client(ledger: Server) -> Iterator[Client]:
    """An agent of support."""
    with ledger.client() as found:
        yield found


def test_it_works(client: Client, customer: str) -> None:
    """A promise is made, read, explained and kept."""
    made = client.promises.make(
        Make(metric="first-reply", customer=customer, wording="You hear from us today.")
    )
    assert made.due is not None
    assert str(made.wording) == "You hear from us today."
    assert client.promises.get(made.id).model_copy(update={"deadline": made.deadline}) == made
    assert "within 4 business hours" in client.promises.explain_text(made.id)
    assert client.promises.explain_svg(made.id).startswith("<svg")
    assert client.promises.explain(made.id).promise == made.id
    kept = client.promises.keep(made.id, Keep())
    assert kept.outcome == "kept"
    assert [each.type for each in client.promises.journal(made.id)] == [
        "promise.made",
        "promise.kept",
    ]


def test_lists_go_on(client: Client, customer: str) -> None:
    """A list gives every promise once, however small its pages."""
    made = {client.promises.make(Make(metric="first-reply", customer=customer)).id for _ in "12345"}
    listed = [each.id for each in client.promises.list(limit=2, customer=customer)]
    assert len(listed) == 5
    assert set(listed) == made


def test_the_feed_goes_on(ledger: Server, customer: str) -> None:
    """The feed gives every entry once, and goes on where it was left."""
    with ledger.client("admin") as admin:
        last = list(admin.journal.pages())[-1].next
        made = admin.promises.make(Make(metric="first-reply", customer=customer))
        assert [each.subject for each in admin.journal.feed(last)] == [made.id]
        every = [each.id for each in admin.journal.feed(limit=3)]
        assert len(every) == len(set(every))


def test_a_duty_stops_the_clock(client: Client, customer: str) -> None:
    """A duty asked for pauses the promise that needs it, until it is done."""
    promise = client.promises.make(Make(metric="delivery", customer=customer))
    with pytest.raises(NotAllowedError):
        client.promises.pause(promise.id, Pause(reason="x"))
    own = client.promises.make(Make(metric="first-reply", customer=customer))
    duty = client.duties.ask(AskDuty(duty="passport", customer=customer, for_promises=(own.id,)))
    assert client.promises.get(own.id).clock == "paused"
    client.duties.keep(duty.id)
    assert client.promises.get(own.id).clock == "running"


def test_what_no_standard_matched_is_matched(client: Client, customer: str) -> None:
    """A record becomes a promise under the same id."""
    record = client.promises.make(Make(metric="clean-cabin", customer=customer))
    assert record.id in {each.id for each in client.promises.list(stage="no-promise")}
    matched = client.promises.match(record.id, Match(term="always"), expected=record.sequence)
    assert (matched.id, matched.term, matched.stage) == (record.id, "always", "promised")


def test_somebody_was_first(client: Client, customer: str) -> None:
    """A write for a state that is over is refused, and says so."""
    made = client.promises.make(Make(metric="first-reply", customer=customer))
    client.promises.tell(made.id, Tell(says="soon"), expected=made.sequence)
    with pytest.raises(ChangedError, match="read it again"):
        client.promises.tell(made.id, Tell(says="soon"), expected=made.sequence)


def test_refusals_own_their_sentence(client: Client, ledger: Server) -> None:
    """Each refusal is an exception with the server's sentence."""
    with pytest.raises(NotFoundError, match=f"there is no promise {NONE}"):
        client.promises.get(NONE)
    with pytest.raises(RefusedRequestError, match="no metric 'x'") as refused:
        client.promises.make(Make(metric="x", promisee="team:support"))
    assert refused.value.errors[0]["where"] == "metric"
    with pytest.raises(NotAllowedError):
        client.editions.publish(PLAYBOOK)
    with Client(ledger.url, "troth_aaaaaaaa_x") as stranger, pytest.raises(NotSignedInError):
        stranger.me()


def test_customers(client: Client, ledger: Server, customer: str) -> None:
    """A customer is found, put right, given all that is held of them, and erased."""
    client.customers.rectify(customer, Rectify(email=f"{customer}@example.com", reason="Asked"))
    found = list(client.customers.list(email=f"{customer}@EXAMPLE.com"))
    assert [each.id for each in found] == [customer]
    with ledger.client("manager") as manager:
        assert manager.customers.access(customer).customer.id == customer
        assert manager.customers.erase(customer).name is None
    assert client.customers.get(customer).erased_at is not None


def test_what_may_be_promised(client: Client, customer: str) -> None:
    """What may be promised is what making it promises."""
    assert client.may.say("first-reply", customer=customer).now.startswith("You will have")
    may = client.may.promise("first-reply", customer=customer, facets={"fare": "flex"})
    assert (may.permitted, may.term) == (True, "within 4 business hours")
    assert client.may.authority(customer).role == "agent"
    with pytest.raises(RefusedRequestError):
        client.may.promise("nothing")


def test_the_draft_is_not_overwritten(ledger: Server) -> None:
    """Two who write the draft do not overwrite each other unseen."""
    with ledger.client("manager") as manager:
        first = manager.editions.write_draft(PLAYBOOK)
        manager.editions.write_draft(PLAYBOOK + "# more\n", expected=first.sequence)
        with pytest.raises(ChangedError):
            manager.editions.write_draft(PLAYBOOK, expected=first.sequence)
        assert manager.editions.check(manager.editions.draft().text).findings
        before = manager.editions.current().number
        asked = manager.editions.submit_draft(note="More")
        found = manager.editions.draft().submission
        assert found is not None
        assert (found.id, found.stands) == (asked.id, True)
        sent_back = manager.editions.return_draft(asked.id, "Say why.")
        assert (str(sent_back.returned), sent_back.stands) == ("Say why.", False)
        assert manager.editions.publish_draft(note="More").number == before + 1
        with pytest.raises(NotFoundError):
            manager.editions.draft()


def test_people(ledger: Server) -> None:
    """Colleagues are invited, and keys made by who signed in alone."""
    with ledger.client("manager") as manager:
        invited = manager.people.invite("noa@example.com", "Noa", "agent", ["support"])
        assert invited.link is not None
        assert invited.id in {each.id for each in manager.people.invitations()}
        manager.people.withdraw_invitation(invited.id)
        roles = {each.role for each in manager.people.list()}
        assert roles == {"admin", "manager", "agent", "viewer"}
        with pytest.raises(NotAllowedError, match="not by keys"):
            manager.keys.make("another", ["read"])


def test_a_calendar_feed(client: Client) -> None:
    """Made, with an address that only the answer has; listed; revoked."""
    made = client.calendar_feeds.make("team:support")
    assert made.url is not None
    assert made.url.endswith(".ics")
    assert [each.url for each in client.calendar_feeds.list()] == [None]
    assert client.calendar_feeds.revoke(made.id).revoked_at is not None


def test_nobody_there() -> None:
    """Where nobody listens, it says so after its tries."""
    retries = Retries(tries=2, first_wait=0.01)
    with (
        Client("http://127.0.0.1:9", "k", retries=retries) as lost,
        pytest.raises(UnreachableError, match=r"127\.0\.0\.1:9"),
    ):
        lost.health()


def test_retention_beside_a_running_server(ledger: Server) -> None:
    """An admin may see and drop what was kept for long enough; here nothing was, for anybody."""
    with ledger.client("admin") as admin:
        assert admin.due_to_drop().dropped == {}
        assert admin.retain(key="once").dropped == {}
    with (
        ledger.client("manager") as manager,
        pytest.raises(NotAllowedError, match=r"ledger\.retain"),
    ):
        manager.retain()
