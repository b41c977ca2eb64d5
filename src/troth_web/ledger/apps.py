"""The Django app of the ledger."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Tables of the journal, and what stands on them."""

    name = "troth_web.ledger"
    label = "ledger"
    verbose_name = "Ledger"

    def ready(self) -> None:
        """Bind the ports of the people app."""
        from troth_web.ledger.people import bind

        bind()
