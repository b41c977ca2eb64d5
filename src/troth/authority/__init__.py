"""Authority: how much of something somebody may promise or give, and what is left of it.

Pure arithmetic over limits. Who may use which limit is said by the playbook, what was used stands
in the journal, and `troth.operations` brings them together.
"""

from troth.authority.limits import PARTIES, PERIODS, Limit, LimitError, left, subject_of

__all__ = ["PARTIES", "PERIODS", "Limit", "LimitError", "left", "subject_of"]
