"""Precepts for standards that repeat: what is proposed, and how one is written into the text."""

from pathlib import Path

import pytest
from tests.playbook.test_changes import BASE

from troth.playbook import load
from troth.playbook.load import load_text
from troth.playbook.precepts import NotAPreceptError, Repeats, proposals, with_precept

ROOT = Path(__file__).parents[2]


def found(*standards: str, precepts: str = "") -> list[tuple[str, str, tuple[str, ...], object]]:
    lines = "".join(f"  s{n}: {{{each}}}\n" for n, each in enumerate(standards))
    text = BASE + precepts + "standards:\n" + lines
    return [
        (each.repeats.value, each.value, each.bare, each.joins)
        for each in proposals(load_text(text, "playbook.yaml"))
    ]


REPLY = "metric: reply, team: support, term: within 4 hours"
LATER = "metric: reply, team: support, term: within 9 hours"
PARCEL = "metric: delivery, team: support, term: within 9 hours"
FEE = "metric: fee, team: support, term: at most EUR 5"


@pytest.mark.parametrize(
    ("standards", "repeats", "value"),
    [
        ((REPLY, LATER), Repeats.METRIC, "reply"),
        ((REPLY, PARCEL.replace("9", "4")), Repeats.TERM, "within 4 hours"),
        ((REPLY, PARCEL.replace("9 hours", "4 hours in 90 % of cases")), Repeats.TERM, None),
        ((REPLY, PARCEL, FEE), Repeats.TEAM, "support"),
        (
            (REPLY + ", includes: [a Name, tea]", FEE + ", includes: [A name]"),
            Repeats.INCLUDES,
            "a name",
        ),
    ],
)
def test_what_repeats(standards: tuple[str, ...], repeats: Repeats, value: str | None) -> None:
    (only,) = found(*standards)
    names = tuple(f"s{n}" for n in range(len(standards)))
    assert only == (repeats, value or "within 4 hours", names, None)


def test_what_says_more_comes_first() -> None:
    """Of the same standards one pattern is told; more standards without precept come first."""
    assert [each[:2] for each in found(REPLY, LATER, PARCEL)] == [
        ("team", "support"),
        ("metric", "reply"),
        ("term", "within 9 hours"),
    ]


@pytest.mark.parametrize("standards", [(REPLY,), (REPLY, FEE), (REPLY, PARCEL)])
def test_nothing_repeats(standards: tuple[str, ...]) -> None:
    assert not found(*standards)


def test_what_most_trace_to_is_for_the_rest_too() -> None:
    precepts = "precepts: {heard: We hear you.}\n"
    traced = REPLY + ", precept: heard"
    assert found(traced, LATER, precepts=precepts) == [("metric", "reply", ("s1",), "heard")]
    # One of three says nothing of the two.
    assert found(traced, LATER, LATER.replace("9", "8"), precepts=precepts) == [
        ("metric", "reply", ("s1", "s2"), None)
    ]
    assert not found(traced, traced, precepts=precepts)


def test_a_proposal_keeps_its_id() -> None:
    """In other words and order, but not of other standards."""

    def ids(text: str) -> list[str]:
        return [each.id for each in proposals(load_text(text, "playbook.yaml"))]

    text = f"{BASE}standards:\n  a: {{{REPLY}}}\n  b: {{{LATER}}}\n"
    turned = f"{BASE}standards:\n  b: {{{LATER}, says: Soon}}\n  a: {{{REPLY}}}\n"
    assert ids(text) == ids(turned)
    assert ids(text) != ids(text.replace("  b:", "  c:"))


def test_written_into_the_text() -> None:
    """All else stays, comments too; standards that trace to another trace to this one."""
    before = (
        f"{BASE}precepts:\n  heard: We hear you.   # said by Mara\n"
        f"standards:\n  a: {{{REPLY}, precept: heard}}  # soon\n"
        "  b:\n    metric: delivery\n    # a Tuesday's thought\n"
        "    team: support\n    term: within 2 days\n"
    )
    after = with_precept(before, "told-early", "We tell you: early.", ["a", "b"])
    book = load_text(after, "playbook.yaml")
    assert book.precepts == {"heard": "We hear you.", "told-early": "We tell you: early."}
    assert {each.precept for each in book.standards.values()} == {"told-early"}
    gone = set(before.splitlines()) - set(after.splitlines())
    assert gone == {f"  a: {{{REPLY}, precept: heard}}  # soon"}
    assert len(after.splitlines()) == len(before.splitlines()) + 2


def test_the_first_precept_and_words_that_look_like_yaml() -> None:
    text = f"# ours\n{BASE}standards:\n  a: {{{REPLY}}}  # soon\n"
    says = "- no: #comment, 'quote' {x}"
    after = with_precept(text, "one", says, ["a"])
    assert load_text(after, "playbook.yaml").precepts == {"one": says}
    assert "# ours" in after
    assert "# soon" in after
    again = with_precept(after, "one", "Other words.", [])
    assert load_text(again, "playbook.yaml").precepts == {"one": "Other words."}


@pytest.mark.parametrize(
    ("text", "precept", "standards", "where"),
    [
        (BASE, "Not an id", [], "id"),
        (BASE, "one", ["a"], "standards"),
        (BASE + "standards: {a: {}}\n", "one", ["b"], "standards"),
        ("- no playbook", "one", ["a"], "standards"),
        ("{", "one", ["a"], "standards"),
    ],
)
def test_what_cannot_be_written(text: str, precept: str, standards: list[str], where: str) -> None:
    with pytest.raises(NotAPreceptError) as refused:
        with_precept(text, precept, "Says.", standards)
    assert refused.value.where == where


def test_the_airline_has_none_to_propose() -> None:
    assert not proposals(load(ROOT / "examples/airline/playbook"))
