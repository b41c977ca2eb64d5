"""What the API answers: values made from what stands in the ledger, for any program to read.

The server makes them and `troth.client` gives them back, so that both mean the same by them.
Instants are UTC. What people wrote is always marked as such: see `FreeText`.
"""

from troth.answers.agreement import AgreementBody, agreement_body
from troth.answers.base import Body, FreeText, Moment, Source, free_text
from troth.answers.company import (
    HealthBody,
    InvitationBody,
    KeyBody,
    LeftBody,
    MeBody,
    PersonBody,
    ServiceBody,
    SessionBody,
    TeamBody,
)
from troth.answers.customer import CustomerBody, customer_body
from troth.answers.edition import CheckBody, DiffBody, DraftBody, EditionBody, edition_body
from troth.answers.entry import ActorBody, EntryBody, entry_body
from troth.answers.lists import (
    AgreementList,
    CustomerList,
    EditionList,
    EntryList,
    InvitationList,
    KeyList,
    ListBody,
    MilestoneList,
    PersonList,
    PromiseList,
    QuoteList,
    ServiceList,
    SessionList,
    TeamList,
)
from troth.answers.may import (
    AllowanceBody,
    AuthorityBody,
    LikelihoodBody,
    MayBody,
    allowance_body,
)
from troth.answers.milestone import MilestoneBody, milestone_body
from troth.answers.promise import PromiseBody, promise_body
from troth.answers.quote import CalibrationBody, QuoteBody, calibration_body, quote_body

__all__ = [
    "ActorBody",
    "AgreementBody",
    "AgreementList",
    "AllowanceBody",
    "AuthorityBody",
    "Body",
    "CalibrationBody",
    "CheckBody",
    "CustomerBody",
    "CustomerList",
    "DiffBody",
    "DraftBody",
    "EditionBody",
    "EditionList",
    "EntryBody",
    "EntryList",
    "FreeText",
    "HealthBody",
    "InvitationBody",
    "InvitationList",
    "KeyBody",
    "KeyList",
    "LeftBody",
    "LikelihoodBody",
    "ListBody",
    "MayBody",
    "MeBody",
    "MilestoneBody",
    "MilestoneList",
    "Moment",
    "PersonBody",
    "PersonList",
    "PromiseBody",
    "PromiseList",
    "QuoteBody",
    "QuoteList",
    "ServiceBody",
    "ServiceList",
    "SessionBody",
    "SessionList",
    "Source",
    "TeamBody",
    "TeamList",
    "agreement_body",
    "allowance_body",
    "calibration_body",
    "customer_body",
    "edition_body",
    "entry_body",
    "free_text",
    "milestone_body",
    "promise_body",
    "quote_body",
]
