"""Who a customer is: what was noted of them is put right."""

from tests.desk.company import Company
from tests.desk.crawling import forms_of
from tests.web.people.conftest import signed_in
from troth import queries
from troth_web.ledger import current_store


def test_what_was_noted_does_not_go_by_leaving_it_empty(company: Company) -> None:
    """It would stay, and the page would say that it was corrected."""
    ines, ann = company.customer("Ines Okafor"), signed_in(company.people["ann"])
    url = f"/customers/{ines}/correct/"
    sent = forms_of(url, ann.get(url))[-1].fields
    refused = ann.post(url, sent | {"email": "", "name": "Inês Okafor"})
    assert refused.status_code == 422
    assert "it cannot be left empty" in refused.content.decode()
    assert queries.customer(current_store(), ines).name == "Ines Okafor"
    assert ann.post(url, sent | {"name": "Inês Okafor"}).status_code == 303
    assert queries.customer(current_store(), ines).name == "Inês Okafor"
