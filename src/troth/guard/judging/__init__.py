"""What can be said about a promise of a draft, and what may be said instead."""

from troth.guard.context import Context
from troth.guard.found import Found
from troth.guard.judging.case import Case
from troth.guard.judging.ruled import ruled
from troth.guard.judging.said import due_of_case
from troth.guard.linking import Link
from troth.guard.text.copies import changed
from troth.guard.verdict import Verdict
from troth.guard.wording import wording_for
from troth.playbook.schema.words import VerdictKind
from troth.said import said

__all__ = ["judge"]

_NOT_LINKED = Link(metric=None, confidence=0.0, because="the edition is not known", topic="")


def judge(found: Found, context: Context, *, link: Link | None = None) -> Verdict:
    """Whether a promise that `scan` found may be made here, and what may be said instead.

    Args:
        found: with the text in which it stands.
        context: who says it to whom, when, and what is known of them.
        link: what it is about, where that is known already.
    """
    if context.book is None:
        return Verdict(
            found=found,
            link=link or _NOT_LINKED,
            verdict=VerdictKind.UNBACKED,
            because=said("Nothing backs this: the edition of the playbook is not known."),
        )
    link = link or context.book.index.link(found, found.source)
    case = Case(found=found, link=link, context=context, book=context.book)
    ruling = ruled(case)
    return Verdict(
        found=changed(found, due=due_of_case(case)),
        link=link,
        verdict=ruling.verdict,
        because=ruling.because,
        rests_on=ruling.rests_on,
        witness=ruling.witness,
        likelihood=ruling.likelihood,
        wording=None if ruling.verdict is VerdictKind.BACKED else wording_for(case, ruling),
    )
