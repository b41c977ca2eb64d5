"""What waits for somebody's word, and what is new in the playbook: told to whom it concerns."""

from tests.web.notices.desk import HOUR, PLAYBOOK, Desk, mails, text_of
from troth import operations
from troth.operations import AnswerClaim, Publish
from troth_web.notices.models import Line, Preference

#: Delivery promises less; what support keeps stays as it is.
LATER = PLAYBOOK.replace("within 2 business days", "within 3 business days")
#: Support says in public what delivery has to keep.
CLAIMED = (
    PLAYBOOK
    + """
claims:
  page:
    metric: delivery
    team: support
    term: within 4 days
    says: Home in 4 days
    relies-on: [delivery]
touchpoints:
  desk: {name: Lost bag desk, stage: service, owner: delivery}
"""
)


def publish(desk: Desk, text: str, note: str | None = None) -> str:
    """Put a version in force, an hour later; its id."""
    wanted = Publish(text=text.replace("NOTICES", "{}"), note=note)
    return desk.go(HOUR).write(lambda work: operations.publish(work, wanted), "mia").id


def read(desk: Desk, name: str) -> str:
    """What somebody was told last."""
    desk.rounds()
    found = mails(f"{name}@example.com")
    return text_of(found[-1]) if found else ""


def test_a_version_is_told_to_those_whose_pages_it_changes(desk: Desk) -> None:
    publish(desk, LATER, "Bags take a day longer in winter.")
    text = read(desk, "dan")
    assert "- The pages of delivery changed with version 2 of the playbook." in text
    assert "/learn/delivery/" in text
    assert "Mia said: “Bags take a day longer in winter.”" in text
    assert not mails("ann@example.com"), "nothing of support's changed"


def test_the_first_version_changes_nothing_for_anybody(desk: Desk) -> None:
    assert not Line.objects.filter(kind="playbook-changed").exists()


def test_who_has_read_it_already_is_not_told(desk: Desk) -> None:
    edition = publish(desk, LATER)
    desk.dispatched()
    said = operations.ReadGuidelines(edition=edition)
    desk.write(lambda work: operations.read_guidelines(work, "delivery", said), "dan")
    assert read(desk, "dan") == ""


def test_it_can_be_stopped_like_any_other(desk: Desk) -> None:
    Preference.objects.create(
        reader=desk.reader("dan"), channels=["email"], off=["playbook-changed"]
    )
    publish(desk, LATER)
    assert read(desk, "dan") == ""


def test_a_draft_is_put_before_those_who_may_publish(desk: Desk) -> None:
    note = operations.Submit(note="Faster bags")
    desk.write(lambda work: operations.submit(work, LATER, note), "ann")
    text = read(desk, "mia")
    assert "- Ann waits for your word: may a draft of the playbook be put in force?" in text
    assert "Ann said: “Faster bags”" in text
    assert "/playbook/publish/" in text
    assert read(desk, "bea") == "", "she may not publish"


def test_a_draft_that_was_decided_waits_for_nobody(desk: Desk) -> None:
    desk.write(lambda work: operations.submit(work, LATER, operations.Submit()), "ann")
    desk.dispatched()
    publish(desk, LATER)
    assert read(desk, "alice") == ""


def test_a_claim_is_put_before_the_team_that_keeps_it(desk: Desk) -> None:
    publish(desk, CLAIMED)
    text = read(desk, "dan")
    assert "- Mia waits for your word: can you keep “Home in 4 days”?" in text
    assert "/friction/claims/" in text
    publish(desk, CLAIMED + "# as it was\n")
    desk.rounds()
    assert len(mails("dan@example.com")) == 1, "asked once"


def test_a_claim_that_was_answered_is_not_asked(desk: Desk) -> None:
    publish(desk, CLAIMED)
    desk.dispatched()
    word = AnswerClaim.model_validate({"team": "delivery", "reply": "accepts"})
    desk.write(lambda work: operations.answer_claim(work, "page", word), "dan")
    assert "can you keep" not in read(desk, "dan")


def test_friction_is_put_before_who_sees_to_it(desk: Desk) -> None:
    publish(desk, CLAIMED)
    desk.rounds()
    felt = operations.LogFriction(touchpoint="desk", example="We said 4 days, it took 6.")
    desk.go(HOUR)
    found = desk.write(lambda work: operations.log_friction(work, felt), "ann")
    text = read(desk, "dan")
    assert "what is done about friction that was felt at “Lost bag desk”?" in text
    assert "Ann said: “We said 4 days, it took 6.”" in text
    owner = operations.AssignFriction(owner=desk.reader("bea"))
    desk.go(HOUR).write(lambda work: operations.assign_friction(work, found.id, owner), "dan")
    assert f"/friction/felt/{found.id}/" in read(desk, "bea")


def test_a_packet_is_put_before_its_team(desk: Desk) -> None:
    promise = desk.promise()
    wanted = operations.HandPacket(
        to="delivery", customer=desk.customer, promises=(promise.id,), note="Call first"
    )
    desk.write(lambda work: operations.hand_packet(work, wanted), "ann")
    text = read(desk, "dan")
    assert "does delivery take over one promise to Ada Byron?" in text
    assert "Ann said: “Call first”" in text
