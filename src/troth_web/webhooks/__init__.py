"""Webhooks: entries of the journal, sent to addresses that somebody of the company gave."""
