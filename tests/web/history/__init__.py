"""The history that the ledger writes of itself."""
