"""The page tells what the last runs showed, and nothing else."""

from lab.page import PAGE, Result, page, results
from lab.plan import TRIALS


def test_the_page_is_fresh() -> None:
    """Written anew from the results it stays as it is; `python -m lab page` writes it."""
    assert PAGE.read_text() == page(results())


def test_it_hides_nothing_that_did_not_hold() -> None:
    """A run that showed a loss says so at the top and in its own part."""
    bad = Result(
        test=TRIALS[0].name,
        engine="sqlite",
        count=3,
        figures={"kills": 3, "lost": 1},
        violations=["lost: key-1 was acknowledged and is not in the journal"],
        seed=1,
        commit="0123456789",
        command="python -m lab run T1",
        date="2026-12-01",
    )
    text = page([bad])
    assert "| **did not hold**, in 3 of 500 |" in text
    assert "- lost: key-1 was acknowledged" in text


def test_what_was_not_run_is_said_to_be_so() -> None:
    text = page([])
    assert text.count("Not run yet.") == len(TRIALS)
    assert "held |" not in text
