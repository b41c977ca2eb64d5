"""The round `heartbeat`: an address outside hears every 30 seconds that all is well.

Whoever watches that address raises the alarm when it hears nothing, which no server can do about
itself. Nothing is sent while something is wrong.
"""

import asyncio
import logging

from django.conf import settings

from troth_web.outbound import Client, OutboundError
from troth_web.worker.health import health
from troth_web.worker.leases import shared_now
from troth_web.worker.turn import Turn

log = logging.getLogger("troth.worker")

SECONDS = 10.0


def heartbeat(turn: Turn) -> int:
    """Tell the address that all is well, if it is."""
    if not settings.HEARTBEAT_URL or health(shared_now(turn.store.using)).problems:
        return 0
    # Whoever runs the server names the address, which is often inside.
    client = Client(inside=True, proxy=settings.OUTBOUND_PROXY, seconds=SECONDS)
    try:
        answer = asyncio.run(client.send("GET", settings.HEARTBEAT_URL, b"", {}, turn.at))
    except OutboundError as error:
        # The address itself may be a secret, and stands in the message.
        log.warning("the heartbeat was not heard: %s", type(error).__name__)
    else:
        if not answer.good:
            log.warning("the heartbeat was not heard: it was answered with %s", answer.status)
    return 0
