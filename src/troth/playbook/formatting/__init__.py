"""The canonical text of a playbook: one order, one way to write a term, every comment kept."""

from troth.playbook.formatting.rewrite import Rewritten, UnfaithfulTextError, rewritten, save

__all__ = ["Rewritten", "UnfaithfulTextError", "rewritten", "save"]
