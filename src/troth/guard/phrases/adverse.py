"""Notices of charges, closures and losses promise nothing good."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.text.clause import Clause
from troth.guard.text.hints import Hinted, hints, in_words
from troth.guard.words.lists import words
from troth.guard.words.subjects import Who

FINDS = (
    "The late fee will be refunded.",
    "No booking fee is charged.",
)
SPARES = (
    "There will be a charge for the second key.",
    "The car park will be closed on Sunday.",
    "A surcharge of 4 % applies.",
    "If the limit is passed, the line will be suspended.",
)

_BAD = re.compile(
    r"\b(?:unavailable|closed?|lost|delayed|late(?! fee)|cancell?ed|suspended|terminated"
    r"|disconnected|down(?! to)|offline|shut|affected|interrupted|disrupted|deducted"
    r"|declined|denied|rejected|forfeited|refused|expires?|expired|lapses?"
    r"|removed from (?:sale|stock)|discontinued|retired|withdrawn|void|lose|fail"
    r"|stop working|out of (?:service|stock|order)|slower|longer than usual|busy|required"
    r"|considered|treated|deemed|subject to|at risk|liable|higher|difficult|limited"
    r"|restricted|non-refundable|ineligible|diverted|(?<!-)end(?:s|ed)?|be (?:due|payable|owed)"
    r"|long (?:queues?|waits?|lines?)|queues|not be accepted)\b"
)
#: How each of them begins.
_MAY_BE_BAD = in_words(
    r"\b(?:unavail|close|lost|delay|late|cancel|suspend|terminat|disconn|down|offline|shut|affect"
    r"|interrupt|disrupt|deduct|declin|denied|reject|forfeit|refus|expire|lapse|remov|discont|retir"
    r"|withdr|void|lose|fail|stop|out|slow|long|busy|requir|consider|treat|deem|subject|at\b|liab"
    r"|high|diff|limit|restrict|non-|inelig|divert|be\b|queue|not\b)|(?<!-)\bend"
)
_LEVY = re.compile(
    r"\b(?:charges?|fees?|surcharges?|penalt(?:y|ies)|fines?|deposits?|supplements?"
    r"|interest|levy|excess|costs?)\b"
)
_LEVIED = re.compile(
    r"\b(?:appl(?:y|ies)|applied|charged|added|payable|due|incurred|deducted|levied|billed|taken|collected|kept|withheld"
    r"|imposed|be \$|there will be)\b"
)
_GOOD = in_words(
    r"\b(?:refund\w*|entitled|waived?|reimburse\w*|free|no|nothing|not|won't|never|restor\w+|back"
    r"|reopen\w*|resum\w+|replac\w+|fix\w*|credited|lower|reduced)\b"
)
_MENDS = re.compile(
    r"\b(?:refund\w*|waive\w*|no|never|won't|free|back|credited|lower|reduced|reimburs\w*|capped)\b"
)
_RENEWS = re.compile(
    r"\b(?:subscription|plan|contract|membership|policy)s? (?:auto-?)?renews?\b|\bcut-?off is\b"
)
_EXTRA = re.compile(
    r"\b(?:costs?|is|are|charged at) (?:another |an additional )?[$€£]\d[\d.,]* (?:extra"
    r"|on top|more)\b"
)
_PAYS_ONE = re.compile(
    r"\bpays? an? (?:(?!flat|fixed|one-off|single|small|low|reduced)[a-z-]+ ){0,2}(?:surcharge"
    r"|fee|fine"
    r"|penalty|supplement|deposit|excess|levy)\b"
)
_MORE = hints("renew", "extra", "on top", "more", "cut")
_CHARGE = hints(
    *words(
        "charge fee penalt fine deposit supplement interest levy excess cost surch",
    ),
)
_CHARGED_AT = re.compile(
    r"^late\b.*\bcharged\b|\bcharged (?:at )?[$€£]\d[\d.,]* (?:a|per) (?:day|hour|week)\b"
)
AUXILIARIES = ("", "be", "can", "may", "should", "will")


def read(clause: Clause) -> Hit | None:
    """Spare bad news, unless the same clause mends it."""
    if (
        clause.by_company
        and clause.modal == "will"
        and not re.search(
            r"\bbe (?:closed|late|delayed|unavailable|shut|down|out of)\b", clause.tail
        )
    ):
        if (
            not re.match(
                (
                    r"(?:charge|deduct|bill|close|suspend|terminate|disconnect|cancel (?:your"
                    r"|the) (?:account|contract|policy))\b"
                ),
                clause.tail,
            )
            or clause.negated
        ):
            return None
        return SPARED if not _GOOD(clause.text) else None
    levied = _CHARGE(clause.text)
    if levied and _PAYS_ONE.search(clause.text):
        return SPARED
    if (
        levied
        and _LEVY.search(clause.subject)
        and _LEVIED.search(clause.text)
        and not _MENDS.search(clause.text)
    ):
        return SPARED
    if levied and _CHARGED_AT.search(clause.text) and not _MENDS.search(clause.text):
        return SPARED
    if _MORE(clause.text) and (_EXTRA.search(clause.text) or _RENEWS.search(clause.text)):
        return SPARED
    if _GOOD(clause.text):
        return None
    if (
        clause.who is not Who.COMPANY
        and clause.modal in {"will", "be", "may", "should", ""}
        and _MAY_BE_BAD(clause.text)
        and _is_bad(_deed(clause))
        and not _kept(clause)
    ):
        return SPARED
    if (
        levied
        and _LEVY.search(clause.subject or clause.text)
        and _LEVIED.search(clause.text)
        and clause.modal in {"will", "may", "be", "", "can"}
    ):
        return SPARED
    return (
        SPARED
        if clause.by_company
        and clause.modal == "will"
        and re.search(r"\bbe (?:closed|late|delayed|unavailable|shut|down|out of)\b", clause.tail)
        else None
    )


#: A cancellation that is asked for: the money comes back.
_UNDONE = Hinted(r"\bcancell?ed and\b.*\brefund", hints("refund"))
#: How things are, not what happens to them.
_STATUS = Hinted(r"\bchanged to\b|\bstatus\b", hints("changed", "status"))


def _deed(clause: Clause) -> str:
    """What happens, without what it happens to."""
    if not clause.modal:
        return clause.core
    return (
        ""
        if _STATUS.search(clause.core) or _UNDONE.search(clause.sentence.text)
        else clause.core[len(clause.subject) :]
    )


def _is_bad(deed: str) -> bool:
    return _MAY_BE_BAD(deed) and _BAD.search(deed) is not None


def _kept(clause: Clause) -> bool:
    """`tickets are valid until they end`: bad words that say how long something good lasts."""
    return bool(
        re.search(
            (
                r"\b(?:valid|stays?|remains? (?:active|open)|end of|free until|warranty|guarantee"
                r"|late check-?out|weekend|by the end"
                r"|until the end|no later|deliver\w*|ship\w*|end to end|closed? (?:loop|of)"
                r"|close of)\b"
            ),
            clause.text,
        )
    )
