"""T8: a month of a small company in one process, under a virtual clock and with faults by a seed.

Everything of troth is real: operations, rounds of the worker, notices, webhooks, connectors, and
the database. What lies outside is played: the mail server, the receivers of webhooks, the help desk
that sends, the clock, and the moment at which a process dies.
"""
