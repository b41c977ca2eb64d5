"""What is found in texts: once for each thing that is said, with what contradicts and backs it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from troth.inventory import Inventory, Promise, Taking, inventory_of
from troth.inventory.reading import Passage
from troth.playbook import Playbook, load

AT = datetime(2026, 11, 28, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def airline() -> Playbook:
    return load(ROOT / "examples/airline/playbook")


def taken(*texts: str, playbook: Playbook | None = None, form: str = "text") -> Inventory:
    """Texts of pages a, b, c."""
    taking = Taking(playbook)
    for name, text in zip("abcdefgh", texts, strict=False):
        taking.take(name, lambda text=text: [Passage(text=text, form=form)])  # type: ignore[misc]
    return inventory_of(taking.taken, playbook, AT)


def only(inventory: Inventory) -> Promise:
    (promise,) = inventory.promises
    return promise


def test_a_promise_has_its_page_line_and_column() -> None:
    place = only(taken("Hello.\n  We refund you within 5 days.")).places[0]
    assert (place.name, place.line, place.column) == ("a", 2, 3)
    assert str(place) == "a:2"


def test_the_same_words_are_one_promise() -> None:
    promise = only(taken("We will refund you within 5 days.", "we will REFUND you\nwithin 5 days!"))
    assert [place.name for place in promise.places] == ["a", "b"]


def test_ids_stay_and_differ() -> None:
    first = taken("We refund you within 5 days. We call you today.")
    again = taken("We call you today.", "We refund you within 5 days.")
    assert {one.id for one in first.promises} == {one.id for one in again.promises}
    assert len(first.promises) == 2


def test_ids_do_not_depend_on_a_playbook(airline: Playbook) -> None:
    text = "We refund you within 5 days."
    assert only(taken(text)).id == only(taken(text, playbook=airline)).id


def test_markup_is_not_shown() -> None:
    promise = only(taken("<p>We <b>refund</b> you within 5&nbsp;days.</p>", form="html"))
    assert promise.words == "We refund you within 5 days"


def test_without_a_playbook_kind_and_topic_group() -> None:
    inventory = taken(
        "We refund you within 5 days. We send you a voucher today. We'll call you back."
    )
    assert set(inventory.groups) == {
        "refund or compensation",
        "refund or compensation: voucher",
        "response",
    }


def test_with_a_playbook_metrics_group_in_its_order(airline: Playbook) -> None:
    inventory = taken(
        "We refund you within 5 days. We answer every mail within 2 days. We plant a tree for you.",
        playbook=airline,
    )
    assert list(inventory.groups)[:2] == ["first-reply", "refund"]
    assert inventory.title("first-reply", airline) == "First reply"


def test_different_promises_for_the_same_thing_contradict() -> None:
    inventory = taken("Refunds are paid within 5 days.", "Your refund is paid within 10 days.")
    (one,) = inventory.contradictions
    assert one.same == "yes"
    assert one.across == ("page",)
    assert "for a case that arrives" in one.difference.because


def test_the_same_time_in_other_words_does_not_contradict() -> None:
    inventory = taken("Refunds are paid within 24 hours.", "Your refund is paid within 1 day.")
    assert len(inventory.promises) == 2
    assert inventory.contradictions == ()


def test_two_things_do_not_contradict() -> None:
    inventory = taken(
        "Standard delivery takes 5 business days.", "Express delivery takes 1 business day."
    )
    assert len(inventory.promises) == 2
    assert all(one.same == "perhaps" for one in inventory.contradictions)
    assert taken("We refund you within 5 days.", "We call you within 2 days.").contradictions == ()


def test_a_case_told_more_closely_may_be_another_one() -> None:
    (one,) = taken(
        "We answer every mail within 1 day.", "We answer every mail about pets within 3 days."
    ).contradictions
    assert one.same == "perhaps"


def test_two_prices_cannot_both_be_paid() -> None:
    (one,) = taken("The change fee is €30.", "The change fee is €50.").contradictions
    assert one.difference.exclusive


def test_windows_that_do_not_meet_cannot_both_be_kept() -> None:
    (one,) = taken("Delivery takes 2 to 3 days.", "Delivery takes 5 to 7 days.").contradictions
    assert one.difference.exclusive


def test_each_pair_of_terms_is_told_once() -> None:
    texts = [f"Refunds are paid within {days} days." for days in (2, 3, 4)]
    assert len(taken(*texts, *texts).contradictions) == 3


def test_what_others_promise_is_neither_held_against_us_nor_backed(airline: Playbook) -> None:
    inventory = taken("Your bank will refund you within 5 days.", playbook=airline)
    assert not only(inventory).is_ours
    assert inventory.backings == {}


@pytest.mark.parametrize(
    ("text", "verdict", "because"),
    [
        ("Refunds are paid within 6 weeks.", "backed", "within 7 business days"),
        ("Refunds are paid within 2 days.", "tighter", "less than is promised"),
        ("We'll refund you.", "backed", "nothing is said that could be compared"),
        ("We answer you within 8 business hours.", "tighter", "in 95 % of cases"),
        ("We plant a tree for you within 2 days.", "unbacked", "no such metric"),
        ("The change fee is €30.", "backed", "at most EUR 30"),
        ("The change fee is €20.", "tighter", "at most EUR 30"),
    ],
)
def test_standards_back_what_they_keep(
    airline: Playbook, text: str, verdict: str, because: str
) -> None:
    inventory = taken(text, playbook=airline)
    backing = inventory.backings[only(inventory).id]
    assert backing.verdict == verdict, backing
    assert because in backing.because


def test_a_metric_without_a_standard_backs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "playbook.yaml"
    path.write_text(
        "troth: 1\ncompany: Us\nmetrics:\n  refund: {name: Refund, kind: duration, better: less}\n"
    )
    inventory = taken("We refund you within 5 days.", playbook=load(path))
    backing = inventory.backings[only(inventory).id]
    assert (backing.verdict, backing.because) == ("unbacked", "no standard is about refund")


def test_a_file_that_breaks_leaves_the_rest() -> None:
    from troth.inventory.reading import UnreadError

    def broken() -> list[Passage]:
        raise UnreadError("it is broken")

    taking = Taking()
    taking.take("bad", broken)
    taking.take("good", lambda: [Passage(text="We call you today.")])
    assert taking.taken.unread == [("bad", "it is broken")]
    assert taking.taken.read == ["good"]
    assert len(taking.taken.promises) == 1
