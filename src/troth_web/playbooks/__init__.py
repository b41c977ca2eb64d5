"""The playbook that is being written; what was published stands in the ledger."""
