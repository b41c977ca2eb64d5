"""Said as if it were happening: we are crediting, I'm sending, it is being replaced."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.text.clause import Clause
from troth.guard.words.lists import words
from troth.guard.words.subjects import Who
from troth.guard.words.verbs import participle

FINDS = (
    "To say sorry we are crediting $10.",
    "I am now processing a refund of $80.",
    "The faulty meter is being replaced.",
    "Passing this on to the store manager now.",
)
SPARES = (
    "We are still looking at it.",
    "I am checking the map now.",
    "Our team is working on it.",
    "I am contacting the warehouse.",
)

_DEED = re.compile(
    r"(?:(?:[a-z]+ly|now|also|just|right now|today) )*(?P<verb>initiating|requesting"
    r"|submitting|scheduling|expediting|reissuing|crediting|refunding|processing|sending"
    r"|issuing|shipping|dispatching|posting|popping|mailing|emailing|e-mailing|forwarding"
    r"|passing|transferring|escalating|waiving|adding|rebooking|booking|moving|cancelling"
    r"|canceling|upgrading|replacing|reimbursing|extending|offering|giving|paying"
    r"|returning|reserving|holding|opening|launching|raising|arranging|putting|getting"
    r"|coming|calling|delivering|arriving|reopening|resuming|bringing|starting|throwing"
    r"|removing|deleting|applying|releasing|matching|freezing|doubling|halving|cutting"
    r"|planting|installing|leaving|dropping|sorting|ringing|heading|sticking|wiring"
    r"|restocking|re-sending|resending|slotting|pencilling|switching|setting"
    r"|handing|knocking|lodging|filing|logging|reversing|winging|renewing|reinstating)\b"
)
#: Whatever is being done at a time to come.
_SOON = re.compile(
    r"\b(?:today|tonight|tomorrow|this (?:week|afternoon|evening|morning|weekend|month)"
    r"|(?:on|by) (?:mon"
    r"|tues|wednes|thurs|fri|satur|sun)day|next week|later today|overnight|by (?:noon|\d))\b"
)
_ANY_DEED = re.compile(
    r"(?!looking|checking|closing|shutting|charging|ending|stopping|having|experiencing"
    r"|seeing|running"
    r"|working|investigating|reviewing|monitoring|waiting|hoping|trying|going|being"
    r"|travelling|raising"
    r"|thinking|getting|suspending|celebrating|aiming|planning|feeling)[a-z]+ing\b"
)
_VAGUE = frozenset(
    [
        "requesting",
        "submitting",
        "scheduling",
        "initiating",
        "expediting",
        "getting",
        "coming",
        "calling",
        "starting",
        "opening",
        "arranging",
        "raising",
        "putting",
        "leaving",
        "heading",
        "moving",
        "giving",
        "offering",
        "bringing",
        "launching",
        "sorting",
        "removing",
        "adding",
        "holding",
        "dropping",
        "delivering",
        "arriving",
        "escalating",
        "forwarding",
        "passing",
        "transferring",
        "cutting",
        "applying",
    ]
)
_BEING = re.compile(r"(?:(?:[a-z]+ly|now|also|currently) )*being (?P<verb>[a-z]+)\b")
#: Work that is under way and promises nothing.
_IDLE = words(
    (
        "held looked investigated reviewed checked worked monitored treated asked charged "
        "used examined"
    ),
    "considered handled affected delayed diverted discussed targeted watched tested assessed told",
    (
        "made cancelled withdrawn closed suspended impacted experienced explored analysed "
        "analyzed blocked"
    ),
)
_GIVEN = re.compile(
    r"(?:replaced|refunded|credited|sent|shipped|dispatched|reissued|reimbursed|waived"
    r"|processed|upgraded|rebooked|resent|posted|delivered|escalated|extended|returned"
    r"|paid|rolled|forwarded)\b"
)
_PAID = re.compile(
    r"[$€£₹]|\brefund\b|\bvoucher\b|\bcredit\b|\bfree\b|\breplacement\b|\bfee\b"
    r"|\b(?:more|another|extra|additional)\b|\bdiscount\b|\bcall-?back\b|\breturn\b|\bpick-?up\b|\bengineer\b|\btechnician\b"
)
_PASS_ON = re.compile(
    r"(?:passing|forwarding|sending|escalating|getting|transferring|feeding) (?:this|that"
    r"|it|your|these|all|everything)\b"
)
SUBJECTS = (Who.COMPANY, Who.NONE, Who.THING)
AUXILIARIES = ("", "be")


def read(clause: Clause) -> Hit | None:
    """Find deeds that a customer can count on; looking and checking are spared."""
    if clause.negated:
        return None
    if clause.modal == "be" and (being := _BEING.match(clause.tail)) and clause.who is Who.THING:
        done = participle(being["verb"]) and being["verb"] not in _IDLE
        return Hit() if done and "currently" not in clause.text else SPARED
    ours = clause.by_company and clause.modal == "be"
    bare = clause.modal == "" and clause.who is Who.NONE
    thing = clause.modal == "be" and clause.who is Who.THING
    if not (ours or bare or thing):
        return None
    match = _DEED.match(clause.tail if clause.modal else clause.text)
    if not match:
        soon = ours and _SOON.search(clause.text) and _ANY_DEED.match(clause.tail)
        return Hit() if soon else None
    if thing:
        return (
            Hit()
            if clause.when
            and match["verb"]
            in {
                "arriving",
                "coming",
                "shipping",
                "reopening",
                "resuming",
                "opening",
                "leaving",
                "starting",
                "launching",
                "delivering",
                "moving",
                "returning",
                "heading",
            }
            else None
        )
    text = clause.tail if clause.modal else clause.text
    if (
        bare
        and not clause.when
        and not re.match(
            (
                r" (?:th\w+|it|your?|an?|all|out|over|on|up|round|these|everything|\d|someone|in"
                r"|for"
                r"|refund|now)\b|$"
            ),
            text[match.end() :],
        )
    ):
        return None
    if match["verb"] in _VAGUE and not (
        clause.when or _PAID.search(clause.text) or _PASS_ON.match(text)
    ):
        return SPARED
    return Hit()
