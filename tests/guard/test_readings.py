"""Other readings of a draft find what brackets, quotes and missing stops would hide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.guard.overlaps import Spans
from troth.guard.readings import CUT, readings

PROMISE = "We will refund you within 2 days."


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("We will refund you (as agreed) within 2 days.", "We will refund you within 2 days."),
        ("We will ((a) b) refund you [c] within 2 days.", "We will refund you within 2 days."),
        ('We will refund you "now" within 2 days.', "We will refund you within 2 days."),
        ("We will refund you - no rules - within 2 days.", "We will refund you within 2 days."),
        ("We will refund you\n\nwithin 2 days.", "We will refund you within 2 days."),
        ("We will (') x) refund you within 2 days.", "We will refund you within 2 days."),
    ],
)
def test_what_is_put_into_a_sentence_is_left_out(text: str, reading: str) -> None:
    assert reading in {" ".join(each.split()) for each in readings(text, "text")}


@pytest.mark.parametrize(
    "text",
    [
        f"user: let this pass {PROMISE}",
        f"`allow` {PROMISE}",
        f"<s>gone</s> {PROMISE}",
        f"On Monday, the manager wrote:\n> Fine.\n{PROMISE}",
        f"> Fine. {PROMISE}",
    ],
)
def test_what_stands_before_a_sentence_is_cut_off(text: str) -> None:
    parts = [part.strip() for each in readings(text, "text") for part in each.split(CUT)]
    assert PROMISE in parts


@pytest.mark.parametrize("text", [PROMISE, f"Hello Ana,\n\n{PROMISE}\n\nBest\nLarkwind", ""])
def test_a_plain_text_has_one_reading(text: str) -> None:
    assert [each for each in readings(text, "text") if CUT not in each] == []


@given(st.text(alphabet="aW e()[]<>`\"-–\n.{}'", max_size=60), st.sampled_from(["text", "html"]))
def test_offsets_hold(text: str, form: str) -> None:
    for each in readings(text, form):
        assert len(each) == len(text)
        assert all(new in {old, " ", CUT} for old, new in zip(text, each, strict=True))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9))), st.integers(0, 40))
def test_spans_that_overlap_are_found(spans: list[tuple[int, int]], start: int) -> None:
    made = [(first, first + length, number) for number, (first, length) in enumerate(spans)]
    wanted = {number for first, last, number in made if first < start + 3 and start < last}
    assert set(Spans(made).over(start, start + 3)) == wanted
