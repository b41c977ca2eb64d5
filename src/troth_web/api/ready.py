"""`/ready`: whether requests should be sent here."""

from django.db import connection
from django.http import HttpRequest, HttpResponse

from troth.answers import ReadyBody
from troth_web import clock
from troth_web.api.answering import shown
from troth_web.api.problems import refused
from troth_web.api.resource import Resource
from troth_web.ledger.schema import pending, unknown

ready = Resource("server")

#: Tables that fit do not change under a server that runs: looked at until they do.
_fits: set[str] = set()


@ready.reads("/ready", needs="server.health", answers=ReadyBody, open_to="anybody")
def ready_(request: HttpRequest) -> HttpResponse:
    """Say that requests can be answered; 503 where the database is away or its tables do not fit.

    `/health` says whether everything works; this says whether to send anybody here.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    name = str(connection.settings_dict["NAME"])
    if name not in _fits:
        _must_fit()
        _fits.add(name)
    return shown(request, ReadyBody(ready=True, at=clock.now()))


def _must_fit() -> None:
    if newer := unknown():
        raise refused("unavailable", f"a newer troth wrote the tables: {', '.join(newer)}")
    if left := pending():
        raise refused("unavailable", f"the tables are being brought up to date: {len(left)} left")
