"""What the API answers: values made from what stands in the ledger, for any program to read.

The server makes them and `troth.client` gives them back, so that both mean the same by them.
Instants are UTC. What people wrote is always marked as such: see `FreeText`.
"""

from troth.answers.base import Body, FreeText, Moment, Source, free_text
from troth.answers.customer import CustomerBody, customer_body
from troth.answers.entry import ActorBody, EntryBody, entry_body
from troth.answers.promise import PromiseBody, promise_body

__all__ = [
    "ActorBody",
    "Body",
    "CustomerBody",
    "EntryBody",
    "FreeText",
    "Moment",
    "PromiseBody",
    "Source",
    "customer_body",
    "entry_body",
    "free_text",
    "promise_body",
]
