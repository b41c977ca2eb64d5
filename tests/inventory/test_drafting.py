"""A draft is a playbook, whatever the texts hold."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.inventory.test_inventory import taken
from troth.inventory.decisions import Decision, State
from troth.inventory.drafting import draft_text
from troth.inventory.inventory import Inventory
from troth.playbook import Playbook
from troth.playbook.load import load_text

REVIEW = date(2027, 6, 1)


def drafted(inventory: Inventory, company: str = "Us", **more: object) -> Playbook:
    text = draft_text(inventory, company=company, review=REVIEW, **more)  # type: ignore[arg-type]
    return load_text(text, "draft.yaml")


def test_each_group_is_a_metric_with_a_standard_and_claims() -> None:
    playbook = drafted(
        taken(
            "Refunds are paid within 5 days.",
            "Your refund is paid within 10 days. We will call you.",
        )
    )
    assert set(playbook.metrics) == {"refund-or-compensation", "response"}
    assert {str(claim.term) for claim in playbook.claims.values()} == {
        "within 5 days",
        "within 10 days",
        "always",
    }
    assert playbook.standards["response"].term.kind == "yes-no"
    assert {claim.where for claim in playbook.claims.values()} == {"a:1", "b:1"}


def test_the_standard_is_what_is_said_most() -> None:
    ten = "Your refund is paid within 10 days."
    playbook = drafted(taken("Refunds are paid within 5 days.", ten, ten))
    assert str(playbook.standards["refund-or-compensation"].term) == "within 10 days"


def test_what_is_retired_is_left_out_and_what_is_reworded_is_said_anew() -> None:
    inventory = taken(
        "Refunds are paid within 5 days. We will call you today. We will plant a tree."
    )
    ids = {one.words: one.id for one in inventory.promises}
    decisions = {
        ids["We will plant a tree"]: Decision(id="", state=State.RETIRE),
        ids["Refunds are paid within 5 days"]: Decision(
            id="", state=State.REWORD, wording="Your money in 5 days"
        ),
    }
    says = {claim.says for claim in drafted(inventory, decisions=decisions).claims.values()}
    assert says == {"Your money in 5 days", "We will call you today"}


def test_nothing_promised_is_a_playbook_too() -> None:
    assert drafted(taken("Hello.")).metrics == {}


def test_what_others_promise_is_no_claim_of_ours() -> None:
    assert drafted(taken("Your bank will refund you within 5 days.")).claims == {}


_ODD = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"), st.sampled_from("\"'\\{}[]#:|>&*!%@`\n\t\x85")
    ),
    max_size=30,
)


@given(odd=_ODD, company=_ODD)
def test_any_text_makes_a_playbook(odd: str, company: str) -> None:
    text = f"We refund {odd} within 5 days.\n\nWe will call {odd} by Friday. {odd} Delivery: 2 days"
    drafted(taken(text), company=company or "Us")
