"""The Django app of the ledger."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Tables of the journal, and what stands on them."""

    name = "troth_web.ledger"
    label = "ledger"
    verbose_name = "Ledger"

    def ready(self) -> None:
        """Let what happens to people be written to the journal."""
        from troth_web.ledger.people_entries import write
        from troth_web.people import journal

        journal.bind(write)
