"""A program of one's own: a call in the form of Standard Webhooks, signed."""

from troth_web.channels.port import Channel
from troth_web.channels.webhook.transport import opened

WEBHOOK = Channel(name="webhook", open=opened, at_once=3)
