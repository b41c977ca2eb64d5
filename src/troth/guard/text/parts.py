"""Take a clause apart: find its subject, its auxiliary and its verb."""

import re

from troth.guard.text.auxiliary import RELATIVE, auxiliary_in, use_auxiliary
from troth.guard.text.bare_verb import after_relative, set_verb, third_person, use_bare_verb
from troth.guard.text.clause import Clause
from troth.guard.text.late_start import LAST_PRONOUN, start_late
from troth.guard.text.whose import relative, share, tell_whose
from troth.guard.words.subjects import who_is
from troth.guard.words.verbs import FORMS

_INNER = re.compile(
    r"\s(?:if|unless|when|once|whenever|as soon as|after|before|(?<!have )until|(?<!have )till"
    r"|while|because"
    r"|that|which|who|what|how|where|as(?= (?:it|they) (?:was|were|is|are)\b)|the (?:day"
    r"|moment|minute|second|instant)|in case|as long as|provided|since|so that|so)\s(?:you"
    r"|we|i|it|they|the|your|our|he|she|this|that|these|a|an|customer|user|there|some\w+"
    r"|any\w*)\b"
)
#: An auxiliary that belongs to whom the clause is about: `anyone who was charged gets ...`.
_OF_SUBJECT = re.compile(
    r"^(?:anyone|everyone|everybody|anybody|those|customers|guests|passengers|members|people|users"
    r"|orders|parcels|items|bookings|tickets|claims|requests|(?:any|all|every|each) [\w ]{2,25}) "
    r"(?:who|that|which)\s*$"
)


def take_apart(clause: Clause) -> None:
    """Find subject, auxiliary and verb."""
    inner = _INNER.search(clause.text)
    clause.core = clause.text[: inner.start()] if inner and inner.start() > 3 else clause.text
    match = auxiliary_in(clause.core)
    if match and _OF_SUBJECT.match(clause.core[: match.start()]):
        later = after_relative(clause.core, match.end())
        match = match if later is None else None
    elif match and RELATIVE.match(clause.core[: match.start()]):
        later = third_person(clause.core, match.end())
        if later is not None and match["aux"].strip() in _WAS:
            set_verb(clause, later)
            clause.deed = FORMS.get(clause.verb, (clause.verb, ""))[0]
            clause.who = who_is(clause.subject)
            return
    if match and match.start() <= 140:
        use_auxiliary(clause, match)
    elif clause.text.startswith("going to "):
        clause.modal, clause.tail = "will", clause.text[9:]
        clause.verb = clause.tail.split(" ")[0]
    else:
        use_bare_verb(clause)
    if clause.modal and (late := LAST_PRONOUN.match(clause.subject)):
        start_late(clause, late)
    clause.deed = FORMS.get(clause.verb, (clause.verb, ""))[0]
    clause.who = who_is(clause.subject)
    if clause.subject in {"which", "who"} and clause.before:
        clause.who = relative(clause)
    share(clause)
    tell_whose(clause)


_WAS = frozenset(("was", "were", "had", "have", "did", "are", "'ve", "'re"))
