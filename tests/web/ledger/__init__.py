"""The ledger on its databases."""
