"""All rounds. A new one is a line here."""

from datetime import timedelta

from troth_web.connectors.capture.mailbox import look_in
from troth_web.history.nightly import history
from troth_web.jobs.nightly import nightly
from troth_web.jobs.running import Jobs
from troth_web.notices.rounds import NOTICES
from troth_web.webhooks.sending import webhooks
from troth_web.worker.deadlines import Deadlines
from troth_web.worker.dispatch import dispatch
from troth_web.worker.heartbeat import heartbeat
from troth_web.worker.likelihoods import Likelihoods
from troth_web.worker.recount import recount
from troth_web.worker.round import Round
from troth_web.worker.tidy import tidy

__all__ = ["ROUNDS", "Round"]

ROUNDS: tuple[Round, ...] = (
    Round("deadlines", timedelta(seconds=1), Deadlines()),
    Round("likelihoods", timedelta(minutes=15), Likelihoods()),
    Round("recount", timedelta(seconds=30), recount),
    Round("dispatch", timedelta(seconds=1), dispatch),
    Round("heartbeat", timedelta(seconds=30), heartbeat),
    Round("nightly", timedelta(minutes=10), nightly),
    Round("jobs", timedelta(seconds=2), Jobs()),
    Round("webhooks", timedelta(seconds=1), webhooks),
    # Nobody waits for it, and it takes minutes where there are millions of promises.
    Round("history", timedelta(minutes=10), history, longest=timedelta(hours=2)),
    Round("mailbox", timedelta(minutes=1), look_in, longest=timedelta(minutes=2)),
    Round("tidy", timedelta(hours=1), tidy),
    *NOTICES,
)
