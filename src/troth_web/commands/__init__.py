"""Commands that run a server and care for its ledger; `troth.cli.added` adds them to `troth`.

Their modules import nothing of Django until a command runs, so that `troth --help` stays quick.
"""
