"""`/customers`: to whom is promised."""

from django.http import HttpRequest, HttpResponse
from ninja import Query

from troth import operations, queries
from troth.answers import CustomerBody, CustomerList, customer_body
from troth.answers.customer import AccessBody
from troth.operations import AddCustomer, Rectify
from troth.operations.commands import Id
from troth.promises.matching import teams_of
from troth.promises.promise import Promise
from troth_web.api.answering import done, shown
from troth_web.api.asked import AskedCustomers
from troth_web.api.calls import Call
from troth_web.api.resource import Resource
from troth_web.people.permissions import may_see

customers = Resource("customers")


@customers.reads("/customers", needs="customers.read", answers=CustomerList)
def list_(request: HttpRequest, asked: Query[AskedCustomers]) -> HttpResponse:
    """List customers, or find them by address, reference or name."""
    page = queries.customers(
        Call.of(request).store,
        email=asked.email,
        ref=asked.ref,
        name=asked.name,
        after=asked.after,
        limit=asked.limit,
    )
    return shown(request, CustomerList(items=tuple(map(customer_body, page.items)), next=page.next))


@customers.writes("POST", "/customers", needs="customers.add", answers=CustomerBody, status=201)
def add(request: HttpRequest, body: AddCustomer) -> HttpResponse:
    """Know a customer from now on."""
    return done(request, lambda _, work: customer_body(operations.add(work, body)), status=201)


@customers.reads("/customers/{customer_id}", needs="customers.read", answers=CustomerBody)
def get(request: HttpRequest, customer_id: Id) -> HttpResponse:
    """Say what is known of a customer."""
    return shown(request, customer_body(queries.customer(Call.of(request).store, customer_id)))


@customers.writes(
    "PATCH",
    "/customers/{customer_id}",
    needs="customers.rectify",
    answers=CustomerBody,
    matches=True,
)
def rectify(request: HttpRequest, customer_id: Id, body: Rectify) -> HttpResponse:
    """Put right what was noted of a customer; what stood before stays in the journal."""
    return done(
        request,
        lambda call, work: customer_body(
            operations.rectify(work, customer_id, body, call.expected)
        ),
    )


@customers.writes(
    "DELETE", "/customers/{customer_id}", needs="customers.erase", answers=CustomerBody
)
def erase(request: HttpRequest, customer_id: Id) -> HttpResponse:
    """Erase a customer: their key and all that it sealed. That it was done stays on record."""
    return done(request, lambda _, work: customer_body(operations.erase(work, customer_id)))


@customers.reads("/customers/{customer_id}/access", needs="customers.access", answers=AccessBody)
def access(request: HttpRequest, customer_id: Id) -> HttpResponse:
    """Give everything that is held of a customer, for them to read or to take elsewhere.

    What a restricted team promised is given to its members and to admins; for others it is counted
    as withheld.
    """
    call = Call.of(request)

    def seen(promise: Promise) -> bool:
        return may_see(call.principal, teams_of(promise))

    return shown(request, queries.access(call.store, customer_id, call.at, seen))
