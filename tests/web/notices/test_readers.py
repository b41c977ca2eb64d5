"""Who is told of what; nobody of what they did themselves."""

import pytest

from tests.scene import AGENT, MONDAY, Scene
from troth import operations
from troth.operations import Make
from troth.playbook.schema.words import CustomerNotice, NoticeKind
from troth.promises import Actor, ActorKind, Promise
from troth.promises.entries import Entry, EntryType
from troth_web.notices.kinds import KINDS
from troth_web.notices.readers import ADMINS, MANAGERS, About, Told, holder_of, told

ALL = frozenset(CustomerNotice)


def entry(type: str, subject: str = "1", actor: Actor | None = None, **payload: object) -> Entry:
    """An entry as a rule sees it."""
    return Entry(
        id="e",
        type=EntryType(type),
        subject=subject,
        sequence=1,
        at=MONDAY,
        recorded_at=MONDAY,
        actor=actor or Actor(ActorKind.RULE, "test@1"),
        channel=None,
        edition=None,
        idempotency_key=None,
        payload=payload,
        person=None,
        seal=None,
        personal={},
        previous="",
        hash="",
    )


@pytest.fixture
def promise() -> Promise:
    """What support promised a customer."""
    return Scene().make()


def of(
    promise: Promise | None, type: str, actor: Actor | None = None, **payload: object
) -> list[Told]:
    """Who is told of an entry about a promise."""
    return told(About(entry=entry(type, "1", actor, **payload), promise=promise))


@pytest.mark.parametrize(
    ("type", "kind"),
    [
        ("promise.broken", NoticeKind.BROKEN),
        ("promise.handed-over", NoticeKind.HANDED_OVER),
        ("promise.handed-on", NoticeKind.HANDED_OVER),
        ("promise.moved", NoticeKind.DATE_CHANGED),
        ("promise.change-reported", NoticeKind.DATE_CHANGED),
        ("promise.change-confirmed", NoticeKind.CHANGE_CONFIRMED),
        ("promise.change-declined", NoticeKind.CHANGE_DECLINED),
    ],
)
def test_the_holder_is_told(promise: Promise, type: str, kind: NoticeKind) -> None:
    """Of all that they have to know of a promise."""
    assert of(promise, type) == [Told(kind, "team:support")]


@pytest.mark.parametrize("type", ["promise.heard", "promise.settled", "promise.made"])
def test_the_holder_hears_what_a_customer_said_themselves(promise: Promise, type: str) -> None:
    """What a colleague or a program wrote down for them is known already."""
    customer = Actor(ActorKind.CUSTOMER, str(promise.customer), "customer")
    assert of(promise, type, customer) == [Told(NoticeKind.HEARD, "team:support")]
    assert not of(promise, type, AGENT)


def test_of_the_rest_nobody_is_told(promise: Promise) -> None:
    """A notice is for what somebody has to do or know."""
    heard = {
        each.value
        for each in EntryType
        if told(About(entry=entry(each.value, hard=True, owner="7", to="a"), promise=promise))
    }
    assert not heard & {"promise.made", "promise.kept", "promise.told", "promise.paused"}
    assert not heard & {"notice.sent", "notice.failed", "customer.added", "edition.published"}


def test_nobody_is_told_of_what_they_did_themselves() -> None:
    """Ada hands it over to herself, then to Mia."""
    scene = Scene()
    promise = scene.make()
    scene.hand_over(promise, "person:ada")
    assert of(scene.read(promise), "promise.handed-over", AGENT) == []
    scene.hand_over(promise, "person:mia")
    assert of(scene.read(promise), "promise.handed-over", AGENT) == [
        Told(NoticeKind.HANDED_OVER, "person:mia")
    ]


def test_a_duty_that_is_late_is_told_to_who_waits_for_it() -> None:
    """And where nothing waits for it, to whoever answers for it."""
    scene = Scene()
    promise = scene.make()
    duty = scene.ask("receipt", promise)
    late = entry("promise.broken")
    waiting = [scene.read(promise)]
    assert told(About(entry=late, promise=scene.read(duty), waiting=waiting)) == [
        Told(NoticeKind.DUTY_LATE, "team:support")
    ]
    scene.keep(promise)
    waiting = [scene.read(promise)]
    assert told(About(entry=late, promise=scene.read(duty), waiting=waiting)) == [
        Told(NoticeKind.DUTY_LATE, MANAGERS)
    ]


def test_that_their_part_is_done_is_told_to_who_waits_for_it() -> None:
    """As the customer says it; what a colleague saw is known here."""
    scene = Scene()
    promise = scene.make()
    duty = scene.ask("receipt", promise)
    waiting = [scene.read(promise)]
    said = entry("promise.kept", actor=scene.themselves)
    assert told(About(entry=said, promise=scene.read(duty), waiting=waiting)) == [
        Told(NoticeKind.HEARD, "team:support")
    ]
    seen = entry("promise.kept", actor=AGENT)
    assert not told(About(entry=seen, promise=scene.read(duty), waiting=waiting))


def signed_document(scene: Scene, by: Actor, *ours: Promise) -> About:
    """A document that somebody opened, and its customer signed."""
    with scene.work(by) as work:
        wanted = operations.OpenMilestone(
            customer=scene.customer, name="Kick-off", ours=tuple(each.id for each in ours)
        )
        found = operations.open_milestone(work, wanted)
    said = entry("milestone.signed", found.id, scene.themselves, agreement="confirmed")
    return About(entry=said, milestone=found, waiting=ours)


def test_what_a_customer_signs_is_told_to_who_opened_it() -> None:
    """Where a program did, to who keeps what it is about; else to managers."""
    scene = Scene()
    shop = Actor(ActorKind.INTEGRATION, "shop")
    promise = scene.make()
    assert told(signed_document(scene, AGENT, promise)) == [Told(NoticeKind.HEARD, AGENT.name)]
    assert told(signed_document(scene, shop, promise)) == [Told(NoticeKind.HEARD, "team:support")]
    assert told(signed_document(scene, shop)) == [Told(NoticeKind.HEARD, MANAGERS)]


def test_what_a_supplier_holds_is_looked_after_by_who_promised() -> None:
    """And what the company holds, by managers."""
    scene = Scene()
    promise = scene.make()
    scene.hand_over(promise, "supplier:bank")
    assert holder_of(scene.read(promise)) == "team:support"
    assert of(scene.read(promise), "promise.handed-over") == []
    with scene.work() as work:
        company = operations.make(
            work,
            Make(metric="reply", customer=scene.customer, promiser="company:Larkwind"),
        )
    assert holder_of(company) == MANAGERS


@pytest.mark.parametrize(
    ("type", "kind"),
    [
        ("promise.made", NoticeKind.MADE),
        ("promise.kept", NoticeKind.KEPT),
        ("promise.moved", NoticeKind.DATE_CHANGED),
        ("promise.change-reported", NoticeKind.DATE_CHANGED),
        ("promise.broken", NoticeKind.BROKEN),
    ],
)
def test_a_customer_is_told_where_the_playbook_says_so(
    promise: Promise, type: str, kind: NoticeKind
) -> None:
    """Of what was promised to them, and of nothing between colleagues."""
    theirs = Told(kind, str(promise.promisee))
    assert theirs in told(About(entry=entry(type), promise=promise, customers=ALL))
    assert theirs not in told(About(entry=entry(type), promise=promise))
    others = ALL - {CustomerNotice(kind.value)}
    assert theirs not in told(About(entry=entry(type), promise=promise, customers=others))


def test_a_customer_is_not_told_of_what_they_owe() -> None:
    """A reminder of a duty is a person's."""
    scene = Scene()
    duty = scene.ask("receipt")
    found = told(About(entry=entry("promise.broken"), promise=duty, customers=ALL))
    assert [each.to for each in found] == [MANAGERS]


def test_what_is_about_no_promise() -> None:
    """Webhooks, addresses and accounts."""
    by = Actor(ActorKind.PERSON, "ada", "admin")
    assert of(None, "notice.bounced", hard=True) == [Told(NoticeKind.ADDRESS_BOUNCED, ADMINS)]
    assert of(None, "notice.bounced", hard=False) == []
    assert of(None, "worker.silent") == [Told(NoticeKind.WORKER_SILENT, ADMINS)]
    assert of(None, "person.changed", by) == [Told(NoticeKind.ACCOUNT, "person:1")]
    own = entry("person.changed", subject="ada", actor=by)
    assert told(About(entry=own)) == []


def test_every_kind_can_be_listed() -> None:
    """And what customers are told of is a kind."""
    assert set(KINDS) == set(NoticeKind)
    assert {each.value for each in CustomerNotice} <= {each.value for each in NoticeKind}
