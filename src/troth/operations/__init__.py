"""Writes: what can be done, each in one transaction of a store.

    with store.writing(actor=actor, at=now) as work:
        promise = operations.make(work, Make(metric="refund", customer=customer.id))

The command line, the API and the pages call these functions and nothing else to write.
"""

from troth.operations.agreements import (
    EndAgreement,
    MakeAgreement,
    end_agreement,
    make_agreement,
)
from troth.operations.allowances import Allowance
from troth.operations.amends import Give, give, left
from troth.operations.commands import (
    Agree,
    Change,
    Command,
    HandOn,
    HandOver,
    Keep,
    Make,
    Offer,
    Option,
    Pause,
    Reopen,
    Resume,
    Settle,
    Tell,
    Withdraw,
)
from troth.operations.customers import AddCustomer, Rectify, add, erase, rectify
from troth.operations.dates import agree, change
from troth.operations.duties import AskDuty, ask
from troth.operations.editions import Publish, publish
from troth.operations.ending import (
    hand_on,
    hand_over,
    keep,
    reopen,
    settle,
    tell,
    withdraw,
)
from troth.operations.errors import (
    BeyondAuthorityError,
    NotFoundError,
    NotNowError,
    NotYoursError,
    UnfitError,
)
from troth.operations.making import make, offer
from troth.operations.many import record_many
from troth.operations.milestones import (
    Choosable,
    Choose,
    Close,
    OpenMilestone,
    Sign,
    choose_option,
    close_milestone,
    open_milestone,
    sign,
)
from troth.operations.noticing import notice
from troth.operations.pausing import pause, resume
from troth.operations.quotes import RecordQuote, ScoreQuote, record_quote, score_quote

__all__ = [
    "AddCustomer",
    "Agree",
    "Allowance",
    "AskDuty",
    "BeyondAuthorityError",
    "Change",
    "Choosable",
    "Choose",
    "Close",
    "Command",
    "EndAgreement",
    "Give",
    "HandOn",
    "HandOver",
    "Keep",
    "Make",
    "MakeAgreement",
    "NotFoundError",
    "NotNowError",
    "NotYoursError",
    "Offer",
    "OpenMilestone",
    "Option",
    "Pause",
    "Publish",
    "RecordQuote",
    "Rectify",
    "Reopen",
    "Resume",
    "ScoreQuote",
    "Settle",
    "Sign",
    "Tell",
    "UnfitError",
    "Withdraw",
    "add",
    "agree",
    "ask",
    "change",
    "choose_option",
    "close_milestone",
    "end_agreement",
    "erase",
    "give",
    "hand_on",
    "hand_over",
    "keep",
    "left",
    "make",
    "make_agreement",
    "notice",
    "offer",
    "open_milestone",
    "pause",
    "publish",
    "record_many",
    "record_quote",
    "rectify",
    "reopen",
    "resume",
    "score_quote",
    "settle",
    "sign",
    "tell",
    "withdraw",
]
