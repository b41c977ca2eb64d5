"""The server's settings, with the bare view beside it and no limit of requests."""

from troth_web.settings import *  # noqa: F403

ROOT_URLCONF = "bench.ledger.bare"
API_REQUESTS_PER_MINUTE = 0
