"""The Django app of the webhooks."""

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    """Endpoints, and what is sent to them."""

    name = "troth_web.webhooks"
    label = "webhooks"
    verbose_name = "Webhooks"

    def ready(self) -> None:
        """Let a ledger that was held back ask what waits here."""
        from troth_web.ledger.held import bind
        from troth_web.webhooks.waiting import drop, waiting

        bind(waiting, drop)
