"""The verb of a clause that has no auxiliary: which of its words is one, and no noun."""

import re

from troth.guard.text.auxiliary import MAIN_NEGATION, as_future
from troth.guard.text.clause import Clause
from troth.guard.words.lists import words
from troth.guard.words.subjects import Who, in_contract, who_is
from troth.guard.words.verbs import FORMS

_WORD = re.compile(r"[a-z][a-z'-]*")


def use_bare_verb(clause: Clause) -> None:
    """The first form of a verb that can stand without auxiliary, after a subject."""
    if (infinitive := _INFINITIVE.match(clause.text)) and _is_role(infinitive["subject"]):
        clause.subject = infinitive["subject"]
        as_future(clause, clause.text[infinitive.end() :])
        return
    for number, match in enumerate(_WORD.finditer(clause.text[:120])):
        form = FORMS.get(match[0])
        if form is None or (form[1] == "ing" and number):
            continue
        subject = clause.text[: match.start()].strip()
        if _is_noun(clause.text, match, form[1]):
            continue
        if form[1] == "base" and subject and not _takes_base(subject):
            continue
        if number and subject.rpartition(" ")[2] in _BEFORE_NOUNS:
            continue
        at = after_relative(clause.text, match.end()) if _WHOSE.search(subject) else None
        set_verb(clause, match.start() if at is None else at)
        return


def _is_noun(text: str, match: re.Match[str], form: str) -> bool:
    """`help reaches you`, `orders of feed come`: what looks like the verb is the subject."""
    after = _WORD.match(text, match.end() + 1)
    if after is None or text[match.end()] != " ":
        return False
    if form == "s" and after[0] == "of":
        return True
    follows = FORMS.get(after[0], ("", ""))[1]
    if form == "base" and match.start() == 0 and _WORKS.match(text):
        return True
    return form == "base" and match.start() == 0 and follows == "s" and after[0] not in _ALSO_NOUNS


#: `Work on the roof resumes on Monday`.
_WORKS = re.compile(
    r"(?:work|service|support|help|access|supply|cover|repair|post|trade|traffic|construction)"
    r" (?:on|to|for|in|at|from|by) (?:the|our|your|all)(?: [\w'-]+){1,4} (?:resumes|starts"
    r"|begins|ends"
    r"|continues|returns|comes|goes|restarts|opens|stays|runs|reaches|takes)\b"
)
#: Forms of verbs that may well be what is asked for: `check returns`, `send details`.
_ALSO_NOUNS = words(
    "details calls returns orders records reports notes notices updates reviews works"
    " documents tests claims offers refunds credits charges bills cards parts points lines visits"
)


def after_relative(text: str, start: int) -> int | None:
    """Where the main verb is in `customers whose order arrives late receive a voucher`."""
    for match in _WORD.finditer(text, start, 120):
        if FORMS.get(match[0], ("", ""))[1] in {"base", "s"}:
            return match.start()
    return None


def third_person(text: str, start: int) -> int | None:
    """Where a verb in the third person stands: `the days you were without light come off`."""
    for match in _WORD.finditer(text, start, 140):
        if FORMS.get(match[0], ("", ""))[1] == "s" and match[0] not in _ALSO_NOUNS:
            return match.start()
    return None


def set_verb(clause: Clause, at: int) -> None:
    """Take the clause apart at its verb."""
    subject = clause.text[:at].strip()
    verb = _WORD.match(clause.text, at)
    clause.verb, clause.tail = verb[0] if verb else "", clause.text[at:]
    if subject.endswith(("ly", "always", "never")):
        clause.adverbs = subject.rpartition(" ")[2]
    clause.subject = subject.removesuffix(clause.adverbs).strip()
    clause.negated = clause.adverbs == "never" or bool(MAIN_NEGATION.match(subject))


_INFINITIVE = re.compile(r"(?P<subject>(?:the )?[a-z]+(?: [a-z]+)?) to (?=[a-z]+ )")


def _is_role(subject: str) -> bool:
    return in_contract(subject) or (who_is(subject) is Who.COMPANY and " " not in subject)


#: Words after which a form of a verb is a noun.
_BEFORE_NOUNS = words("the a an your our of for to no in with this next same free")
_WHOSE = re.compile(r"\b(?:who|whose|which)\b|(?<=\w )that\b")


_HUNDREDS = words("ten twenty fifty hundred thousand")


def _takes_base(subject: str) -> bool:
    """Whether the present of a verb after a subject looks like its base: plurals, I, we, you."""
    last = subject.rpartition(" ")[2]
    if last.endswith("ly") or last in {
        "always",
        "never",
        "usually",
        "also",
        "still",
        "all",
        "often",
    }:
        rest = subject[: -len(last)].strip()
        return bool(rest) and _takes_base(rest)
    if last in _HUNDREDS or last.isdigit():
        # `seven flights of ten arrive`.
        return " of " in subject or " in " in subject
    return last in {
        "we",
        "i",
        "you",
        "they",
        "who",
        "people",
        "men",
        "staff",
        "kids",
        "children",
        "crew",
        "police",
    } or (last.endswith("s") and not last.endswith(("ss", "us")))
