"""The rounds of notices: one that gathers messages, and one for each channel that sends them.

Each is a thread of its own, so that a channel that hangs holds up neither another nor deadlines.
"""

from datetime import timedelta

from troth_web.channels import CHANNELS
from troth_web.notices.digest import gather
from troth_web.notices.sending import send_by
from troth_web.worker.round import Round

#: How often each looks whether there is something.
_EVERY = timedelta(seconds=2)
#: A batch ends at the first server that hangs: a time-out or two.
_LONGEST = timedelta(seconds=60)

NOTICES: tuple[Round, ...] = (
    Round("notices", _EVERY, gather),
    *(
        Round(f"notices-{channel.name}", _EVERY, send_by(channel), _LONGEST)
        for channel in CHANNELS.values()
    ),
)
