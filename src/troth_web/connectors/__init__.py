"""Word from other systems: signed payloads in, and promises made where people make them.

A payload is verified over its raw bytes, read by its provider's slice into events, weighed as
evidence, mapped to operations, and applied in one transaction with the row that says that it came.
"""
