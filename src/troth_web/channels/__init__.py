"""Channels: how a message reaches a reader, one folder for each provider."""

from collections.abc import Mapping

from troth_web.channels.email import EMAIL
from troth_web.channels.port import Channel
from troth_web.channels.slack import SLACK
from troth_web.channels.webhook import WEBHOOK

#: Every channel by its name; a new one is a line here.
CHANNELS: Mapping[str, Channel] = {channel.name: channel for channel in (EMAIL, SLACK, WEBHOOK)}
