"""The hash of an entry: of one text, whatever is in it."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from troth.promises.hashing import canonical, hashed

#: Also quotes, control characters and whatever else JSON writes in its own way.
TEXT = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('"\\/\x00\x1f\x7f\u2028'))
MAYBE = st.none() | TEXT


@given(
    st.tuples(*[TEXT] * 4), st.integers(), st.tuples(*[TEXT] * 3, *[MAYBE] * 3, TEXT, MAYBE, MAYBE)
)
def test_it_is_that_of_canonical_json(
    before: tuple[str, str, str, str], sequence: int, after: tuple[str, ...]
) -> None:
    """What is joined by hand is what the encoder writes."""
    text = canonical([*before, sequence, *after])
    assert hashed(*before, sequence, *after) == hashlib.sha256(text.encode()).hexdigest()


def test_it_never_changes() -> None:
    """This hash was made by the first version; journals of then must hold for ever."""
    assert (
        hashed("0" * 64, "e1", "promise.made", "p1", 1, "2026-01-05T09:00:00.000000Z",
               "2026-01-05T09:00:00.000000Z", "person:anna (agent)", None, "edition-1", None,
               '{"wording":"bis Dienstag, \\"früh\\""}', "c1", None)
        == "bf0c77379c27971e062e112d94271ebb8bd1918f34d81f202bedac4286dea29e"
    )  # fmt: skip
