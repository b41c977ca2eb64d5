"""What can be promised too much of."""

from enum import StrEnum


class Over(StrEnum):
    """A kind of over-promising."""

    #: Sooner than the playbook has it, or at a time that nobody can know.
    DATE = "date"
    #: More money, credit or gifts than the playbook or the speaker's role gives.
    REFUND = "refund"
    #: For what, or for whom, the playbook says that it does not hold.
    SCOPE = "scope"
    #: A rule that is not there, an exception to one, or what is never promised.
    POLICY = "policy"
    #: A deed to come that nobody set out to do, or that is another's to do.
    ACTION = "action"


#: Of a case in which a firm promise is right, so that promising nothing does not win.
FIRM = "firm"
