"""`troth ledger verify|checkpoint`: whether anything was rewritten, and a proof to keep outside."""
