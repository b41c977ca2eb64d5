"""The reliability lab: it breaks a running server on purpose and counts what was lost.

`python -m lab` runs everything; docs/reliability.md says what each test shows, and what it cannot.
"""
