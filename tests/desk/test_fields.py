"""Fields of forms: what nobody means is refused by a sentence, and what was typed stays."""

from datetime import timedelta

import pytest

from tests.desk.company import Company
from tests.web.people.conftest import signed_in


@pytest.mark.parametrize("when", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_the_ends_of_time_are_refused(company: Company, when: str) -> None:
    promise = company.promise("first-reply", "Ines Okafor", timedelta(hours=1))
    ann = signed_in(company.people["ann"])
    answer = ann.post(
        f"/promises/{promise.id}/tell/", {"once": "a", "says": "We are at it.", "at": when}
    )
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Enter a valid date/time." in shown
    assert f'value="{when}"' in shown
    assert "We are at it." in shown
