"""Customers of a ledger elsewhere, and what was agreed with them."""

from collections.abc import Iterator

from troth.answers import (
    AgreementBody,
    AgreementList,
    CalibrationBody,
    CustomerBody,
    CustomerList,
    MilestoneBody,
    MilestoneList,
    QuoteBody,
    QuoteList,
    TakenBody,
)
from troth.answers.customer import AccessBody
from troth.client.resource import Resource
from troth.operations import (
    Acknowledge,
    AddCustomer,
    Choose,
    Close,
    EndAgreement,
    MakeAgreement,
    OpenMilestone,
    RecordQuote,
    Rectify,
    ScoreQuote,
    Sign,
)


class Customers(Resource):
    """`/customers`."""

    def add(self, wanted: AddCustomer, *, key: str | None = None) -> CustomerBody:
        """Know a customer from now on."""
        return self._write("/customers", wanted, CustomerBody, key=key)

    def import_(self, csv: str, *, preview: bool = False, key: str | None = None) -> TakenBody:
        """Take a sheet in, all of its rows or none; or say what would come of it."""
        said = {"csv": csv, "preview": preview}
        return self._write("/customers/import", said, TakenBody, key=key)

    def get(self, customer_id: str) -> CustomerBody:
        """What is known of a customer."""
        return self._get(f"/customers/{customer_id}", CustomerBody)

    def list(
        self,
        *,
        email: str | None = None,
        ref: str | None = None,
        name: str | None = None,
        limit: int = 200,
    ) -> Iterator[CustomerBody]:
        """All customers, or those with this address, reference or name."""
        return self._all("/customers", CustomerList, limit, email=email, ref=ref, name=name)

    def rectify(
        self,
        customer_id: str,
        said: Rectify,
        *,
        key: str | None = None,
        expected: int | None = None,
    ) -> CustomerBody:
        """Put right what was noted of a customer."""
        path = f"/customers/{customer_id}"
        return self._write(path, said, CustomerBody, method="PATCH", key=key, expected=expected)

    def erase(self, customer_id: str, *, key: str | None = None) -> CustomerBody:
        """Erase a customer."""
        path = f"/customers/{customer_id}"
        return self._write(path, None, CustomerBody, method="DELETE", key=key)

    def access(self, customer_id: str) -> AccessBody:
        """Everything that is held of a customer."""
        return self._get(f"/customers/{customer_id}/access", AccessBody)


class Agreements(Resource):
    """`/agreements`."""

    def make(self, wanted: MakeAgreement, *, key: str | None = None) -> AgreementBody:
        """Agree on a term."""
        return self._write("/agreements", wanted, AgreementBody, key=key)

    def get(self, agreement_id: str) -> AgreementBody:
        """One agreement."""
        return self._get(f"/agreements/{agreement_id}", AgreementBody)

    def list(self, customer: str | None = None, limit: int = 200) -> Iterator[AgreementBody]:
        """All agreements, or those with one customer."""
        return self._all("/agreements", AgreementList, limit, customer=customer)

    def end(
        self,
        agreement_id: str,
        said: EndAgreement,
        *,
        key: str | None = None,
        expected: int | None = None,
    ) -> AgreementBody:
        """Let an agreement end."""
        path = f"/agreements/{agreement_id}/end"
        return self._write(path, said, AgreementBody, key=key, expected=expected)


class Milestones(Resource):
    """`/milestones`."""

    def open(self, wanted: OpenMilestone, *, key: str | None = None) -> MilestoneBody:
        """Open a milestone."""
        return self._write("/milestones", wanted, MilestoneBody, key=key)

    def get(self, milestone_id: str) -> MilestoneBody:
        """One milestone."""
        return self._get(f"/milestones/{milestone_id}", MilestoneBody)

    def list(self, customer: str | None = None, limit: int = 200) -> Iterator[MilestoneBody]:
        """All milestones, or those with one customer."""
        return self._all("/milestones", MilestoneList, limit, customer=customer)

    def pdf(self, milestone_id: str) -> bytes:
        """The document as PDF."""
        path = f"/milestones/{milestone_id}/document.pdf"
        return self._transport.send("GET", path).content

    def choose(self, milestone_id: str, said: Choose, *, key: str | None = None) -> MilestoneBody:
        """Record the customer's choice."""
        return self._write(f"/milestones/{milestone_id}/choose", said, MilestoneBody, key=key)

    def sign(self, milestone_id: str, said: Sign, *, key: str | None = None) -> MilestoneBody:
        """Sign, or decline to."""
        return self._write(f"/milestones/{milestone_id}/sign", said, MilestoneBody, key=key)

    def acknowledge(
        self, milestone_id: str, said: Acknowledge | None = None, *, key: str | None = None
    ) -> MilestoneBody:
        """Say that what the customer chose or signed themselves was read."""
        path = f"/milestones/{milestone_id}/acknowledge"
        return self._write(path, said or Acknowledge(), MilestoneBody, key=key)

    def close(self, milestone_id: str, said: Close, *, key: str | None = None) -> MilestoneBody:
        """Close a milestone that both sides signed."""
        return self._write(f"/milestones/{milestone_id}/close", said, MilestoneBody, key=key)


class Quotes(Resource):
    """`/quotes`."""

    def record(self, wanted: RecordQuote, *, key: str | None = None) -> QuoteBody:
        """Keep a quote."""
        return self._write("/quotes", wanted, QuoteBody, key=key)

    def get(self, quote_id: str) -> QuoteBody:
        """One quote, and what came of it."""
        return self._get(f"/quotes/{quote_id}", QuoteBody)

    def list(self, customer: str | None = None, limit: int = 200) -> Iterator[QuoteBody]:
        """All quotes, or those given to one customer."""
        return self._all("/quotes", QuoteList, limit, customer=customer)

    def score(self, quote_id: str, said: ScoreQuote, *, key: str | None = None) -> QuoteBody:
        """Score a quote against what happened."""
        return self._write(f"/quotes/{quote_id}/score", said, QuoteBody, key=key)

    def scores(self, metric: str | None = None) -> CalibrationBody:
        """What quotes said beside what held."""
        return self._get("/quotes/scores", CalibrationBody, metric=metric)
