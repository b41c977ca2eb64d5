"""Settings: imports and other long work with how far they are, and whether all is well."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from troth_web import doctor
from troth_web.api.calls import Call
from troth_web.desk.page import page
from troth_web.desk.setting import tabs
from troth_web.jobs.models import JobRow
from troth_web.jobs.port import Job, shown
from troth_web.worker.health import health
from troth_web.worker.leases import shared_now

_HERE = "desk_settings_health"
#: So many are shown, asked for last first.
SHOWN = 30
_JOBS: dict[str, str | Lazy] = {
    "fit-odds": _("Learn likelihoods from history"),
    "import-quotes": _("Import what was promised elsewhere"),
    "score-quotes": _("See what came of what was said to be likely"),
}
_STATES: dict[str, tuple[str, str | Lazy]] = {
    "waiting": ("wait", _("waiting")),
    "running": ("wait", _("running")),
    "done": ("kept", _("done")),
    "failed": ("broken", _("failed")),
}
_CHECKS: dict[str, str | Lazy] = {
    "versions": _("Versions"),
    "database": _("Database"),
    "tables": _("Tables"),
    "sqlite": "SQLite",
    "clock": pgettext_lazy("of a machine", "Clock"),
    "keys": pgettext_lazy("of a server", "Keys"),
    "master-key": _("Master key"),
    "time-zones": _("Time zones"),
    "disk": _("Room on disk"),
    "backup": _("Backup"),
    "history": pgettext_lazy("cases as they happened", "History"),
    "mail": pgettext_lazy("of a server", "Mail"),
    "mailbox": _("Mailbox"),
    "worker": pgettext_lazy("what acts by itself", "Worker"),
    "held": _("May it send?"),
    "outbox": _("Outbox"),
    "pending": _("On its way"),
}
_ROUNDS: dict[str, str | Lazy] = {
    "deadlines": _("Deadlines"),
    "likelihoods": _("Likelihoods"),
    "recount": _("Counting dates anew"),
    "dispatch": _("Passing entries on"),
    "heartbeat": _("Sign of life"),
    "nightly": _("Work of the night"),
    "jobs": _("Long work"),
    "webhooks": "Webhooks",
    "history": pgettext_lazy("cases as they happened", "History"),
    "mailbox": _("Mailbox"),
    "tidy": _("Tidying up"),
    "notices": _("Gathering notices"),
}
_LINES = {"ok": "kept", "warn": "risk", "fail": "broken"}
_LINE_WORDS = {"ok": _("fine"), "warn": _("to be looked at"), "fail": _("does not work")}


@page("jobs.list")
def show(request: HttpRequest) -> HttpResponse:
    """What runs, what is done, and what is not well."""
    call = Call.of(request)
    jobs = [_row(shown(row)) for row in JobRow.objects.order_by("-pk")[:SHOWN]]
    may_see_all = "ledger.status" in call.principal.permissions
    lines = doctor.diagnosed(call.at) if may_see_all else []
    found = health(shared_now())
    facts = {
        "jobs": jobs,
        "going": any(row["going"] for row in jobs),
        "health": found,
        "amiss": bool(found.problems or found.remarks)
        or any(line.state is not doctor.State.OK for line in lines),
        "lines": [
            (line, _LINES[line.state], _LINE_WORDS[line.state], _CHECKS.get(line.name, line.name))
            for line in lines
        ],
        "beats": [(beat, _round_text(beat.name)) for beat in found.beats],
        "tabs": tabs(request, _HERE),
    }
    return render(request, "desk/settings_health.html", facts)


def _round_text(name: str) -> str:
    kind, _hyphen, channel = name.partition("-")
    if kind == "notices" and channel:
        return gettext("Notices by %(channel)s") % {"channel": channel}
    return str(_ROUNDS.get(name, name))


def _row(job: Job) -> dict[str, object]:
    shape, label = _STATES.get(job.state, ("", job.state))
    return {
        "job": job,
        "title": _JOBS.get(job.name, job.name.replace("-", " ").capitalize()),
        "shape": shape,
        "label": label,
        "going": job.state in {"waiting", "running"},
        "percent": None if job.progress is None else round(100 * job.progress),
    }


urlpatterns = [path("settings/health/", show, name="desk_settings_health")]
