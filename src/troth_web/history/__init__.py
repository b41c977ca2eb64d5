"""The nightly history: promises of the ledger as files from which odds are learned."""
