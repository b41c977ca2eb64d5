"""How endpoints, deliveries and connectors stand, in a shape and a word."""

from collections.abc import Mapping

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from troth_web.connectors.models import Connector
from troth_web.webhooks.models import Endpoint

Shown = tuple[str, str | Lazy]

#: What is sent to an endpoint.
SENT: Mapping[str, Shown] = {
    "waiting": ("wait", _("under way")),
    "delivered": ("kept", _("arrived")),
    "failed": ("broken", _("given up")),
    "dropped": ("", _("passed over")),
}
#: What came in through a connector.
CAME: Mapping[str, Shown] = {
    "applied": ("kept", _("taken in")),
    "waiting": ("wait", _("waits for a customer")),
    "refused": ("broken", _("refused")),
    "ignored": ("", _("passed over")),
    "nothing-new": ("", _("nothing new")),
    "too-early": ("risk", _("too early")),
}


def of_endpoint(endpoint: Endpoint) -> Shown:
    """Whether entries go there."""
    if endpoint.disabled_us is not None:
        return "broken", _("turned off")
    if endpoint.failures:
        return "risk", _("does not answer")
    return "kept", _("works")


def of_connector(connector: Connector) -> Shown:
    """Whether anything is taken in."""
    return ("kept", _("open")) if connector.active else ("wait", _("shut for now"))
