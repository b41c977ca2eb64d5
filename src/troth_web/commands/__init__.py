"""Commands that run a server and care for its ledger. They are added to `troth`; see `troth.cli.added`.

Their modules import nothing of Django until a command runs, so that `troth --help` stays quick.
"""
