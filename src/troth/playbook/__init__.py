"""What a company's customers may expect, as plain text, and every mistake of form in it."""

from troth.playbook.load import load
from troth.playbook.playbook import Playbook
from troth.playbook.problems import InvalidPlaybookError, Problem

__all__ = ["InvalidPlaybookError", "Playbook", "Problem", "load"]
