"""Why standards belong together, and what could be said once for all of them."""

import re

from django.utils.translation import gettext, ngettext

from troth.playbook import Playbook
from troth.playbook.precepts import Proposal, Repeats
from troth.playbook.schema.promises import Standard
from troth.terms import Kind
from troth_web.desk import words
from troth_web.desk.learn.views import team_text


def why(proposal: Proposal, playbook: Playbook) -> str:
    """What repeats, in a sentence."""
    n = len(proposal.members)
    if proposal.repeats is Repeats.METRIC:
        said = ngettext("%d standard is about %s", "%d standards are about %s", n)
    elif proposal.repeats is Repeats.TERM:
        said = ngettext("%d standard promises “%s”", "%d standards promise “%s”", n)
    elif proposal.repeats is Repeats.TEAM:
        said = ngettext("%d standard is kept by %s", "%d standards are kept by %s", n)
    else:
        said = ngettext("%d standard includes “%s”", "%d standards include “%s”", n)
    return said % (n, _value(proposal, playbook))


def suggested(proposal: Proposal, playbook: Playbook) -> str:
    """A principle for them, to be accepted or put in better words."""
    if proposal.joins is not None:
        return playbook.precepts[proposal.joins]
    value = _value(proposal, playbook)
    if proposal.repeats is Repeats.INCLUDES:
        return gettext("Whatever you come with, you get this: %s.") % value
    if proposal.repeats is Repeats.TEAM:
        return gettext("%s does what it says, and tells you first when it cannot.") % value
    if proposal.repeats is Repeats.TERM:
        return _for_term(value, _members(proposal, playbook)[0])
    terms = {str(each.term) for each in _members(proposal, playbook)}
    if len(terms) == 1:
        return gettext("%(what)s: %(term)s, for everybody.") % {
            "what": value,
            "term": next(iter(terms)),
        }
    return gettext("%s: everybody knows beforehand what holds for them.") % value


def short_name(proposal: Proposal, playbook: Playbook) -> str:
    """An id for the principle that nothing else has."""
    if proposal.joins is not None:
        return proposal.joins
    plain = re.sub(r"[^a-z0-9]+", "-", proposal.value.casefold()).strip("-")[:60].strip("-")
    name, number = plain or "principle", 2
    while name in playbook.precepts:
        name, number = f"{plain}-{number}", number + 1
    return name


def _for_term(value: str, standard: Standard) -> str:
    if standard.term.kind is Kind.DURATION:
        return gettext("Whatever you ask of us is done %s.") % value
    return gettext("Wherever we promise it, it is the same: %s.") % value


def _value(proposal: Proposal, playbook: Playbook) -> str:
    if proposal.repeats is Repeats.METRIC:
        return words.metric_text(proposal.value, playbook)
    if proposal.repeats is Repeats.TEAM:
        return team_text(playbook, proposal.value)
    return proposal.value


def _members(proposal: Proposal, playbook: Playbook) -> list[Standard]:
    return [playbook.standards[each] for each in proposal.members]
