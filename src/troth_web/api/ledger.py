"""`/ledger`: care for the ledger itself, while the server has it."""

from django.http import HttpRequest, HttpResponse

from troth.answers import RetainedBody
from troth.promises.store import Work
from troth_web.api.answering import done, shown
from troth_web.api.calls import Call
from troth_web.api.resource import Resource
from troth_web.ledger import current_store, retention

ledger = Resource("ledger")


@ledger.reads("/ledger/retain", needs="ledger.retain", answers=RetainedBody)
def due(request: HttpRequest) -> HttpResponse:
    """Say how many personal parts have been kept for as long as their purpose needs."""
    return shown(request, _body(retention.due(current_store(), at=Call.of(request).at)))


@ledger.writes("POST", "/ledger/retain", needs="ledger.retain", answers=RetainedBody)
def retain(request: HttpRequest) -> HttpResponse:
    """Drop personal parts that have been kept for as long as their purpose needs, for good.

    The entries stay, and their chains hold; how much was dropped stands in the journal.
    """

    def dropped(_: Call, work: Work) -> RetainedBody:
        return _body(retention.drop(current_store(), work))

    return done(request, dropped)


def _body(found: retention.Retained) -> RetainedBody:
    return RetainedBody.model_validate({"at": found.at, "dropped": found.dropped})
