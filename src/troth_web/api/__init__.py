"""The HTTP API under `/api/v1`: one file for each resource, all of them thin.

What is asked is read and refused here; what it does is in `troth.operations` and `troth.queries`.
"""
