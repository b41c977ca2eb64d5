"""Changing one part of a playbook's text: all else stays as its author wrote it."""

from troth.playbook.editing.edit import UnfaithfulEditError, edited, tree_of

__all__ = ["UnfaithfulEditError", "edited", "tree_of"]
