"""Writing a precept into the text of a playbook, so that standards trace to it."""

import re
from collections.abc import Iterable

from troth.errors import TrothError
from troth.playbook.editing import edited, tree_of
from troth.playbook.schema.base import ID_PATTERN
from troth.said import said


class NotAPreceptError(TrothError):
    """A precept that cannot be written as it is."""

    def __init__(self, where: str, message: str) -> None:
        super().__init__(message)
        #: The argument that is at fault.
        self.where = where


def with_precept(text: str, precept: str, says: str, standards: Iterable[str]) -> str:
    """The text with a precept in it, to which these standards trace; all else stays as it is.

    Args:
        text: the playbook, as YAML.
        precept: id of the precept; where there is one, it says `says` from now on.
        says: the precept, in a sentence.
        standards: ids of standards that shall trace to it.

    Raises:
        NotAPreceptError: the id is none, there is no such standard, or the text cannot be read.
        UnfaithfulEditError: the text is written so that nothing can be added to it safely.
    """
    if not re.fullmatch(ID_PATTERN, precept) or len(precept) > 100:
        wrong = said(
            "{id} is no id; write it as {example}", id=repr(precept), example="heard-today"
        )
        raise NotAPreceptError("id", wrong)
    tree = tree_of(text)
    known = tree.get("standards") if tree else None
    if not isinstance(known, dict):
        wrong = said("the playbook cannot be read; mend its text first")
        raise NotAPreceptError("standards", wrong)
    for standard in standards:
        if not isinstance(known.get(standard), dict):
            wrong = said("the playbook has no standard {standard}", standard=repr(standard))
            raise NotAPreceptError("standards", wrong)
        text = edited(text, ("standards", standard, "precept"), precept)
    return edited(text, ("precepts", precept), says)
