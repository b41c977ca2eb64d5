"""The API: all its resources, under one set of rules."""

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from troth_web.api.agreements import agreements
from troth_web.api.attached import attached
from troth_web.api.calendars import calendars
from troth_web.api.capture import capture
from troth_web.api.connectors import connectors
from troth_web.api.customers import customers
from troth_web.api.distortions import distortions
from troth_web.api.drafts import drafts
from troth_web.api.duties import duties
from troth_web.api.editions import editions
from troth_web.api.explain import explanations
from troth_web.api.found import found
from troth_web.api.friction import friction
from troth_web.api.guard import guard
from troth_web.api.guidelines import guidelines
from troth_web.api.hatches import hatches
from troth_web.api.health import health
from troth_web.api.importing import importing
from troth_web.api.jobs import jobs
from troth_web.api.journal import journal
from troth_web.api.keys import keys
from troth_web.api.ledger import ledger
from troth_web.api.may import may
from troth_web.api.milestones import milestones
from troth_web.api.notes import notes
from troth_web.api.notices import notices
from troth_web.api.packets import packets
from troth_web.api.parsing import StrictParser
from troth_web.api.people import people
from troth_web.api.precepts import precepts
from troth_web.api.promises import promises
from troth_web.api.quotes import quotes
from troth_web.api.ready import ready
from troth_web.api.refusals import refuse
from troth_web.api.reminders import reminders
from troth_web.api.services import services
from troth_web.api.steps import steps
from troth_web.api.teams import teams
from troth_web.api.views import views
from troth_web.api.webhooks import webhooks

#: In the order of the documentation. An address with a name in it stands before one with an id.
RESOURCES = (
    importing,
    promises,
    steps,
    explanations,
    attached,
    duties,
    milestones,
    hatches,
    agreements,
    customers,
    notes,
    packets,
    drafts,
    found,
    editions,
    friction,
    guidelines,
    precepts,
    may,
    reminders,
    guard,
    distortions,
    quotes,
    journal,
    ledger,
    people,
    teams,
    services,
    keys,
    webhooks,
    calendars,
    connectors,
    capture,
    notices,
    views,
    jobs,
    health,
    ready,
)

api = NinjaAPI(
    title="troth",
    version="1",
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
    parser=StrictParser(),
)
for resource in RESOURCES:
    api.add_router("", resource)


def _refuse(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """Ninja also hands over classes, but none is raised here."""
    return refuse(request, error if isinstance(error, Exception) else error())


for kind in (Exception, ValidationError, HttpError, AuthenticationError, Http404):
    api.add_exception_handler(kind, _refuse)
