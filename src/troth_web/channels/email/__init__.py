"""E-mail, by any mail server that speaks SMTP."""

from troth_web.channels.email.transport import opened
from troth_web.channels.port import Channel

EMAIL = Channel(name="email", open=opened, at_once=20)
