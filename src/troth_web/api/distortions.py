"""`/distortions`: what made customers expect something else than what holds."""

from django.http import HttpRequest, HttpResponse
from ninja import Query

from troth import operations, queries
from troth.answers import DistortionBody, DistortionList, distortion_body
from troth.operations import ReportDistortion
from troth.operations.commands import Id
from troth_web.api.answering import done, shown
from troth_web.api.asked import AskedByCustomer
from troth_web.api.calls import Call
from troth_web.api.resource import Resource

distortions = Resource("distortions")


@distortions.reads("/distortions", needs="distortions.read", answers=DistortionList)
def list_(request: HttpRequest, asked: Query[AskedByCustomer]) -> HttpResponse:
    """List what distorted expectations, the latest reported first."""
    store = Call.of(request).store
    page = queries.distortions(store, asked.customer, asked.after, asked.limit)
    items = tuple(map(distortion_body, page.items))
    return shown(request, DistortionList(items=items, next=page.next))


@distortions.writes(
    "POST", "/distortions", needs="distortions.report", answers=DistortionBody, status=201
)
def report(request: HttpRequest, body: ReportDistortion) -> HttpResponse:
    """Report what made a customer expect too much, or too little, and where it came from."""
    return done(
        request,
        lambda _, work: distortion_body(operations.report_distortion(work, body)),
        status=201,
    )


@distortions.reads("/distortions/{report_id}", needs="distortions.read", answers=DistortionBody)
def get(request: HttpRequest, report_id: Id) -> HttpResponse:
    """Give one report."""
    return shown(request, distortion_body(queries.distortion(Call.of(request).store, report_id)))
