"""The ledger as a server: ordinary Django over the core, which knows nothing of it."""
