"""Chat: the incoming webhooks of Slack, and of all that take the same form, such as Mattermost."""

from troth_web.channels.port import Channel
from troth_web.channels.slack.transport import opened

SLACK = Channel(name="slack", open=opened, at_once=3)
