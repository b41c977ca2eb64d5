"""What the API is measured against: a view that checks a body and inserts one row, no more.

It stands in the same server, behind the same middleware and the same guard, and reads a body of the
same form. Its table is made by `bench.ledger.serving`.
"""

from django.db import models
from django.http import HttpRequest
from django.urls import include, path
from ninja import NinjaAPI, Schema

from troth.operations import Make
from troth_web.api.guards import Needs


class BareRow(models.Model):
    """One row, of as many bytes as the promise has."""

    metric = models.TextField()
    customer = models.TextField()
    wording = models.TextField()

    class Meta:
        """Where it lies."""

        app_label = "bare"
        db_table = "bench_bare"

    def __str__(self) -> str:
        return self.metric


class Answer(Schema):
    """The number of the row."""

    id: int


api = NinjaAPI(urls_namespace="bare", docs_url=None, openapi_url=None)


@api.post("/row", auth=Needs("promises.make"), response=Answer)
def insert(request: HttpRequest, body: Make) -> Answer:
    """Insert one row."""
    row = BareRow(metric=body.metric, customer=str(body.customer), wording=str(body.wording))
    row.save(force_insert=True)
    return Answer(id=row.pk)


urlpatterns = [path("", include("troth_web.urls")), path("bare/", api.urls)]
