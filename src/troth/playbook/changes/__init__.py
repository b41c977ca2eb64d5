"""What the difference of two playbooks means for customers."""

from troth.playbook.changes.between import changes
from troth.playbook.changes.change import Change, Direction, Sample

__all__ = ["Change", "Direction", "Sample", "changes"]
