"""Tools for AI agents over the Model Context Protocol: ask first, then promise.

Each tool is a plain function over a `Desk`: a ledger elsewhere, under the caller's own key, or
files of a playbook and a history. `server` makes the tools, resources and prompts of them.
"""
