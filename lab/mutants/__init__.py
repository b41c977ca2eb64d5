"""How many small mistakes in the ledger, in what falls due and in the outbox do the tests see?

mutmut makes the mistakes, the mutants; a sample of them is drawn with a seed and tried.
"""
