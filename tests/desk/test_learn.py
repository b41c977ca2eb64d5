"""The pages of a team as PDF: four at most, and what people wrote is never markup."""

import io
from datetime import UTC, datetime

import pytest

from tests.desk.company import PLAYBOOK
from troth.promises.editions import Edition
from troth_web.desk.learn.pdf import guidelines_pdf

pytest.importorskip("typst")

AT = datetime(2026, 11, 2, tzinfo=UTC)


def pages(text: str, team: str = "support") -> list[str]:
    """The texts of the pages."""
    from pypdf import PdfReader

    made = guidelines_pdf(Edition("edition-1", AT, text), team)
    return [each.extract_text() for each in PdfReader(io.BytesIO(made)).pages]


def test_a_small_team_has_one_page() -> None:
    (page,) = pages(PLAYBOOK)
    for said in ("What Help desk keeps", "within 4 business hours", "legal advice", "1 / 1"):
        assert said in page


@pytest.mark.parametrize("n", [60, 400])
def test_however_much_there_is_four_pages(n: int) -> None:
    said = "includes: [a word of forty letters, and one more], excludes: [all that is not said]"
    more = "".join(
        f"  s{i}: {{team: support, metric: refund, term: within {i + 1} days, {said}}}\n"
        for i in range(n)
    )
    found = pages(PLAYBOOK.replace("duties:\n", f"{more}duties:\n"))
    assert len(found) <= 4
    assert ("There is more on the page itself" in "".join(found)) == (n == 400)


def test_words_are_no_markup() -> None:
    said = '"#panic() $x$ *bold* _under_ `code` @ref <label> \\\\ // /* שלום مرحبا"'
    text = PLAYBOOK.replace("includes: [a personal answer]", f"includes: [{said}]")
    (page,) = pages(text)
    assert "#panic() $x$ *bold* _under_ `code` @ref <label>" in page


def test_each_team_has_its_own() -> None:
    assert "Baggage tracing" in pages(PLAYBOOK, "delivery")[0]
    with pytest.raises(KeyError):
        pages(PLAYBOOK, "nobody")
