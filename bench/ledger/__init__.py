"""The ledger under load: requests, bulk, verification, and growth."""
