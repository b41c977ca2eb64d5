"""Whose a clause is: what it shares with the one before, and who `they` and roles are."""

import re

from troth.guard.text.clause import Clause
from troth.guard.words.lists import words
from troth.guard.words.subjects import Who, in_contract, mentions_third
from troth.guard.words.verbs import FORMS


def share(clause: Clause) -> None:
    """Take over the subject, and perhaps the auxiliary, of the clause before."""
    before = clause.before
    if clause.subject or before is None:
        return
    said = clause.modal or FORMS.get(clause.verb, ("", ""))[1] == "s"
    if clause.joined in {"and", "but", "or"} and said:
        clause.who, clause.subject = before.who, before.subject
    elif _goes_on(clause, before):
        clause.who, clause.subject, clause.modal = before.who, before.subject, "will"


_OURSELVES = re.compile(r"\b(?:me|us)\b")


def tell_whose(clause: Clause) -> None:
    """Tell whether `they` and the roles of a contract are the company."""
    if clause.who is Who.THEY and _OURSELVES.search(clause.tail[:40]):
        clause.who = Who.THIRD
    elif "'s " in clause.subject and clause.who is Who.THIRD:
        return
    elif clause.who is Who.THEY:
        clause.who = Who.THIRD if mentions_third(_context(clause)) else Who.COMPANY
    elif (
        (clause.who is Who.THIRD and clause.auxiliary == "shall" and in_contract(clause.subject))
        or (clause.who is Who.THIRD and in_contract(clause.subject) and _capital(clause))
        or (clause.who is Who.THIRD and in_contract(clause.subject) and " " not in clause.subject)
        or (
            clause.who in {Who.THIRD, Who.THING}
            and in_contract(clause.subject)
            and clause.deed in _UNDERTAKE
            and not clause.modal
        )
        or (
            clause.who in {Who.THIRD, Who.THING}
            and in_contract(clause.subject)
            and clause.subject.split()[-1] not in _MOSTLY_OTHERS
        )
    ):
        clause.who = Who.COMPANY


def _goes_on(clause: Clause, before: Clause) -> bool:
    """`I'll log this and get a voucher out to you`: subject and auxiliary are shared."""
    base = FORMS.get(clause.verb, ("", ""))[1] == "base" and clause.text.startswith(clause.verb)
    after = clause.joined in {"and", "or", "then", "plus"} and not clause.modal
    return base and after and before.modal == "will" and before.by_company


def relative(clause: Clause) -> Who:
    """Whom or what `who` and `which` stand for: what was spoken of last."""
    if clause.subject == "which" or clause.before is None:
        return Who.THING
    return Who.THIRD if mentions_third(clause.before.text) else Who.COMPANY


def _capital(clause: Clause) -> bool:
    """Whether a role is written as contracts define it: `the Carrier`, within the sentence."""
    noun = clause.start + clause.text.find(clause.subject) + len(clause.subject) - 1
    first = clause.sentence.text.rfind(" ", 0, noun - clause.sentence.start) + 1
    return (
        first > 0
        and clause.subject.startswith("the ")
        and clause.sentence.capital(clause.sentence.start + first)
    )


_UNDERTAKE = frozenset(["undertake", "commit", "warrant"])
_MOSTLY_OTHERS = words(
    "manufacturer builder bank carrier airline publisher council school university employer",
    "seller vendor contractor issuer agency landlord lender organiser organizer",
)


def _context(clause: Clause) -> str:
    sentence = clause.sentence
    return sentence.before[-300:] + sentence.text[: max(0, clause.start - sentence.start)]
