"""Effort promised: do our best, make every effort, try, aim, work hard, as soon as possible."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.kinds import Kind, Strength
from troth.guard.text.clause import Clause
from troth.guard.text.hints import in_words
from troth.guard.words.subjects import Who

FINDS = (
    "I'll do my best.",
    "We aim to have your car back by the end of the week.",
    "Carrier shall use reasonable endeavours to unload in time.",
    "We're working to fix it as fast as possible.",
    "We'll see what we can find.",
)
SPARES = (
    "I can try.",
    "We're working on it.",
)

#: How each of them begins.
_MAY_BE_EFFORT = in_words(
    r"\b(?:do(?:ing)?\b|mak|put|us(?:e|ing)|tr[yi]|aim|striv|endeav|seek|intend|plan|hop|work|pull"
    r"|goal|target|ambition|mission|attempt|see\b|move|bend|go|leave)"
)
EFFORT = re.compile(
    r"\b(?:do(?:ing)? (?:our|my|their|its|the|everything|all|whatever|what (?:we"
    r"|i) can) ?(?:very |level |utmost )?\w*|(?:mak(?:e|ing)"
    r"|put(?:ting)? in) every (?:effort|attempt|endeavou?r)|(?:use|make|using) (?:all "
    r"|its |our |commercially |any |every )*(?:reasonable|best"
    r"|commercial\w*) (?:commercial |\w+ )?(?:endeavou?rs|efforts)|try(?:ing)? (?:our|my"
    r"|to)\b|tr(?:y|ies) (?:our|my|their) (?:best|hardest)|aims? (?:to|for)|aiming (?:to"
    r"|for)|striv(?:e|es|ing) (?:to|for)|endeavou?rs? to|seek(?:s|ing)? to|intend(?:s"
    r"|ing)? to|plan(?:s|ning)? (?:to|on)|hop(?:e|es|ing) to|work(?:ing)? (?:hard"
    r"|tirelessly|flat out|around the clock|diligently|as (?:fast|quickly|hard))"
    r"|pull(?:ing)? out all the stops|goal is|target is|aim is|ambition is|mission is to"
    r"|attempt to|(?<=will )see (?:what|if|whether|how) (?:we|i)\b|(?<='ll )see (?:what|if"
    r"|whether|how) (?:we|i)\b|move heaven|bend over backwards|go(?:ing)? all out"
    r"|leave no stone)\b"
)
_WORKING = re.compile(
    r"\b(?:work(?:ing)?|looking|trying|doing|making|fixing|racing|hurrying|pushing"
    r"|striving|aiming|racing|rushing|getting)\b"
)
_ASAP = re.compile(
    r"\b(?:asap|a\.s\.a\.p|as (?:soon|quickly|fast|swiftly|promptly|speedily|early|best"
    r"|much) as (?:we (?:possibly )?can|possible|i can|humanly possible|practicable"
    r"|practical|they can)|flat out|tirelessly|hard|around the clock|day and night|24/7"
    r"|everything (?:we|i|in our power)|all (?:we|i) can|best|every effort|diligently"
    r"|urgently to|non-?stop)\b"
)
_RESTORE = re.compile(
    r"\b(?:fix\w*|resolv\w+|restor\w+|sort\w*|back|repair\w*|get(?:ting)?|clear\w*|mov(?:e"
    r"|ing)|solution|rectif\w+|make|making|find\w*|deliver\w*|answer\w*|respond\w*"
    r"|reply\w*|reach|refund\w*|ensure|arriv\w+|help|bring\w*|improve|complet\w+)\b"
)
SUBJECTS = (Who.COMPANY, Who.NONE, Who.THING)
AUXILIARIES = ("", "be", "will")


_BUSY = re.compile(r"(?:always )?(?:working|looking|trying|doing|aware)\b")
_HABIT = re.compile(r"\balways\b|\bevery day\b")
_MEANING = re.compile(
    r"(?:aiming|hoping|planning|striving|intending|our goal|expecting|going|pulling|moving"
    r"|trying (?:our|my))"
)
_GOAL = re.compile(
    r"\bour (?:goal|aim|target|ambition|promise|commitment)\b.*\bis (?:to|that|an?|\d)\b"
)
_MEANS = re.compile(
    r".*?\b(?:aims?|strives?|endeavou?rs?"
    r"|try|tries|intends?|plans?|hopes?|seeks?|use|make|do|works?|targets?|shall)\b"
)
_HOPES = re.compile(r"\b(?:hope|hoping|plan(?:ning)? (?:to|on))\b")


def read(clause: Clause) -> Hit | None:
    """Find effort for something that the customer wants; bare work under way is spared."""
    ours = (
        clause.by_company
        or (clause.who is Who.NONE and clause.modal in {"be", ""})
        or (clause.who is Who.THING and "our " in clause.text)
    )
    if not ours or clause.negated:
        return None
    effort = EFFORT.search(clause.core) if _MAY_BE_EFFORT(clause.core) else None
    if clause.who is Who.THING and not effort:
        return None
    if clause.modal == "be":
        return _under_way(clause, effort=effort is not None)
    if effort is None or (clause.modal == "" and not _MEANS.match(clause.text)):
        return None
    if _HOPES.search(clause.text) and not clause.when:
        return SPARED
    return Hit(strength=Strength.SOFT)


def _under_way(clause: Clause, *, effort: bool) -> Hit | None:
    """`we're working to fix it as fast as possible`, `our goal is to`."""
    busy = _BUSY.match(clause.tail or clause.text) and not _HABIT.search(clause.text)
    if busy and _ASAP.search(clause.text) and _RESTORE.search(clause.tail):
        begin = re.search(r"\band (?=looking|working)", clause.text)
        return Hit(strength=Strength.SOFT, start=begin.end() if begin else 0)
    if effort and _MEANING.match(clause.tail):
        idle = not clause.when and clause.tail.startswith(("hoping", "planning"))
        return SPARED if idle else Hit(strength=Strength.SOFT)
    if _GOAL.search(clause.text):
        return Hit(strength=Strength.SOFT, kind=None if clause.when else Kind.OUTCOME)
    return None
