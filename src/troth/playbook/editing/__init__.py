"""Changing one part of a playbook's text: all else stays as its author wrote it."""

from troth.playbook.editing.edit import UnfaithfulEditError, edited, tree_of
from troth.playbook.editing.order import reordered

__all__ = ["UnfaithfulEditError", "edited", "reordered", "tree_of"]
